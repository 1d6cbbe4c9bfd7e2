"""Areas into the store: the one path for the desk and the command line."""

import hashlib
import re
from datetime import datetime

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import Finding, InvalidInput, NotFound
from geo_patrol.store.repositories import people, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.locating import relocate_incidents
from geo_patrol.zones.changes import neighbours_overlapped

AREA_CODE = re.compile(r"[a-z][a-z0-9_-]{0,31}")


def require_area_code(code: str) -> None:
    """Refuse what cannot be the code of an area.

    Raises
    ------
    InvalidInput
    """
    if AREA_CODE.fullmatch(code) is None:
        raise InvalidInput("boundaries.bad_area_code", code=code)


def require_squad(session: Session, scope: Scope, squad_code: str) -> None:
    """Refuse a squad that there is not, or not within reach.

    Raises
    ------
    NotFound
    """
    if squad_code not in people.squad_codes(session) or not scope.includes(squad_code):
        raise NotFound("records.no_squad", squad=squad_code)


def neighbours_pressed(
    session: Session, code: str, outline: BaseGeometry, *, epsg: int
) -> tuple[Finding, ...]:
    """Return where an outline lies a little over other areas in use.

    Raises
    ------
    InvalidInput
        When it lies over one by more than that.
    """
    others = {
        f"{one.name_zh} {one.name_en}": one.geometry
        for one in places.areas(session, SYSTEM)
        if one.code != code
    }
    return neighbours_overlapped(outline, others, epsg=epsg)


def enter_area(session: Session, scope: Scope, area: Area, now: datetime) -> None:
    """Add an area, or replace the one of its code; incidents on its ground are found anew."""
    before = places.area(session, area.code, SYSTEM)
    places.save_area(session, area)
    moved = [area.geometry] if before is None else [before.geometry, area.geometry]
    if before is None or not before.geometry.equals(area.geometry):
        relocate_incidents(session, moved)
    digest = hashlib.sha256(shapely.to_wkb(area.geometry, byte_order=1)).hexdigest()
    details = {"source": area.source, "status": area.status, "sha256": digest}
    note(session, Act(area.squad_code, scope.actor, "load", f"area/{area.code}", now, details))
