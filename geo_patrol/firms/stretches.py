"""Stretches of time: half-open, aware, in order and apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from geo_patrol.cases.worktime import WorkTime

DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Half-open ``[start, end)``."""

    start: datetime
    end: datetime


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches in order, those that overlap or touch as one; empty ones are dropped."""
    found: list[Stretch] = []
    for one in sorted(one for one in stretches if one.start < one.end):
        if found and one.start <= found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return tuple(found)


def within(stretches: Iterable[Stretch], start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """Return what of stretches lies in a period."""
    return merged(Stretch(max(one.start, start), min(one.end, end)) for one in stretches)


def without(stretches: Iterable[Stretch], holes: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return what is left of stretches when holes are taken out."""
    left: list[Stretch] = []
    for one in merged(stretches):
        at = one.start
        for hole in merged(holes):
            if hole.start >= one.end:
                break
            if hole.end > at:
                left.append(Stretch(at, hole.start))
                at = hole.end
        left.append(Stretch(at, one.end))
    return merged(left)


def office_hours(worktime: WorkTime, start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """Return the office hours of a period, by the office's calendar."""
    tz = worktime.tz
    hours = (
        Stretch(datetime.combine(day, begin, tz), datetime.combine(day, until, tz))
        for day in local_days(start, end, tz)
        if worktime.calendar.is_working_day(day)
        for begin, until in worktime.hours
    )
    return within(hours, start, end)


def local_days(start: datetime, end: datetime, tz: tzinfo) -> Iterator[date]:
    """Yield the local days that a period meets; none of an empty one."""
    day = start.astimezone(tz).date()
    while datetime.combine(day, time.min, tz) < end:
        yield day
        day += DAY
