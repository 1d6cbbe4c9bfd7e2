"""Draw the README's pictures from the demo season: real maps, photographed in Chromium.

python scripts/pictures.py        writes docs/pictures/*.png
"""

import shutil
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from api.drawing import draw
from api.maps.kinds import MapKind
from geo_patrol.messages import Language
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.demo import load_demo

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PARK = ["dashiju", "damingshi", "nanyan", "qixing", "meizhu", "chengtan", "yulin"]
DESK, PHONE = (1440, 900), (360, 740)
# name, map, areas, language, size of the window, dark
PICTURES: tuple[tuple[str, MapKind, list[str], Language, tuple[int, int], bool], ...] = (
    ("gaps", "gaps", ["changzhao"], "en", DESK, False),
    ("gaps-zh", "gaps", ["changzhao"], "zh", DESK, False),
    ("gaps-phone-night", "gaps", ["changzhao"], "zh", PHONE, True),
    ("coverage", "coverage", ["qincun"], "en", DESK, False),
    ("heat", "heat", ["changzhao"], "en", DESK, False),
    ("seen", "seen", ["changzhao"], "en", DESK, False),
    ("rates", "rates", ["changzhao"], "en", DESK, False),
    ("rates-zh", "rates", ["changzhao"], "zh", DESK, False),
    ("hotspots", "hotspots", ["changzhao"], "en", DESK, False),
    ("zones", "zones", ["qincun"], "en", DESK, False),
    ("park", "gaps", PARK, "en", DESK, False),
)


def main() -> int:
    """Make the season, draw the maps, photograph them."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium: run scripts/system-packages.sh", file=sys.stderr)
        return 1
    settings = Settings(_env_file=None)
    start = datetime(2022, 10, 1, tzinfo=settings.zone)
    end = datetime(2022, 11, 1, tzinfo=settings.zone)
    now = datetime.now(UTC)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{Path(folder) / 'demo.sqlite'}"
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        with closing(open_store(url, exclusive=True)) as store, store.reader() as session:
            schema.upgrade(store)
            load_demo(
                store, settings, now=now, make_password=lambda: "", hash_password=lambda _: ""
            )
            for name, kind, areas, language, (width, height), dark in PICTURES:
                page = draw(
                    kind,
                    session,
                    SYSTEM,
                    areas,
                    start,
                    end,
                    settings=settings,
                    language=language,
                    now=now,
                )
                path = Path(folder) / "map.html"
                path.write_text(page, encoding="utf-8")
                tab = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if dark else "light",
                )
                tab.goto(path.as_uri())
                tab.locator("html[data-ready=true]").wait_for(state="attached")
                tab.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
                tab.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
