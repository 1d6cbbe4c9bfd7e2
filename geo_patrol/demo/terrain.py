"""The areas of a season, made ready for crews, for wrongdoers and for those who watch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import project
from geo_patrol.demo.blocks import Block
from geo_patrol.demo.chances import Spot
from geo_patrol.demo.duty import Reservoir
from geo_patrol.demo.grounds import Ground, Shore, Streets
from geo_patrol.demo.lanes import Access, Lanes
from geo_patrol.demo.places import PLACES
from geo_patrol.demo.records import DemoArea
from geo_patrol.demo.waters import Waters
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import Cell

# Land crews seldom go to road ends that are this far by water, and never mind those beyond.
_FAR = 0.75
_RARELY = 0.01
_VILLAGE_FAVOUR = 1.8
_ROAM_M = 4500.0
_CAMERAS_M = (-650.0, -300.0, 0.0, 300.0, 650.0)
_REMOTE = 0.6
_PASSERS_BY = 3


@dataclass(frozen=True, eq=False)
class Terrain:
    """One squad's areas: ``grounds`` by area code, and the spots that are watched."""

    grounds: Mapping[str, Ground]
    spots: tuple[Spot, ...]


def reservoirs(
    areas: Sequence[DemoArea],
    water: Mapping[str, BaseGeometry],
    roads: Sequence[LineString],
    dams: Mapping[str, Point],
) -> tuple[tuple[Reservoir, ...], Terrain]:
    """Return the reservoir areas with their routes, and what incidents need of them.

    Raises
    ------
    InvalidInput
        When a reservoir has no water or no dam.
    """
    made: list[Reservoir] = []
    grounds: dict[str, Ground] = {}
    spots: list[Spot] = []
    for area in areas:
        if area.code not in water or area.code not in dams:
            raise InvalidInput("season.area_incomplete", area=area.code)
        dam = project(dams[area.code])
        waters = Waters(project(water[area.code]), dam)
        lanes = Lanes(waters.water, roads, dam)
        villages = tuple(
            lanes.beside(Point(place.xy)) for place in PLACES.get(area.code, ()) if place.village
        )
        accesses = (lanes.base, *lanes.road_ends, *villages)
        far = waters.farness_at(*_places(accesses).T)
        weights = np.clip(1.0 - far / _FAR, _RARELY, None)
        weights[1 + len(lanes.road_ends) :] *= _VILLAGE_FAVOUR
        roams = _ROAM_M * (1.0 - far)
        roams[0] = np.inf
        weights = weights / weights.sum()
        made.append(Reservoir(area.code, waters, lanes, accesses, tuple(weights), tuple(roams)))
        grounds[area.code] = Shore(
            area.code,
            waters,
            project(area.outline),
            _places(villages),
            _places(lanes.road_ends),
        )
        spots += _shore_spots(area.code, waters, lanes, villages)
    return tuple(made), Terrain(grounds, tuple(spots))


def blocks(
    rng: np.random.Generator,
    areas: Sequence[DemoArea],
    grids: Mapping[str, Sequence[Cell]],
    roads: Sequence[LineString],
) -> tuple[dict[str, Block], Terrain]:
    """Return the park blocks with their routes, and what incidents need of them.

    Raises
    ------
    InvalidInput
        When a block has no cells.
    """
    made: dict[str, Block] = {}
    grounds: dict[str, Ground] = {}
    spots: list[Spot] = []
    for area in areas:
        cells = [project(cell.geometry) for cell in grids.get(area.code, ())]
        if not cells:
            raise InvalidInput("season.area_incomplete", area=area.code)
        outline = project(area.outline)
        made[area.code] = Block(cells, outline, roads, rng)
        grounds[area.code] = Streets(area.name, outline, roads)
        for index in rng.choice(len(cells), size=_PASSERS_BY):
            point = cells[index].representative_point()
            spots.append(Spot(area.code, point.x, point.y, "citizen", 1.0))
    return made, Terrain(grounds, tuple(spots))


def _places(accesses: tuple[Access, ...]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([(access.x, access.y) for access in accesses]).reshape(-1, 2)


def _shore_spots(
    code: str, waters: Waters, lanes: Lanes, villages: tuple[Access, ...]
) -> list[Spot]:
    """Return cameras about the dam; passers-by at villages, road ends and in remote arms."""
    lane = lanes.ring(0.0)
    dam = lane.locate(lanes.base.x, lanes.base.y)
    spots = [Spot(code, *lane.at(dam + away), "camera", 1.0) for away in _CAMERAS_M]
    spots += [Spot(code, at.x, at.y, "citizen", 1.2) for at in villages]
    spots += [Spot(code, at.x, at.y, "citizen", 0.4) for at in (lanes.base, *lanes.road_ends)]
    for place in PLACES.get(code, ()):
        x, y = lane.at(lane.locate(*place.xy))
        if waters.farness_at(np.array([x]), np.array([y]))[0] > _REMOTE:
            spots.append(Spot(code, x, y, "citizen", 0.8))
    return spots


def metric_roads(roads: Sequence[LineString]) -> tuple[LineString, ...]:
    """Return the roads in metres, parts apart."""
    return tuple(part for road in roads for part in shapely.get_parts(project(road)))
