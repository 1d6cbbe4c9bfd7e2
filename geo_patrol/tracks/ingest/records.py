"""A fix as a tracking app reports it, and what of a request's reports is usable."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Literal

from geo_patrol.tracks.clean import EARLIEST, MOST_AHEAD
from geo_patrol.tracks.fixes import UNITS_PER_DEGREE

Sender = Literal["owntracks", "osmand", "traccar", "gpslogger"]

ABSURD_SPEED_KMH = 300.0
"""Nothing that patrols is as fast: the app counts in another unit than its format says."""
ABSURD_ACCURACY_M = 10_000.0
MOST_ACCURACY_M = 1e6
"""A radius of a million metres says nothing."""


@dataclass(frozen=True)
class Report:
    """One fix as it was reported.

    ``t_ms`` is Unix milliseconds, the place degrees in EPSG:4326. ``accuracy_m`` and ``speed_kmh``
    are None where the app did not say, or said a negative number: that is how apps say "unknown".
    The speed is for telling that something is wrong; no figure is made of it.
    """

    t_ms: int
    lon: float
    lat: float
    accuracy_m: float | None = None
    speed_kmh: float | None = None

    @property
    def doubtful(self) -> bool:
        """Whether what stands beside the place cannot be meant."""
        fast = self.speed_kmh is not None and self.speed_kmh > ABSURD_SPEED_KMH
        vague = self.accuracy_m is not None and self.accuracy_m > ABSURD_ACCURACY_M
        return fast or vague


@dataclass(frozen=True)
class Message:
    """What one request said; ``n_unusable`` of its parts had the right form, and no place."""

    sender: Sender
    reports: tuple[Report, ...] = ()
    n_unusable: int = 0


def known(value: float | None, factor: float = 1.0) -> float | None:
    """Return a measure in our unit, None for a negative one: unknown."""
    return None if value is None or value < 0 else value * factor


def usable(reports: Iterable[Report], now: datetime) -> list[Report]:
    """Return the reports that can be fixes, one for each time, in the order of their times.

    Left out are places beyond ±180/±90 and the point 0, 0 (a receiver without a fix), times before
    1990 and more than a day ahead of ``now``. Of several at one time the least place is taken, so
    that the order in which they come makes no difference. Places are rounded to 1e-7 degrees.
    """
    earliest, latest = (round(one.timestamp() * 1000) for one in (EARLIEST, now + MOST_AHEAD))
    of_time: dict[int, Report] = {}
    for one in sorted(reports, key=lambda report: (report.t_ms, report.lon, report.lat)):
        placed = abs(one.lon) <= 180 and abs(one.lat) <= 90 and (one.lon, one.lat) != (0, 0)
        if placed and earliest <= one.t_ms <= latest:
            of_time.setdefault(one.t_ms, _rounded(one))
    return list(of_time.values())


def _rounded(one: Report) -> Report:
    lon, lat = (round(x * UNITS_PER_DEGREE) / UNITS_PER_DEGREE for x in (one.lon, one.lat))
    radius = one.accuracy_m
    told = radius is not None and isfinite(radius) and radius < MOST_ACCURACY_M
    return Report(one.t_ms, lon, lat, radius if told else None, one.speed_kmh)
