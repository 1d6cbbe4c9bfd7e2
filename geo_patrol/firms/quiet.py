"""When a firm is left in peace: its quiet windows as stretches of time."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from geo_patrol.errors import Finding, finding
from geo_patrol.firms.records import QuietWindow
from geo_patrol.firms.stretches import DAY, Stretch, local_days, merged

_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_WEEKDAYS = re.compile(r"[1-7]*")


def quiet_faults(windows: Sequence[QuietWindow], place: str = "quiet") -> Iterator[Finding]:
    """Yield what is wrong with quiet windows as they were sent."""
    for number, one in enumerate(windows):
        at = f"{place}[{number}]"
        if not (one.first or one.last or one.weekdays or one.begin or one.end):
            yield finding(at, "firms.quiet_always")
        first, last = _day(one.first), _day(one.last)
        for name, text, day in (("first", one.first, first), ("last", one.last, last)):
            if text and day is None:
                yield finding(f"{at}.{name}", "firms.no_date")
        if first is not None and last is not None and last < first:
            yield finding(f"{at}.last", "firms.quiet_ends_first")
        if not _WEEKDAYS.fullmatch(one.weekdays) or len(set(one.weekdays)) < len(one.weekdays):
            yield finding(f"{at}.weekdays", "firms.no_weekdays")
        for name, text in (("begin", one.begin), ("end", one.end)):
            if text and not _HOUR.fullmatch(text):
                yield finding(f"{at}.{name}", "firms.no_hour")
        if bool(one.begin) is not bool(one.end) or one.begin == "24:00":
            yield finding(f"{at}.end", "firms.half_hours")
        elif one.begin and one.begin == one.end:
            yield finding(f"{at}.end", "firms.no_hours")


def quiet_stretches(
    windows: Sequence[QuietWindow], start: datetime, end: datetime, tz: tzinfo
) -> tuple[Stretch, ...]:
    """Return what of a period is quiet; without windows nothing is.

    The windows are sound: see `quiet_faults`.
    """
    return merged(found for one in windows for found in _stretches(one, start, end, tz))


def quiet_windows_met(
    windows: Sequence[QuietWindow], start: datetime, end: datetime, tz: tzinfo
) -> tuple[QuietWindow, ...]:
    """Return the windows that a period meets."""
    return tuple(one for one in windows if next(_stretches(one, start, end, tz), None) is not None)


def _stretches(
    window: QuietWindow, start: datetime, end: datetime, tz: tzinfo
) -> Iterator[Stretch]:
    """Yield a window's stretches as far as they lie in a period, in order."""
    # What began the evening before goes on past midnight.
    for day in local_days(start - DAY, end, tz):
        if window.first and day < date.fromisoformat(window.first):
            continue
        if window.last and day > date.fromisoformat(window.last):
            return
        if window.weekdays and str(day.isoweekday()) not in window.weekdays:
            continue
        found = _hours_of(window, day, tz)
        cut = Stretch(max(found.start, start), min(found.end, end))
        if cut.start < cut.end:
            yield cut


def _hours_of(window: QuietWindow, day: date, tz: tzinfo) -> Stretch:
    midnight = datetime.combine(day, time.min, tz)
    if not window.begin:
        return Stretch(midnight, datetime.combine(day + DAY, time.min, tz))
    begin, end = _length(window.begin), _length(window.end)
    return Stretch(midnight + begin, midnight + (end if end > begin else end + DAY))


def _length(hour: str) -> timedelta:
    hours, minutes = hour.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text and 1990 <= found.year < 2100 else None
