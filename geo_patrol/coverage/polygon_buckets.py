"""Square buckets over irregular cells: which edges touch each, which cells have to do with it."""

import math

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import doubled, inner, insert, njit

Floats = NDArray[np.float64]
Pairs = tuple[NDArray[np.int64], NDArray[np.int32], int]
Lists = tuple[NDArray[np.int64], NDArray[np.int32]]

# With this part of a typical cell's width, a bucket has two edges or three. Finer ones spare looks
# at edges, but less of the index then stays in the processor's cache, which costs more.
BUCKETS_PER_SIDE = 2
MOST_BUCKETS = 4_000_000
# What lies nearer to a bucket than this share of its side counts as touching it.
PAD = 1e-6


def layout(edges: Floats, cell_of_edge: NDArray[np.int64]) -> tuple[float, float, float, int, int]:
    """Return corner, side, rows and columns of the buckets."""
    if not len(edges):
        return 0.0, 0.0, 1.0, 0, 0
    corners = edges.reshape(-1, 2)
    x0, y0 = (float(w) for w in corners.min(axis=0) - 1.0)
    width, height = (float(w) for w in corners.max(axis=0) + 1.0 - (x0, y0))
    first_edge = np.flatnonzero(np.diff(cell_of_edge, prepend=-1))
    east = np.maximum.reduceat(np.maximum(edges[:, 0], edges[:, 2]), first_edge)
    west = np.minimum.reduceat(np.minimum(edges[:, 0], edges[:, 2]), first_edge)
    typical = float(np.median(east - west)) / BUCKETS_PER_SIDE
    size = max(typical, math.sqrt(width * height / MOST_BUCKETS))
    return x0, y0, size, int(height / size) + 1, int(width / size) + 1


@inner
def row_range(y1: float, y2: float, y0: float, size_m: float, n_rows: int) -> tuple[int, int]:
    """Return first and last row of buckets that a span of y may touch; none if first > last."""
    return span_range(y1, y2, y0, size_m, n_rows)


@inner
def col_range(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    row: int,
    x0: float,
    y0: float,
    size_m: float,
    n_cols: int,
) -> tuple[int, int]:
    """Return first and last bucket of a row that a line may touch; none if first > last."""
    pad = size_m * PAD
    south = y0 + row * size_m - pad
    north = y0 + (row + 1) * size_m + pad
    dy = y2 - y1
    if abs(dy) <= pad or (min(y1, y2) >= south and max(y1, y2) <= north):
        return span_range(x1, x2, x0, size_m, n_cols)
    per_m = 1.0 / dy
    s1 = (south - y1) * per_m
    s2 = (north - y1) * per_m
    enter = max(0.0, min(s1, s2))
    leave = min(1.0, max(s1, s2))
    if enter > leave:
        return 0, -1
    return span_range(x1 + enter * (x2 - x1), x1 + leave * (x2 - x1), x0, size_m, n_cols)


@inner
def span_range(w1: float, w2: float, w0: float, size_m: float, count: int) -> tuple[int, int]:
    """Return first and last of the buckets along an axis that a span may touch."""
    per_m = 1.0 / size_m
    low = (min(w1, w2) - w0) * per_m - PAD
    high = (max(w1, w2) - w0) * per_m + PAD
    if high < 0.0 or low >= count:
        return 0, -1
    return int(max(low, 0.0)), int(min(high, count - 1.0))


@njit
def _pair(pairs: Pairs, bucket: int, value: int) -> Pairs:
    buckets, values, n = pairs
    if n == len(buckets):
        buckets, values = doubled(buckets), doubled(values)
    buckets[n] = bucket
    values[n] = value
    return buckets, values, n + 1


@njit
def listed(
    edges: Floats,
    cell_edge_start: NDArray[np.int64],
    cell_edges: NDArray[np.int32],
    x0: float,
    y0: float,
    size_m: float,
    n_rows: int,
    n_cols: int,
) -> tuple[Lists, Lists]:
    """Pair buckets with edges that touch them, and with cells (``~cell`` where a border runs)."""
    by_edge = (np.empty(64, np.int64), np.empty(64, np.int32), 0)
    by_cell = (np.empty(64, np.int64), np.empty(64, np.int32), 0)
    for e in range(len(edges)):
        x1, y1, x2, y2 = edges[e]
        first_row, last_row = row_range(y1, y2, y0, size_m, n_rows)
        for row in range(first_row, last_row + 1):
            first, last = col_range(x1, y1, x2, y2, row, x0, y0, size_m, n_cols)
            for bucket in range(row * n_cols + first, row * n_cols + last + 1):
                by_edge = _pair(by_edge, bucket, e)
    bordered_by = np.full(n_rows * n_cols, -1, np.int32)
    for cell in range(len(cell_edge_start) - 1):
        own = cell_edges[cell_edge_start[cell] : cell_edge_start[cell + 1]]
        low, high = np.inf, -np.inf
        for e in own:
            x1, y1, x2, y2 = edges[e]
            low, high = min(low, y1), max(high, y2)
            first_row, last_row = row_range(y1, y2, y0, size_m, n_rows)
            for row in range(first_row, last_row + 1):
                first, last = col_range(x1, y1, x2, y2, row, x0, y0, size_m, n_cols)
                for bucket in range(row * n_cols + first, row * n_cols + last + 1):
                    if bordered_by[bucket] != cell:
                        bordered_by[bucket] = cell
                        by_cell = _pair(by_cell, bucket, ~cell)
        if len(own) > 0:
            first_row, last_row = row_range(low, high, y0, size_m, n_rows)
            for row in range(first_row, last_row + 1):
                by_cell = _fill(by_cell, edges, own, cell, bordered_by, row, x0, y0, size_m, n_cols)
    return _pairs_of(by_edge), _pairs_of(by_cell)


@njit
def _pairs_of(pairs: Pairs) -> Lists:
    buckets, values, n = pairs
    return buckets[:n], values[:n]


@njit
def _fill(
    by_cell: Pairs,
    edges: Floats,
    own: NDArray[np.int32],
    cell: int,
    bordered_by: NDArray[np.int32],
    row: int,
    x0: float,
    y0: float,
    size_m: float,
    n_cols: int,
) -> Pairs:
    """Add the buckets of a row that lie whole within a cell: no border there, centre inside."""
    y = y0 + (row + 0.5) * size_m
    crossed = np.empty(len(own))
    n = 0
    for e in own:
        x1, y1, x2, y2 = edges[e]
        if y1 < y <= y2:
            insert(crossed, n, x1 + (y - y1) / (y2 - y1) * (x2 - x1))
            n += 1
    for k in range(0, n - 1, 2):
        first = max(0, math.ceil((crossed[k] - x0) / size_m - 0.5))
        last = min(n_cols - 1, math.floor((crossed[k + 1] - x0) / size_m - 0.5))
        for bucket in range(row * n_cols + first, row * n_cols + last + 1):
            if bordered_by[bucket] != cell:
                by_cell = _pair(by_cell, bucket, cell)
    return by_cell
