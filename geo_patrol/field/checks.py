"""What looks odd about what crews and cameras tell: facts are taken as they are, and flagged."""

from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from geo_patrol.field.records import CheckIn, CheckPoint

LATE = timedelta(minutes=10)
"""What was told longer ago than this, when it comes, was kept on the phone meanwhile."""
CLOCK_TOLERANCE = timedelta(minutes=10)
INACCURATE_M = 100.0
"""A position worse than this could be another one's."""

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of GRS 80."""

_NEVER_COUNTS = frozenset({"far", "unproven", "clock_ahead"})
_COUNTS_IF_PROVEN = frozenset({"no_position", "inaccurate"})


def distance_m(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the great-circle distance of two places in metres; degrees in.

    The sphere is off by half a percent at most (haversine formula), anywhere on earth.
    """
    phi, other_phi = radians(lat), radians(other_lat)
    half = sin((other_phi - phi) / 2) ** 2
    half += cos(phi) * cos(other_phi) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def clock_flags(at: datetime, now: datetime) -> tuple[str, ...]:
    """Return what is odd about when something was told: ``late`` or ``clock_ahead``."""
    if now - at > LATE:
        return ("late",)
    if at - now > CLOCK_TOLERANCE:
        return ("clock_ahead",)
    return ()


def distance_of(told: CheckIn, point: CheckPoint) -> float | None:
    """Return how far from the check point a check-in was, in metres; None without a position."""
    if told.lon is None or told.lat is None:
        return None
    return distance_m(told.lon, told.lat, point.lon, point.lat)


def check_in_flags(told: CheckIn, point: CheckPoint, *, now: datetime) -> tuple[str, ...]:
    """Return what is odd about a check-in.

    ``far``: further away than the point's radius and the position's own inaccuracy; ``inaccurate``:
    the position may be anyone's; ``no_position``; ``unproven``: the code read is none of ours;
    ``late``; ``clock_ahead``; ``retired``: the point is no longer in use.
    """
    flags: list[str] = []
    away = distance_of(told, point)
    if away is None:
        flags.append("no_position")
    elif away > point.radius_m + (told.accuracy_m or 0.0):
        flags.append("far")
    if told.accuracy_m is not None and told.accuracy_m > INACCURATE_M:
        flags.append("inaccurate")
    if told.told_by == "qr" and not told.proven:
        flags.append("unproven")
    flags += clock_flags(told.at, now)
    if point.retired:
        flags.append("retired")
    return tuple(flags)


def counts(told: CheckIn, flags: tuple[str, ...]) -> bool:
    """Tell whether a check-in shows that somebody was there.

    Without a good position it does so only by the code that hangs there.
    """
    held_against = _NEVER_COUNTS if told.proven else _NEVER_COUNTS | _COUNTS_IF_PROVEN
    return held_against.isdisjoint(flags)


def is_due(point: CheckPoint, last_at: datetime | None, now: datetime) -> bool:
    """Tell whether somebody should look in: the interval since the last time has passed."""
    if point.retired or point.interval_s is None:
        return False
    return last_at is None or now - last_at >= timedelta(seconds=point.interval_s)
