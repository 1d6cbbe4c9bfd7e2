"""Named places of the two reservoirs, for the demo only.

No open source gives their coordinates: they are set by hand on the traced shoreline, near where
their names say, and are as illustrative as it is.
"""

from dataclasses import dataclass

import numpy as np

from geo_patrol.crs import to_metric


@dataclass(frozen=True)
class Place:
    """A named stretch of shore; ``village`` where people live and can come by foot."""

    name: str
    lon: float
    lat: float
    village: bool = False

    @property
    def xy(self) -> tuple[float, float]:
        """Easting and northing in metres."""
        x, y = to_metric(self.lon, self.lat)
        return float(x), float(y)


PLACES: dict[str, tuple[Place, ...]] = {
    "changzhao": (
        Place("大坝", 120.9932, 29.4330),
        Place("主库区北岸", 121.0120, 29.4345),
        Place("主库区南岸", 121.0075, 29.4265),
        Place("岭根村岸", 121.0318, 29.4122, village=True),
        Place("东支库湾", 121.0490, 29.4208),
        Place("南汊", 121.0190, 29.3960),
    ),
    "qincun": (
        Place("大坝", 121.0022, 29.5185),
        Place("主库区西岸", 121.0000, 29.5080),
        Place("主库区东岸", 121.0160, 29.5080),
        Place("北支库湾", 121.0400, 29.5030),
        Place("公路桥头", 121.0285, 29.4875),
        Place("东支库湾", 121.0570, 29.4870),
        Place("东南汊", 121.0500, 29.4640),
    ),
}


def nearest_place(area_code: str, x: float, y: float) -> str:
    """Return the name of the place nearest to a point in metres; empty where none is named."""
    places = PLACES.get(area_code, ())
    if not places:
        return ""
    spots = np.array([place.xy for place in places])
    return places[int(np.hypot(spots[:, 0] - x, spots[:, 1] - y).argmin())].name
