"""Density and Gi* against what people use today, and how well such maps foretell.

``python -m benchmarks.hotspots`` prints one JSON line per task: the density surface beside KDEpy,
Gi* beside esda (same data, same run, one thread, processor time), then one line per forecast on the
demo season, and with ``--points FILE`` (or ``GEO_PATROL_BENCH_DATA``) on real points.

``max_error`` is, for density, the largest difference from the direct sum at some of the raster's
points, the peak among them, as a share of the peak; for Gi* the largest difference in z.
"""

import argparse
import os
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.foretelling import DEMO, foretell
from benchmarks.incident_points import demo_areas, read_points
from benchmarks.lines import show
from benchmarks.memory import peak_mb, reset_peak_mb
from geo_patrol.hotspots import warm
from geo_patrol.hotspots.density import density
from geo_patrol.hotspots.gi_star import gi_star, gi_star_grid
from geo_patrol.hotspots.neighbours import Neighbours, Window

EXTENT_M = 10_000.0
RASTER = 512
BANDWIDTH_M = 150.0
DIRECT_AT = 200
ROUNDS = 7

Floats = NDArray[np.float64]
Line = dict[str, object]
T = TypeVar("T")


def timed(work: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, float, T]:
    """Return the median seconds of some rounds, the peak in MB over the input, and the result."""
    result = work()
    base_mb = reset_peak_mb()
    seconds = []
    for _ in range(rounds):
        begin = time.process_time()
        result = work()
        seconds.append(time.process_time() - begin)
    return float(np.median(seconds)), peak_mb() - base_mb, result


def make_points(n: int, seed: int) -> tuple[Floats, Floats]:
    """Return points around 200 places and some anywhere, all well within the extent."""
    rng = np.random.default_rng(seed)
    place = rng.uniform(1000, EXTENT_M - 1000, (200, 2))[rng.integers(0, 200, n)]
    place += rng.normal(0, 200, (n, 2))
    anywhere = rng.random(n) < 0.3
    place[anywhere] = rng.uniform(0, EXTENT_M, (int(anywhere.sum()), 2))
    x, y = np.clip(place, 100, EXTENT_M - 100).T
    return np.ascontiguousarray(x), np.ascontiguousarray(y)


def surface_line(n: int, seed: int, with_peers: bool) -> Line:
    """Measure the density surface."""
    x, y = make_points(n, seed)
    bounds = (0.0, 0.0, EXTENT_M, EXTENT_M)
    seconds, over_mb, ours = timed(
        lambda: density(x, y, bounds, BANDWIDTH_M, EXTENT_M / RASTER), ROUNDS
    )
    at = np.random.default_rng(seed).integers(0, ours.size, DIRECT_AT)
    at[0] = ours.argmax()
    exact = direct(x, y, at)
    line: Line = {"task": "density 512²", "n": n, "seconds": round(seconds, 4)}
    errors = {"max_error": ours.ravel()[at] - exact}
    if with_peers:
        from KDEpy import FFTKDE

        # Nodes at the centres of our cells, from south to north within each column.
        nodes = (np.arange(RASTER) + 0.5) * EXTENT_M / RASTER
        grid = np.stack(np.meshgrid(nodes, nodes, indexing="ij"), -1).reshape(-1, 2)
        points = np.column_stack((x, y))
        peer_s, _, found = timed(lambda: FFTKDE(bw=BANDWIDTH_M).fit(points).evaluate(grid))
        theirs = found.reshape(RASTER, RASTER).T[::-1] * n * 1e6
        line |= _beside("KDEpy FFTKDE", peer_s, seconds)
        errors["peer_error"] = theirs.ravel()[at] - exact
    line["peak_mb"] = round(over_mb, 1)
    peak = exact.max()
    return line | {name: _short(np.abs(one).max() / peak) for name, one in errors.items()}


def direct(x: Floats, y: Floats, at: NDArray[np.int64]) -> Floats:
    """Return the kernel estimate per km² by its formula at some points of the raster."""
    row, col = np.divmod(at, RASTER)
    side = EXTENT_M / RASTER
    found = [
        np.exp(-((x - u) ** 2 + (y - v) ** 2) / (2 * BANDWIDTH_M**2)).sum()
        for u, v in zip((col + 0.5) * side, EXTENT_M - (row + 0.5) * side, strict=True)
    ]
    return np.array(found) / (2 * np.pi * BANDWIDTH_M**2) * 1e6


def gi_star_lines(n_cells: int, seed: int, with_peers: bool) -> Iterator[Line]:
    """Measure Gi* from cells to z and p on a regular grid and among centres.

    Ours finds the neighbours of a grid by arithmetic, so the peer's time has both its weights and
    its statistic in it; ``peer_weights_ready_s`` is the statistic alone. The peer's is the faster
    one of its two ways to hold weights.
    """
    n_cols = round((n_cells * 4 / 3) ** 0.5)
    row, col = np.divmod(np.arange(n_cells), n_cols)
    values = np.random.default_rng(seed).poisson(0.4, n_cells).astype(np.float64)
    window = Window.square(1)
    seconds, over_mb, ours = timed(lambda: gi_star_grid(values, row, col, window), 21)
    line: Line = {"task": "Gi*, grid", "n": n_cells, "seconds": round(seconds, 5)}
    if with_peers:
        squares = shapely.box(col, -row - 1, col + 1, -row)
        weights_s, statistic_s, z = min(_esda_ways(values, squares), key=lambda one: sum(one[:2]))
        line |= _beside("esda.G_Local, analytical", weights_s + statistic_s, seconds)
        line["peer_weights_ready_s"] = round(statistic_s, 4)
        line["max_error"] = _short(np.abs(ours.z - z).max())
    yield line | {"peak_mb": round(over_mb, 1)}

    reach = 1.5
    seconds, over_mb, near = timed(lambda: Neighbours.within(col, row, reach), 3)
    by_list_s, _, by_list = timed(lambda: gi_star(values, near), 21)
    line = {"task": "Gi*, neighbour list", "n": n_cells, "seconds": round(seconds + by_list_s, 4)}
    line["weights_ready_s"] = round(by_list_s, 5)
    line["max_error_of_grid"] = _short(np.abs(by_list.z - ours.z).max())
    if with_peers:
        weights_s, statistic_s, z = _esda_band(values, col, row, reach)
        line |= _beside("esda.G_Local, analytical", weights_s + statistic_s, seconds + by_list_s)
        line["peer_weights_ready_s"] = round(statistic_s, 4)
        line["max_error"] = _short(np.abs(by_list.z - z).max())
    yield line | {"peak_mb": round(over_mb, 1)}


def _esda_ways(
    values: Floats, squares: NDArray[np.object_]
) -> Iterator[tuple[float, float, Floats]]:
    import geopandas as gpd
    from libpysal.graph import Graph
    from libpysal.weights import lat2W

    n_cols = round((len(values) * 4 / 3) ** 0.5)
    frame = gpd.GeoSeries(squares)
    ways: list[Callable[[], object]] = [
        lambda: Graph.build_contiguity(frame, rook=False).assign_self_weight(1)
    ]
    if len(values) % n_cols == 0:
        ways.append(lambda: lat2W(len(values) // n_cols, n_cols, rook=False))
    for make in ways:
        yield _esda(values, make)


def _esda_band(
    values: Floats, x: NDArray[np.int64], y: NDArray[np.int64], reach: float
) -> tuple[float, float, Floats]:
    from libpysal.graph import Graph

    points = np.column_stack((x, y)).astype(np.float64)
    make = lambda: Graph.build_distance_band(points, reach).assign_self_weight(1)  # noqa: E731
    return _esda(values, make)


def _esda(values: Floats, make: Callable[[], object]) -> tuple[float, float, Floats]:
    """Return seconds for the weights, seconds for the statistic, and z."""
    from esda import G_Local

    weights_s, statistic_s = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(3):
            begin = time.process_time()
            weights = make()
            made = time.process_time()
            found = G_Local(values, weights, transform="B", permutations=0, star=True)
            statistic_s.append(time.process_time() - made)
            weights_s.append(made - begin)
    return float(np.median(weights_s)), float(np.median(statistic_s)), np.asarray(found.Zs)


def _beside(peer: str, peer_s: float, seconds: float) -> Line:
    return {"peer": peer, "peer_seconds": round(peer_s, 4), "ratio": round(peer_s / seconds, 1)}


def _short(value: float) -> float:
    return float(f"{value:.2g}")


def main() -> None:
    """Print one JSON line per task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1_000_000, help="points of the surface")
    parser.add_argument("--cells", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=2022)
    given_data = os.environ.get("GEO_PATROL_BENCH_DATA")
    parser.add_argument("--points", type=Path, default=given_data, help="csv, rda, or a GIS file")
    parser.add_argument("--cell", type=float, default=250, help="metres, for real points")
    parser.add_argument("--no-demo", action="store_true", help="leave out the demo season")
    parser.add_argument("--no-peers", action="store_true", help="measure ours alone")
    given = parser.parse_args()
    warm()
    show(surface_line(given.n, given.seed, not given.no_peers))
    for line in gi_star_lines(given.cells, given.seed, not given.no_peers):
        show(line)
    if not given.no_demo:
        for line in foretell(demo_areas(), DEMO, given.seed):
            show(line)
    if given.points is not None:
        for line in foretell([read_points(Path(given.points), given.cell)], "real", given.seed):
            show(line)


if __name__ == "__main__":
    main()
