"""When the shifts of a kept roster begin and end, and which record of the squad each of them is."""

from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID, uuid5

from geo_patrol.roster.problem import DAY_MINUTES, ShiftType
from geo_patrol.roster.records import KeptRoster, ShiftTimes

_NAMESPACE = UUID("5c3f0f6e-5f0e-5a53-9d0b-9b1f5f6a7c11")
_HOUR = 60


def minutes_of(clock: str) -> int:
    """Return ``HH:MM`` as minutes after midnight; 24:00 is the end of a day.

    >>> minutes_of("24:00")
    1440

    Raises
    ------
    ValueError
        When it is no such time.
    """
    hours, _, minutes = clock.partition(":")
    found = int(hours) * _HOUR + int(minutes)
    if not (len(hours) == len(minutes) == 2 and int(minutes) < _HOUR and found <= DAY_MINUTES):
        raise ValueError("no time of a day")
    return found


def is_clock(text: str) -> bool:
    """Tell whether a text is a time that `minutes_of` reads."""
    try:
        minutes_of(text)
    except ValueError:
        return False
    return True


def shift_type(times: ShiftTimes) -> ShiftType:
    """Return a kept kind of shift as a search is given it.

    Raises
    ------
    ValueError
        When its times are none.
    """
    return ShiftType(
        times.code,
        times.kind,
        minutes_of(times.start),
        minutes_of(times.end),
        times.paid_minutes,
        frozenset(times.forbidden_next),
    )


def moments(day: date, shift: ShiftType, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when a shift of a local day begins and ends, by the clock on the wall there."""
    # Minutes are added to a time without a zone: a day may have 23 hours.
    midnight = datetime.combine(day, time.min)
    start, end = (midnight + timedelta(minutes=at) for at in (shift.start, shift.finish))
    return start.replace(tzinfo=zone), end.replace(tzinfo=zone)


def days_of(roster: KeptRoster) -> tuple[date, ...]:
    """Return the days of a roster."""
    return tuple(roster.first_day + timedelta(days=n) for n in range(roster.n_days))


def last_day_of(roster: KeptRoster) -> date:
    """Return the last day of a roster."""
    return roster.first_day + timedelta(days=roster.n_days - 1)


def shift_id(squad_code: str, day: date, code: str) -> UUID:
    """Return the id that publishing gives a squad's record of a shift of a day."""
    return uuid5(_NAMESPACE, f"{squad_code}/{day.isoformat()}/{code}")
