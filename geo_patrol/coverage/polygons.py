"""One track over irregular cells: visits, split exactly where the path crosses their borders."""

import math

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.jit import doubled, njit
from geo_patrol.coverage.polygon_index import FlatCells, PolygonCells, col_range, row_range
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, TrackTotals, Validity, Visits

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]
VisitArrays = tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64], Floats]

# A border is looked at more closely when the path comes nearer to it than this.
NEAR_M = 1e-6


def trace_polygons(
    t_ms: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    accuracy_m: ArrayLike,
    index: PolygonCells,
    validity: Validity,
) -> tuple[Visits, TrackTotals]:
    """Return the visits of one track to irregular cells, and the track's own totals.

    The same as `geo_patrol.coverage.kernel.trace`, with the same gate and the same numbers on a
    regular grid drawn as polygons. Where cells overlap, each of them has the visit; time in no cell
    is a visit to ``OUTSIDE``. So the sums over visits equal the track's totals where cells do not
    overlap, and exceed them by what is shared where they do. Visits are in order of entry, at the
    same moment in order of cell.

    Parameters
    ----------
    t_ms
        ``(n,)`` Unix time in milliseconds, never decreasing.
    x, y
        ``(n,)`` metres, in the metric CRS of the index.
    accuracy_m
        ``(n,)`` metres, NaN where unknown.
    index
        The cells.
    validity
        Limits of the track's mode.

    Returns
    -------
    visits, totals
        Fewer than two fixes, or no valid segment, give no visits.

    Raises
    ------
    InvalidInput
        ``coverage.lengths_differ`` or ``coverage.time_goes_back``.
    """
    path = gate(t_ms, x, y, accuracy_m, validity)
    (cell, enter_us, leave_us, length_m), n = _walk(
        path.t_ms, path.x, path.y, path.valid, index.flat, index.most_in_bucket + 1
    )
    order = np.lexsort((cell[:n], enter_us[:n]))
    visits = Visits(cell[order], enter_us[order], leave_us[order], length_m[order])
    return visits, path.totals


def warm() -> None:
    """Compile the kernels of `trace_polygons`, or load them from disk."""
    index = PolygonCells.build([shapely.box(0, 0, 100, 100)])
    fixes = np.array([0, 60_000]), np.array([50.0, 150.0]), np.array([50.0, 50.0])
    trace_polygons(*fixes, np.array([np.nan, np.nan]), index, VALIDITY["foot"])


@njit
def _walk(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
    flat: FlatCells,
    room: int,
) -> tuple[VisitArrays, int]:
    """Split the valid segments at the cells' edges and merge the pieces into visits.

    ``members`` are the cells that the path is in, ascending, ``OUTSIDE`` where there is none; none
    at all means that this is not known. A border that is crossed cleanly turns the cells beside it
    on or off. Where the path touches a border, runs along it or meets a corner, each piece is
    looked up by its middle.
    The visits under way are ``cell``, ``since_us`` and ``way_m`` of the first ``n_open`` places;
    they are up to date when their cells are the members.
    """
    size = 64 + len(valid) // 2
    out = (
        np.empty(size, np.int32),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size),
    )
    n = 0
    cell, since_us, way_m = np.empty(room, np.int32), np.empty(room, np.int64), np.empty(room)
    members = np.empty(room, np.int32)
    cuts, cut_by = np.empty(64), np.empty(64, np.int32)
    n_open, n_members = 0, 0
    up_to_date, at_rest = False, False
    for i in range(len(valid)):
        begin_us = t_ms[i] * 1000
        end_us = t_ms[i + 1] * 1000
        if not valid[i]:
            n = _close(out, n, cell, since_us, way_m, 0, n_open, begin_us)
            n_open = n_members = 0
            up_to_date = False
            continue
        if begin_us == end_us:
            continue
        dx = x[i + 1] - x[i]
        dy = y[i + 1] - y[i]
        length_m = math.sqrt(dx * dx + dy * dy)
        near, n_cuts = False, 0
        if length_m > 0.0:
            near, n_cuts = _cross(x[i], y[i], dx, dy, flat, cuts, cut_by)
            while n_cuts > len(cuts):
                cuts, cut_by = doubled(cuts), doubled(cut_by)
                near, n_cuts = _cross(x[i], y[i], dx, dy, flat, cuts, cut_by)
            at_rest = False
        elif not at_rest:
            near = at_rest = True
        if up_to_date and n_cuts == 0 and not near:
            for k in range(n_open):
                way_m[k] += length_m
            continue
        while n + (n_cuts + 2) * room > len(out[0]):
            out = (doubled(out[0]), doubled(out[1]), doubled(out[2]), doubled(out[3]))
        from_us = begin_us
        from_s = 0.0
        for k in range(n_cuts + 1):
            s = cuts[k] if k < n_cuts else 1.0
            if near or n_members == 0:
                middle = 0.5 * ((cuts[k - 1] if k > 0 else 0.0) + s)
                n_members = _locate(x[i] + middle * dx, y[i] + middle * dy, flat, members)
                up_to_date = False
            at_us = begin_us + int(s * (end_us - begin_us) + 0.5)
            if at_us >= end_us:
                # What is crossed in the last instant counts from the next segment on.
                s, at_us = 1.0, end_us
            if at_us > from_us:
                n = _turn(out, n, cell, since_us, way_m, n_open, members, n_members, from_us)
                n_open = n_members
                up_to_date = True
                for j in range(n_open):
                    way_m[j] += (s - from_s) * length_m
                from_us = at_us
                from_s = s
            if k < n_cuts and not near:
                n_members = _pass(flat, cut_by[k], members, n_members)
                up_to_date = False
    if n_open > 0:
        n = _close(out, n, cell, since_us, way_m, 0, n_open, t_ms[-1] * 1000)
    return out, n


@njit
def _cross(
    x1: float, y1: float, dx: float, dy: float, flat: FlatCells, cuts: Floats, cut_by: Ids
) -> tuple[bool, int]:
    """Find the borders on a segment's way.

    ``cuts`` are then the shares at which it crosses borders, ascending, ``cut_by`` the edges that
    it crosses there.

    Returns
    -------
    near, n_cuts
        Whether it comes so near to a border that cuts alone do not tell where it is; and how many
        cuts there are, or one more than there is room for.
    """
    near = False
    n_cuts = 0
    x2, y2 = x1 + dx, y1 + dy
    first_row, last_row = row_range(y1, y2, flat.y0, flat.size_m, flat.n_rows)
    for row in range(first_row, last_row + 1):
        first, last = col_range(x1, y1, x2, y2, row, flat.x0, flat.y0, flat.size_m, flat.n_cols)
        for bucket in range(row * flat.n_cols + first, row * flat.n_cols + last + 1):
            for k in range(flat.near_start[bucket], flat.near_start[bucket + 1]):
                touches, s = _meet(x1, y1, dx, dy, flat.edges, flat.near[k])
                near = near or touches
                if s > 0.0:
                    if n_cuts == len(cuts):
                        return near, n_cuts + 1
                    n_cuts = _cut(cuts, cut_by, n_cuts, s, flat.near[k])
    return near, n_cuts


@njit
def _meet(
    x1: float, y1: float, dx: float, dy: float, edges: Floats, edge: int
) -> tuple[bool, float]:
    """Return whether a segment merely touches an edge, and the share at which it crosses it, or 0.

    It crosses cleanly when the ends of each lie on both sides of the other, by more than a hair.
    """
    qx, qy = edges[edge, 0] - x1, edges[edge, 1] - y1
    ex, ey = edges[edge, 2] - edges[edge, 0], edges[edge, 3] - edges[edge, 1]
    hair = NEAR_M * (abs(dx) + abs(dy))
    side3 = dx * qy - dy * qx
    side4 = side3 + dx * ey - dy * ex
    if (side3 > hair and side4 > hair) or (side3 < -hair and side4 < -hair):
        return False, 0.0
    clean = abs(side3) > hair and abs(side4) > hair
    hair = NEAR_M * (abs(ex) + abs(ey))
    side1 = ey * qx - ex * qy
    side2 = side1 + ex * dy - ey * dx
    if (side1 > hair and side2 > hair) or (side1 < -hair and side2 < -hair):
        return False, 0.0
    clean = clean and abs(side1) > hair and abs(side2) > hair
    if (side1 > 0.0 and side2 < 0.0) or (side1 < 0.0 and side2 > 0.0):
        return not clean, side1 / (side1 - side2)
    return True, 0.0


@njit
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


@njit
def _pass(flat: FlatCells, edge: int, members: Ids, n: int) -> int:
    """Turn the cells beside an edge on or off; return how many members there are then."""
    for k in range(flat.edge_cell_start[edge], flat.edge_cell_start[edge + 1]):
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


@njit
def _locate(px: float, py: float, flat: FlatCells, members: Ids) -> int:
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


@njit
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


@njit
def _turn(
    out: VisitArrays,
    n: int,
    cell: NDArray[np.int32],
    since_us: NDArray[np.int64],
    way_m: Floats,
    n_open: int,
    members: NDArray[np.int32],
    n_now: int,
    at_us: int,
) -> int:
    """Go from the open visits to those of ``members``: end what is over, begin what is new."""
    same = n_open == n_now
    for k in range(n_now):
        same = same and cell[k] == members[k]
    if same:
        return n
    if n_open == 1 and n_now == 1:  # the usual case, spared the bookkeeping
        n = _close(out, n, cell, since_us, way_m, 0, 1, at_us)
        cell[0], since_us[0], way_m[0] = members[0], at_us, 0.0
        return n
    kept_us = np.empty(n_now, np.int64)
    kept_m = np.zeros(n_now)
    i = 0
    for k in range(n_now):
        kept_us[k] = at_us
        while i < n_open and cell[i] < members[k]:
            n = _close(out, n, cell, since_us, way_m, i, i + 1, at_us)
            i += 1
        if i < n_open and cell[i] == members[k]:
            kept_us[k] = since_us[i]
            kept_m[k] = way_m[i]
            i += 1
    n = _close(out, n, cell, since_us, way_m, i, n_open, at_us)
    for k in range(n_now):
        cell[k] = members[k]
        since_us[k] = kept_us[k]
        way_m[k] = kept_m[k]
    return n


@njit
def _close(
    out: VisitArrays,
    n: int,
    cell: NDArray[np.int32],
    since_us: NDArray[np.int64],
    way_m: Floats,
    first: int,
    end: int,
    at_us: int,
) -> int:
    """Write the open visits from one place up to another as ended; return the new count."""
    cells, enters, leaves, lengths = out
    for k in range(first, end):
        cells[n] = cell[k]
        enters[n] = since_us[k]
        leaves[n] = at_us
        lengths[n] = way_m[k]
        n += 1
    return n
