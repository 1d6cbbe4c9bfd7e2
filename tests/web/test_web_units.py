"""The front end's own tests, and how much of it a phone must fetch before it shows anything."""

import gzip
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "api/web/dist"
FIRST_LOAD_BYTES = 110 * 1024
WITH_MAP_BYTES = 150 * 1024


def web(*arguments: str) -> str:
    done = subprocess.run(
        [ROOT / "scripts/web.sh", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """Build the front end, if it is not what the checkout would build."""
    web("build")


def test_the_units_of_the_front_end_pass() -> None:
    assert "passed" in web("test")


def first_load() -> list[Path]:
    """Return the page, and all that it names before its script runs."""
    page = (DIST / "officer.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="/officer/(assets/[^"]+)"', page)
    assert any(name.endswith(".js") for name in named)
    assert any(name.endswith(".css") for name in named)
    return [DIST / "officer.html", *(DIST / name for name in named)]


def test_the_first_load_is_small_enough_for_a_bad_line() -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in first_load()}
    assert sum(sizes.values()) <= FIRST_LOAD_BYTES, sizes


def test_the_first_screen_with_its_map_is_small_enough_too() -> None:
    [map_part] = (DIST / "assets").glob("officer-leaflet_map-*.js")
    assert map_part not in first_load()
    sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in [*first_load(), map_part]]
    assert sum(sizes) <= WITH_MAP_BYTES, sizes


def test_what_comes_later_is_kept_for_when_there_is_no_line() -> None:
    worker = (DIST / "officer-sw.js").read_text(encoding="utf-8")
    kept = set(re.findall(r"/officer/(assets/[\w.-]+)", worker))
    parts = [path for path in (DIST / "assets").iterdir() if path.suffix in (".js", ".css")]
    assert {f"assets/{path.name}" for path in parts} <= kept


def test_every_built_file_says_which_app_it_belongs_to() -> None:
    files = [path for path in DIST.rglob("*") if path.is_file() and path.name != ".built-from"]
    console = DIST / "console"
    app_of = {path: "console" if console in path.parents else "officer" for path in files}
    assert set(app_of.values()) == {"console", "officer"}
    assert [path.name for path, app in app_of.items() if app not in path.name] == []


@pytest.mark.parametrize("name", ["officer.html", "console/console.html"])
def test_the_page_holds_nothing_inline_and_names_no_address_outside(name: str) -> None:
    page = (DIST / name).read_text(encoding="utf-8")
    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert "://" not in page
