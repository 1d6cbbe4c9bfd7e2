"""Make a month's, a quarter's and a year's briefing of the demo season, and photograph them.

python scripts/briefing_pictures.py [--out FOLDER] [--store URL]

Writes the files to FOLDER (.local/briefings) and small pictures to docs/pictures/briefings. Slides
and the document are photographed where LibreOffice is installed, the map where Chromium is.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from api.briefings.asked import Brief  # noqa: E402
from api.briefings.ordering import Order, make_apart  # noqa: E402
from geo_patrol.evidence.fonts import find_font  # noqa: E402
from geo_patrol.settings import Settings  # noqa: E402
from geo_patrol.store import schema  # noqa: E402
from geo_patrol.store.engine import open_store  # noqa: E402
from geo_patrol.store.scope import SYSTEM  # noqa: E402
from geo_patrol.workflows.demo import load_demo  # noqa: E402

PICTURES = ROOT / "docs" / "pictures" / "briefings"
NOW = datetime(2023, 1, 5, 1, tzinfo=UTC)
WIDTH = 760
COLOURS = 96

ASKED = (
    Brief("monthly", "2022-10", forms=("pdf", "docx", "pptx", "xlsx", "png", "html")),
    Brief("quarterly", "2022Q4", forms=("pdf",)),
    Brief("annual", "2022", languages=("zh", "en"), forms=("pdf",)),
)
PAGES = {
    "bulletin-2022-10-zh.pdf": (1,),
    "ranking-2022Q4-zh.pdf": (1,),
    "report-2022-zh.pdf": (1,),
    "report-2022-en.pdf": (1,),
}
OFFICE = {"bulletin-2022-10-zh.docx": (1,), "bulletin-2022-10-zh.pptx": (3,)}
SHEET = "map-01-gaps_changzhao-zh.png"
PAGE = "map-briefing.html"
VIEW = {"width": 1280, "height": 800}


def main() -> None:
    """Make the briefings and their pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=ROOT / ".local" / "briefings")
    parser.add_argument("--store", help="URL of a store that is there, of demo data")
    given = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as there:
        settings = Settings(_env_file=None, data_dir=Path(there))
        url = given.store or _demo(Path(there), settings)
        for asked in ASKED:
            folder = given.out / asked.period
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            asked = Brief(
                asked.kind,
                asked.period,
                languages=asked.languages,
                forms=asked.forms,
                font=find_font(None),
            )
            order = Order(asked, SYSTEM, folder, url, settings, NOW)
            print(folder, sum(1 for _ in make_apart(order, lambda: False)), "files")
        _photograph(given.out, Path(there))


def _demo(folder: Path, settings: Settings) -> str:
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    with closing(open_store(url, exclusive=True)) as store:
        schema.upgrade(store)
        load_demo(store, settings, now=NOW, make_password=lambda: "", hash_password=lambda _: "")
    return url


def _photograph(out: Path, there: Path) -> None:
    for name, pages in PAGES.items():
        _pages(next(out.glob(f"*/{name}")), pages)
    office = shutil.which("soffice")
    for name, pages in OFFICE.items() if office else ():
        file = next(out.glob(f"*/{name}"))
        words = [
            str(office),
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(there),
            str(file),
        ]
        subprocess.run(words, check=True, capture_output=True)
        made = (there / file.stem).with_suffix(".pdf")
        _pages(made.rename(made.with_name(f"{name.replace('.', '-')}.pdf")), pages)
    _keep(Image.open(next(out.glob(f"*/{SHEET}"))), "sheet")
    if chromium := shutil.which("chromium"):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium)
            tab = browser.new_page(viewport=VIEW)  # type: ignore[arg-type]
            tab.goto(next(out.glob(f"*/{PAGE}")).as_uri())
            tab.wait_for_selector("html[data-ready=true]")
            tab.screenshot(path=there / "page.png")
            browser.close()
        _keep(Image.open(there / "page.png"), "page")


def _pages(pdf: Path, pages: tuple[int, ...]) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        for number in pages:
            if number <= len(document):
                _keep(document[number - 1].render(scale=2).to_pil(), f"{pdf.stem}-{number}")


def _keep(picture: Image.Image, name: str) -> None:
    whole = picture.convert("RGB")
    height = round(whole.height * WIDTH / whole.width)
    small = whole.resize((WIDTH, height), Image.Resampling.LANCZOS).quantize(COLOURS)
    small.save(PICTURES / f"{name}.png", optimize=True)
    print(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
