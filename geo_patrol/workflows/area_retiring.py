"""Areas that are no longer patrolled, and areas that are again."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import NotFound
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES, hold
from geo_patrol.store.repositories import places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.areas import neighbours_pressed
from geo_patrol.workflows.locating import relocate_incidents


def retire(store: Store, scope: Scope, code: str, *, reason: str, now: datetime) -> Area:
    """Have an area patrolled no more: no plans, no gaps, not on phones; its records stay.

    Its cells stay, too, and tracks go on being traced through them: it can be brought back whole.
    One that is retired stays as it is.

    Raises
    ------
    NotFound
        When the area is out of reach.
    """
    with store.writer() as session:
        hold(session, PLACES)
        area = _area(session, scope, code)
        if area.retired_at is not None:
            return area
        area = replace(area, retired_at=now, retired_reason=reason)
        places.save_area(session, area)
        note(session, Act(area.squad_code, scope.actor, "retire", f"area/{code}", now, {}))
    return area


def bring_back(store: Store, scope: Scope, code: str, *, epsg: int, now: datetime) -> Area:
    """Have an area patrolled again, as if it had always been; one that is stays as it is.

    Raises
    ------
    NotFound
        When the area is out of reach.
    InvalidInput
        When another area lies on its ground meanwhile.
    """
    with store.writer() as session:
        hold(session, PLACES)
        area = _area(session, scope, code)
        if area.retired_at is None:
            return area
        neighbours_pressed(session, code, area.geometry, epsg=epsg)
        area = replace(area, retired_at=None, retired_reason=None)
        places.save_area(session, area)
        relocate_incidents(session, [area.geometry])
        note(session, Act(area.squad_code, scope.actor, "bring_back", f"area/{code}", now, {}))
    return area


def _area(session: Session, scope: Scope, code: str) -> Area:
    found = places.area(session, code, scope)
    if found is None:
        raise NotFound("records.no_area", area=code)
    return found
