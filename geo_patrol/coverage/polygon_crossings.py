"""Where a segment crosses the borders of irregular cells, and in which cells a point is."""

import math

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner
from geo_patrol.coverage.polygon_buckets import col_range, row_range
from geo_patrol.coverage.polygon_flat import FlatCells
from geo_patrol.coverage.records import OUTSIDE

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]

# A border is looked at more closely when the path comes nearer to it than this.
NEAR_M = 1e-6


@inner
def cross(
    x1: float,
    y1: float,
    dx: float,
    dy: float,
    flat: FlatCells,
    met: Ids,
    cuts: Floats,
    cut_by: Ids,
) -> tuple[bool, int]:
    """Find the borders on a segment's way.

    ``cuts`` are then the shares at which it crosses borders, ascending, ``cut_by`` the edges that
    it crosses there; ``met`` is room to work in, as long as they are.

    Returns
    -------
    near, n_cuts
        Whether it comes so near to a border that cuts alone do not tell where it is; and how many
        cuts there are, or one more than there is room for.
    """
    near = False
    n_met = n_cuts = 0
    x2, y2 = x1 + dx, y1 + dy
    first_row, last_row = row_range(y1, y2, flat.y0, flat.size_m, flat.n_rows)
    for row in range(first_row, last_row + 1):
        first, last = col_range(x1, y1, x2, y2, row, flat.x0, flat.y0, flat.size_m, flat.n_cols)
        if first > last:
            continue
        begin = flat.near_start[row * flat.n_cols + first]
        end = flat.near_start[row * flat.n_cols + last + 1]
        if n_met + end - begin > len(met):
            return near, len(cuts) + 1
        for k in range(begin, end):
            # Which edges are met is as good as chance, so they are sorted out without a branch.
            met[n_met] = flat.near[k]
            x3, y3, x4, y4 = _ends(flat.edges, flat.near[k])
            n_met += meets(x1, y1, dx, dy, x3, y3, x4, y4)
    for k in range(n_met):
        x3, y3, x4, y4 = _ends(flat.edges, met[k])
        touches, s = meet(x1, y1, dx, dy, x3, y3, x4, y4)
        near = near or touches
        if s > 0.0:
            n_cuts = _cut(cuts, cut_by, n_cuts, s, met[k])
    return near, n_cuts


@inner
def _ends(edges: Floats, edge: int) -> tuple[float, float, float, float]:
    return edges[edge, 0], edges[edge, 1], edges[edge, 2], edges[edge, 3]


@inner
def meets(
    x1: float, y1: float, dx: float, dy: float, x3: float, y3: float, x4: float, y4: float
) -> bool:
    """Whether a segment crosses an edge or comes near to it: neither lies on one side, clearly."""
    side1, side3, turn, hair1, hair3 = _sides(x1, y1, dx, dy, x3, y3, x4, y4)
    # The ends are beside it at side and side ± turn: the middle is no farther off than half of it.
    half = abs(turn)
    return (abs(side1 + side1 + turn) <= half + hair1 + hair1) & (
        abs(side3 + side3 - turn) <= half + hair3 + hair3
    )


@inner
def meet(
    x1: float, y1: float, dx: float, dy: float, x3: float, y3: float, x4: float, y4: float
) -> tuple[bool, float]:
    """Return whether a segment merely touches an edge, and the share at which it crosses it, or 0.

    It crosses cleanly when the ends of each lie on both sides of the other, by more than a hair.
    """
    side1, side3, turn, hair1, hair3 = _sides(x1, y1, dx, dy, x3, y3, x4, y4)
    side2, side4 = side1 + turn, side3 - turn
    if not ((side1 > 0.0 and side2 < 0.0) or (side1 < 0.0 and side2 > 0.0)):
        return True, 0.0
    clean = min(abs(side1), abs(side2)) > hair1 and min(abs(side3), abs(side4)) > hair3
    return not clean, side1 / (side1 - side2)


@inner
def _sides(
    x1: float, y1: float, dx: float, dy: float, x3: float, y3: float, x4: float, y4: float
) -> tuple[float, float, float, float, float]:
    """Return on which side of each other a segment and an edge are, and what is a hair.

    First where the segment begins beside the edge and the edge beside the segment; what the one
    has more at its end, and the other less; then the hair for the one and the other.
    """
    qx, qy = x3 - x1, y3 - y1
    ex, ey = x4 - x3, y4 - y3
    side1 = ey * qx - ex * qy
    side3 = dx * qy - dy * qx
    turn = ex * dy - ey * dx
    return side1, side3, turn, NEAR_M * (abs(ex) + abs(ey)), NEAR_M * (abs(dx) + abs(dy))


@inner
def _cut(cuts: Floats, cut_by: Ids, n_cuts: int, s: float, edge: int) -> int:
    """Insert a cut in order, unless its edge was met before in another bucket."""
    for k in range(n_cuts):
        if cut_by[k] == edge:
            return n_cuts
    k = n_cuts
    while k > 0 and cuts[k - 1] > s:
        cuts[k], cut_by[k] = cuts[k - 1], cut_by[k - 1]
        k -= 1
    cuts[k], cut_by[k] = s, edge
    return n_cuts + 1


@inner
def one_by_one(flat: FlatCells, member: int, cut_by: Ids, n_cuts: int, into: Ids) -> bool:
    """Write the cells that a path in one cell enters at its cuts, if it goes from one to the next.

    That is when each border on the way is between the cell that the path is in and one other.
    """
    if n_cuts > len(into):
        return False
    for k in range(n_cuts):
        one, other = flat.edge_sides[cut_by[k], 0], flat.edge_sides[cut_by[k], 1]
        if member != one and member != other:
            return False
        member = one + other - member
        into[k] = member
    return True


@inner
def pass_border(flat: FlatCells, edge: int, members: Ids, n: int) -> int:
    """Turn the cells beside an edge on or off; return how many members there are then."""
    first, end = flat.edge_cell_start[edge], flat.edge_cell_start[edge + 1]
    if n == 1 and end - first == 2:  # the usual case: from one side to the other
        for k in range(2):
            if members[0] == flat.edge_cells[first + k]:
                members[0] = flat.edge_cells[first + 1 - k]
                return 1
    for k in range(first, end):
        cell = flat.edge_cells[k]
        if n == 1 and members[0] == OUTSIDE:
            members[0] = cell
            continue
        j = 0
        while j < n and members[j] < cell:
            j += 1
        if j < n and members[j] == cell:
            n -= 1
            for m in range(j, n):
                members[m] = members[m + 1]
        elif n < len(members):
            for m in range(n, j, -1):
                members[m] = members[m - 1]
            members[j] = cell
            n += 1
        if n == 0:
            members[0] = OUTSIDE
            n = 1
    return n


@inner
def locate(px: float, py: float, flat: FlatCells, members: Ids) -> int:
    """Write the cells at a point, ascending, and return how many: ``OUTSIDE`` alone for none."""
    n = 0
    col = math.floor((px - flat.x0) / flat.size_m)
    row = math.floor((py - flat.y0) / flat.size_m)
    if 0 <= row < flat.n_rows and 0 <= col < flat.n_cols:
        bucket = row * flat.n_cols + col
        for k in range(flat.cell_start[bucket], flat.cell_start[bucket + 1]):
            cell = flat.cells[k]
            if cell >= 0 or _contains(px, py, flat, ~cell):
                members[n] = max(cell, ~cell)
                n += 1
    if n == 0:
        members[0] = OUTSIDE
        n = 1
    return n


@inner
def _contains(px: float, py: float, flat: FlatCells, cell: int) -> bool:
    """Whether an odd number of edges lies east of a point: a point on an edge is east of it."""
    inside = False
    for k in range(flat.cell_edge_start[cell], flat.cell_edge_start[cell + 1]):
        edge = flat.cell_edges[k]
        y1, y2 = flat.edges[edge, 1], flat.edges[edge, 3]
        if y1 < py <= y2:
            x1, x2 = flat.edges[edge, 0], flat.edges[edge, 2]
            if px < x1 + (py - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside
