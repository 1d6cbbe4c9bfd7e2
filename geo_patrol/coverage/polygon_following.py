"""The borders that a path crosses: in simple cells from ring to ring, elsewhere out of buckets."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner
from geo_patrol.coverage.polygon_crossings import NEAR_M, cross, meet, one_by_one
from geo_patrol.coverage.polygon_flat import NO_RING, SIDES, FlatCells
from geo_patrol.coverage.polygon_prefetch import prefetch
from geo_patrol.coverage.records import OUTSIDE

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]

# Number of cuts when rings do not tell.
UNTOLD = -1
# A side met counts as this plus its number, so that one sum tells how many there are, and which it
# is when there is one.
ONE = 256


@inner
def look_ahead(
    x1: float,
    y1: float,
    dx: float,
    dy: float,
    flat: FlatCells,
    members: Ids,
    alone: bool,
    ring: int,
    met: Ids,
    cuts: Floats,
    cut_by: Ids,
    into: Ids,
) -> tuple[bool, int, bool, int]:
    """Find the borders on a segment's way, from ring to ring where there are rings.

    Returns
    -------
    near, n_cuts, alone, ring
        As `cross` has it; whether the path goes from one cell to one other throughout, which are
        in ``into`` then; and the ring where it is, if it is known.
    """
    if alone and members[0] != OUTSIDE:
        if ring == NO_RING or flat.rings[ring]["cell"] != members[0]:
            ring = flat.ring_of[members[0]]
        if ring != NO_RING:
            n_cuts, ring = _follow(x1, y1, dx, dy, ring, flat.rings, cuts, into)
            if n_cuts != UNTOLD:
                return False, n_cuts, True, ring
    near, n_cuts = cross(x1, y1, dx, dy, flat, met, cuts, cut_by)
    alone = alone and not near and one_by_one(flat, members[0], cut_by, n_cuts, into)
    return near, n_cuts, alone, ring


@inner
def _follow(
    x1: float,
    y1: float,
    dx: float,
    dy: float,
    ring: int,
    rings: NDArray[np.void],
    cuts: Floats,
    into: Ids,
) -> tuple[int, int]:
    """Follow a segment that begins in the cell of a ring.

    ``cuts`` are then the shares at which it crosses borders, ascending, ``into`` the cells that it
    enters there.

    Returns
    -------
    n_cuts, ring
        How many cuts there are, and in which ring the segment ends. ``UNTOLD`` and the ring given
        when it leaves the simple cells, touches a border, meets one ring in several places, or cuts
        find no room.
    """
    came_through, n = 0, 0
    at = ring
    while True:
        # The side through which it came is met for certain, and is none that it leaves by.
        met = _met(x1, y1, dx, dy, at, rings) - came_through
        if met == 0:
            return n, at
        if not ONE <= met < 2 * ONE or n == len(cuts):
            return UNTOLD, ring
        k = (met - ONE) % SIDES
        record = rings[at + (met - ONE) // SIDES]
        xs, ys = record["x"], record["y"]
        touches, s = meet(x1, y1, dx, dy, xs[k], ys[k], xs[k + 1], ys[k + 1])
        at = record["beyond"][k]
        if touches or at == NO_RING:
            return UNTOLD, ring
        came_through = ONE + record["twin"][k]
        cuts[n], into[n] = s, rings[at]["cell"]
        for k in range(SIDES):  # of its neighbours, one comes next
            prefetch(rings, rings[at]["beyond"][k])
        n += 1


@inner
def _met(x1: float, y1: float, dx: float, dy: float, ring: int, rings: NDArray[np.void]) -> int:
    """Return the sum of ``ONE`` plus its number over the sides of a ring that a segment meets.

    It meets them as `meets` has it.
    """
    met = 0
    first = 0
    hair3 = 2.0 * NEAR_M * (abs(dx) + abs(dy))
    while True:
        record = rings[ring]
        xs, ys = record["x"], record["y"]
        # Neither branch nor call, so that the sides are looked at several at once.
        for k in range(SIDES):
            qx, qy = xs[k] - x1, ys[k] - y1
            ex, ey = xs[k + 1] - xs[k], ys[k + 1] - ys[k]
            side1 = ey * qx - ex * qy
            side3 = dx * qy - dy * qx
            turn = ex * dy - ey * dx
            hair1 = 2.0 * NEAR_M * (abs(ex) + abs(ey))
            is_met = (abs(side1 + side1 + turn) <= abs(turn) + hair1) & (
                abs(side3 + side3 - turn) <= abs(turn) + hair3
            )
            met += int(is_met) * (ONE + first + k)
        if record["more"] == 0:
            return met
        ring += 1
        first += SIDES
