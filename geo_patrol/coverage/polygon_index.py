"""Irregular cells made ready for the polygon kernel: flat edges, and buckets that say who is where.

A square bucket lists the edges that touch it and the cells that have to do with it: those that fill
it whole, and those whose border runs through it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.coverage.jit import doubled, inner, insert, njit
from geo_patrol.coverage.records import OUTSIDE
from geo_patrol.errors import InvalidInput

Floats = NDArray[np.float64]
Pairs = tuple[NDArray[np.int64], NDArray[np.int32], int]
Lists = tuple[NDArray[np.int64], NDArray[np.int32]]

# With this part of a typical cell's width, a bucket has two edges or three. Finer ones spare looks
# at edges, but less of the index then stays in the processor's cache, which costs more.
BUCKETS_PER_SIDE = 2
MOST_BUCKETS = 4_000_000
# What lies nearer to a bucket than this share of its side counts as touching it.
PAD = 1e-6
MANY = -2


class FlatCells(NamedTuple):
    """The arrays of an index, as kernels take them; bucket ``row · n_cols + col``.

    Lists of lists are offsets into one flat array: ``list[start[i] : start[i + 1]]`` are those
    of ``i``.

    Attributes
    ----------
    edges
        ``(m, 4)`` ``x1, y1, x2, y2`` in metres, each from its lower end (of a level edge: its west
        end) to its upper one; an edge that neighbours share stands once.
    cell_edge_start, cell_edges
        The edges of each cell.
    edge_cell_start, edge_cells
        The cells on either side of each edge.
    edge_sides
        ``(m, 2)`` the same for an edge of one cell (the other is ``OUTSIDE``) or of two; ``MANY``
        twice for an edge of more.
    x0, y0
        South-west corner of the buckets in metres; rows go north, columns east.
    size_m
        Side of a bucket in metres.
    n_rows, n_cols
        Size of the lattice of buckets; 0 × 0 when there are no edges.
    near_start, near
        The edges that touch each bucket.
    cell_start, cells
        The cells of each bucket, ascending: ``i ≥ 0`` fills it, ``~i < 0`` must be looked at.
    """

    edges: Floats
    cell_edge_start: NDArray[np.int64]
    cell_edges: NDArray[np.int32]
    edge_cell_start: NDArray[np.int32]
    edge_cells: NDArray[np.int32]
    edge_sides: NDArray[np.int32]
    x0: float
    y0: float
    size_m: float
    n_rows: int
    n_cols: int
    near_start: NDArray[np.int32]
    near: NDArray[np.int32]
    cell_start: NDArray[np.int64]
    cells: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class PolygonCells:
    """An index over polygons, for `geo_patrol.coverage.polygons.trace_polygons`.

    A point on a border belongs to the cell east of it, on a level border to the cell south of it:
    where cells meet without gap, every point is in exactly one, as on a `Lattice`. Cells may leave
    gaps, overlap, have holes and several parts.

    Attributes
    ----------
    n_cells
        Number of cells; a cell's index is its place among the polygons given.
    most_in_bucket
        The largest number of cells in one bucket.
    flat
        What the kernel works on.
    """

    n_cells: int
    most_in_bucket: int
    flat: FlatCells

    @classmethod
    def build(cls, polygons: Sequence[BaseGeometry | None]) -> "PolygonCells":
        """Index polygons in a metric CRS, once.

        Parameters
        ----------
        polygons
            Polygons or multipolygons in metres. An empty one is a cell that nothing enters; of one
            that crosses itself, the parts with odd winding are inside.

        Returns
        -------
        PolygonCells
            No polygons give an index in which everything is outside.

        Raises
        ------
        InvalidInput
            ``coverage.not_a_polygon`` when one is missing, of another kind, or not finite.
        """
        flat = _flat(*_edges(polygons), len(polygons))
        return cls(len(polygons), int(np.diff(flat.cell_start).max(initial=0)), flat)


def _edges(polygons: Sequence[BaseGeometry | None]) -> tuple[Floats, NDArray[np.int64]]:
    """Return all edges of some length, each upwards, and the cell of each, ascending."""
    shapes = np.empty(len(polygons), object)
    shapes[:] = polygons
    kinds = shapely.get_type_id(shapes)
    bounds = shapely.bounds(shapes)
    bad = ~np.isin(kinds, (3, 6)) | ~(np.isfinite(bounds).all(axis=1) | shapely.is_empty(shapes))
    if bad.any():
        raise InvalidInput("coverage.not_a_polygon", index=int(np.flatnonzero(bad)[0]) + 1)
    parts, cell_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    cell_of_point = cell_of_part[part_of_ring[ring_of_point]]
    odd = ~np.isfinite(points).all(axis=1)
    if odd.any():
        raise InvalidInput("coverage.not_a_polygon", index=int(cell_of_point[odd][0]) + 1)
    begin, end = points[:-1], points[1:]
    real = (ring_of_point[:-1] == ring_of_point[1:]) & (begin != end).any(axis=1)
    edges = np.hstack([begin, end])[real]
    down = (edges[:, 3] < edges[:, 1]) | (
        (edges[:, 3] == edges[:, 1]) & (edges[:, 2] < edges[:, 0])
    )
    edges[down] = edges[down][:, [2, 3, 0, 1]]
    return edges, cell_of_point[:-1][real]


def _flat(every: Floats, cell_of_edge: NDArray[np.int64], n_cells: int) -> FlatCells:
    """Merge shared edges, choose the buckets' size, and list edges and cells in them."""
    x0, y0, size, n_rows, n_cols = _layout(every, cell_of_edge)
    edges, edge_of = _shared(every, x0, y0, size)
    cell_edge_start, cell_edges = _grouped(cell_of_edge, edge_of, n_cells)
    edge_cell_start, edge_cells = _grouped(edge_of, cell_of_edge, len(edges))
    by_edge, by_cell = _list(edges, cell_edge_start, cell_edges, x0, y0, size, n_rows, n_cols)
    near_start, near = _grouped(*by_edge, n_rows * n_cols)
    cell_start, cells = _grouped(*by_cell, n_rows * n_cols)
    return FlatCells(
        edges,
        cell_edge_start,
        cell_edges,
        edge_cell_start.astype(np.int32),
        edge_cells,
        _sides(edge_cell_start, edge_cells),
        x0,
        y0,
        size,
        n_rows,
        n_cols,
        near_start.astype(np.int32),
        near,
        cell_start,
        cells,
    )


def _shared(every: Floats, x0: float, y0: float, size_m: float) -> tuple[Floats, NDArray[np.int64]]:
    """Return each edge once, and for each edge given its place among them.

    Edges that lie together stand together, row of buckets by row: a path then finds its next ones
    in the processor's cache.
    """
    edges, edge_of = np.unique(every, axis=0, return_inverse=True)
    col = np.floor((edges[:, 0] + edges[:, 2] - 2 * x0) / (2 * size_m))
    row = np.floor((edges[:, 1] + edges[:, 3] - 2 * y0) / (2 * size_m))
    order = np.lexsort((col, row))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return edges[order], place[edge_of.reshape(-1)]


def _sides(start: NDArray[np.int64], cells: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the one or two cells of each edge, side by side."""
    count = np.diff(start)
    sides = np.full((len(count), 2), MANY, np.int32)
    few = (count == 1) | (count == 2)
    sides[few, 0] = cells[start[:-1][few]]
    sides[few, 1] = np.where(count[few] == 2, cells[start[1:][few] - 1], OUTSIDE)
    return sides


def _layout(edges: Floats, cell_of_edge: NDArray[np.int64]) -> tuple[float, float, float, int, int]:
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


def _grouped(
    group: NDArray[np.int64], value: NDArray[np.integer], n_groups: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Turn pairs into offsets and values, in the order given within each group."""
    start = np.zeros(n_groups + 1, np.int64)
    np.cumsum(np.bincount(group, minlength=n_groups), out=start[1:])
    return start, value[np.argsort(group, kind="stable")].astype(np.int32)


@inner
def row_range(y1: float, y2: float, y0: float, size_m: float, n_rows: int) -> tuple[int, int]:
    """Return first and last row of buckets that a span of y may touch; none if first > last."""
    return _range(y1, y2, y0, size_m, n_rows)


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
        return _range(x1, x2, x0, size_m, n_cols)
    per_m = 1.0 / dy
    s1 = (south - y1) * per_m
    s2 = (north - y1) * per_m
    enter = max(0.0, min(s1, s2))
    leave = min(1.0, max(s1, s2))
    if enter > leave:
        return 0, -1
    return _range(x1 + enter * (x2 - x1), x1 + leave * (x2 - x1), x0, size_m, n_cols)


@inner
def _range(w1: float, w2: float, w0: float, size_m: float, count: int) -> tuple[int, int]:
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
def _list(
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
