"""The console's room of gaps with a year of 30,000 cells, in Chromium, against plain Leaflet.

``python -m benchmarks.console_year`` prints one JSON line: ``opens_s`` from the begin of the
navigation to the second frame after the cells are there, the fastest of three (of the peer: once);
``parse_ms`` of both answers together; ``drag_ms`` and ``point_ms``, the 95th percentile from an
event of the mouse until the frame that shows it is painted. The peer is the same cells as folium's
``GeoJson`` writes them, with a style function and a tooltip: paths in SVG, from a file, without a
server. Ratios are the peer's time over ours; figures of a busy machine say little, ratios more.

The server runs in a process of its own and shares the machine's cores. Without Chromium nothing is
printed.
"""

import argparse
import shutil
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import quantiles

import numpy as np
from geopandas import GeoDataFrame
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from api.auth.tokens import cookie_name
from benchmarks import maps_peers, year_store
from benchmarks.lines import show
from benchmarks.load_server import serve
from benchmarks.maps import PEER_DRAWN, VIEW, WATCH, rounded
from benchmarks.year import ROUTES, YEAR, sign_in
from geo_patrol.coverage.warming import warm_up
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store

OPENED, PEER_OPENED = 3, 1
MOVES = 60
PATIENCE_MS = 180_000
CONSOLE_DRAWN = (
    "document.querySelector('.gap-legend') && [...document.querySelectorAll('.desk-map canvas')]"
    ".some(one => one.width > 0 && one.getContext('2d')"
    ".getImageData(one.width >> 1, one.height >> 1, 1, 1).data[3] > 0) && wanted > 0"
)

# A task that is posted in a frame runs when that frame was painted.
TIMED = """() => {
    window.took = [];
    addEventListener('mousemove', (event) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.took.push(performance.now() - event.timeStamp);
        port2.postMessage(null);
    }), true);
}"""
PARSED = """async (paths) => {
    const texts = await Promise.all(paths.map(async (path) => (await fetch(path)).text()));
    const took = [1, 2, 3, 4, 5].map(() => {
        const begin = performance.now();
        texts.forEach((text) => JSON.parse(text));
        return performance.now() - begin;
    });
    return Math.min(...took);
}"""


def opened(context: BrowserContext, address: str, drawn: str) -> tuple[Page, float]:
    """Open a page; return it, and the seconds until its cells are there."""
    page = context.new_page()
    page.add_init_script(f"({WATCH % (year_store.N_CELLS, drawn)})()")
    page.goto(address, timeout=PATIENCE_MS)
    page.wait_for_function("window.painted > 0", timeout=PATIENCE_MS)
    return page, float(page.evaluate("window.painted")) / 1000


def moved_ms(page: Page, map_of: str, *, is_drag: bool) -> float:
    """Return the 95th percentile of what the moves of a mouse take until they are seen."""
    box = page.locator(map_of).bounding_box()
    if box is None:
        raise SystemExit("no map")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.evaluate("window.took = []")
    if is_drag:
        page.mouse.down()
    for at in range(MOVES):
        page.mouse.move(x + 3 * (at % 30) - 45, y + 2 * (at % 20) - 20)
        page.evaluate("() => new Promise(requestAnimationFrame)")
    if is_drag:
        page.mouse.up()
    page.wait_for_function(f"window.took.length >= {MOVES}", timeout=PATIENCE_MS)
    return quantiles(page.evaluate("window.took"), n=20)[-1]


def measured(
    browser: Browser, address: str, drawn: str, map_of: str, cookie: dict[str, str] | None = None
) -> dict[str, float]:
    """Measure a page: opening, dragging, pointing, and parsing where it asks a server."""
    opens, found = [], {}
    times = PEER_OPENED if cookie is None else OPENED
    for _ in range(times):
        # Waiting for what a page says is against the console's policy.
        context = browser.new_context(
            viewport=VIEW,  # type: ignore[arg-type]
            locale="zh-CN",
            bypass_csp=True,
        )
        context.add_init_script(
            "if (location.protocol === 'http:') localStorage.setItem('geo-patrol-tour', 'seen')"
        )
        if cookie is not None:
            context.add_cookies([cookie])  # type: ignore[list-item]
        page, seconds = opened(context, address, drawn)
        opens.append(seconds)
        if len(opens) == times:
            page.evaluate(f"({TIMED})()")
            found["point_ms"] = moved_ms(page, map_of, is_drag=False)
            found["drag_ms"] = moved_ms(page, map_of, is_drag=True)
            if cookie is not None:
                paths = [ROUTES["gap view"], ROUTES["map"]]
                found["parse_ms"] = float(page.evaluate(PARSED, paths))
        context.close()
    return {"opens_s": min(opens), **found}


def of_console(browser: Browser, folder: Path, first: date) -> dict[str, float]:
    """Measure the room of gaps, on a store of days from ``first`` to the end of the year."""
    settings = {"GEO_PATROL_DATA_DIR": str(folder), "GEO_PATROL_SECURE_COOKIES": "false"}
    url = f"sqlite:///{folder / 'geo-patrol.sqlite'}"
    with closing(open_store(url, exclusive=True)) as store:
        year_store.fill(store, first, date(YEAR + 1, 1, 1))
        token = sign_in(store, datetime.now(UTC))
    name = cookie_name(Settings(_env_file=None, secure_cookies=False))
    with serve(folder, settings, ["-m", "api.cli"]) as server:
        origin = f"http://127.0.0.1:{server.port}"
        room = f"gaps/{year_store.AREA}/{YEAR}-01-01~{YEAR}-12-31/all/patrol"
        cookie = {"name": name, "value": token, "url": origin}
        return measured(
            browser, f"{origin}/console/#/{room}", CONSOLE_DRAWN, ".desk-map .map", cookie
        )


def of_peer(browser: Browser, folder: Path) -> dict[str, float]:
    """Measure the same cells as a plain map of folium."""
    cells = year_store.cells()
    rng = np.random.default_rng(2022)
    frame = GeoDataFrame(
        {
            "code": [one.code for one in cells],
            "kind": [one.kind for one in cells],
            "effort_s": rng.exponential(600, len(cells)).round(),
            "n_visits": rng.integers(0, 99, len(cells)),
        },
        geometry=[one.geometry for one in cells],
        crs=4326,
    )
    path = folder / "peer.html"
    path.write_text(maps_peers.coverage(frame), encoding="utf-8")
    return measured(browser, path.as_uri(), PEER_DRAWN, ".leaflet-container")


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=12, choices=range(1, 13), metavar="1…12")
    given = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    warm_up()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        ours = of_console(browser, Path(name), date(YEAR, 13 - given.months, 1))
        theirs = of_peer(browser, Path(name))
        browser.close()
    show(
        {
            "task": "console, gaps of a year",
            "n": year_store.N_CELLS,
            **{one: rounded(value, 3) for one, value in ours.items()},
            "peer": "folium GeoJson + style function",
            **{f"peer_{one}": rounded(value, 3) for one, value in theirs.items()},
            **{f"ratio_{one}": rounded(value / ours[one], 1) for one, value in theirs.items()},
        }
    )


if __name__ == "__main__":
    main()
