"""An area as a phone draws it: outline, water, zones, cells and how they stand."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.errors import NotFound
from geo_patrol.store.repositories import places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.boundaries import area_water
from geo_patrol.workflows.standing import (
    AreaStanding,
    area_standing,
    is_demo,
    standing_moment,
)
from geo_patrol.zones import Zone


@dataclass(frozen=True, eq=False)
class AreaMap:
    """What is drawn of an area; shapes in EPSG:4326, ``standing`` None while it has no grid."""

    area: Area
    water: BaseGeometry | None
    zones: tuple[Zone, ...]
    standing: AreaStanding | None
    as_of: datetime
    demo: bool


def area_map(
    session: Session, scope: Scope, area_code: str, zone: ZoneInfo, *, now: datetime
) -> AreaMap:
    """Return what is drawn of an area, with the zones in force at ``now``.

    Raises
    ------
    NotFound
        When the area is out of reach.
    """
    area = places.area(session, area_code, scope)
    if area is None:
        raise NotFound("records.no_area", area=area_code)
    as_of = standing_moment(session, zone, now)
    standing = area_standing(session, scope, area, zone, as_of=as_of)
    return AreaMap(
        area=area,
        water=area_water(session, area_code),
        zones=tuple(places.zones(session, scope, at=now, area_code=area_code)),
        standing=standing,
        as_of=as_of if standing is None else standing.as_of,
        demo=is_demo(session),
    )
