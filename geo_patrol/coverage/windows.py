"""Compliance told apart: by shift, weekday, kind of cell, zone level and time, and why not.

A window that was not met is one of three: in a cell that nobody was ever seen in (从未到过); while
a patrol without a usable track was on duty (有巡查无轨迹), which may have met it; or missed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta, tzinfo
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.coverage.rollup import EPOCH, at_us, local_day
from geo_patrol.coverage.watching import GroupWindows, Watched
from geo_patrol.grid.records import CellKind
from geo_patrol.zones import ZoneLevel

Ints = NDArray[np.int64]
Unit = Literal["day", "week", "month"]

ANY_WEEKDAY = 7
"""Weekday of a window that lies in no single day; Monday is 0."""

DAYS_BY_DAY = 45
"""A period up to this long is told day by day, up to ten times as long by weeks, then by months."""

_MONDAY_OF_EPOCH = 3


@dataclass(frozen=True)
class CellGroup:
    """Cells that are alike: kind, zone level (None outside all) and required interval."""

    kind: CellKind
    zone_level: ZoneLevel | None
    required_s: int


@dataclass(frozen=True, eq=False)
class WindowCounts:
    """Cell × required window, counted: one row per group, column of shift, weekday and time.

    Attributes
    ----------
    group
        ``(n,)`` place in the groups.
    shift
        ``(n,)`` place in `SHIFT_KINDS`, or ``LONGER``.
    weekday
        ``(n,)`` 0 is Monday; `ANY_WEEKDAY`.
    at
        ``(n,)`` place in the times.
    windows
        ``(n,)`` how many there were; each is one of the following.
    met, never, untracked, missed
        ``(n,)`` met; not met in a cell nobody was ever seen in; not met while a patrol without a
        usable track was on duty; not met otherwise.
    """

    group: Ints
    shift: Ints
    weekday: Ints
    at: Ints
    windows: Ints
    met: Ints
    never: Ints
    untracked: Ints
    missed: Ints

    def __len__(self) -> int:
        return len(self.group)


@dataclass(frozen=True)
class Share:
    """Windows, and what became of them."""

    windows: int
    met: int
    never: int
    untracked: int
    missed: int

    @property
    def share(self) -> float | None:
        """Share of the windows that were met; None where there was none."""
        return self.met / self.windows if self.windows else None


COUNTED = tuple(field.name for field in fields(Share))


def groups_of(
    kinds: Sequence[CellKind], levels: Sequence[ZoneLevel | None], required_s: NDArray[np.float64]
) -> tuple[list[CellGroup], NDArray[np.int32]]:
    """Return the groups of cells that something is required of, and the group of each cell.

    Where nothing is required the group is -1.
    """
    numbers: dict[CellGroup, int] = {}
    group = np.full(len(required_s), -1, np.int32)
    columns = zip(kinds, levels, required_s.tolist(), strict=True)
    for cell, (kind, level, required) in enumerate(columns):
        if not math.isnan(required):
            one = CellGroup(kind, level, round(required))
            group[cell] = numbers.setdefault(one, len(numbers))
    return list(numbers), group


def time_bounds(from_us: int, to_us: int, zone: tzinfo) -> tuple[Unit, Ints]:
    """Return whether a period is told by days, weeks or months, and the moments they begin at.

    The first begins no later than the period, and the last bound is no earlier than its end.
    """
    first, last = local_day(from_us, zone), local_day(max(from_us, to_us - 1), zone)
    n_days = last - first + 1
    if n_days <= DAYS_BY_DAY:
        days = list(range(first, last + 2))
        unit: Unit = "day"
    elif n_days <= 10 * DAYS_BY_DAY:
        monday = first - (first + _MONDAY_OF_EPOCH) % 7
        days = list(range(monday, last + 8, 7))
        unit = "week"
    else:
        days = _months(first, last)
        unit = "month"
    return unit, np.array([at_us(day, zone) for day in days], np.int64)


def _months(first: int, last: int) -> list[int]:
    month = (EPOCH + timedelta(days=first)).replace(day=1)
    end = EPOCH + timedelta(days=last)
    days = [(month - EPOCH).days]
    while month <= end:
        month = (month + timedelta(days=32)).replace(day=1)
        days.append((month - EPOCH).days)
    return days


def weekdays(days: NDArray[np.int32] | Ints) -> Ints:
    """Return the weekdays of local days since 1970-01-01; 0 is Monday."""
    return (days.astype(np.int64) + _MONDAY_OF_EPOCH) % 7


def count_windows(
    watched: Watched,
    group: NDArray[np.int32],
    trackless_us: Ints,
    times_us: Ints,
) -> WindowCounts:
    """Count the windows of a grid that was watched.

    Parameters
    ----------
    group
        ``(n_cells,)`` as it was watched by, -1 where nothing is required.
    trackless_us
        ``(k, 2)`` begin and end of the area's patrols without a usable track.
    times_us
        Bounds of the times, see `time_bounds`; a window belongs to the one it begins in.
    """
    never_seen = watched.last_leave_us == NEVER_US
    parts = []
    for number, one in enumerate(watched.groups):
        own = group == number
        n_cells, n_never = int(own.sum()), int((own & never_seen).sum())
        if len(one.met):
            parts.append(_rows(number, one, n_cells, n_never, trackless_us, times_us, watched))
    if not parts:
        return WindowCounts(*(np.empty(0, np.int64) for _ in fields(WindowCounts)))
    return summed(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _rows(
    number: int,
    one: GroupWindows,
    n_cells: int,
    n_never: int,
    trackless_us: Ints,
    times_us: Ints,
    watched: Watched,
) -> tuple[Ints, ...]:
    starts, ends = one.bounds_us[:-1], one.bounds_us[1:]
    first = watched.shift_days[np.searchsorted(watched.shifts_us, starts, "right") - 1]
    last = watched.shift_days[np.searchsorted(watched.shifts_us, ends - 1, "right") - 1]
    weekday = np.where(first == last, weekdays(first), ANY_WEEKDAY)
    at = np.searchsorted(times_us, starts, "right") - 1
    on_duty = np.zeros(len(starts), np.bool_)
    for begin, end in trackless_us.tolist():
        on_duty |= (starts < end) & (ends > begin)
    left = n_cells - n_never - one.met
    return (
        np.full(len(starts), number),
        one.kinds,
        weekday,
        at,
        np.full(len(starts), n_cells),
        one.met,
        np.full(len(starts), n_never),
        np.where(on_duty, left, 0),
        np.where(on_duty, 0, left),
    )


def summed(group: Ints, shift: Ints, weekday: Ints, at: Ints, *counts: Ints) -> WindowCounts:
    """Return rows with those of the same group, shift, weekday and time added up, in order."""
    order = np.lexsort((at, weekday, shift, group))
    keys = np.stack([group, shift, weekday, at])[:, order]
    begins = np.flatnonzero((np.diff(keys, prepend=-1) != 0).any(axis=0))
    added = (np.add.reduceat(one[order], begins) if len(begins) else one for one in counts)
    return WindowCounts(*keys[:, begins], *added)


def share_of(counts: WindowCounts, rows: NDArray[np.bool_] | None = None) -> Share:
    """Return what became of all windows, or of those of some rows."""
    chosen = slice(None) if rows is None else rows
    return Share(*(int(getattr(counts, name)[chosen].sum()) for name in COUNTED))
