"""Visits summed per cell and shift, or per cell and day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit
from geo_patrol.coverage.records import OUTSIDE, Visits
from geo_patrol.patrols import SHIFT_START_HOUR, ShiftKind

SHIFT_KINDS: tuple[ShiftKind, ...] = ("early", "middle", "night")
"""What a shift code stands for: its place here."""

WHOLE_DAY = -1
"""Shift code of a row that holds a whole day."""

EPOCH = date(1970, 1, 1)
UM_PER_M = 1e6

# Columns of the kernel's rows.
_CELL, _SPAN, _PRESENCE, _EFFORT, _WAY, _VISITS, _FIRST, _LAST = range(8)
_COLUMNS = 8

Number = TypeVar("Number", bound=np.generic)
By = Literal["shift", "day"]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CellDays:
    """Sums per cell and shift (or day), in order of cell, then time.

    Attributes
    ----------
    cell
        ``(n,)`` int32 cell index.
    day
        ``(n,)`` int32, local days since 1970-01-01.
    shift_kind
        ``(n,)`` int8, place in `SHIFT_KINDS`, or ``WHOLE_DAY``.
    presence_s
        ``(n,)`` float64: time with at least one device of a patrol there, summed over patrols.
    effort_s
        ``(n,)`` float64: time summed over tracks.
    length_m
        ``(n,)`` float64: way summed over tracks, each visit's way taken as even in time.
    n_visits
        ``(n,)`` int32: stays of a patrol that touch the span; one over midnight touches two days.
    first_enter_us, last_leave_us
        ``(n,)`` int64, Unix µs: first and last moment of presence within the span.
    """

    cell: NDArray[np.int32]
    day: NDArray[np.int32]
    shift_kind: NDArray[np.int8]
    presence_s: NDArray[np.float64]
    effort_s: NDArray[np.float64]
    length_m: NDArray[np.float64]
    n_visits: NDArray[np.int32]
    first_enter_us: Ints
    last_leave_us: Ints

    def __len__(self) -> int:
        return len(self.cell)


def roll_up(
    patrols: Iterable[Sequence[Visits]],
    zone: tzinfo,
    *,
    by: By = "shift",
    keep_outside: bool = False,
) -> CellDays:
    """Sum the visits of patrols per cell and shift, or per cell and day.

    Visits are split exactly at the bounds of local shifts (00, 08, 16 o'clock) or days, so a patrol
    over midnight counts in both. The sums are made of whole microseconds and micrometres: any order
    of patrols and tracks gives identical rows.

    Parameters
    ----------
    patrols
        For each patrol the visits of its tracks.
    zone
        Whose local time makes days and shifts.
    by
        ``"shift"``: a row per cell, day and kind of shift; ``"day"``: a row per cell and day.
    keep_outside
        Whether time in no cell has rows too, under ``OUTSIDE``.

    Returns
    -------
    CellDays
        No visits give no rows.
    """
    crew, cell, enter_us, leave_us, length_m = _flatten(patrols, keep_outside)
    if not len(cell):
        return _empty()
    bounds_us, days, kinds = spans(zone, int(enter_us.min()), int(leave_us.max()), by)
    rows = _roll(crew, cell, enter_us, leave_us, length_m, bounds_us)
    span = rows[:, _SPAN]
    return CellDays(
        rows[:, _CELL].astype(np.int32),
        days[span],
        kinds[span],
        rows[:, _PRESENCE] / 1e6,
        rows[:, _EFFORT] / 1e6,
        rows[:, _WAY] / UM_PER_M,
        rows[:, _VISITS].astype(np.int32),
        rows[:, _FIRST].copy(),
        rows[:, _LAST].copy(),
    )


def spans(
    zone: tzinfo, from_us: int, to_us: int, by: By
) -> tuple[Ints, NDArray[np.int32], NDArray[np.int8]]:
    """Return the bounds of the local shifts or days that cover a time, and what they are.

    Returns
    -------
    bounds_us, days, kinds
        ``(n + 1,)`` Unix µs; ``(n,)`` local days since 1970-01-01; ``(n,)`` shift codes.
    """
    first = local_day(from_us, zone)
    n_days = local_day(to_us, zone) - first + 1
    if by == "day":
        kinds = np.full(n_days, WHOLE_DAY, np.int8)
        clocks = [timedelta(0)]
    else:
        in_order = sorted(SHIFT_KINDS, key=SHIFT_START_HOUR.__getitem__)
        kinds = np.tile(np.array([SHIFT_KINDS.index(kind) for kind in in_order], np.int8), n_days)
        clocks = [timedelta(hours=SHIFT_START_HOUR[kind]) for kind in in_order]
    bounds = [at_us(first + i, zone, clock) for i in range(n_days) for clock in clocks]
    bounds.append(at_us(first + n_days, zone))
    days = np.repeat(np.arange(first, first + n_days, dtype=np.int32), len(clocks))
    return np.array(bounds, np.int64), days, kinds


def local_day(moment_us: int, zone: tzinfo) -> int:
    """Return the local day of a moment, counted from 1970-01-01."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment_us)
    return (moment.astimezone(zone).date() - EPOCH).days


def at_us(day: int, zone: tzinfo, clock: timedelta = timedelta(0)) -> int:
    """Return the moment at which the clock shows a time on a local day, in Unix µs."""
    moment = datetime.combine(EPOCH + timedelta(days=day), time(), tzinfo=zone) + clock
    return round(moment.timestamp() * 1e6)


def _flatten(
    patrols: Iterable[Sequence[Visits]], keep_outside: bool
) -> tuple[Ints, NDArray[np.int32], Ints, Ints, NDArray[np.float64]]:
    """Return all visits in one: patrol's number, cell, enter, leave, length."""
    numbered = [(number, one) for number, tracks in enumerate(patrols) for one in tracks]
    counts = [len(one) for _, one in numbered]
    crew = np.repeat(np.array([number for number, _ in numbered], np.int64), counts)
    cell = _joined([one.cell for _, one in numbered], np.int32)
    enter_us = _joined([one.enter_us for _, one in numbered], np.int64)
    leave_us = _joined([one.leave_us for _, one in numbered], np.int64)
    length_m = _joined([one.length_m for _, one in numbered], np.float64)
    kept = (leave_us > enter_us) & ((cell != OUTSIDE) | keep_outside)
    return crew[kept], cell[kept], enter_us[kept], leave_us[kept], length_m[kept]


def _joined(arrays: list[NDArray[Number]], kind: type[Number]) -> NDArray[Number]:
    return np.concatenate([np.empty(0, kind), *arrays])


@njit
def _roll(
    crew: Ints,
    cell: NDArray[np.int32],
    enter_us: Ints,
    leave_us: Ints,
    length_m: NDArray[np.float64],
    bounds_us: Ints,
) -> Ints:
    """Sum visits, crew by crew in the input, into rows of cell and span."""
    order, start = _by_cell(cell)
    sums = np.zeros((len(bounds_us) - 1, _COLUMNS), np.int64)
    rows = np.empty((1024, _COLUMNS), np.int64)
    n_rows = 0
    for group in range(len(start) - 1):
        first, last = len(sums), -1
        begin = start[group]
        while begin < start[group + 1]:
            # The visits of one crew: each counts as effort, their union as presence.
            end = begin + 1
            while end < start[group + 1] and crew[order[end]] == crew[order[begin]]:
                end += 1
            _sort_by_time(order, begin, end, enter_us)
            stay_from, stay_to = enter_us[order[begin]], leave_us[order[begin]]
            for k in range(begin, end):
                i = order[k]
                span, end_span = _spend(sums, bounds_us, enter_us[i], leave_us[i], length_m[i])
                first, last = min(first, span), max(last, end_span)
                if enter_us[i] > stay_to:
                    _stay(sums, bounds_us, stay_from, stay_to)
                    stay_from, stay_to = enter_us[i], leave_us[i]
                stay_to = max(stay_to, leave_us[i])
            _stay(sums, bounds_us, stay_from, stay_to)
            begin = end
        while n_rows + last - first + 1 > len(rows):
            rows = _doubled_rows(rows)
        for span in range(first, last + 1):
            if sums[span, _EFFORT] > 0:
                for column in range(_COLUMNS):
                    rows[n_rows, column] = sums[span, column]
                    sums[span, column] = 0
                rows[n_rows, _CELL] = group - 1
                rows[n_rows, _SPAN] = span
                n_rows += 1
    return rows[:n_rows]


@njit
def _by_cell(cell: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Return the visits in order of cell, and where each cell's begin, ``OUTSIDE`` first."""
    start = np.zeros(cell.max() + 3, np.int64)
    for i in range(len(cell)):
        start[cell[i] + 2] += 1
    for c in range(1, len(start)):
        start[c] += start[c - 1]
    order = np.empty(len(cell), np.int64)
    at = start.copy()
    for i in range(len(cell)):
        order[at[cell[i] + 1]] = i
        at[cell[i] + 1] += 1
    return order, start


@njit
def _sort_by_time(order: Ints, begin: int, end: int, enter_us: Ints) -> None:
    # Few, and mostly in order already: each track is.
    for k in range(begin + 1, end):
        i = order[k]
        j = k
        while j > begin and enter_us[order[j - 1]] > enter_us[i]:
            order[j] = order[j - 1]
            j -= 1
        order[j] = i


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
def _spend(
    sums: Ints, bounds_us: Ints, from_us: int, to_us: int, length_m: float
) -> tuple[int, int]:
    """Add a visit's time and way to the spans it touches; return the first and the last of them."""
    first = span = _span_at(bounds_us, from_us)
    at_us = from_us
    while True:
        until_us = min(to_us, bounds_us[span + 1])
        sums[span, _EFFORT] += until_us - at_us
        share = (until_us - at_us) / (to_us - from_us)
        sums[span, _WAY] += round(length_m * UM_PER_M * share)
        if until_us == to_us:
            return first, span
        at_us = until_us
        span += 1


@njit
def _stay(sums: Ints, bounds_us: Ints, from_us: int, to_us: int) -> None:
    """Add a stay of one crew to the spans it touches, which its visits have touched before."""
    span = _span_at(bounds_us, from_us)
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


@njit
def _doubled_rows(rows: Ints) -> Ints:
    bigger = np.empty((2 * len(rows), _COLUMNS), np.int64)
    for i in range(len(rows)):
        for column in range(_COLUMNS):
            bigger[i, column] = rows[i, column]
    return bigger


def _empty() -> CellDays:
    ints, floats = np.empty(0, np.int32), np.empty(0, np.float64)
    kinds, moments = np.empty(0, np.int8), np.empty(0, np.int64)
    return CellDays(ints, ints, kinds, floats, floats, floats, ints, moments, moments)
