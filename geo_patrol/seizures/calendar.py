"""Working days: weekends, the State Council's holidays, and the weekends that are worked for them.

An office's own file goes before the library, day by day. A year that neither knows is counted by
weekends only, and whoever asks is told so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

# The package declares no types; what is taken from it are two dictionaries of dates, and names.
from chinese_calendar import constants  # type: ignore[import-untyped]

DayKind = Literal["holiday", "workday"]

MAX_NAME = 64
"""Characters of a day's name."""

DAY = timedelta(days=1)
_SATURDAY = 5
_LATE_DECEMBER = (12, 25)
"""From here on the next year's arrangement may still change a day: 29 December 2018 was worked."""


class SpecialDay(NamedTuple):
    """A day that is not what its weekday says, or is a holiday anyway."""

    day: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked.

    Attributes
    ----------
    special
        Days that are not told by their weekday.
    announced
        Years whose arrangement is known.
    """

    special: Mapping[date, SpecialDay]
    announced: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        """Tell whether a day is worked; by its weekday where nothing is known."""
        found = self.special.get(day)
        return day.weekday() < _SATURDAY if found is None else found.kind == "workday"

    def unannounced(self, days: Iterable[date]) -> tuple[int, ...]:
        """Return the years whose arrangement is not known, but may change some of the days."""
        years: set[int] = set()
        for day in days:
            years.add(day.year)
            if (day.month, day.day) >= _LATE_DECEMBER:
                years.add(day.year + 1)
        return tuple(sorted(years - self.announced))

    def working_days(self, after: date) -> Iterator[date]:
        """Yield the working days after a day, without end."""
        day = after + DAY
        while True:
            if self.is_working_day(day):
                yield day
            day += DAY


def make_calendar(own: Iterable[SpecialDay] = ()) -> WorkCalendar:
    """Return the library's calendar with an office's own days over it.

    Of ``own``, a later entry for a day goes before an earlier one. A year is known by the library,
    or by a file that has both its Spring Festival and its National Day: single days do not make a
    year known.
    """
    library, years = _library()
    given = {one.day: one for one in own}
    return WorkCalendar({**library, **given}, years | _whole_years(given.values()))


def partial_years(own: Iterable[SpecialDay]) -> tuple[int, ...]:
    """Return the years of which a file has some days, but not both great holidays."""
    days = list(own)
    return tuple(sorted({one.day.year for one in days} - _whole_years(days)))


def _whole_years(days: Iterable[SpecialDay]) -> frozenset[int]:
    spring, national = set(), set()
    for one in days:
        if one.kind == "holiday":
            # New Year's day of the lunar calendar falls on 21 January to 21 February.
            if (1, 21) <= (one.day.month, one.day.day) <= (2, 21):
                spring.add(one.day.year)
            elif (10, 1) <= (one.day.month, one.day.day) <= (10, 3):
                national.add(one.day.year)
    return frozenset(spring & national)


def english_name(name: str) -> str:
    """Return what a holiday that the library knows is called in English; others as they are."""
    return _english_names().get(name, name)


@cache
def _english_names() -> Mapping[str, str]:
    return {str(one.chinese): str(one.value) for one in constants.Holiday}


@cache
def _library() -> tuple[Mapping[date, SpecialDay], frozenset[int]]:
    chinese = {english: name for name, english in _english_names().items()}
    special = {
        day: SpecialDay(day, "holiday", chinese[name]) for day, name in constants.holidays.items()
    }
    for day, name in constants.workdays.items():
        special[day] = SpecialDay(day, "workday", chinese[name])
    return special, _whole_years(special.values())
