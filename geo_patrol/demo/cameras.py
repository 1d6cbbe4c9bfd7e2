"""Fixed cameras of a demo, all invented: on the shore, looking at the water, and in the park."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo_patrol.cameras.records import Camera, Hours
from geo_patrol.crs import from_metric, project
from geo_patrol.demo.ids import Purpose, id_maker, stream
from geo_patrol.demo.places import PLACES
from geo_patrol.demo.records import DemoArea
from geo_patrol.messages import text

AT_RESERVOIR = 5
"""Places of a reservoir that have one: its heads of narrow arms have none, so they stay unseen."""

NIGHT = (Hours(time(18), time(6)),)
OFFICE = (Hours(time(8), time(18)),)
_HOURS: tuple[tuple[Hours, ...], ...] = ((), (), OFFICE, NIGHT, ())
_BEARINGS = np.arange(0.0, 360.0, 10.0)
_PARK_EVERY = 2

Rng = np.random.Generator


def cameras(
    seed: int, areas: Sequence[DemoArea], water: Mapping[str, BaseGeometry]
) -> tuple[tuple[str, Camera], ...]:
    """Return cameras with the squads that they belong to.

    Parameters
    ----------
    seed
        The season's: the same seed and input give the same cameras.
    areas, water
        As `geo_patrol.demo.season` takes them; a reservoir without water has none.
    """
    return tuple(
        (area.squad_code, camera)
        for number, area in enumerate(sorted(areas, key=lambda one: one.code))
        for camera in _of_area(seed, number, area, water.get(area.code))
    )


def _of_area(
    seed: int, number: int, area: DemoArea, water: BaseGeometry | None
) -> Iterator[Camera]:
    rng = stream(seed, Purpose.CAMERAS, number)
    if area.squad_code == "reservoir":
        if water is not None:
            yield from _on_the_shore(rng, seed, area, project(water))
    elif number % _PARK_EVERY == 0:
        yield _in_the_block(rng, seed, area)


def _on_the_shore(rng: Rng, seed: int, area: DemoArea, water: BaseGeometry) -> Iterator[Camera]:
    """Yield cameras at the water's edge by named places, each turned to where most water is."""
    shore = water.boundary
    for number, place in enumerate(PLACES.get(area.code, ())[:AT_RESERVOIR]):
        at = shore.interpolate(shore.project(Point(place.xy)))
        range_m = float(rng.integers(25, 46)) * 10.0
        fov_deg = 360.0 if number == 0 else float(rng.choice([60.0, 75.0, 90.0, 110.0]))
        azimuth_deg = 0.0 if number == 0 else _towards(at, water, fov_deg, range_m)
        yield _camera(
            seed, area, number, place.name, at, azimuth_deg, fov_deg, range_m, _HOURS[number]
        )


def _in_the_block(rng: Rng, seed: int, area: DemoArea) -> Camera:
    """Return a camera at the edge of a park's block that looks inside."""
    outline = project(area.outline)
    edge = outline.boundary
    at = edge.interpolate(float(rng.uniform(0.0, edge.length)))
    range_m = float(rng.integers(10, 19)) * 10.0
    azimuth_deg = _towards(at, outline, 90.0, range_m)
    return _camera(seed, area, 0, area.name, at, azimuth_deg, 90.0, range_m, ())


def _towards(at: Point, ground: BaseGeometry, fov_deg: float, range_m: float) -> float:
    """Return the bearing at which most of the ground is in view."""
    steps = np.radians(np.linspace(-fov_deg / 2, fov_deg / 2, 9))
    views = [
        shapely.Polygon([(at.x, at.y), *_arc(at, np.radians(bearing) + steps, range_m)])
        for bearing in _BEARINGS
    ]
    near = ground.intersection(at.buffer(range_m))
    return float(_BEARINGS[shapely.area(shapely.intersection(views, near)).argmax()])


def _arc(at: Point, bearing: NDArray[np.float64], range_m: float) -> NDArray[np.float64]:
    return np.column_stack((at.x + range_m * np.sin(bearing), at.y + range_m * np.cos(bearing)))


def _camera(
    seed: int,
    area: DemoArea,
    number: int,
    place: str,
    at: Point,
    azimuth_deg: float,
    fov_deg: float,
    range_m: float,
    hours: tuple[Hours, ...],
) -> Camera:
    lon, lat = from_metric(at.x, at.y)
    code = f"{area.code[:2].upper()}-C{number + 1:02d}"
    return Camera(
        id=id_maker(seed)(f"camera/{area.code}/{number}"),
        code=code,
        name=text("season.camera", "zh", place=place),
        lon=round(float(lon), 7),
        lat=round(float(lat), 7),
        azimuth_deg=azimuth_deg,
        fov_deg=fov_deg,
        range_m=range_m,
        hours=hours,
    )
