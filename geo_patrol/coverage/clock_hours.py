"""Visits by the clock: at which hours somebody comes, and when last at some of them."""

from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage import hour_kernel as kernel
from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.coverage.rollup import at_us, clock_bounds, local_day
from geo_patrol.coverage.visits import Stays
from geo_patrol.coverage.windows import weekdays

HOURS = 24
DAYS = 7
_EVERY_HOUR = [timedelta(hours=hour) for hour in range(HOURS)]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ClockHours:
    """Whole hours of the local clock, ``[first, end)``: 0 to 23, and 1 to 24.

    Where the end is no later than the first they go over midnight.
    """

    first: int
    end: int

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the hours as spans of one local day."""
        if self.first < self.end:
            return ((self.first, self.end),)
        return ((0, self.end), (self.first, HOURS))

    def touch(self, start_us: int, end_us: int, zone: tzinfo) -> bool:
        """Tell whether ``[start_us, end_us)`` (Unix µs) has a moment of them."""
        days = range(local_day(start_us, zone), local_day(end_us, zone) + 1)
        return any(
            at_us(day, zone, timedelta(hours=first)) < end_us
            and at_us(day, zone, timedelta(hours=end)) > start_us
            for day in days
            for first, end in self.spans()
        )


class LastAtHours:
    """Finds when each cell was last left at some hours, while days go by in order of time.

    Parameters
    ----------
    n_cells
        How many cells there are.
    as_of_us
        The moment of which it is told, Unix µs; what begins later does not count.
    zone
        Whose clock shows the hours.

    Attributes
    ----------
    left_us
        ``(n_cells,)`` Unix µs, or ``NEVER_US``.
    through_us
        The same, but the end of those hours of that day: they are looked after up to it.
    """

    def __init__(self, n_cells: int, hours: ClockHours, as_of_us: int, zone: tzinfo) -> None:
        self.left_us = np.full(n_cells, NEVER_US, np.int64)
        self.through_us = np.full(n_cells, NEVER_US, np.int64)
        self._hours, self._as_of_us, self._zone = hours, as_of_us, zone

    def take(self, day: int, stays: Stays) -> None:
        """Take in the stays of a local day (counted from 1970-01-01)."""
        for first, end in self._hours.spans():
            begin_us = at_us(day, self._zone, timedelta(hours=first))
            end_us = min(at_us(day, self._zone, timedelta(hours=end)), self._as_of_us)
            there = (stays.cell >= 0) & (stays.enter_us < end_us) & (stays.leave_us > begin_us)
            cell = stays.cell[there]
            np.maximum.at(self.left_us, cell, np.minimum(stays.leave_us[there], end_us))
            self.through_us[cell] = np.maximum(self.through_us[cell], end_us)

    def raise_to(self, left_us: Ints, through_us: Ints) -> None:
        """Take in what was found of other days."""
        self.left_us = np.maximum(self.left_us, left_us)
        self.through_us = np.maximum(self.through_us, through_us)


class CellsByHour:
    """Counts in how many cells somebody was in each hour of a period, while days go by.

    Parameters
    ----------
    counted
        ``(n_cells,)`` bool: the cells that are counted.
    from_us, to_us
        The period, Unix µs.
    zone
        Whose clock shows the hours.

    Attributes
    ----------
    n_cells
        ``(24 × days,)`` int64: cells by hour, from the first hour of the period's first day on.
    """

    def __init__(self, counted: NDArray[np.bool_], from_us: int, to_us: int, zone: tzinfo) -> None:
        first = local_day(from_us, zone)
        n_days = local_day(to_us, zone) - first + 1
        self._counted, self._period = counted, (from_us, to_us)
        self._bounds_us = clock_bounds(first, n_days, zone, _EVERY_HOUR)
        self._days = np.repeat(np.arange(first, first + n_days), HOURS)
        self.n_cells = np.zeros(len(self._days), np.int64)

    def take(self, _day: int, stays: Stays) -> None:
        """Take in the stays of a local day (counted from 1970-01-01)."""
        columns = stays.cell, stays.enter_us, stays.leave_us
        kernel.count(*columns, self._counted, self._bounds_us, *self._period, self.n_cells)

    def means(self) -> Floats:
        """Return the mean number of cells: ``(7, 24)`` by weekday, Monday first, and hour.

        NaN where the period has no such hour.
        """
        from_us, to_us = self._period
        begins, ends = self._bounds_us[:-1], self._bounds_us[1:]
        is_in = (ends > from_us) & (begins < to_us)
        place = weekdays(self._days) * HOURS + np.tile(np.arange(HOURS), len(begins) // HOURS)
        n_cells, n_hours = (np.bincount(place, one, DAYS * HOURS) for one in (self.n_cells, is_in))
        means: Floats = np.divide(
            n_cells, n_hours, out=np.full(len(n_hours), np.nan), where=n_hours > 0
        )
        table: Floats = means.reshape(DAYS, HOURS)
        return table


def required_at_hours(required_s: Floats) -> Floats:
    """Return what is required where only some hours of the day count: a day at the least."""
    return np.maximum(required_s, timedelta(days=1).total_seconds())


def warm() -> None:
    """Compile the kernel of `CellsByHour`, or load it from disk."""
    stays = Stays(np.zeros(1, np.int32), np.zeros(1, np.int64), np.ones(1, np.int64))
    CellsByHour(np.ones(1, np.bool_), 0, 1, UTC).take(0, stays)
