"""Who is to look at what a camera saw, and which alerts are one and the same call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from geo_patrol.field.checks import CLOCK_TOLERANCE, distance_m

WINDOW = timedelta(minutes=10)
"""Alerts of one camera within this of an open one are told with it."""
FRESH = timedelta(minutes=30)
"""Where a crew was before that says nothing of where it is."""
WIDER_AFTER = timedelta(minutes=10)
"""A crew that has not seen a notice by then has no signal: everybody on duty is told."""


@dataclass(frozen=True)
class CrewAt:
    """Where a patrol's crew was last; degrees WGS-84."""

    patrol_id: UUID
    at: datetime
    lon: float
    lat: float


@dataclass(frozen=True)
class Nearest:
    """The crew that is nearest, and how far it has to go in a straight line."""

    patrol_id: UUID
    distance_m: float


def nearest_crew(
    lon: float | None, lat: float | None, crews: Iterable[CrewAt], now: datetime
) -> Nearest | None:
    """Return the crew nearest to a place among those whose whereabouts are fresh, or None.

    Of two at the same place it is the one that was heard of last. Without a place, and without a
    crew whose position is fresh, everybody on duty is to be told instead.
    """
    if lon is None or lat is None:
        return None
    fresh = (one for one in crews if -CLOCK_TOLERANCE <= now - one.at <= FRESH)
    found = ((distance_m(lon, lat, one.lon, one.lat), one) for one in fresh)
    first = min(
        found, key=lambda pair: (pair[0], now - pair[1].at, str(pair[1].patrol_id)), default=None
    )
    return None if first is None else Nearest(first[1].patrol_id, first[0])


def is_told_again(n_repeats: int) -> bool:
    """Whether a notice says anew how many alerts there are: each time they have doubled.

    Of ten thousand, who is on duty hears fifteen times.

    >>> [n for n in range(1, 20) if is_told_again(n)]
    [1, 2, 4, 8, 16]
    """
    return n_repeats > 0 and n_repeats & (n_repeats - 1) == 0
