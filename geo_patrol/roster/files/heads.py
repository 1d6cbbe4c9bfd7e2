"""The row of days over a month grid: found, and its days told as dates, or why they cannot be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from geo_patrol.ledgers.parse import as_moment
from geo_patrol.ledgers.records import Cell, Formula
from geo_patrol.roster.files.plain import plain

_DAY = timedelta(days=1)
_MOST_DAYS = 400
_SHORTEST = 4
"""Days in a row that a head has at least, where the roster has as many."""
_REACH = 62

_MARK = re.compile(
    r"(?:(?P<year>\d{4})[年/.-])?(?:(?P<month>\d{1,2})[月/.-])?(?P<day>\d{1,2})[日号]?"
    r"(?:\(?(?:周|星期|礼拜)?[一二三四五六日天]\)?)?"
)
_WEEKDAYS = {name: n for n, name in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAYS |= {name: n for n, name in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}


@dataclass(frozen=True, slots=True)
class DayMark:
    """What the head of a column says; None is what it leaves open."""

    day: int
    month: int | None = None
    year: int | None = None

    def fits(self, when: date) -> bool:
        """Tell whether it may be that day."""
        parts = ((self.day, when.day), (self.month, when.month), (self.year, when.year))
        return all(told in (None, is_so) for told, is_so in parts)

    @property
    def whole(self) -> bool:
        """Whether it is one day, and no other."""
        return None not in (self.month, self.year)


@dataclass(frozen=True)
class Head:
    """A row of days.

    Attributes
    ----------
    marks
        Column (from 0) → what it says, each the day after the one before.
    loose
        Columns that say a day, too, but do not follow.
    """

    at: int
    marks: Mapping[int, DayMark]
    loose: tuple[int, ...]

    @property
    def first_column(self) -> int:
        """The column of the first day."""
        return min(self.marks)


def mark_of(cell: Cell, epoch_1904: bool) -> DayMark | None:
    """Return what day a cell says, None if none."""
    if cell is None or isinstance(cell, Formula):
        return None
    if isinstance(cell, int | float) and 0 < cell < 100:
        cell = str(int(cell)) if float(cell).is_integer() else str(cell)
    if isinstance(cell, str):
        match = _MARK.fullmatch(plain(cell))
        if match is not None:
            year, month, day = (match[name] for name in ("year", "month", "day"))
            if not (1 <= int(day) <= 31 and 1 <= int(month or 1) <= 12):
                return None
            return DayMark(int(day), int(month) if month else None, int(year) if year else None)
    moment = as_moment(cell, epoch_1904)
    if isinstance(moment, date):
        return DayMark(moment.day, moment.month, moment.year)
    return None


def head_of(at: int, cells: Sequence[Cell], epoch_1904: bool, n_days: int) -> Head | None:
    """Return the head that a row is, None if it is none.

    Parameters
    ----------
    at
        Its place among the lines.
    n_days
        Of the roster: a head says as many, or four, one day after the other.
    """
    marks = [(column, mark_of(cell, epoch_1904)) for column, cell in enumerate(cells)]
    told = [(column, mark) for column, mark in marks if mark is not None]
    runs: list[list[tuple[int, DayMark]]] = []
    for column, mark in told:
        before = [run for run in runs if _follows(run[-1][1], mark)]
        if before:
            max(before, key=len).append((column, mark))
        else:
            runs.append([(column, mark)])
    longest = max(runs, key=len, default=[])
    shortest = min(_SHORTEST, n_days)
    if len(longest) < shortest or len(longest) > _MOST_DAYS:
        return None
    if len(longest) < _SHORTEST and not all(mark.whole for _, mark in longest):
        return None
    taken = dict(longest)
    loose = tuple(one for one, _ in told if one not in taken and one > longest[0][0])
    return Head(at, taken, loose)


def _follows(before: DayMark, after: DayMark) -> bool:
    if before.whole and after.whole:
        return _as_date(before) + _DAY == _as_date(after)
    return after.day == before.day + 1 or (after.day == 1 and before.day >= 28)


def _as_date(mark: DayMark) -> date:
    try:
        return date(mark.year or 1, mark.month or 1, mark.day)
    except ValueError:
        return date.min


def starts(head: Head, first: date, last: date) -> list[date]:
    """Return the days that the head may begin with, so that some of it is in the roster."""
    marks = list(head.marks.values())
    begin = first - timedelta(days=min(_REACH, (first - date.min).days))
    end = last + timedelta(days=min(_REACH, (date.max - last).days - len(marks)))
    found = []
    for n in range((end - begin).days + 1):
        start = begin + n * _DAY
        days = [start + k * _DAY for k in range(len(marks))]
        overlaps = days[0] <= last and days[-1] >= first
        if overlaps and all(mark.fits(day) for mark, day in zip(marks, days, strict=True)):
            found.append(start)
    return found


def overlap(start: date, n: int, first: date, last: date) -> int:
    """Return how many of ``n`` days from a start are in the roster."""
    end = start + (n - 1) * _DAY
    return max(0, (min(end, last) - max(start, first)).days + 1)


def weekdays_in(cells: Sequence[Cell], head: Head) -> dict[int, int] | None:
    """Return the weekdays that a row says over the days of a head, None if it is no such row."""
    found = {}
    for column in head.marks:
        cell = cells[column] if column < len(cells) else None
        said = weekday_of(cell)
        if said is not None:
            found[column] = said
    return found if len(found) * 2 > len(head.marks) else None


def weekday_of(cell: Cell) -> int | None:
    """Return the weekday that a cell says, Monday being 0; None if it says none."""
    if isinstance(cell, datetime | date) or not isinstance(cell, str):
        return None
    word = re.sub(r"^(周|星期|礼拜)", "", plain(cell)).casefold()
    return _WEEKDAYS.get(word if len(word) == 1 else word[:2])


def months_in(texts: Sequence[str]) -> Iterator[tuple[int | None, int]]:
    """Yield the months that titles name, with the year, if they say one."""
    for said in texts:
        for match in re.finditer(r"(?:(\d{4})\s*年\s*)?(?<!\d)(\d{1,2})\s*月", said):
            yield (int(match[1]) if match[1] else None), int(match[2])
