"""What a camera sees, as a shape to draw."""

import numpy as np
from shapely import Polygon

from geo_patrol.cameras.records import Camera
from geo_patrol.cameras.views import sector_of
from geo_patrol.crs import METRIC_EPSG, from_metric

_STEP_DEG = 5.0
_WHOLE_DEG = 360.0


def view_of(camera: Camera, epsg: int = METRIC_EPSG) -> Polygon:
    """Return the sector that a camera sees, EPSG:4326: empty where it sees nothing.

    Its arc is drawn in steps of 5°, less than a thousandth of the range within the true one.

    Raises
    ------
    InvalidInput
        When ``epsg`` is unknown or not metric.
    """
    sector = sector_of(camera, epsg)
    if not (sector.fov_deg > 0 and sector.range_m > 0):
        return Polygon()
    width = min(sector.fov_deg, _WHOLE_DEG)
    n = int(np.ceil(width / _STEP_DEG)) + 1
    bearings = np.radians(sector.bearing_deg + np.linspace(-width / 2, width / 2, n))
    x = sector.x + sector.range_m * np.sin(bearings)
    y = sector.y + sector.range_m * np.cos(bearings)
    if width < _WHOLE_DEG:
        x, y = np.append(x, sector.x), np.append(y, sector.y)
    return Polygon(np.column_stack(from_metric(x, y, epsg)))
