"""A boundary that is put in force, in the place of what held until then."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import shapely
from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput
from geo_patrol.store.repositories import places
from geo_patrol.workflows import zoning
from geo_patrol.workflows.boundaries import known_area, multi
from geo_patrol.workflows.boundary_comparing import held_zones
from geo_patrol.workflows.locating import relocate_incidents
from geo_patrol.zones import make_zone, status_words
from geo_patrol.zones.bringing import BoundaryImport, Former, ShapeKept


def apply(session: Session, record: BoundaryImport, now: datetime) -> BoundaryImport:
    """Put shapes in the place of what holds, and keep what that was."""
    former = _outline(session, record) if record.level is None else _zones(session, record, now)
    return replace(record, state="in_force", applied_at=now, former=former, grid_due=True)


def _outline(session: Session, record: BoundaryImport) -> Former:
    area = known_area(session, record.area_code)
    outline = multi(shapely.union_all([one.geometry for one in record.shapes]))
    places.save_area(
        session,
        replace(
            area,
            geometry=outline,
            status=record.status,
            status_note=status_words(record.status),
            source=record.source,
            licence=record.licence,
        ),
    )
    relocate_incidents(session, [area.geometry, outline])
    before = ShapeKept.of(area.code, area.name_zh, area.geometry)
    return _former([(area.status, area.source, area.licence)], (before,), record)


def _zones(session: Session, record: BoundaryImport, now: datetime) -> Former:
    level, begins = record.level, record.valid_from
    if level is None or begins is None:
        raise InvalidInput("boundaries.no_day")
    before = held_zones(session, record, begins)
    zones = [
        make_zone(
            one.geometry,
            area_code=record.area_code,
            level=level,
            code=one.code,
            name=one.name,
            status=record.status,
            source=record.source,
            licence=record.licence,
            valid_from=begins,
        )
        for one in record.shapes
    ]
    zoning.put_in_force(session, zones, now=now, replace=True)
    shapes = tuple(ShapeKept.of(one.code, one.name, one.geometry) for one in before)
    return _former([(one.status, one.source, one.licence) for one in before], shapes, record)


def _former(
    told: list[tuple[Any, str, str]], shapes: tuple[ShapeKept, ...], record: BoundaryImport
) -> Former:
    status, source, licence = told[0] if told else (record.status, "", "")
    return Former(status, source, licence, shapes)
