"""Visits and their roll-up against what people use today: same data, same run, one thread.

``python -m benchmarks.coverage`` prints one JSON line per task; ``--growth`` adds lines without a
peer for 1e5, 1e6 and 1e7 fixes. Kernels are warm, projection is excluded, the shift × cell roll-up
included. Seconds are of processor time, which a busy machine changes least. A peer that would take
too long is measured on the first part of the same tracks and scaled linearly: ``peer_n`` says on
how many fixes, ``peer_scaled`` that it was scaled.

``peak_mb`` is the memory over the input while ours runs, ``max_error`` the largest difference from
the peer in one cell, in km.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.coverage_peers import PEERS, Peer, Segments
from benchmarks.lines import show
from benchmarks.memory import peak_mb, reset_peak_mb
from benchmarks.walks import Track, first_of, make_tracks, n_fixes_of
from geo_patrol.coverage import warm
from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, Lattice, Visits
from geo_patrol.coverage.rolling import roll_up_in_turn

Floats = NDArray[np.float64]

ZONE = ZoneInfo("Asia/Shanghai")
SIZE_M = 100.0
PROBE_FIXES = 20_000


def ours(
    tracks: Sequence[Track], to_visits: Callable[[Track], Visits], n_cells: int
) -> tuple[int, Floats]:
    """Roll the visits of all tracks up, two tracks to a patrol; return rows and km per cell.

    The rows come in parts, as they go to a store: some days at a time.
    """
    pairs = (tracks[i : i + 2] for i in range(0, len(tracks), 2))
    patrols = ([to_visits(track) for track in pair] for pair in pairs)
    n_rows, km = 0, np.zeros(n_cells)
    for part in roll_up_in_turn(patrols, ZONE):
        n_rows += len(part)
        km += np.bincount(part.cell, part.length_m, n_cells) / 1000
    return n_rows, km


def segments(tracks: Sequence[Track]) -> Segments:
    """Return the same valid and gated segments that the kernels split."""
    ends, shifts = [], []
    for track in tracks:
        path = gate(track.t_ms, track.x, track.y, track.accuracy_m, VALIDITY[track.mode])
        points = np.column_stack((path.x, path.y))
        pairs = np.stack((points[:-1], points[1:]), axis=1)
        kept = path.valid & (pairs[:, 0] != pairs[:, 1]).any(axis=1)
        ends.append(pairs[kept])
        shifts.append(path.t_ms[:-1][kept] // (8 * 3_600_000))
    lines = np.asarray(shapely.linestrings(np.concatenate(ends)), object)
    return Segments(lines, np.concatenate(shifts))


@dataclass(frozen=True, eq=False)
class Task:
    """One kind of cells, our way over them, and the names of its peers."""

    name: str
    cells: NDArray[np.object_]
    to_visits: Callable[[Track], Visits]
    peers: tuple[str, ...]


def tasks(n_cells: int, seed: int) -> Iterator[Task]:
    """Yield the regular grid and as many irregular cells over the same ground."""
    n_cols = round(n_cells**0.5)
    n_rows = -(-n_cells // n_cols)
    cell_of = np.arange(n_rows * n_cols, dtype=np.int32).reshape(n_rows, n_cols)
    cell_of[cell_of >= n_cells] = OUTSIDE
    lattice = Lattice(0.0, n_rows * SIZE_M, SIZE_M, cell_of)
    row, col = np.divmod(np.arange(n_cells), n_cols)
    north, west = lattice.y0 - row * SIZE_M, col * SIZE_M
    squares = shapely.box(west, north - SIZE_M, west + SIZE_M, north)

    def over_lattice(track: Track) -> Visits:
        fixes = track.t_ms, track.x, track.y, track.accuracy_m
        return trace(*fixes, lattice, VALIDITY[track.mode])[0]

    names = ("geopandas.overlay", "DuckDB spatial")
    yield Task("visits + roll-up, grid", squares, over_lattice, names)

    rng = np.random.default_rng(seed)
    whole = shapely.box(0, 0, n_cols * SIZE_M, n_rows * SIZE_M)
    seeds = rng.uniform(0, 1, (n_cells, 2)) * [n_cols * SIZE_M, n_rows * SIZE_M]
    polygons = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=whole)
    )
    polygons = shapely.intersection(polygons, whole)
    index = PolygonCells.build(list(polygons))

    def over_polygons(track: Track) -> Visits:
        fixes = track.t_ms, track.x, track.y, track.accuracy_m
        return trace_polygons(*fixes, index, VALIDITY[track.mode])[0]

    yield Task("visits + roll-up, polygons", polygons, over_polygons, ("shapely STRtree",))


def measure(task: Task, tracks: Sequence[Track]) -> tuple[float, float]:
    """Return the median seconds of five runs, and the peak in MB over the input."""
    n_cells = len(task.cells)
    ours(tracks[:2], task.to_visits, n_cells)
    base_mb = reset_peak_mb()
    seconds = []
    for _ in range(5):
        begin = time.process_time()
        ours(tracks, task.to_visits, n_cells)
        seconds.append(time.process_time() - begin)
    return float(np.median(seconds)), peak_mb() - base_mb


def compare(
    task: Task, tracks: Sequence[Track], peer_name: str, limit_s: float
) -> dict[str, object]:
    """Measure ours and a peer's, and how far apart the km per cell are."""
    peer: Peer = PEERS[peer_name]
    n = n_fixes_of(tracks)
    seconds, over_mb = measure(task, tracks)
    few = first_of(tracks, PROBE_FIXES)
    n_few = n_fixes_of(few)
    probe_s, _ = peer(segments(few), task.cells)
    affordable = int(n_few * limit_s / probe_s)
    part = first_of(tracks, affordable)
    peer_n = n_fixes_of(part)
    peer_s, peer_km = peer(segments(part), task.cells)
    n_rows, our_km = ours(part, task.to_visits, len(task.cells))
    peer_seconds = peer_s * n / peer_n
    return {
        "task": task.name,
        "n": n,
        "cells": len(task.cells),
        "seconds": round(seconds, 4),
        "peer": peer_name,
        "peer_seconds": round(peer_seconds, 2),
        "ratio": round(peer_seconds / seconds, 1),
        "peak_mb": round(over_mb, 1),
        "max_error": float(f"{np.abs(our_km - peer_km).max():.2g}"),
        "peer_n": peer_n,
        "peer_scaled": peer_n < n,
        "rows": n_rows,
    }


def grow(task: Task, tracks: Sequence[Track]) -> dict[str, object]:
    """Measure ours alone."""
    n = n_fixes_of(tracks)
    seconds, over_mb = measure(task, tracks)
    return {
        "task": f"{task.name}, growth",
        "n": n,
        "seconds": round(seconds, 4),
        "ns_per_fix": round(seconds / n * 1e9, 1),
        "peak_mb": round(over_mb, 1),
        "bytes_per_fix": round(over_mb * 1024**2 / n, 1),
    }


def main() -> None:
    """Print one JSON line per task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=1_000_000)
    parser.add_argument("--cells", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--growth", action="store_true", help="add 1e5, 1e6 and 1e7 fixes")
    parser.add_argument("--peer", choices=PEERS, action="append", help="all, if not given")
    parser.add_argument("--peer-limit", type=float, default=150, help="seconds for each peer")
    given = parser.parse_args()
    wanted = given.peer or list(PEERS)
    warm()
    for task in tasks(given.cells, given.seed):
        _, _, width_m, height_m = shapely.total_bounds(task.cells)
        for peer in [name for name in task.peers if name in wanted]:
            # What scales best of the peers is measured on ten times as much, too.
            for n in (given.fixes, 10 * given.fixes)[: 2 if peer == "DuckDB spatial" else 1]:
                tracks = make_tracks(n, width_m, height_m, given.seed)
                show(compare(task, tracks, peer, given.peer_limit))
        for n in (100_000, 1_000_000, 10_000_000) if given.growth else ():
            tracks = make_tracks(n, width_m, height_m, given.seed)
            show(grow(task, tracks))


if __name__ == "__main__":
    main()
