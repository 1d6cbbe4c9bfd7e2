"""Visits summed per cell and shift, or per cell and day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage import rollup_kernel as kernel
from geo_patrol.coverage.records import OUTSIDE, Visits
from geo_patrol.patrols import SHIFT_START_HOUR, ShiftKind

SHIFT_KINDS: tuple[ShiftKind, ...] = ("early", "middle", "night")
"""What a shift code stands for: its place here."""

WHOLE_DAY = -1
"""Shift code of a row that holds a whole day."""

EPOCH = date(1970, 1, 1)
DAY_US = 86_400_000_000

GATHERED_AT_ONCE = 1 << 20
"""Visits are gathered by cell in as many passes as keep this many at once: 32 MB."""

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
    numbered = [
        (number, one) for number, tracks in enumerate(patrols) for one in tracks if len(one)
    ]
    if not numbered:
        return CellDays(*_columns(0))
    counts = np.zeros(1, np.int64)
    times_us = np.array([np.iinfo(np.int64).max, np.iinfo(np.int64).min, 0])
    for _, one in numbered:
        counts = kernel.count(one.cell, one.enter_us, one.leave_us, counts, times_us)
    first_us, last_us, stayed_us = times_us.tolist()
    bounds_us, days, kinds = spans(zone, first_us, last_us, by)
    # More than there can be; what is not written to takes no memory.
    rows = _columns(2 * int(counts.sum()) + stayed_us // int(np.diff(bounds_us).min()))
    n = 0
    for least, n_cells in _passes(counts, OUTSIDE if keep_outside else OUTSIDE + 1):
        end = np.cumsum(counts[least + 1 : least + 1 + n_cells])
        gathered = np.empty((int(end[-1]), kernel.VISIT_COLUMNS), np.int64)
        start = end - counts[least + 1 : least + 1 + n_cells]
        end = start.copy()
        for crew, one in numbered:
            columns = one.cell, one.enter_us, one.leave_us, one.length_m
            kernel.gather(crew, *columns, least, end, gathered)
        n = kernel.roll(gathered, start, end, least, bounds_us, days, kinds, rows, n)
    for column in rows:
        column.resize(n, refcheck=False)
    return CellDays(*rows)


def _passes(counts: Ints, least: int) -> Iterator[tuple[int, int]]:
    """Yield runs of cells with few enough visits together: first cell, number of cells."""
    until = np.cumsum(counts)
    first = least + 1
    while first < len(counts):
        done = until[first] - counts[first]
        end = max(first + 1, int(np.searchsorted(until, done + GATHERED_AT_ONCE, "right")))
        yield first - 1, end - first
        first = end


def warm() -> None:
    """Compile the kernel of `roll_up`, or load it from disk."""
    one = np.array([0], np.int64)
    roll_up([[Visits(one.astype(np.int32), one, one + 1, np.zeros(1))]], UTC)


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
    days = np.repeat(np.arange(first, first + n_days, dtype=np.int32), len(clocks))
    return clock_bounds(first, n_days, zone, clocks), days, kinds


def local_day(moment_us: int, zone: tzinfo) -> int:
    """Return the local day of a moment, counted from 1970-01-01."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment_us)
    return (moment.astimezone(zone).date() - EPOCH).days


def at_us(day: int, zone: tzinfo, clock: timedelta = timedelta(0)) -> int:
    """Return the moment at which the clock shows a time on a local day, in Unix µs."""
    moment = datetime.combine(EPOCH + timedelta(days=day), time(), tzinfo=zone) + clock
    return round(moment.timestamp() * 1e6)


def clock_bounds(first: int, n_days: int, zone: tzinfo, clocks: Sequence[timedelta]) -> Ints:
    """Return the moments at which the clock shows some times, day by day, and the end of the days.

    Parameters
    ----------
    first, n_days
        Local days, counted from 1970-01-01.
    clocks
        In order, the first of them midnight.
    """
    midnights = np.array([at_us(first + i, zone) for i in range(n_days + 1)], np.int64)
    if (np.diff(midnights) == DAY_US).all():
        # No clock is changed on a day as long as a day: nothing has to be asked of the calendar.
        since = np.array([round(clock / timedelta(microseconds=1)) for clock in clocks], np.int64)
        bounds = (midnights[:-1, np.newaxis] + since).ravel()
    else:
        asked = (at_us(first + i, zone, clock) for i in range(n_days) for clock in clocks)
        bounds = np.fromiter(asked, np.int64, n_days * len(clocks))
    return np.append(bounds, midnights[-1:])


def _columns(n: int) -> kernel.Columns:
    """Return unset columns of rows, in the order of `CellDays`."""
    return (
        np.empty(n, np.int32),
        np.empty(n, np.int32),
        np.empty(n, np.int8),
        np.empty(n, np.float64),
        np.empty(n, np.float64),
        np.empty(n, np.float64),
        np.empty(n, np.int32),
        np.empty(n, np.int64),
        np.empty(n, np.int64),
    )
