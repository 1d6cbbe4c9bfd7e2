"""Cutting an area into lattice squares, and giving slivers to their neighbours."""

import heapq
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.errors import InvalidInput
from geo_patrol.vector.mend import polygons_of

MAX_SQUARES = 4_000_000

# Vertices this close to a lattice line lie on it: rounding alone must not cut off a film.
_SNAP_M = 1e-6
_DUST_M2 = 1e-6
_SIDES = ((-1, 0), (0, 1), (1, 0), (0, -1))


@dataclass(frozen=True, eq=False)
class Pieces:
    """Cells as shapes: ``(n,)`` arrays in numbering order, and the lattice that they tile.

    ``row`` and ``col`` name the square that holds most of the cell; ``cell_of`` is as in
    `geo_patrol.coverage.records.Lattice`. Metres.
    """

    x0: float
    y0: float
    size_m: float
    row: NDArray[np.int64]
    col: NDArray[np.int64]
    shape: NDArray[np.object_]
    cell_of: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class _Squares:
    x0: float
    y0: float
    size_m: float
    row: NDArray[np.int64]
    col: NDArray[np.int64]
    shape: NDArray[np.object_]
    at: NDArray[np.int32]


def cut(outline: BaseGeometry, size_m: float, min_share: float) -> Pieces:
    """Cut a metric outline into cells.

    The lattice lines are whole multiples of ``size_m``, so that areas side by side share them.
    A piece smaller than ``min_share`` of a square goes to the neighbour that it shares the
    longest border with; one without a neighbour stays. Parts of one square stay together.

    Raises
    ------
    InvalidInput
        When the bounds hold more than `MAX_SQUARES` squares.
    """
    outline = _snapped(outline, size_m)
    squares = _clip(outline, size_m)
    group = _merge_slivers(squares, outline, min_share * size_m**2)
    heads, member = np.unique(group, return_inverse=True)
    shape = squares.shape[heads].copy()
    for cell in np.flatnonzero(np.bincount(member) > 1):
        shape[cell] = polygons_of(shapely.union_all(squares.shape[member == cell]))
    cell_of = np.full(squares.at.shape, -1, dtype=np.int32)
    cell_of[squares.row, squares.col] = member
    return Pieces(
        squares.x0,
        squares.y0,
        size_m,
        squares.row[heads],
        squares.col[heads],
        shape,
        cell_of,
    )


def _clip(outline: BaseGeometry, size: float) -> _Squares:
    west, south, east, north = outline.bounds
    x0, y0 = np.floor(west / size) * size, np.ceil(north / size) * size
    n_cols, n_rows = int(np.ceil((east - x0) / size)), int(np.ceil((y0 - south) / size))
    if n_rows * n_cols > MAX_SQUARES:
        raise InvalidInput("space.grid_too_fine", squares=n_rows * n_cols, limit=MAX_SQUARES)
    row, col = (axis.ravel() for axis in np.indices((n_rows, n_cols)))
    left, top = x0 + col * size, y0 - row * size
    boxes = shapely.box(left, top - size, left + size, top)
    shapely.prepare(outline)
    touched = np.flatnonzero(shapely.intersects(outline, boxes))
    shape, row, col = boxes[touched], row[touched], col[touched]
    border = np.flatnonzero(~shapely.contains_properly(outline, shape))
    for i, piece in zip(border, shapely.intersection(shape[border], outline), strict=True):
        shape[i] = _snapped(polygons_of(piece), size)
    kept = shapely.area(shape) > _DUST_M2
    shape, row, col = shape[kept], row[kept], col[kept]
    at = np.full((n_rows, n_cols), -1, dtype=np.int32)
    at[row, col] = np.arange(len(row))
    return _Squares(float(x0), float(y0), size, row, col, shape, at)


def _snapped(piece: BaseGeometry, size: float) -> BaseGeometry:
    def snap(points: NDArray[np.float64]) -> NDArray[np.float64]:
        lines = np.round(points / size) * size
        return np.where(np.abs(points - lines) < _SNAP_M, lines, points)

    snapped = shapely.transform(piece, snap)
    return snapped if snapped.is_valid and snapped.area > 0 else piece


def _merge_slivers(squares: _Squares, outline: BaseGeometry, min_area: float) -> NDArray[np.int64]:
    """Return for each square the square that heads its group; the smallest sliver goes first."""
    area = shapely.area(squares.shape)
    head = np.arange(len(area))
    members = {i: [i] for i in head.tolist()}
    total = area.astype(float).copy()
    waiting = [(total[i], i) for i in np.flatnonzero(area < min_area).tolist()]
    borders = _borders(squares, outline, [i for _, i in waiting])
    heapq.heapify(waiting)
    while waiting:
        size, i = heapq.heappop(waiting)
        if head[i] != i or total[i] != size:
            continue
        shared: defaultdict[int, float] = defaultdict(float)
        for member in members[i]:
            for other, length in borders[member]:
                if head[other] != i:
                    shared[int(head[other])] += length
        if not shared:
            continue
        j = max(shared, key=lambda other: (shared[other], total[other], -other))
        joined = members.pop(i) + members.pop(j)
        new_head = max(joined, key=lambda square: (area[square], -square))
        whole = total[i] + total[j]
        members[new_head], total[new_head] = joined, whole
        head[joined] = new_head
        if whole < min_area:
            heapq.heappush(waiting, (whole, new_head))
    return head


def _borders(
    squares: _Squares, outline: BaseGeometry, slivers: list[int]
) -> dict[int, list[tuple[int, float]]]:
    """Return each sliver's neighbours with the length of the border that lies in the area."""
    pairs: list[tuple[int, int]] = []
    ends: list[tuple[tuple[float, float], tuple[float, float]]] = []
    n_rows, n_cols = squares.at.shape
    size = squares.size_m
    for i in slivers:
        row, col = int(squares.row[i]), int(squares.col[i])
        left, top = squares.x0 + col * size, squares.y0 - row * size
        corners = [(left, top), (left + size, top), (left + size, top - size), (left, top - size)]
        for side, (down, right) in enumerate(_SIDES):
            r, c = row + down, col + right
            if 0 <= r < n_rows and 0 <= c < n_cols and squares.at[r, c] >= 0:
                pairs.append((i, int(squares.at[r, c])))
                ends.append((corners[side], corners[(side + 1) % 4]))
    found: dict[int, list[tuple[int, float]]] = {i: [] for i in slivers}
    if pairs:
        sides = shapely.linestrings(np.array(ends))
        lengths = np.atleast_1d(shapely.length(shapely.intersection(sides, outline)))
        for (i, other), length in zip(pairs, lengths, strict=True):
            if length > _SNAP_M:
                found[i].append((other, float(length)))
    return found
