"""Where wrongs are done: how a place draws them, and where exactly they happen."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo_patrol.demo.places import nearest_place
from geo_patrol.demo.waters import Waters
from geo_patrol.demo.wrongs import Where

Array = NDArray[np.float64]

_VILLAGE_M = 380.0
_ACCESS_M = 280.0
# A crew farther from the shore than this sees little of what goes on there.
_SIGHT_M = 110.0
_ROAD_M = 140.0


class Ground(Protocol):
    """An area as wrongdoers use it; coordinates in metres."""

    def pull(self, x: Array, y: Array) -> Array:
        """Return how places pull: ``(n, 4)``, for the four weights of `Where`."""

    def settle(self, rng: np.random.Generator, where: Where, x: float, y: float) -> shapely.Point:
        """Return where a thing seen from a place is going on."""

    def name_of(self, x: float, y: float) -> str:
        """Return what people call the place."""


class Shore:
    """A reservoir's shore: villages, road ends, and arms where nobody comes."""

    def __init__(
        self, code: str, waters: Waters, outline: BaseGeometry, villages: Array, accesses: Array
    ) -> None:
        self._code = code
        self._waters = waters
        self._outline = outline
        self._villages = villages
        self._accesses = accesses
        self._lines: dict[float, LineString] = {}

    def pull(self, x: Array, y: Array) -> Array:
        """Return how places pull; all of it fades with distance from the waterline."""
        off = shapely.distance(self._waters.water.boundary, shapely.points(x, y))
        pulls = (
            _near(self._villages, x, y, _VILLAGE_M),
            _near(self._accesses, x, y, _ACCESS_M),
            np.clip((self._waters.farness_at(x, y) - 0.4) / 0.4, 0.0, 1.0),
            np.ones_like(x),
        )
        return np.column_stack(pulls) * np.exp(-((off / _SIGHT_M) ** 2))[:, None]

    def settle(self, rng: np.random.Generator, where: Where, x: float, y: float) -> shapely.Point:
        """Return a point at the thing's usual distance from the waterline, close by."""
        for offset in (where.offset_m, -5.0):
            line = self._line(offset)
            at = line.line_locate_point(shapely.Point(x, y)) + rng.normal(0.0, 25.0)
            point = shapely.line_interpolate_point(line, at % line.length)
            if self._outline.covers(point):
                break
        return point

    def name_of(self, x: float, y: float) -> str:
        """Return the nearest named stretch of shore."""
        return nearest_place(self._code, x, y)

    def _line(self, offset_m: float) -> LineString:
        if offset_m not in self._lines:
            parts = shapely.get_parts(self._waters.water.buffer(offset_m))
            self._lines[offset_m] = max(parts, key=lambda part: part.area).exterior
        return self._lines[offset_m]


class Streets:
    """A park block: wrongs keep to the roads in and about it."""

    def __init__(self, name: str, outline: BaseGeometry, roads: Sequence[LineString]) -> None:
        self._name = name
        self._outline = outline
        self._roads = shapely.MultiLineString(
            [road for road in roads if road.distance(outline) < 2 * _ROAD_M]
        )

    def pull(self, x: Array, y: Array) -> Array:
        """Return how places pull; nothing happens outside the block."""
        inside = shapely.contains_xy(self._outline, x, y)
        none = np.zeros_like(x)
        road = none
        if not self._roads.is_empty:
            off = shapely.distance(self._roads, shapely.points(x, y))
            road = np.exp(-((off / _ROAD_M) ** 2))
        return np.column_stack((none, road, none, np.ones_like(x))) * inside[:, None]

    def settle(self, rng: np.random.Generator, where: Where, x: float, y: float) -> shapely.Point:
        """Return a point within a few steps, inside the block."""
        aside = rng.normal(0.0, where.offset_m, 2)
        point = shapely.Point(x + aside[0], y + aside[1])
        return shapely.get_point(shapely.shortest_line(self._outline, point), 0)

    def name_of(self, x: float, y: float) -> str:
        """Return the block's name."""
        return self._name


def _near(spots: Array, x: Array, y: Array, within_m: float) -> Array:
    """Return 1 at a spot, fading over ``within_m``; 0 where there are no spots."""
    if len(spots) == 0:
        return np.zeros_like(x)
    apart = np.hypot(x[:, None] - spots[:, 0], y[:, None] - spots[:, 1]).min(axis=1)
    return np.asarray(np.exp(-0.5 * (apart / within_m) ** 2))
