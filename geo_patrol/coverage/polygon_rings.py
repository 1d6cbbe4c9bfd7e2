"""Rings of simple cells, from which a path is followed to the next cell without being looked for.

A cell is simple when its border is one ring of not too many sides and no other cell's border runs
within it, nor does it lie within another cell: who is in it is in that cell alone. Who leaves a
simple cell through a side that it shares with another simple cell is in that one, then.
"""

import math

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, insert, njit
from geo_patrol.coverage.polygon_buckets import row_range, span_range
from geo_patrol.coverage.polygon_crossings import NEAR_M, locate, meet, meets
from geo_patrol.coverage.polygon_flat import NO_RING, RING, SIDES, FlatCells

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Beyond it, looking into buckets takes less time than looking at all sides.
MOST_SIDES = 32
CACHE_LINE = 64


def no_rings(n_cells: int) -> tuple[Ids, NDArray[np.void]]:
    """Return ``ring_of`` and ``rings`` of cells of which none has a ring."""
    return np.full(n_cells, NO_RING, np.int32), np.empty(0, RING)


def with_rings(
    flat: FlatCells,
    shapes: NDArray[np.object_],
    of_one_ring: Flags,
    corners: Floats,
    most_in_bucket: int,
) -> FlatCells:
    """Return an index with the rings of its simple cells.

    Parameters
    ----------
    flat
        An index without rings.
    shapes
        Its cells.
    of_one_ring
        Which of them have one part and no hole.
    corners
        Where each of ``cell_edges`` begins.
    most_in_bucket
        The largest number of cells in one bucket.
    """
    n_sides = np.diff(flat.cell_edge_start)
    fit = of_one_ring & (n_sides >= 3) & (n_sides <= MOST_SIDES)
    fit[fit] = shapely.is_valid(shapes[fit])
    within = np.full((len(shapes), 2), np.nan)
    within[fit] = shapely.get_coordinates(shapely.point_on_surface(shapes[fit]))
    simple = np.flatnonzero(_simple(flat, fit, within, most_in_bucket + 1))
    simple = simple[_along_curve(within[simple], flat.size_m)]
    n_records = -(-n_sides[simple] // SIDES)
    ring_of, _ = no_rings(len(shapes))
    ring_of[simple] = np.cumsum(n_records) - n_records
    rings = _aligned(int(n_records.sum()))
    _write(flat, corners, simple, ring_of, rings)
    return flat._replace(ring_of=ring_of, rings=rings)


def _aligned(n: int) -> NDArray[np.void]:
    """Return unset records, none of which lies in more lines of the cache than it must."""
    room = np.empty(n * RING.itemsize + CACHE_LINE, np.uint8)
    first = -room.ctypes.data % CACHE_LINE
    return room[first : first + n * RING.itemsize].view(RING)


def _along_curve(points: Floats, size_m: float) -> NDArray[np.int64]:
    """Return the order of points along a Z-order curve: what lies together then stands together.

    A path then finds its next rings in the processor's cache.
    """
    if not len(points):
        return np.empty(0, np.int64)
    place = ((points - points.min(axis=0)) / size_m).astype(np.int64)
    code = np.zeros(len(points), np.int64)
    for bit in range(int(place.max()).bit_length()):
        for axis in range(2):
            code |= (place[:, axis] >> bit & 1) << (2 * bit + axis)
    return np.argsort(code, kind="stable")


@njit
def _write(
    flat: FlatCells,
    corners: Floats,
    simple: NDArray[np.int64],
    ring_of: Ids,
    rings: NDArray[np.void],
) -> None:
    """Write the records of the rings of simple cells."""
    for cell in simple:
        begin, end = flat.cell_edge_start[cell], flat.cell_edge_start[cell + 1]
        n = end - begin
        n_records = (n + SIDES - 1) // SIDES
        for j in range(n_records):
            ring = rings[ring_of[cell] + j]
            ring["cell"] = cell
            ring["more"] = n_records - 1 - j
            for k in range(SIDES + 1):
                corner = begin + min(j * SIDES + k, n) % n
                ring["x"][k] = corners[corner, 0]
                ring["y"][k] = corners[corner, 1]
            for k in range(SIDES):
                ring["beyond"][k] = NO_RING
                ring["twin"][k] = 0
                at = begin + j * SIDES + k
                if at < end:
                    _link(flat, cell, flat.cell_edges[at], ring_of, ring, k)


@inner
def _link(flat: FlatCells, cell: int, edge: int, ring_of: Ids, ring: np.void, k: int) -> None:
    """Write what lies beyond a side, if that is a simple cell."""
    one, other = flat.edge_sides[edge, 0], flat.edge_sides[edge, 1]
    beyond = other if one == cell else one
    if beyond < 0 or ring_of[beyond] == NO_RING:
        return
    ring["beyond"][k] = ring_of[beyond]
    first = flat.cell_edge_start[beyond]
    for at in range(first, flat.cell_edge_start[beyond + 1]):
        if flat.cell_edges[at] == edge:
            ring["twin"][k] = at - first


@njit
def _simple(flat: FlatCells, fit: Flags, within: Floats, most: int) -> Flags:
    """Tell which cells are simple, of those whose shape fits; of each a point within is given."""
    simple = fit.copy()
    looked_at_for = np.full(len(flat.edges), -1, np.int32)
    members = np.empty(most, np.int32)
    cuts = np.empty(2 * MOST_SIDES)
    for cell in range(len(fit)):
        if not fit[cell]:
            continue
        own = flat.cell_edges[flat.cell_edge_start[cell] : flat.cell_edge_start[cell + 1]]
        px, py = within[cell]
        alone = locate(px, py, flat, members) == 1 and members[0] == cell
        alone = alone and _well_within(px, py, flat.edges, own)
        for edge in own:
            alone = alone and looked_at_for[edge] != cell  # none stands twice
            looked_at_for[edge] = cell
        simple[cell] = alone and not _entered(flat, own, cell, looked_at_for, cuts)
    return simple


@inner
def _entered(flat: FlatCells, own: Ids, cell: int, looked_at_for: Ids, cuts: Floats) -> bool:
    """Whether the border of another cell comes within one."""
    west, south, east, north = np.inf, np.inf, -np.inf, -np.inf
    for edge in own:
        x1, y1, x2, y2 = flat.edges[edge]
        west, east = min(west, x1, x2), max(east, x1, x2)
        south, north = min(south, y1), max(north, y2)
    first_row, last_row = row_range(south, north, flat.y0, flat.size_m, flat.n_rows)
    first, last = span_range(west, east, flat.x0, flat.size_m, flat.n_cols)
    for row in range(first_row, last_row + 1):
        begin = flat.near_start[row * flat.n_cols + first]
        end = flat.near_start[row * flat.n_cols + last + 1]
        for k in range(begin, end):
            edge = flat.near[k]
            if looked_at_for[edge] != cell:
                looked_at_for[edge] = cell
                if _enters(flat.edges, edge, own, cuts):
                    return True
    return False


@inner
def _enters(edges: Floats, edge: int, own: Ids, cuts: Floats) -> bool:
    """Whether an edge comes within the ring of others, by more than a hair.

    Where it touches the ring it is cut: then each piece is within or not as its middle is.
    """
    x1, y1, x2, y2 = edges[edge]
    dx, dy = x2 - x1, y2 - y1
    n = 0
    for e in own:
        ax, ay, bx, by = edges[e]
        if meets(x1, y1, dx, dy, ax, ay, bx, by):
            touches, _ = meet(x1, y1, dx, dy, ax, ay, bx, by)
            if not touches:
                return True
            insert(cuts, n, _share_beside(x1, y1, dx, dy, ax, ay))
            insert(cuts, n + 1, _share_beside(x1, y1, dx, dy, bx, by))
            n += 2
    begin = 0.0
    for k in range(n + 1):
        end = cuts[k] if k < n else 1.0
        middle = 0.5 * (begin + end)
        if _well_within(x1 + middle * dx, y1 + middle * dy, edges, own):
            return True
        begin = end
    return False


@inner
def _share_beside(x1: float, y1: float, dx: float, dy: float, px: float, py: float) -> float:
    """Return the share of a line at which it is nearest to a point."""
    share = ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy)
    return min(max(share, 0.0), 1.0)


@inner
def _well_within(px: float, py: float, edges: Floats, own: Ids) -> bool:
    """Whether a point lies within a ring, by more than a hair."""
    inside = False
    for edge in own:
        x1, y1, x2, y2 = edges[edge]
        dx, dy = x2 - x1, y2 - y1
        share = _share_beside(x1, y1, dx, dy, px, py)
        if math.hypot(x1 + share * dx - px, y1 + share * dy - py) <= NEAR_M:
            return False
        if y1 < py <= y2 and px < x1 + (py - y1) / dy * dx:
            inside = not inside
    return inside
