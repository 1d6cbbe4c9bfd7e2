"""One track over irregular cells: visits, split exactly where the path crosses their borders."""

import math
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.jit import doubled, inner, njit
from geo_patrol.coverage.polygon_crossings import locate, pass_border
from geo_patrol.coverage.polygon_flat import NO_RING, FlatCells
from geo_patrol.coverage.polygon_following import look_ahead
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygon_visits import OpenVisits, VisitArrays, close, pass_on, turn
from geo_patrol.coverage.records import VALIDITY, TrackTotals, Validity, Visits

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ids = NDArray[np.int32]

# What a walk is at between two segments.
_N, _N_OPEN, _N_MEMBERS, _UP_TO_DATE, _CLEAR = range(5)


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
        path.t_ms, path.x, path.y, path.valid, tuple(index.flat), index.most_in_bucket + 1
    )
    visits = Visits(cell[:n].copy(), enter_us[:n].copy(), leave_us[:n].copy(), length_m[:n].copy())
    if np.any(visits.enter_us[1:] <= visits.enter_us[:-1]):  # they are in order of leaving
        order = np.lexsort((visits.cell, visits.enter_us))
        visits = Visits(cell[order], enter_us[order], leave_us[order], length_m[order])
    return visits, path.totals


def warm() -> None:
    """Compile the kernels of `trace_polygons`, or load them from disk."""
    index = PolygonCells.build([shapely.box(0, 0, 100, 100)])
    fixes = np.array([0, 60_000]), np.array([50.0, 150.0]), np.array([50.0, 50.0])
    trace_polygons(*fixes, np.array([np.nan, np.nan]), index, VALIDITY["foot"])


@njit
def _walk(
    t_ms: Ints,
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
    fields: tuple[Any, ...],
    most: int,
) -> tuple[VisitArrays, int]:
    """Split the valid segments at the cells' edges and merge the pieces into visits.

    ``fields`` are those of `FlatCells`, ``most`` is how many cells a path is in at once at most.
    """
    # Handed over as a plain tuple: to recognise a named one can take as long as a short track.
    flat = FlatCells(*fields)
    size = 64 + len(valid) // 2
    out = (
        np.empty(size, np.int32),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size),
    )
    opened = (np.empty(most, np.int32), np.empty(most, np.int64), np.empty(most))
    spare = (np.empty(most, np.int32), np.empty(most, np.int64), np.empty(most))
    members = np.empty(most, np.int32)
    met, cut_by, into = np.empty(64, np.int32), np.empty(64, np.int32), np.empty(64, np.int32)
    cuts = np.empty(64)
    state = np.zeros(5, np.int64)
    i = 0
    while True:
        i = _advance(
            t_ms, x, y, valid, i, flat, out, opened, spare, members, met, cuts, cut_by, into, state
        )
        if i == len(valid):
            return out, state[_N]
        out = (doubled(out[0]), doubled(out[1]), doubled(out[2]), doubled(out[3]))
        met, cuts, cut_by, into = doubled(met), doubled(cuts), doubled(cut_by), doubled(into)


@inner
def _advance(
    t_ms: Ints,
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
    first: int,
    flat: FlatCells,
    out: VisitArrays,
    opened: OpenVisits,
    spare: OpenVisits,
    members: Ids,
    met: Ids,
    cuts: Floats,
    cut_by: Ids,
    into: Ids,
    state: Ints,
) -> int:
    """Go on from a segment until the end, or as far as there is room; return the segment then.

    ``members`` are the cells that the path is in, ascending, ``OUTSIDE`` where there is none; none
    at all means that this is not known. A border that is crossed cleanly turns the cells beside it
    on or off. Where the path touches a border, runs along it or meets a corner, each piece is
    looked up by its middle.
    The visits under way are the first ``n_open`` of ``opened``; they are up to date when their
    cells are the members.
    """
    n, n_open, n_members = state[_N], state[_N_OPEN], state[_N_MEMBERS]
    # Clear is a path that ends beside no border, so that who rests there is where the path was.
    up_to_date, clear = state[_UP_TO_DATE] > 0, state[_CLEAR] > 0
    way_m = opened[2]
    ring = NO_RING
    i = first
    while i < len(valid):
        begin_us = t_ms[i] * 1000
        end_us = t_ms[i + 1] * 1000
        if n + len(members) > len(out[0]):
            break
        if not valid[i]:
            n = close(out, n, opened, 0, n_open, begin_us)
            n_open = n_members = 0
            up_to_date = False
            i += 1
            continue
        if begin_us == end_us:
            i += 1
            continue
        dx = x[i + 1] - x[i]
        dy = y[i + 1] - y[i]
        length_m = math.sqrt(dx * dx + dy * dy)
        alone = n_open == 1 and n_members == 1
        near, n_cuts = not clear, 0
        if length_m > 0.0:
            near, n_cuts, alone, ring = look_ahead(
                x[i], y[i], dx, dy, flat, members, alone, ring, met, cuts, cut_by, into
            )
        if up_to_date and n_cuts == 0 and not near:
            for k in range(n_open):
                way_m[k] += length_m
            clear = True
            i += 1
            continue
        if n_cuts > len(cuts) or n + (n_cuts + 2) * len(members) > len(out[0]):
            break
        clear = not near or length_m == 0.0
        if alone and not near:
            n = pass_on(out, n, opened, members, begin_us, end_us, length_m, cuts, into, n_cuts)
            up_to_date = opened[0][0] == members[0]
            i += 1
            continue
        from_us = begin_us
        from_s = 0.0
        for k in range(n_cuts + 1):
            s = cuts[k] if k < n_cuts else 1.0
            if near or n_members == 0:
                middle = 0.5 * ((cuts[k - 1] if k > 0 else 0.0) + s)
                n_members = locate(x[i] + middle * dx, y[i] + middle * dy, flat, members)
                up_to_date = False
            at_us = begin_us + int(s * (end_us - begin_us) + 0.5)
            if at_us >= end_us:
                # What is crossed in the last instant counts from the next segment on.
                s, at_us = 1.0, end_us
            if at_us > from_us:
                if not up_to_date:
                    n = turn(out, n, opened, spare, n_open, members, n_members, from_us)
                    n_open = n_members
                    up_to_date = True
                for j in range(n_open):
                    way_m[j] += (s - from_s) * length_m
                from_us = at_us
                from_s = s
            if k < n_cuts and not near:
                n_members = pass_border(flat, cut_by[k], members, n_members)
                up_to_date = False
        i += 1
    if i == len(valid) and i > 0:
        n = close(out, n, opened, 0, n_open, t_ms[i] * 1000)
    state[_N], state[_N_OPEN], state[_N_MEMBERS] = n, n_open, n_members
    state[_UP_TO_DATE], state[_CLEAR] = up_to_date, clear
    return i
