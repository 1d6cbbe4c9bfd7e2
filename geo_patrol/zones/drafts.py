"""Drafts of protection zones by the rules of thumb of HJ 338-2018: never a substitute."""

from datetime import datetime

import numpy as np
import shapely
from shapely import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import METRIC_EPSG, project, unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.vector.mend import on_ground, polygons_of, settle
from geo_patrol.zones.records import Zone, ZoneLevel, level_words, make_zone

DraftShape = tuple[ZoneLevel, MultiPolygon]

FARTHEST_M = 50_000.0
"""No distance of a draft is longer; NaN is none."""


def draft_zones(
    water: BaseGeometry,
    intake: Point,
    *,
    water_first_m: float = 500,
    land_first_m: float = 200,
    water_second_m: float = 2000,
    land_second_m: float = 3000,
    county: BaseGeometry | None = None,
    epsg: int = METRIC_EPSG,
) -> list[DraftShape]:
    """Draft the first and second class zone of a reservoir.

    The defaults are those of HJ 338-2018 for a large reservoir as remembered, not as read: check
    them against the standard. The draft knows no ridges and no catchment, which the standard
    lets cut the land strips short.

    Parameters
    ----------
    water
        The reservoir's water at its normal level, EPSG:4326.
    intake
        Where water is taken, EPSG:4326.
    water_first_m
        First-class water: radius around the intake (300 for small and medium reservoirs, 500
        for large ones).
    land_first_m
        First-class land: width of the strip along the first-class water.
    water_second_m
        Second-class water: how far it goes beyond the first-class water.
    land_second_m
        Second-class land: width of the strip along first- and second-class water.
    county
        What the draft is clipped to (a county, a catchment), EPSG:4326.
    epsg
        Metric CRS to measure in.

    Returns
    -------
    list of (level, MultiPolygon)
        First, then second without the first, EPSG:4326. A level that comes out empty is left out.

    Raises
    ------
    InvalidInput
        When a distance is negative, or no water lies within ``water_first_m`` of the intake.
    """
    distances = (water_first_m, land_first_m, water_second_m, land_second_m)
    if not all(0 <= one <= FARTHEST_M for one in distances) or water_first_m == 0:
        raise InvalidInput("space.draft_distance")
    wet, mouth = on_ground(water, epsg), project(intake, epsg)
    if wet.distance(mouth) >= water_first_m:
        raise InvalidInput(
            "space.draft_no_water", distance_m=round(wet.distance(mouth)), radius_m=water_first_m
        )
    first_water = wet & mouth.buffer(water_first_m)
    second_water = wet & mouth.buffer(water_first_m + water_second_m)
    first = first_water | (first_water.buffer(land_first_m) - wet)
    second = second_water | (second_water.buffer(land_second_m) - wet)
    shapes: list[tuple[ZoneLevel, BaseGeometry]] = [("first", first), ("second", second - first)]
    limit = None if county is None else on_ground(county, epsg)
    drafted: list[DraftShape] = []
    for level, shape in shapes:
        kept = polygons_of(shape if limit is None else shape & limit)
        if not kept.is_empty:
            (degrees,) = settle(np.array([unproject(kept, epsg)], dtype=object))
            drafted.append((level, MultiPolygon(list(shapely.get_parts(degrees)))))
    return drafted


def draft_records(
    shapes: list[DraftShape],
    *,
    area_code: str,
    source: str,
    licence: str,
    valid_from: datetime,
) -> list[Zone]:
    """Turn drafted shapes into zones whose status says that nobody approved them."""
    return [
        make_zone(
            shape,
            area_code=area_code,
            level=level,
            code=f"{area_code}-{level}-draft",
            name=level_words(level),
            status="draft",
            source=source,
            licence=licence,
            valid_from=valid_from,
        )
        for level, shape in shapes
    ]
