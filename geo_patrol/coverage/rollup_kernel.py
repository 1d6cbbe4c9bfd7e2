"""The pass over visits that makes rows of cell and span, in whole numbers: exact in any order."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

UM_PER_M = 1e6

# Columns of a row: times in µs, way in µm.
CELL, SPAN, PRESENCE, EFFORT, WAY, VISITS, FIRST, LAST = range(8)
COLUMNS = 8

# Columns of a visit.
_CREW, _ENTER, _LEAVE, _WAY_MADE = range(4)


@njit
def roll(
    crew: Ints,
    cell: NDArray[np.int32],
    enter_us: Ints,
    leave_us: Ints,
    length_m: Floats,
    bounds_us: Ints,
    least_cell: int,
) -> Ints:
    """Sum visits into rows of cell and span.

    Parameters
    ----------
    crew, cell, enter_us, leave_us, length_m
        ``(v,)`` visits, at least one, those of one crew together; one without duration is left out.
    bounds_us
        ``(k + 1,)`` bounds of the spans, which hold all visits.
    least_cell
        Visits to cells below this one are left out.

    Returns
    -------
    ndarray
        ``(n, COLUMNS)`` int64, in order of cell and span.
    """
    visits, start = _by_cell(crew, cell, enter_us, leave_us, length_m, least_cell)
    sums = np.zeros((len(bounds_us) - 1, COLUMNS), np.int64)
    rows = np.empty((len(visits) + len(sums), COLUMNS), np.int64)  # enough, but for long stays
    n_rows = 0
    for group in range(len(start) - 1):
        first, last = len(sums), -1
        begin = start[group]
        while begin < start[group + 1]:
            end = begin + 1
            while end < start[group + 1] and visits[end, _CREW] == visits[begin, _CREW]:
                end += 1
            _sort_by_time(visits, begin, end)
            # Each visit of the crew counts as effort, their union as presence.
            from_us, to_us = visits[begin, _ENTER], visits[begin, _LEAVE]
            for k in range(begin, end):
                span, end_span = _spend(sums, bounds_us, visits, k)
                first, last = min(first, span), max(last, end_span)
                if visits[k, _ENTER] > to_us:
                    _stay(sums, bounds_us, from_us, to_us)
                    from_us, to_us = visits[k, _ENTER], visits[k, _LEAVE]
                to_us = max(to_us, visits[k, _LEAVE])
            _stay(sums, bounds_us, from_us, to_us)
            begin = end
        while n_rows + last - first + 1 > len(rows):
            rows = _doubled(rows)
        for span in range(first, last + 1):
            if sums[span, EFFORT] > 0:
                for column in range(COLUMNS):
                    rows[n_rows, column] = sums[span, column]
                    sums[span, column] = 0
                rows[n_rows, CELL] = group - 1
                rows[n_rows, SPAN] = span
                n_rows += 1
    return rows[:n_rows]


@njit
def _by_cell(
    crew: Ints,
    cell: NDArray[np.int32],
    enter_us: Ints,
    leave_us: Ints,
    length_m: Floats,
    least_cell: int,
) -> tuple[Ints, Ints]:
    """Return the visits in order of cell, and where each cell's begin, ``OUTSIDE`` first.

    The numbers of one visit then lie together: reading them costs one look into memory, not five.
    """
    start = np.zeros(cell.max() + 3, np.int64)
    for i in range(len(cell)):
        if cell[i] >= least_cell and leave_us[i] > enter_us[i]:
            start[cell[i] + 2] += 1
    for c in range(1, len(start)):
        start[c] += start[c - 1]
    visits = np.empty((start[-1], 4), np.int64)
    at = start.copy()
    for i in range(len(cell)):
        if cell[i] >= least_cell and leave_us[i] > enter_us[i]:
            k = at[cell[i] + 1]
            at[cell[i] + 1] = k + 1
            visits[k, _CREW] = crew[i]
            visits[k, _ENTER] = enter_us[i]
            visits[k, _LEAVE] = leave_us[i]
            visits[k, _WAY_MADE] = round(length_m[i] * UM_PER_M)
    return visits, start


@njit
def _sort_by_time(visits: Ints, begin: int, end: int) -> None:
    # They are few, and mostly in order already: those of each track are.
    for i in range(begin + 1, end):
        k = i
        while k > begin and visits[k - 1, _ENTER] > visits[k, _ENTER]:
            for column in range(4):
                lower, upper = visits[k - 1, column], visits[k, column]
                visits[k - 1, column], visits[k, column] = upper, lower
            k -= 1


@njit
def _span_at(bounds_us: Ints, moment_us: int) -> int:
    low, high = 0, len(bounds_us) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if bounds_us[middle] <= moment_us:
            low = middle
        else:
            high = middle
    return low


@njit
def _spend(sums: Ints, bounds_us: Ints, visits: Ints, k: int) -> tuple[int, int]:
    """Add a visit's time and way to the spans it touches; return the first and the last of them."""
    at_us, to_us = visits[k, _ENTER], visits[k, _LEAVE]
    way_per_us = visits[k, _WAY_MADE] / (to_us - at_us)
    first = span = _span_at(bounds_us, at_us)
    while True:
        until_us = min(to_us, bounds_us[span + 1])
        sums[span, EFFORT] += until_us - at_us
        sums[span, WAY] += round((until_us - at_us) * way_per_us)
        if until_us == to_us:
            return first, span
        at_us = until_us
        span += 1


@njit
def _stay(sums: Ints, bounds_us: Ints, from_us: int, to_us: int) -> None:
    """Add a stay of one crew to the spans it touches."""
    span = _span_at(bounds_us, from_us)
    while from_us < to_us:
        until_us = min(to_us, bounds_us[span + 1])
        if sums[span, VISITS] == 0:
            sums[span, FIRST] = from_us
            sums[span, LAST] = until_us
        sums[span, PRESENCE] += until_us - from_us
        sums[span, VISITS] += 1
        sums[span, FIRST] = min(sums[span, FIRST], from_us)
        sums[span, LAST] = max(sums[span, LAST], until_us)
        from_us = until_us
        span += 1


@njit
def _doubled(rows: Ints) -> Ints:
    bigger = np.empty((2 * len(rows), COLUMNS), np.int64)
    for i in range(len(rows)):
        for column in range(COLUMNS):
            bigger[i, column] = rows[i, column]
    return bigger
