"""The visits of a path that are under way, and how they end and begin at borders."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ids = NDArray[np.int32]
VisitArrays = tuple[Ids, Ints, Ints, Floats]
OpenVisits = tuple[Ids, Ints, Floats]
"""Cell, entry and way so far of visits under way."""


@inner
def pass_on(
    out: VisitArrays,
    n: int,
    opened: OpenVisits,
    members: Ids,
    begin_us: int,
    end_us: int,
    length_m: float,
    cuts: Floats,
    into: Ids,
    n_cuts: int,
) -> int:
    """Go from one cell to the next ones, the usual case, spared the bookkeeping of several at once.

    ``cuts`` are the shares of a segment at which borders are crossed, ``into`` the cells that it
    enters there. Returns how many visits there are then.
    """
    cells, enters, leaves, lengths = out
    cell, since_us, way_m = opened[0][0], opened[1][0], opened[2][0]
    member = members[0]
    from_us, from_s = begin_us, 0.0
    for k in range(n_cuts + 1):
        s = cuts[k] if k < n_cuts else 1.0
        at_us = begin_us + int(s * (end_us - begin_us) + 0.5)
        if at_us >= end_us:
            # What is crossed in the last instant counts from the next segment on.
            s, at_us = 1.0, end_us
        if at_us > from_us:
            if member != cell:
                cells[n], enters[n], leaves[n], lengths[n] = cell, since_us, from_us, way_m
                n += 1
                cell, since_us, way_m = member, from_us, 0.0
            way_m += (s - from_s) * length_m
            from_us, from_s = at_us, s
        if k < n_cuts:
            member = into[k]
    opened[0][0], opened[1][0], opened[2][0] = cell, since_us, way_m
    members[0] = member
    return n


@inner
def turn(
    out: VisitArrays,
    n: int,
    opened: OpenVisits,
    spare: OpenVisits,
    n_open: int,
    members: Ids,
    n_now: int,
    at_us: int,
) -> int:
    """Go from the open visits to those of ``members``: end what is over, begin what is new."""
    cell, since_us, way_m = opened
    same = n_open == n_now
    for k in range(n_now):
        same = same and cell[k] == members[k]
    if same:
        return n
    if n_open == 1 and n_now == 1:  # the usual case, spared the bookkeeping
        n = close(out, n, opened, 0, 1, at_us)
        cell[0], since_us[0], way_m[0] = members[0], at_us, 0.0
        return n
    kept_cell, kept_us, kept_m = spare
    i = 0
    for k in range(n_now):
        kept_cell[k], kept_us[k], kept_m[k] = members[k], at_us, 0.0
        while i < n_open and cell[i] < members[k]:
            n = close(out, n, opened, i, i + 1, at_us)
            i += 1
        if i < n_open and cell[i] == members[k]:
            kept_us[k], kept_m[k] = since_us[i], way_m[i]
            i += 1
    n = close(out, n, opened, i, n_open, at_us)
    for k in range(n_now):
        cell[k], since_us[k], way_m[k] = kept_cell[k], kept_us[k], kept_m[k]
    return n


@inner
def close(out: VisitArrays, n: int, opened: OpenVisits, first: int, end: int, at_us: int) -> int:
    """Write the open visits from one place up to another as ended; return the new count."""
    cells, enters, leaves, lengths = out
    cell, since_us, way_m = opened
    for k in range(first, end):
        cells[n] = cell[k]
        enters[n] = since_us[k]
        leaves[n] = at_us
        lengths[n] = way_m[k]
        n += 1
    return n
