"""Working time: office hours on working days, by the office's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from geo_patrol.errors import InvalidInput
from geo_patrol.seizures.calendar import DAY, WorkCalendar

Hours = tuple[tuple[time, time], ...]
"""Office hours of a day: from and to, in order, apart from each other."""

NONE = timedelta(0)

_DECEMBER = 12
"""Its last days may yet be changed by the next year's arrangement."""


@dataclass(frozen=True)
class WorkTime:
    """When an office works: on which days, in which local hours."""

    calendar: WorkCalendar
    hours: Hours
    tz: tzinfo

    def after(self, start: datetime, length: timedelta) -> datetime:
        """Return when so much working time has passed after a moment.

        From outside office hours it counts from the next of them; what ends with a day's hours
        is over then, not the next morning.

        Raises
        ------
        InvalidInput
            When there are no office hours, or the moment has no offset.
        """
        if not self.hours:
            raise InvalidInput("cases.no_office_hours")
        day, left = self._day_of(start), length
        if left <= NONE:
            return start
        while True:
            for begin, end in self._spells(day):
                begin = max(begin, start)
                if begin < end:
                    if left <= end - begin:
                        return begin + left
                    left -= end - begin
            day += DAY

    def days_after(self, start: datetime, n: int) -> datetime:
        """Return the midnight at which the n-th working day after that of a moment ends."""
        last = next(islice(self.calendar.working_days(self._day_of(start)), n - 1, None))
        return datetime.combine(last + DAY, time.min, self.tz)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time of ``[start, end)``; none when it ends before it begins."""
        day, last = self._day_of(start), self._day_of(end)
        worked = NONE
        while day <= last:
            for begin, until in self._spells(day):
                worked += max(NONE, min(until, end) - max(begin, start))
            day += DAY
        return worked

    def unannounced(self, start: datetime, end: datetime) -> tuple[int, ...]:
        """Return the years of a period whose holidays are not known, and may change it."""
        first, last = self._day_of(start), self._day_of(end)
        if first.year == last.year and last.month < _DECEMBER:
            return () if first.year in self.calendar.announced else (first.year,)
        n_days = max(0, (last - first).days)
        return self.calendar.unannounced(first + DAY * n for n in range(n_days + 1))

    def _day_of(self, moment: datetime) -> date:
        if moment.utcoffset() is None:
            raise InvalidInput("seizures.no_offset")
        return moment.astimezone(self.tz).date()

    def _spells(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.calendar.is_working_day(day):
            return []
        return [
            (datetime.combine(day, begin, self.tz), datetime.combine(day, end, self.tz))
            for begin, end in self.hours
        ]
