"""The passes over visits that make rows of cell and span, in whole numbers: exact in any order."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Columns = tuple[Ids, Ids, NDArray[np.int8], Floats, Floats, Floats, Ids, Ints, Ints]

# Columns of a visit as it is gathered: times in µs, way in µm.
_CREW, _ENTER, _LEAVE, _WAY_MADE = range(4)
VISIT_COLUMNS = 4

# Columns of what a cell has in one span: times in µs, way in µm.
_PRESENCE, _EFFORT, _WAY, _VISITS, _FIRST, _LAST = range(6)
_SUMS = 6

US_PER_S = 1e6
UM_PER_M = 1e6


@njit
def count(cell: Ids, enter_us: Ints, leave_us: Ints, counts: Ints, times_us: Ints) -> Ints:
    """Count a track's visits per cell, and bring what is known of all visits' times up to date.

    Parameters
    ----------
    cell, enter_us, leave_us
        ``(v,)`` visits.
    counts
        ``(c + 1,)``, ``OUTSIDE`` first; added to when there is room for all cells.
    times_us
        ``(3,)`` earliest entry, latest leave, and time of all visits; written to.

    Returns
    -------
    ndarray
        The same counts, or longer ones.
    """
    size = _look_through(cell, enter_us, leave_us, times_us)
    if size > len(counts):
        longer = np.zeros(2 * size, np.int64)
        for c in range(len(counts)):
            longer[c] = counts[c]
        counts = longer
    for i in range(len(cell)):
        counts[cell[i] + 1] += 1
    return counts


@inner
def _look_through(cell: Ids, enter_us: Ints, leave_us: Ints, times_us: Ints) -> int:
    """Bring the times up to date, and return how long counts of these cells must be."""
    size = 0
    first_us, last_us, stayed_us = times_us[0], times_us[1], times_us[2]
    for i in range(len(cell)):
        size = max(size, cell[i] + 2)
        first_us = min(first_us, enter_us[i])
        last_us = max(last_us, leave_us[i])
        stayed_us += leave_us[i] - enter_us[i]
    times_us[0], times_us[1], times_us[2] = first_us, last_us, stayed_us
    return size


@njit
def gather(
    crew: int,
    cell: Ids,
    enter_us: Ints,
    leave_us: Ints,
    length_m: Floats,
    least_cell: int,
    at: Ints,
    visits: Ints,
) -> None:
    """Put a track's visits to some cells where those of each cell are gathered.

    The numbers of one visit then lie together: reading them costs one look into memory, not four.

    Parameters
    ----------
    crew
        The patrol's number, never lower than that of the track before.
    cell, enter_us, leave_us, length_m
        ``(v,)`` visits; one without duration is left out.
    least_cell
        The first of the cells.
    at
        ``(c,)`` where the next visit of each of the cells goes; moved on.
    visits
        ``(n, VISIT_COLUMNS)``, written to.
    """
    for i in range(len(cell)):
        c = cell[i] - least_cell
        if 0 <= c < len(at) and leave_us[i] > enter_us[i]:
            k = at[c]
            at[c] = k + 1
            visits[k, _CREW] = crew
            visits[k, _ENTER] = enter_us[i]
            visits[k, _LEAVE] = leave_us[i]
            visits[k, _WAY_MADE] = round(length_m[i] * UM_PER_M)


@njit
def roll(
    visits: Ints,
    start: Ints,
    end: Ints,
    least_cell: int,
    bounds_us: Ints,
    days: Ids,
    kinds: NDArray[np.int8],
    columns: Columns,
    n: int,
) -> int:
    """Sum the gathered visits to some cells into rows of cell and span.

    Parameters
    ----------
    visits
        ``(v, VISIT_COLUMNS)``, those of one cell in order of crew; put in order of time here.
    start, end
        ``(c,)``: the visits of each cell lie from one to before the other.
    least_cell
        The first of the cells.
    bounds_us, days, kinds
        ``(k + 1,)`` bounds of the spans, which hold all visits; ``(k,)`` what the spans are.
    columns
        Those of the rows, as `geo_patrol.coverage.rollup.CellDays` has them, with room for as many
        as the visits touch spans; written to.
    n
        How many rows there are already.

    Returns
    -------
    int
        How many there are then, those added in order of cell and span.
    """
    sums = np.zeros((len(days), _SUMS), np.int64)
    touched = np.empty(len(days), np.int64)
    per_us = len(days) / (bounds_us[-1] - bounds_us[0])
    for c in range(len(start)):
        n_touched = _sum(visits, start[c], end[c], bounds_us, per_us, sums, touched)
        n = _write(columns, n, least_cell + c, sums, touched, n_touched, days, kinds)
    return n


@inner
def _sum(
    visits: Ints, begin: int, stop: int, bounds_us: Ints, per_us: float, sums: Ints, touched: Ints
) -> int:
    """Sum the visits of one cell per span; return how many spans they touch."""
    n_touched = 0
    while begin < stop:
        end = begin + 1
        while end < stop and visits[end, _CREW] == visits[begin, _CREW]:
            end += 1
        _sort_by_time(visits, begin, end)
        # Each visit of the crew counts as effort, their union as presence.
        from_us, to_us = visits[begin, _ENTER], visits[begin, _LEAVE]
        for k in range(begin, end):
            n_touched = _spend(visits, k, bounds_us, per_us, sums, touched, n_touched)
            if visits[k, _ENTER] > to_us:
                _stay(from_us, to_us, bounds_us, per_us, sums)
                from_us, to_us = visits[k, _ENTER], visits[k, _LEAVE]
            to_us = max(to_us, visits[k, _LEAVE])
        _stay(from_us, to_us, bounds_us, per_us, sums)
        begin = end
    return n_touched


@inner
def _sort_by_time(visits: Ints, begin: int, end: int) -> None:
    # They are few, and mostly in order already: those of each track are.
    for i in range(begin + 1, end):
        k = i
        while k > begin and visits[k - 1, _ENTER] > visits[k, _ENTER]:
            for column in range(VISIT_COLUMNS):
                lower, upper = visits[k - 1, column], visits[k, column]
                visits[k - 1, column], visits[k, column] = upper, lower
            k -= 1


@inner
def _span_at(bounds_us: Ints, per_us: float, moment_us: int) -> int:
    # Spans are even but for changes of the clock, so a guess is next to it or right.
    span = int((moment_us - bounds_us[0]) * per_us)
    while moment_us < bounds_us[span]:
        span -= 1
    while moment_us >= bounds_us[span + 1]:
        span += 1
    return span


@inner
def _spend(
    visits: Ints,
    k: int,
    bounds_us: Ints,
    per_us: float,
    sums: Ints,
    touched: Ints,
    n_touched: int,
) -> int:
    """Add a visit's time and way to the spans it touches; return how many are touched by now."""
    at_us, to_us = visits[k, _ENTER], visits[k, _LEAVE]
    way_per_us = visits[k, _WAY_MADE] / (to_us - at_us)
    span = _span_at(bounds_us, per_us, at_us)
    while at_us < to_us:
        until_us = min(to_us, bounds_us[span + 1])
        if sums[span, _EFFORT] == 0:
            touched[n_touched] = span
            n_touched += 1
        sums[span, _EFFORT] += until_us - at_us
        sums[span, _WAY] += round((until_us - at_us) * way_per_us)
        at_us = until_us
        span += 1
    return n_touched


@inner
def _stay(from_us: int, to_us: int, bounds_us: Ints, per_us: float, sums: Ints) -> None:
    """Add a stay of one crew to the spans it touches."""
    span = _span_at(bounds_us, per_us, from_us)
    while from_us < to_us:
        until_us = min(to_us, bounds_us[span + 1])
        if sums[span, _VISITS] == 0:
            sums[span, _FIRST] = from_us
            sums[span, _LAST] = until_us
        sums[span, _PRESENCE] += until_us - from_us
        sums[span, _VISITS] += 1
        sums[span, _FIRST] = min(sums[span, _FIRST], from_us)
        sums[span, _LAST] = max(sums[span, _LAST], until_us)
        from_us = until_us
        span += 1


@inner
def _write(
    columns: Columns,
    n: int,
    cell: int,
    sums: Ints,
    touched: Ints,
    n_touched: int,
    days: Ids,
    kinds: NDArray[np.int8],
) -> int:
    """Write the rows of one cell, forget its sums, and return how many rows there are by now."""
    if n_touched == 0:
        return n
    _sort(touched, n_touched, sums)
    cells, on, kind, presence_s, effort_s, length_m, n_visits, first_us, last_us = columns
    for k in range(n_touched):
        span = touched[k]
        cells[n] = cell
        on[n] = days[span]
        kind[n] = kinds[span]
        presence_s[n] = sums[span, _PRESENCE] / US_PER_S
        effort_s[n] = sums[span, _EFFORT] / US_PER_S
        length_m[n] = sums[span, _WAY] / UM_PER_M
        n_visits[n] = sums[span, _VISITS]
        first_us[n] = sums[span, _FIRST]
        last_us[n] = sums[span, _LAST]
        for column in range(_SUMS):
            sums[span, column] = 0
        n += 1
    return n


@inner
def _sort(touched: Ints, n_touched: int, sums: Ints) -> None:
    """Put the touched spans in order, as they mostly are: whoever comes later has later visits."""
    for k in range(1, n_touched):
        if touched[k] < touched[k - 1]:
            break
    else:
        return
    k = 0
    for span in range(len(sums)):
        if sums[span, _EFFORT] > 0:
            touched[k] = span
            k += 1
