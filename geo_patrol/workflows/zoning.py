"""Zones in force: versions follow each other in time, and what was replaced is remembered."""

from datetime import datetime
from typing import Any

import shapely
from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION
from geo_patrol.errors import InvalidInput
from geo_patrol.store.locks import PLACES, hold
from geo_patrol.store.repositories import history, places
from geo_patrol.store.repositories.history import Version
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.locating import relocate_incidents
from geo_patrol.workflows.writing import digest_of, remember
from geo_patrol.zones import Zone


def put_in_force(
    session: Session,
    records: list[Zone],
    *,
    now: datetime,
    replace: bool = False,
) -> int:
    """Put zones of one area, level and beginning in force; return how many are new.

    Nothing is done when the same zones hold already. Earlier ones of the level end where these
    begin, and these end where later ones begin. Drafts follow drafts only. The zones' history
    keeps every one that was put in and every one that was taken away.

    Raises
    ------
    InvalidInput
        When other zones of the level begin at the same moment and are not to be replaced.
    """
    if not records:
        return 0
    hold(session, PLACES)
    first = records[0]
    draft = first.status == "draft"
    there = places.all_zones(session, first.area_code, first.level, draft=draft)
    if _same_hold(there, records):
        return 0
    clash = [zone for zone in there if zone.valid_from == first.valid_from]
    if clash and not (replace or draft):
        when = first.valid_from.date().isoformat()
        raise InvalidInput("boundaries.same_beginning", level=first.level, when=when)
    places.take_away_zones(session, clash)
    for zone in clash:
        _remember(session, zone, now, replaced=True)
    places.insert_zones(session, records)
    for zone in records:
        _remember(session, zone, now, replaced=False)
    relocate_incidents(session, [zone.geometry for zone in (*there, *records)])
    return len(records)


def _same_hold(there: list[Zone], records: list[Zone]) -> bool:
    """Whether zones of the same content hold at the moment that the records begin at."""
    begins = records[0].valid_from
    holding = [
        zone
        for zone in there
        if zone.valid_from <= begins and (zone.valid_to is None or zone.valid_to > begins)
    ]
    return {_content(zone) for zone in holding} == {_content(zone) for zone in records}


def _content(zone: Zone) -> tuple[str, ...]:
    shape = shapely.to_wkb(zone.geometry.normalize(), hex=True)
    return zone.code, zone.name, zone.status, zone.source, zone.licence, shape


def _remember(session: Session, zone: Zone, now: datetime, *, replaced: bool) -> None:
    body: dict[str, Any] = {
        name: getattr(zone, name)
        for name in ("area_code", "level", "code", "name", "status", "source", "licence")
    }
    body["valid_from"] = zone.valid_from.isoformat()
    body["geometry"] = shapely.to_wkt(zone.geometry, rounding_precision=9)
    body["replaced"] = replaced
    version = len(history.versions(session, "zone", zone.id)) + 1
    area = places.area(session, zone.area_code, SYSTEM)
    chain = ADMINISTRATION if area is None else area.squad_code
    remembered = Version("zone", zone.id, version, body, digest_of(body), now, None, chain)
    remember(session, [remembered], SYSTEM)
