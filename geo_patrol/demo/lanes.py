"""The land about a reservoir as a car or foot crew knows it: lanes along the shore, road ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.ops import substring

from geo_patrol.demo.lines import Line, Ring, from_geometry, join, resample

_ROAD_NEAR_M = 600.0
_APPROACH_M = 900.0
_SHORTEST_APPROACH_M = 150.0
_LANE_M = 35.0
# A lane farther up is reached by climbing the slope; where the shore folds, the way is too long.
_LONGEST_CLIMB_M = 190.0


@dataclass(frozen=True, eq=False)
class Access:
    """Where the shore can be reached by land; ``approach`` is the road's last stretch, or empty."""

    x: float
    y: float
    approach: Line


class Lanes:
    """Routes on land along one reservoir's shore.

    Parameters
    ----------
    water
        Polygon in metres.
    roads
        LineStrings in metres; those that come near the water end in accesses.
    dam
        Point in metres: the first access, and the squad's base.
    """

    def __init__(self, water: shapely.Polygon, roads: Sequence[LineString], dam: Point) -> None:
        self._water = water
        self._rings: dict[float, Ring] = {}
        self.base = self.beside(dam)
        self.road_ends = tuple(end for road in roads for end in self._ends_of(road))

    def ring(self, offset_m: float) -> Ring:
        """Return the lane ``offset_m`` inland, all round the shore; cached by whole 5 m."""
        key = round(offset_m / 5.0) * 5.0
        if key not in self._rings:
            grown = self._water.buffer(key)
            self._rings[key] = Ring(grown.exterior)
        return self._rings[key]

    def out_and_back(self, start: Access, way_m: float, offsets_m: tuple[float, float]) -> Line:
        """Return a route from an access along the shore and back, higher up the slope.

        ``way_m`` is the way along the shore to the turning point; below 0 it leads with the water
        on the left. Where the upper lane is out of reach, the crew comes back the way it went.
        """
        lower, upper = self.ring(offsets_m[0]), self.ring(offsets_m[1])
        out = lower.cut(lower.locate(start.x, start.y), way_m)
        turn = upper.locate(*out[-1])
        home = upper.locate(start.x, start.y)
        back_m = (home - turn) % upper.length_m
        if way_m > 0:
            back_m -= upper.length_m
        back = upper.cut(turn, back_m)
        climb = np.hypot(*(back[0] - out[-1]))
        if climb > _LONGEST_CLIMB_M or not 0.5 < abs(back_m / way_m) < 1.6:
            back = out[::-1]
        return resample(join(out, back))

    def beside(self, place: Point) -> Access:
        """Return the access by foot at the lane's point nearest to a place in metres."""
        lane = self.ring(_LANE_M)
        return Access(*lane.at(lane.locate(place.x, place.y)), np.empty((0, 2)))

    def _ends_of(self, road: LineString) -> Iterator[Access]:
        """Yield where a road meets the shore lane: both heads of a bridge, or its nearest point."""
        if road.distance(self._water) > _ROAD_NEAR_M:
            return
        shore = self._water.buffer(_LANE_M).exterior
        met = [part for part in shapely.get_parts(road.intersection(shore)) if not part.is_empty]
        for line in (road, shapely.reverse(road)):
            touch = shapely.get_point(shapely.shortest_line(line, shore), 0)
            at = min((line.line_locate_point(point) for point in met), default=-1.0)
            if at < 0:
                at = line.line_locate_point(touch)
                if at < line.length / 2:
                    continue
            if at > _SHORTEST_APPROACH_M:
                stretch = from_geometry(substring(line, max(0.0, at - _APPROACH_M), at))
                yield replace(self.beside(Point(stretch[-1])), approach=stretch)
