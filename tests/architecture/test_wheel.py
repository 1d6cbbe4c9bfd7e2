"""The wheel alone is enough: built here, installed elsewhere, run from an empty folder.

The clean environment borrows the third-party packages of the one that runs the tests, through a
``.pth`` file: they are the same locked packages, and a second download of them would test nothing
of ours. A ``.pth`` inside a borrowed folder is not read, so the checkout's editable install does
not come along; a test makes sure.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("geo_patrol", "maps", "api")
START_LIMIT_S = 180


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of the checkout, and the front end before it."""
    run(ROOT / "scripts" / "web.sh", "build")
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the interpreter of a clean environment that holds the wheel."""
    home = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    paths = json.loads(
        run(python, "-c", "import json, sysconfig; print(json.dumps(sysconfig.get_paths()))")
    )
    borrowed = Path(paths["purelib"]) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel)
    return python


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment without any setting of the checkout or of the developer."""
    return {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8"}


def run(*command: str | Path, cwd: Path | None = None, home: Path | None = None) -> str:
    """Run a command to its end and return what it printed."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=clean_environment(home) if home else None,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files_below(folder: Path, prefix: str) -> set[str]:
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def serving(python: Path, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run ``geo-patrol`` in a folder, its words going to ``log`` there."""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [python.with_name("geo-patrol"), *arguments],
            cwd=folder,
            env=clean_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def answer(process: subprocess.Popen[str], url: str, log: Path) -> int:
    """Return the status of the first answer, while the process lives and the limit lasts."""
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        try:
            return httpx.get(url, timeout=5, trust_env=False).status_code
        except httpx.TransportError:
            try:
                process.wait(timeout=0.25)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"ended with {process.returncode}:\n{log.read_text()}")
    pytest.fail(f"no answer within {START_LIMIT_S} s:\n{log.read_text()}")


def test_the_wheel_holds_the_packages_whole_and_the_boundaries(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    info = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    wanted = set().union(*(files_below(ROOT / package, package) for package in PACKAGES))
    wanted = {name for name in wanted if not name.startswith("api/web/")}
    wanted |= files_below(ROOT / "api/web/dist", "api/web/dist")
    wanted |= files_below(ROOT / "data/boundaries", "geo_patrol/_data/boundaries")
    assert held - info == wanted


def test_the_wheel_holds_what_runs_besides_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
        entry_points = next(name for name in held if name.endswith("entry_points.txt"))
        assert b"geo-patrol = api.cli:main" in archive.read(entry_points)
    for start, end in (
        ("geo_patrol/messages/", ".json"),
        ("geo_patrol/store/migrations/versions/", ".py"),
        ("geo_patrol/store/migrations/", "script.py.mako"),
        ("geo_patrol/incidents/", "catalogue.json"),
        ("geo_patrol/_data/boundaries/", ".geojson"),
        ("geo_patrol/_data/boundaries/", "README.md"),
        ("maps/assets/", ".js"),
        ("api/web/dist/", "officer.html"),
        ("api/web/dist/", "officer-sw.js"),
        ("api/web/dist/assets/officer-", ".js"),
    ):
        assert any(name.startswith(start) and name.endswith(end) for name in held), (start, end)
    for licence in ("LICENSE", "NOTICE"):
        assert any(name.endswith(f".dist-info/licenses/{licence}") for name in held)
    assert not any("tests" in name.split("/") for name in held)


def test_the_clean_environment_imports_the_wheel_and_not_the_checkout(
    python: Path, tmp_path: Path
) -> None:
    code = f"import json, {', '.join(PACKAGES)}\nprint(json.dumps(["
    code += ", ".join(f"{package}.__file__" for package in PACKAGES) + "]))"
    found = json.loads(run(python, "-c", code, cwd=tmp_path, home=tmp_path))
    assert all(Path(path).is_relative_to(python.parents[1]) for path in found)


def test_one_command_sets_up_draws_and_serves_the_demo_and_ends_in_good_order(
    python: Path, tmp_path: Path
) -> None:
    port = free_port()
    with serving(python, tmp_path, "up", "--demo", "--port", str(port)) as process:
        assert answer(process, f"http://127.0.0.1:{port}/healthz", tmp_path / "log") == 200
        maps = sorted((tmp_path / "out").glob("*.html"))
        assert maps
        assert all(path.stat().st_size > 10_000 for path in maps)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0, (tmp_path / "log").read_text()
