"""Maps as files against plain folium: same data, same run; how large, how long to make, to open.

``python -m benchmarks.maps`` prints one JSON line for a coverage map of 30,000 cells (against
`GeoJson` with a style function) and one for the heat of 100,000 incidents (against `HeatMap`).

Seconds are of processor time, from the table to the text of the page; kernels are warm. Sizes are
bytes of UTF-8; what is left out of the peers' files is told in `benchmarks.maps_peers`.

Opening is from the begin of the navigation to the second frame after every cell is there, by the
page's own clock, in Chromium without a network, the fastest of several. Cells of the peer are
there when as many paths are in the document; ours when the canvas has drawn as many. For heat the
peer is not opened: its plugin is not at hand. Without Chromium opening is null.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from api.frames import LocalMetres
from benchmarks import maps_peers
from benchmarks.lines import show
from benchmarks.maps_ground import bare_context, covered_cells, gathered_incidents
from benchmarks.memory import peak_mb, reset_peak_mb
from geo_patrol.hotspots.density import density, warm
from maps import coverage_map, heat_map

RUNS = 3
OPENED = 3
BANDWIDTH_M, RASTER_M = 250.0, 25.0
VIEW = {"width": 1440, "height": 900}

# Two frames after it is there, it has been painted.
WATCH = """() => {
    const wanted = %d;
    const look = () => {
        if (!(%s)) return requestAnimationFrame(look);
        requestAnimationFrame(() =>
            requestAnimationFrame(() => (window.painted = performance.now())));
    };
    requestAnimationFrame(look);
}"""
PEER_DRAWN = "document.querySelectorAll('path.leaflet-interactive').length === wanted"
OURS_DRAWN = (
    "window.geoPatrol && window.geoPatrol.views[0].cells().counts()"
    ".reduce((sum, n) => sum + n, 0) === wanted"
)
HEAT_DRAWN = (
    "document.documentElement.dataset.ready === 'true'"
    " && [...document.querySelectorAll('img.heat')].every(image => image.complete) && wanted > 0"
)


def timed(make: Callable[[], str], runs: int) -> tuple[float, str]:
    """Return the least processor time that making a page took, and the page."""
    seconds = []
    for _ in range(runs):
        begin = time.process_time()
        page = make()
        seconds.append(time.process_time() - begin)
    return min(seconds), page


def opening_s(browser: Browser | None, page: str, drawn: str, n: int) -> float | None:
    """Return how long a page takes to open, the fastest of several."""
    if browser is None:
        return None
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.html"
        path.write_text(page, encoding="utf-8")
        for _ in range(OPENED):
            context = browser.new_context(viewport=VIEW, offline=True)  # type: ignore[arg-type]
            tab = context.new_page()
            tab.add_init_script(f"({WATCH % (n, drawn)})()")
            tab.goto(path.as_uri(), timeout=180_000)
            tab.wait_for_function("window.painted > 0", timeout=180_000)
            found.append(float(tab.evaluate("window.painted")) / 1000)
            context.close()
    return min(found)


def compare_coverage(browser: Browser | None, n_cells: int, n_fixes: int) -> dict[str, object]:
    """Measure the coverage map."""
    cells = covered_cells(n_cells, n_fixes, 2022)
    context = bare_context()
    base_mb = reset_peak_mb()
    seconds, ours = timed(lambda: coverage_map(context, cells), RUNS)
    over_mb = peak_mb() - base_mb
    peer_seconds, theirs = timed(lambda: maps_peers.coverage(cells), 1)
    opens = opening_s(browser, ours, OURS_DRAWN, n_cells)
    peer_opens = opening_s(browser, theirs, PEER_DRAWN, n_cells)
    return {
        "task": "coverage map",
        "n": n_cells,
        "seconds": round(seconds, 3),
        "peer": "folium GeoJson + style function",
        "peer_seconds": round(peer_seconds, 2),
        "ratio": round(peer_seconds / seconds, 1),
        "peak_mb": round(over_mb, 1),
        **_sizes(ours, theirs),
        "opens_s": rounded(opens),
        "peer_opens_s": rounded(peer_opens),
        "ratio_opens": rounded(peer_opens / opens if opens and peer_opens else None, 1),
        "visited": int((cells["effort_s"] > 0).sum()),
    }


def compare_heat(browser: Browser | None, n: int) -> dict[str, object]:
    """Measure the heat of incidents, the density itself included."""
    incidents = gathered_incidents(n, 2022)
    context = bare_context()

    def make() -> str:
        ground = LocalMetres.around(incidents.total_bounds.tolist())
        x, y = ground.to_metres(incidents.geometry.x.to_numpy(), incidents.geometry.y.to_numpy())
        raster = density(x, y, ground.extent, BANDWIDTH_M, RASTER_M)
        return heat_map(context, raster, ground.degrees, BANDWIDTH_M, incidents)

    base_mb = reset_peak_mb()
    seconds, ours = timed(make, RUNS)
    over_mb = peak_mb() - base_mb
    peer_seconds, theirs = timed(lambda: maps_peers.heat(incidents), 1)
    return {
        "task": "heat of incidents",
        "n": n,
        "seconds": round(seconds, 3),
        "peer": "folium HeatMap",
        "peer_seconds": round(peer_seconds, 2),
        "ratio": round(peer_seconds / seconds, 1),
        "peak_mb": round(over_mb, 1),
        **_sizes(ours, theirs),
        "opens_s": rounded(opening_s(browser, ours, HEAT_DRAWN, n)),
        "peer_opens_s": None,
    }


def _sizes(ours: str, theirs: str) -> dict[str, object]:
    size, peer_size = len(ours.encode()), len(theirs.encode())
    return {
        "mb": round(size / 1e6, 3),
        "peer_mb": round(peer_size / 1e6, 2),
        "ratio_size": round(peer_size / size, 1),
    }


def rounded(value: float | None, digits: int = 2) -> float | None:
    """Return a value with few digits."""
    return None if value is None else round(value, digits)


def main() -> None:
    """Print one JSON line for each task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=30_000)
    parser.add_argument("--fixes", type=int, default=1_000_000)
    parser.add_argument("--incidents", type=int, default=100_000)
    given = parser.parse_args()
    warm()
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = None
        if chromium is not None:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        show(compare_coverage(browser, given.cells, given.fixes))
        show(compare_heat(browser, given.incidents))
        if browser is not None:
            browser.close()


if __name__ == "__main__":
    main()
