"""Visits summed per cell and shift, or per cell and day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, TypeVar

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
    crew, cell, enter_us, leave_us, length_m = _flatten(patrols)
    if not len(cell):
        return _empty()
    bounds_us, days, kinds = spans(zone, int(enter_us.min()), int(leave_us.max()), by)
    least = OUTSIDE if keep_outside else OUTSIDE + 1
    rows = kernel.roll(crew, cell, enter_us, leave_us, length_m, bounds_us, least)
    span = rows[:, kernel.SPAN]
    return CellDays(
        rows[:, kernel.CELL].astype(np.int32),
        days[span],
        kinds[span],
        rows[:, kernel.PRESENCE] / 1e6,
        rows[:, kernel.EFFORT] / 1e6,
        rows[:, kernel.WAY] / kernel.UM_PER_M,
        rows[:, kernel.VISITS].astype(np.int32),
        rows[:, kernel.FIRST].copy(),
        rows[:, kernel.LAST].copy(),
    )


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
    patrols: Iterable[Sequence[Visits]],
) -> tuple[Ints, NDArray[np.int32], Ints, Ints, NDArray[np.float64]]:
    """Return all visits in one: patrol's number, cell, enter, leave, length."""
    numbered = [(number, one) for number, tracks in enumerate(patrols) for one in tracks]
    counts = [len(one) for _, one in numbered]
    crew = np.repeat(np.array([number for number, _ in numbered], np.int64), counts)
    cell = _joined([one.cell for _, one in numbered], np.int32)
    enter_us = _joined([one.enter_us for _, one in numbered], np.int64)
    leave_us = _joined([one.leave_us for _, one in numbered], np.int64)
    length_m = _joined([one.length_m for _, one in numbered], np.float64)
    return crew, cell, enter_us, leave_us, length_m


def _joined(arrays: list[NDArray[Number]], kind: type[Number]) -> NDArray[Number]:
    return np.concatenate([np.empty(0, kind), *arrays])


def _empty() -> CellDays:
    ints, floats = np.empty(0, np.int32), np.empty(0, np.float64)
    kinds, moments = np.empty(0, np.int8), np.empty(0, np.int64)
    return CellDays(ints, ints, kinds, floats, floats, floats, ints, moments, moments)
