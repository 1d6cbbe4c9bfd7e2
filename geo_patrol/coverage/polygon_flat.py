"""The arrays of an index over irregular cells, as kernels take them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MANY = -2
"""Stands for both sides of an edge of more than two cells."""

NO_RING = -1
"""Stands for the ring of a cell that has none."""

SIDES = 8
"""So many sides of a ring are looked at together: as wide as processors calculate."""

RING = np.dtype(
    [
        ("x", np.float64, SIDES + 1),
        ("y", np.float64, SIDES + 1),
        ("beyond", np.int32, SIDES),
        ("twin", np.uint8, SIDES),
        ("cell", np.int32),
        ("more", np.int32),
    ]
)
"""Up to eight sides of a ring, in three lines of the processor's cache.

Side ``k`` goes from corner ``k`` to corner ``k + 1`` (what is left over stays at the last corner);
``beyond`` is the place of the ring on its other side, or ``NO_RING``, ``twin`` the side's number
there. ``cell`` is whose ring it is, ``more`` how many records of the same ring follow.
"""


class FlatCells(NamedTuple):
    """An index as kernels take it; bucket ``row · n_cols + col``.

    Lists of lists are offsets into one flat array: ``list[start[i] : start[i + 1]]`` are those
    of ``i``.

    Attributes
    ----------
    edges
        ``(m, 4)`` ``x1, y1, x2, y2`` in metres, each from its lower end (of a level edge: its west
        end) to its upper one; an edge that neighbours share stands once.
    cell_edge_start, cell_edges
        The edges of each cell, in the order of its rings.
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
    ring_of
        Where the ring of each cell begins in ``rings``, ``NO_RING`` when it has none.
    rings
        Records of type `RING`: the borders of simple cells, see
        `geo_patrol.coverage.polygon_rings`.
    """

    edges: NDArray[np.float64]
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
    ring_of: NDArray[np.int32]
    rings: NDArray[np.void]
