"""Seen area against shapely's buffer and union: same paths, same run, one thread.

``python -m benchmarks.seen`` prints one JSON line: from the gated paths of many tracks to the share
of each cell that any of them saw. Seconds are of processor time, kernels are warm; validity and the
displacement gate are done before, for both.

There are two ways to say it in shapely. ``peer`` is the faster one: each track's lines joined,
buffered as a whole, all tracks united, the union cut into cells by halving. Buffering each segment
by itself is the other: ``peer_by_segment_seconds``, measured on the first tracks and scaled
linearly.

``max_error`` and ``mean_error_pp`` (percentage points of a cell) are over the cells that a track
touches, track by track: united, most cells are seen whole, and their errors none. ``united_``
is what is left of them then. ``peak_mb`` is the memory over the input while ours runs.
"""

import argparse
import math
import time
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.lines import show
from benchmarks.memory import peak_mb, reset_peak_mb
from benchmarks.walks import make_tracks
from geo_patrol.coverage.gate import GatedPath, gate
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, Lattice
from geo_patrol.coverage.seen import warm
from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.pixels import CellPixels, lattice_pixels
from geo_patrol.coverage.seen.raster import unite
from geo_patrol.coverage.seen.records import Sight
from geo_patrol.coverage.seen.shares import shares
from geo_patrol.coverage.seen.sighting import see_path

SIZE_M = 100.0
RADIUS_M = 50.0
SIGHT = Sight(day_m=RADIUS_M, night_m=RADIUS_M)
LIGHT = Daylight(np.empty(0, np.int64), False)
RUNS = 5
TRACKS_FOR_ERRORS = 60
TRACKS_BY_SEGMENT = 12

Floats = NDArray[np.float64]
Lines = NDArray[np.object_]


def ours(paths: Sequence[GatedPath], cells: CellPixels) -> Floats:
    """Return the share of each cell that any of the paths saw."""
    many = (see_path(path, cells.frame, SIGHT, LIGHT) for path in paths)
    return shares(unite(cells.frame, many), cells)


def segments(path: GatedPath) -> Lines:
    """Return the valid segments of a path as lines."""
    points = np.column_stack((path.x, path.y))
    kept = path.valid & (np.diff(path.t_ms) > 0)
    return np.asarray(shapely.linestrings(np.stack((points[:-1], points[1:]), axis=1)[kept]))


def whole_tracks(tracks: Sequence[Lines], side: int) -> Floats:
    """Buffer each track as a whole, unite all, return the share of each cell."""
    joined = [shapely.line_merge(shapely.multilinestrings(lines)) for lines in tracks]
    return cut(shapely.union_all(shapely.buffer(joined, RADIUS_M)), side)


def by_segment(tracks: Sequence[Lines], side: int) -> Floats:
    """Buffer each segment, unite those of each track, then all; return the share of each cell."""
    seen = [shapely.union_all(shapely.buffer(lines, RADIUS_M)) for lines in tracks]
    return cut(shapely.union_all(seen), side)


def cut(seen: shapely.Geometry, side: int) -> Floats:
    """Return the share of each of ``side × side`` cells, by halving the shape again and again."""
    share = np.zeros((side, side))

    def halve(part: shapely.Geometry, row: int, col: int, height: int, width: int) -> None:
        if part.is_empty:
            return
        if height == width == 1:
            share[row, col] = part.area / SIZE_M**2
            return
        if height >= width:
            half = height // 2
            pieces = [(row, col, half, width), (row + half, col, height - half, width)]
        else:
            half = width // 2
            pieces = [(row, col, height, half), (row, col + half, height, width - half)]
        for r, c, h, w in pieces:
            west, north = c * SIZE_M, (side - r) * SIZE_M
            box = west, north - h * SIZE_M, west + w * SIZE_M, north
            halve(shapely.clip_by_rect(part, *box), r, c, h, w)

    halve(seen, 0, 0, side, side)
    return share.reshape(-1)


def errors(
    paths: Sequence[GatedPath], tracks: Sequence[Lines], cells: CellPixels, side: int, n: int
) -> Floats:
    """Return how far ours is off in each cell that a track touches, over all tracks."""
    off = []
    for path, lines in zip(paths, tracks, strict=True):
        our, their = ours([path], cells)[:n], whole_tracks([lines], side)[:n]
        touched = (our > 0) | (their > 0)
        off.append(np.abs(our - their)[touched])
    return np.concatenate(off)


def compare(n_fixes: int, n_cells: int, seed: int) -> dict[str, object]:
    """Measure ours and shapely's, and how far apart the shares are."""
    side = math.ceil(n_cells**0.5)
    cell_of = np.arange(side * side, dtype=np.int32).reshape(side, side)
    cell_of[cell_of >= n_cells] = OUTSIDE
    cells = lattice_pixels(Lattice(0.0, side * SIZE_M, SIZE_M, cell_of), n_cells)
    tracks = make_tracks(n_fixes, side * SIZE_M, side * SIZE_M, seed)
    paths = [gate(t.t_ms, t.x, t.y, t.accuracy_m, VALIDITY[t.mode]) for t in tracks]
    lines = [segments(path) for path in paths]

    base_mb = reset_peak_mb()
    seconds = []
    for _ in range(RUNS):
        begin = time.process_time()
        our = ours(paths, cells)
        seconds.append(time.process_time() - begin)
    over_mb = peak_mb() - base_mb
    begin = time.process_time()
    their = whole_tracks(lines, side)[:n_cells]
    peer_seconds = time.process_time() - begin
    begin = time.process_time()
    by_segment(lines[:TRACKS_BY_SEGMENT], side)
    some = min(TRACKS_BY_SEGMENT, len(lines))
    segment_seconds = (time.process_time() - begin) * len(lines) / some
    few = slice(TRACKS_FOR_ERRORS)
    off = errors(paths[few], lines[few], cells, side, n_cells)
    touched = (our > 0) | (their > 0)
    second = float(np.median(seconds))
    return {
        "task": "seen area, 50 m, 5 m raster",
        "n": n_fixes,
        "cells": n_cells,
        "seconds": round(second, 4),
        "peer": "shapely buffer + union",
        "peer_seconds": round(peer_seconds, 2),
        "ratio": round(peer_seconds / second, 1),
        "peak_mb": round(over_mb, 1),
        "max_error": float(f"{off.max():.2g}"),
        "mean_error_pp": round(float(off.mean()) * 100, 3),
        "united_mean_error_pp": round(float(np.abs(our - their)[touched].mean()) * 100, 3),
        "peer_by_segment_seconds": round(segment_seconds, 1),
        "ratio_by_segment": round(segment_seconds / second, 1),
    }


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=1_000_000)
    parser.add_argument("--cells", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=2022)
    given = parser.parse_args()
    warm()
    show(compare(given.fixes, given.cells, given.seed))


if __name__ == "__main__":
    main()
