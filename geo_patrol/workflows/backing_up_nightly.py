"""A backup each night: when the next one is due, and what is done when one fails."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from geo_patrol.errors import GeoPatrolError

DAY = timedelta(days=1)
AGAIN_AFTER = timedelta(minutes=10)
LOOK_AT_CLOCK_S = 60.0
"""Longest wait at once: clocks are set, and machines sleep."""


def next_at(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return the next moment after ``now`` at which clocks in a zone show a time."""
    local = now.astimezone(zone)
    due = datetime.combine(local.date(), at, zone)
    return due if due > local else datetime.combine(local.date() + DAY, at, zone)


def first_at(now: datetime, at: time, zone: ZoneInfo, latest: datetime | None) -> datetime:
    """Return when the first one is due: now, unless there is one of the last day."""
    if latest is None or now - latest >= DAY:
        return now
    return next_at(now, at, zone)


def each_night(
    back_up: Callable[[], object],
    at: time,
    zone: ZoneInfo,
    *,
    latest: datetime | None,
    clock: Callable[[], datetime],
    wait: Callable[[float], bool],
    failed: Callable[[GeoPatrolError], object],
) -> None:
    """Back up at a time of day, every day, until told to stop.

    Parameters
    ----------
    latest
        When the last snapshot was taken.
    wait
        Waits some seconds; says whether to stop.
    failed
        Told of each failure; the next try is after ten minutes.
    """
    due = first_at(clock(), at, zone, latest)
    while True:
        left_s = (due - clock()).total_seconds()
        if left_s > 0:
            if wait(min(left_s, LOOK_AT_CLOCK_S)):
                return
            continue
        try:
            back_up()
        except GeoPatrolError as error:
            failed(error)
            due = clock() + AGAIN_AFTER
        else:
            due = next_at(clock(), at, zone)
