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
import ctypes
import gc
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.coverage_peers import PEERS, Peer, Segments
from geo_patrol.coverage import warm
from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, Lattice, Visits
from geo_patrol.coverage.rollup import CellDays, roll_up
from geo_patrol.patrols import Mode

ZONE = ZoneInfo("Asia/Shanghai")
SIZE_M = 100.0
FIXES_PER_TRACK = 2880  # a shift of eight hours at ten seconds
SPEED_MS: dict[Mode, float] = {"foot": 1.1, "boat": 3.3, "car": 8.0}
PROBE_FIXES = 20_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Track:
    """Fixes of one device, in metres."""

    mode: Mode
    t_ms: Ints
    x: Floats
    y: Floats
    accuracy_m: NDArray[np.float32]


def make_tracks(n_fixes: int, width_m: float, height_m: float, seed: int) -> list[Track]:
    """Return walks at 5 to 15 s a fix on foot, by boat and by car, two phones to a patrol."""
    rng = np.random.default_rng(seed)
    begin_ms = 1_660_492_800_000  # midnight in Shanghai
    tracks: list[Track] = []
    left = n_fixes
    while left > 0:
        n = min(FIXES_PER_TRACK, left)
        left -= n
        mode = tuple(SPEED_MS)[len(tracks) // 2 % 3]
        step_s = rng.integers(5, 16, n)
        speed = SPEED_MS[mode] * rng.uniform(0.6, 1.3, n) * (rng.random(n) > 0.1)
        heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.15, n))
        x = rng.uniform(0, width_m) + np.cumsum(np.cos(heading) * speed * step_s)
        y = rng.uniform(0, height_m) + np.cumsum(np.sin(heading) * speed * step_s)
        # Turn round at the edge of the grid, a little beyond it.
        x = np.abs((x + width_m) % (2 * width_m) - width_m) * 1.02 - 0.01 * width_m
        y = np.abs((y + height_m) % (2 * height_m) - height_m) * 1.02 - 0.01 * height_m
        t_ms = begin_ms + len(tracks) // 6 * 8 * 3_600_000 + np.cumsum(step_s) * 1000
        noise = rng.normal(0, 2, (2, n))
        accuracy_m = rng.uniform(3, 9, n).astype(np.float32)
        tracks.append(Track(mode, t_ms, x + noise[0], y + noise[1], accuracy_m))
    return tracks


def ours(
    tracks: Sequence[Track], to_visits: Callable[[Track], Visits]
) -> tuple[list[Visits], CellDays]:
    """Return visits of all tracks and their roll-up, two tracks to a patrol."""
    visits = [to_visits(track) for track in tracks]
    return visits, roll_up((visits[i : i + 2] for i in range(0, len(visits), 2)), ZONE)


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
    ours(tracks[:2], task.to_visits)
    base_mb = reset_peak_mb()
    seconds = []
    for _ in range(5):
        begin = time.process_time()
        made = ours(tracks, task.to_visits)
        seconds.append(time.process_time() - begin)
        del made  # or the peak would be that of two runs
    return float(np.median(seconds)), peak_mb() - base_mb


def compare(
    task: Task, tracks: Sequence[Track], peer_name: str, limit_s: float
) -> dict[str, object]:
    """Measure ours and a peer's, and how far apart the km per cell are."""
    peer: Peer = PEERS[peer_name]
    n = sum(len(track.t_ms) for track in tracks)
    seconds, over_mb = measure(task, tracks)
    few = first_of(tracks, PROBE_FIXES)
    n_few = sum(len(track.t_ms) for track in few)
    probe_s, _ = peer(segments(few), task.cells)
    affordable = int(n_few * limit_s / probe_s)
    part = first_of(tracks, affordable)
    peer_n = sum(len(track.t_ms) for track in part)
    peer_s, peer_km = peer(segments(part), task.cells)
    _, rolled = ours(part, task.to_visits)
    our_km = np.bincount(rolled.cell, rolled.length_m, len(task.cells)) / 1000
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
    }


def grow(task: Task, tracks: Sequence[Track]) -> dict[str, object]:
    """Measure ours alone."""
    n = sum(len(track.t_ms) for track in tracks)
    seconds, over_mb = measure(task, tracks)
    return {
        "task": f"{task.name}, growth",
        "n": n,
        "seconds": round(seconds, 4),
        "ns_per_fix": round(seconds / n * 1e9, 1),
        "peak_mb": round(over_mb, 1),
        "bytes_per_fix": round(over_mb * 1024**2 / n, 1),
    }


def first_of(tracks: Sequence[Track], n_fixes: int) -> Sequence[Track]:
    """Return whole tracks from the first on, as many as fit, at least two."""
    fit = int(np.searchsorted(np.cumsum([len(track.t_ms) for track in tracks]), n_fixes, "right"))
    return tracks[: max(2, fit)]


def reset_peak_mb() -> float:
    """Give back what is free, forget the process's peak (Linux), return the memory it holds."""
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5")
    except (OSError, AttributeError):
        return float("nan")
    return peak_mb()


def peak_mb() -> float:
    """Return the process's peak of resident memory since it was last forgotten."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


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
                print(json.dumps(compare(task, tracks, peer, given.peer_limit)), flush=True)
        for n in (100_000, 1_000_000, 10_000_000) if given.growth else ():
            tracks = make_tracks(n, width_m, height_m, given.seed)
            print(json.dumps(grow(task, tracks)), flush=True)


if __name__ == "__main__":
    main()
