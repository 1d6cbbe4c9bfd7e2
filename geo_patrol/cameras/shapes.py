"""The view of a camera as a shape on the map."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_patrol.cameras.records import Camera
from geo_patrol.cameras.views import sector_of
from geo_patrol.crs import METRIC_EPSG, unproject

STEP_DEG = 5.0
"""An arc of 100 m is drawn within 10 cm of where it is."""


def view_of(camera: Camera, epsg: int = METRIC_EPSG) -> BaseGeometry:
    """Return the sector that a camera sees, EPSG:4326; one that sees nothing is a point.

    Raises
    ------
    InvalidInput
        When ``epsg`` is unknown or not metric.
    """
    if camera.range_m <= 0 or camera.fov_deg <= 0:
        return shapely.Point(camera.lon, camera.lat)
    view = sector_of(camera, epsg)
    n_steps = max(int(np.ceil(min(view.fov_deg, 360.0) / STEP_DEG)), 1)
    half = view.fov_deg / 2
    bearing = np.radians(np.linspace(view.bearing_deg - half, view.bearing_deg + half, n_steps + 1))
    arc = np.column_stack(
        (view.x + view.range_m * np.sin(bearing), view.y + view.range_m * np.cos(bearing))
    )
    if view.fov_deg >= 360:
        return unproject(shapely.Polygon(arc), epsg)
    return unproject(shapely.Polygon([(view.x, view.y), *arc]), epsg)
