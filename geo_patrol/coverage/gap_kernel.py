"""One pass over a grid's stays, day by day: gaps, windows met and time overdue, all exact.

Days come in order of time, and the stays of a day in order of cell and time; so a cell's stays are
seen in order, and what it needs to remember is when it was last left.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER_US = -1

# Columns of what a cell remembers.
LAST, MET_TO = range(2)
MEMORY = 2

# Columns of what a cell comes to.
N_GAPS, LONGEST, OVERDUE = range(3)
FOUND = 3

# Rows of what a group's gaps come to per shift: of cells seen before, of cells never seen before.
SEEN, NEVER = range(2)


class Asked(NamedTuple):
    """What is asked of the cells, and of which period.

    Attributes
    ----------
    required_us
        ``(n_cells,)``, 0 where nothing is required.
    group
        ``(n_cells,)`` number of the group of cells that a cell is counted with.
    bounds_us
        The bounds of the windows of all groups, one group's after the other's.
    bounds_at
        ``(n_groups + 1,)``: where those of each group begin. ``k`` windows have ``k + 1`` bounds.
    kinds
        As long as ``bounds_us``: the column that a window is counted in.
    shifts_us
        ``(s + 1,)`` bounds of the shifts, which hold the whole period.
    from_us, to_us
        The period.
    """

    required_us: Ints
    group: Ids
    bounds_us: Ints
    bounds_at: Ints
    kinds: Ints
    shifts_us: Ints
    from_us: int
    to_us: int


class Tallies(NamedTuple):
    """What is counted, written to as the days go by.

    Attributes
    ----------
    memory
        ``(n_cells, MEMORY)``: when it was last left, or ``NEVER_US``; before which of its group's
        windows all that are met are counted.
    found
        ``(n_cells, FOUND)`` gaps, the longest of them and the time overdue in µs.
    met
        ``(n_cells, 4)`` windows met, by the columns of ``kinds``.
    met_in
        As long as ``bounds_us``: in how many cells a window was met.
    overdue_us
        ``(2, n_groups, s)`` time overdue in a shift, where it is not the whole of it.
    overdue_whole
        The same: by how many cells more than in the shift before the whole of it is overdue.
    """

    memory: Ints
    found: Ints
    met: Ints
    met_in: Ints
    overdue_us: Ints
    overdue_whole: Ints


class Spans(NamedTuple):
    """Gaps as they are found, with room for more."""

    cell: Ids
    from_us: Ints
    to_us: Ints
    never: Flags


@njit
def follow(
    cell: Ids,
    enter_us: Ints,
    leave_us: Ints,
    asked: Asked,
    tallies: Tallies,
    spans: Spans,
    n_spans: int,
    listed: bool,
) -> int:
    """Take in the stays of one day; return how many gaps there are by now.

    When they are ``listed``, ``spans`` has room for one more per stay.
    """
    shift, window = _first_of_day(enter_us, asked)
    for i in range(len(cell)):
        c = cell[i]
        enter, leave = enter_us[i], min(leave_us[i], asked.to_us)
        if enter >= asked.to_us or c < 0 or c >= len(asked.required_us):
            continue
        last = tallies.memory[c, LAST]
        if asked.required_us[c] > 0:
            if enter > asked.from_us and _is_gap(c, last, enter, asked):
                _count_gap(c, last, enter, shift, asked, tallies)
                if listed:
                    _list(spans, n_spans, c, last, enter, asked)
                n_spans += 1
            _meet(c, enter, leave, window, asked, tallies)
        tallies.memory[c, LAST] = max(last, leave)
    return n_spans


@njit
def end(asked: Asked, tallies: Tallies, spans: Spans, n_spans: int, listed: bool) -> int:
    """Take in that the period ended; the gaps that still go on come last, in order of cell.

    When they are ``listed``, ``spans`` has room for one more per cell.
    """
    if asked.to_us <= asked.from_us:
        return n_spans
    for c in range(len(asked.required_us)):
        last = tallies.memory[c, LAST]
        if asked.required_us[c] > 0 and _is_gap(c, last, asked.to_us, asked):
            _count_gap(c, last, asked.to_us, 0, asked, tallies)
            if listed:
                _list(spans, n_spans, c, last, asked.to_us, asked)
            n_spans += 1
    return n_spans


@njit
def _first_of_day(enter_us: Ints, asked: Asked) -> tuple[int, Ints]:
    """Return the shift, and each group's window, that looking for a day's stays can begin with."""
    first = asked.to_us
    for moment_us in enter_us:
        first = min(first, moment_us)
    n_shifts = len(asked.shifts_us) - 1
    shift = _at(asked.shifts_us, 0, n_shifts, min(max(first, asked.from_us), asked.to_us - 1))
    window = np.zeros(len(asked.bounds_at) - 1, np.int64)
    for g in range(len(window)):
        begin, stop = asked.bounds_at[g], asked.bounds_at[g + 1] - 1
        window[g] = begin
        if stop > begin and asked.bounds_us[begin] <= first < asked.bounds_us[stop]:
            window[g] = begin + _at(asked.bounds_us, begin, stop - begin, first)
    return shift, window


@inner
def _begin(last: int, asked: Asked) -> int:
    return asked.from_us if last == NEVER_US else last


@inner
def _is_gap(c: int, last: int, until_us: int, asked: Asked) -> bool:
    is_gap: bool = until_us - _begin(last, asked) > asked.required_us[c]
    return is_gap


@inner
def _count_gap(
    c: int, last: int, until_us: int, shift: int, asked: Asked, tallies: Tallies
) -> None:
    begin = _begin(last, asked)
    due = max(begin + asked.required_us[c], asked.from_us)
    found = tallies.found
    found[c, N_GAPS] += 1
    found[c, LONGEST] = max(found[c, LONGEST], until_us - begin)
    found[c, OVERDUE] += until_us - due
    g, row = asked.group[c], NEVER if last == NEVER_US else SEEN
    shifts_us, part, whole = asked.shifts_us, tallies.overdue_us, tallies.overdue_whole
    n_shifts = len(shifts_us) - 1
    first = _at(shifts_us, 0, n_shifts, due)
    through = max(shift, first)
    while shifts_us[through + 1] < until_us:
        through += 1
    if first == through:
        part[row, g, first] += until_us - due
        return
    part[row, g, first] += shifts_us[first + 1] - due
    part[row, g, through] += until_us - shifts_us[through]
    whole[row, g, first + 1] += 1
    whole[row, g, through] -= 1


@inner
def _meet(c: int, enter: int, leave: int, window: Ints, asked: Asked, tallies: Tallies) -> None:
    """Count the windows that a stay touches, unless an earlier stay met them."""
    g = asked.group[c]
    begin, stop = asked.bounds_at[g], asked.bounds_at[g + 1] - 1
    if stop <= begin or leave <= asked.bounds_us[begin] or enter >= asked.bounds_us[stop]:
        return
    k = max(tallies.memory[c, MET_TO], window[g])
    while asked.bounds_us[k + 1] <= enter:
        k += 1
    while k < stop and asked.bounds_us[k] < leave:
        tallies.met[c, asked.kinds[k]] += 1
        tallies.met_in[k] += 1
        k += 1
    tallies.memory[c, MET_TO] = k


@inner
def _at(bounds_us: Ints, begin: int, n: int, moment_us: int) -> int:
    """Return which of ``n`` spans, whose bounds begin at a place, holds a moment that one holds."""
    least, most = bounds_us[begin], bounds_us[begin + n]
    # They are even but for changes of the clock, so a guess is next to it or right.
    k = min(int((moment_us - least) / (most - least) * n), n - 1)
    while moment_us < bounds_us[begin + k]:
        k -= 1
    while moment_us >= bounds_us[begin + k + 1]:
        k += 1
    return k


@inner
def _list(spans: Spans, n: int, c: int, last: int, until_us: int, asked: Asked) -> None:
    spans.cell[n] = c
    spans.from_us[n] = _begin(last, asked)
    spans.to_us[n] = until_us
    spans.never[n] = last == NEVER_US


@njit
def in_order(cell: Ids, n_cells: int) -> Ints:
    """Return the order that puts spans by cell, those of one cell staying as they are."""
    at = np.zeros(n_cells + 1, np.int64)
    for c in cell:
        at[c + 1] += 1
    for c in range(n_cells):
        at[c + 1] += at[c]
    order = np.empty(len(cell), np.int64)
    for i in range(len(cell)):
        order[at[cell[i]]] = i
        at[cell[i]] += 1
    return order
