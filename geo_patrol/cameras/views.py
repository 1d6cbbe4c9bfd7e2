"""What a camera sees, and whether it works in a period."""

from datetime import UTC, date, datetime, timedelta, tzinfo

import numpy as np

from geo_patrol.cameras.records import Camera, Hours
from geo_patrol.coverage.seen.sectors import Sector
from geo_patrol.crs import METRIC_EPSG, to_metric

_DAY = timedelta(days=1)
# Far enough for a direction, near enough to be straight: about 100 m.
_NORTHWARDS_DEG = 0.001


def sector_of(camera: Camera, epsg: int = METRIC_EPSG) -> Sector:
    """Return a camera's view in metres.

    Its azimuth counts from true north, the sector's bearing from the north of the metric grid: half
    a degree apart at 1° from the grid's central meridian.

    Raises
    ------
    InvalidInput
        When ``epsg`` is unknown or not metric.
    """
    x, y = to_metric([camera.lon] * 2, [camera.lat, camera.lat + _NORTHWARDS_DEG], epsg)
    north_deg = float(np.degrees(np.arctan2(x[1] - x[0], y[1] - y[0])))
    return Sector(
        float(x[0]), float(y[0]), camera.azimuth_deg + north_deg, camera.fov_deg, camera.range_m
    )


def works(camera: Camera, start: datetime, end: datetime, zone: tzinfo) -> bool:
    """Tell whether a camera works at any moment of ``[start, end)``, both aware.

    An empty period has no moment.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if camera.valid_from is not None:
        start = max(start, camera.valid_from.astimezone(UTC))
    if camera.valid_to is not None:
        end = min(end, camera.valid_to.astimezone(UTC))
    if end <= start:
        return False
    if not camera.hours:
        return True
    # Hours that passed midnight may have begun the day before; after two days all have been.
    first = start.astimezone(zone).date() - _DAY
    last = min(end.astimezone(zone).date(), first + 3 * _DAY)
    days = (first + n * _DAY for n in range((last - first).days + 1))
    return any(
        begin < end and until > start
        for day in days
        for begin, until in (_span(hours, day, zone) for hours in camera.hours)
    )


def _span(hours: Hours, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return hours that begin on a local day, in UTC."""
    until = day if hours.start < hours.end else day + _DAY
    begin_end = datetime.combine(day, hours.start, zone), datetime.combine(until, hours.end, zone)
    return begin_end[0].astimezone(UTC), begin_end[1].astimezone(UTC)
