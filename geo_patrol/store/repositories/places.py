"""Areas, zones and what is drawn around them; where a point lies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import row_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box, Predicates, predicates
from geo_patrol.store.tables import AreaRow, CellRow, GridRow, ReferenceRow, ZoneRow
from geo_patrol.store.types import UtcDateTime
from geo_patrol.zones import Zone


@dataclass(frozen=True)
class Area:
    """A reservoir or a block of the park; patrolled until ``retired_at``, if that is set."""

    code: str
    squad_code: str
    kind: str
    name_zh: str
    name_en: str
    status: str
    status_note: str
    source: str
    licence: str
    geometry: shapely.MultiPolygon
    retired_at: datetime | None = None
    retired_reason: str | None = None


@dataclass(frozen=True)
class Reference:
    """A shape drawn around the areas; layers: county, road, dam, town, water."""

    id: UUID
    layer: str
    area_code: str | None
    name: str
    kind: str
    status: str
    status_note: str
    source: str
    licence: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Position:
    """What a point lies in."""

    area_code: str | None
    squad_code: str | None
    zone_id: UUID | None
    zone_level: str | None
    cell_code: str | None


def _area(row: AreaRow) -> Area:
    return Area(**{name: getattr(row, name) for name in Area.__dataclass_fields__})


def areas(
    session: Session, scope: Scope, *, at: datetime | None = None, retired: bool = False
) -> list[Area]:
    """Return the areas within reach: reservoirs first, then the park, by code.

    Parameters
    ----------
    at
        Those that were patrolled until then or longer; without it those that are still.
    retired
        All there ever were, instead.
    """
    found = select(AreaRow).where(scope.within(AreaRow.squad_code))
    if not retired:
        found = found.where(AreaRow.retired_at.is_(None) if at is None else _in_use(at))
    rows = session.scalars(found.order_by(AreaRow.kind.desc(), AreaRow.code))
    return [_area(row) for row in rows]


def area(session: Session, code: str, scope: Scope) -> Area | None:
    """Return an area within reach, retired or not, or None."""
    found = select(AreaRow).where(AreaRow.code == code, scope.within(AreaRow.squad_code))
    row = session.scalar(found)
    return None if row is None else _area(row)


_SQUAD_OF_AREA = select(AreaRow.squad_code).where(AreaRow.code == bindparam("code"))


def squad_of_area(session: Session, code: str) -> str | None:
    """Return the squad that patrols an area, or None."""
    return session.scalar(_SQUAD_OF_AREA, {"code": code})


def area_names(session: Session, codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return what areas are called, in Chinese and in English, of whatever squad they are."""
    columns = (AreaRow.code, AreaRow.name_zh, AreaRow.name_en)
    found = select(*columns).where(AreaRow.code.in_(sorted(set(codes))))
    return {row.code: (row.name_zh, row.name_en) for row in session.execute(found)}


def save_area(session: Session, record: Area) -> None:
    """Add an area, or replace the one of that code."""
    session.merge(AreaRow(**vars(record)))
    session.flush()


def _zone(row: ZoneRow) -> Zone:
    return Zone(**{name: getattr(row, name) for name in Zone.__dataclass_fields__})


def zones(
    session: Session,
    scope: Scope,
    *,
    at: datetime,
    area_code: str | None = None,
    box: Box | None = None,
) -> list[Zone]:
    """Return the zones in force at a time, by area and level."""
    found = (
        select(ZoneRow)
        .join(AreaRow, AreaRow.code == ZoneRow.area_code)
        .where(scope.within(AreaRow.squad_code), *_in_force(at))
    )
    if area_code is not None:
        found = found.where(ZoneRow.area_code == area_code)
    if box is not None:
        found = found.where(predicates(session).intersects_box(ZoneRow, box))
    return [_zone(row) for row in session.scalars(found.order_by(ZoneRow.area_code, ZoneRow.code))]


def zone(session: Session, zone_id: UUID) -> Zone | None:
    """Return a zone of whatever time, or None."""
    row = session.scalar(select(ZoneRow).where(ZoneRow.id == zone_id))
    return None if row is None else _zone(row)


def has_zones(session: Session, area_code: str) -> bool:
    """Whether any zones were ever in force in an area."""
    found = select(ZoneRow.pk).where(ZoneRow.area_code == area_code, ZoneRow.status != "draft")
    return row_of(session, found.limit(1)) is not None


def all_zones(session: Session, area_code: str, level: str, *, draft: bool) -> list[Zone]:
    """Return the zones of a level of all times, the earliest first; drafts or the others."""
    found = select(ZoneRow).where(
        ZoneRow.area_code == area_code, ZoneRow.level == level, _is_draft(draft)
    )
    return [_zone(row) for row in session.scalars(found.order_by(ZoneRow.valid_from, ZoneRow.code))]


def insert_zones(session: Session, records: list[Zone]) -> None:
    """Put zones in force; those of their level before them end where they begin.

    They themselves end where the next ones of the level begin. Those of the same beginning must
    have been taken away.
    """
    first = records[0]
    draft = first.status == "draft"
    same = (ZoneRow.area_code == first.area_code, ZoneRow.level == first.level, _is_draft(draft))
    begins = first.valid_from
    still = or_(ZoneRow.valid_to.is_(None), ZoneRow.valid_to > begins)
    session.execute(
        update(ZoneRow).where(*same, ZoneRow.valid_from < begins, still).values(valid_to=begins)
    )
    following = session.scalar(
        select(func.min(ZoneRow.valid_from)).where(*same, ZoneRow.valid_from > begins)
    )
    for record in records:
        session.add(ZoneRow(**{**vars(record), "valid_to": following}))
    session.flush()


def take_away_zones(session: Session, zones: list[Zone]) -> None:
    """Take zones out of the store; the caller keeps what they were."""
    session.execute(delete(ZoneRow).where(ZoneRow.id.in_([zone.id for zone in zones])))


def _is_draft(draft: bool) -> ColumnElement[bool]:
    return ZoneRow.status == "draft" if draft else ZoneRow.status != "draft"


def save_reference(session: Session, record: Reference) -> None:
    """Add a reference feature, or replace the one of that id."""
    row = session.scalar(select(ReferenceRow).where(ReferenceRow.id == record.id))
    if row is None:
        session.add(ReferenceRow(**vars(record)))
    else:
        for name, value in vars(record).items():
            setattr(row, name, value)
    session.flush()


_LAYER = (
    select(ReferenceRow).where(ReferenceRow.layer == bindparam("layer")).order_by(ReferenceRow.pk)
)


def references(session: Session, layer: str, box: Box | None = None) -> list[Reference]:
    """Return a layer's features, all or those that meet a box. They belong to no squad."""
    found = _LAYER
    if box is not None:
        found = found.where(predicates(session).intersects_box(ReferenceRow, box))
    names = Reference.__dataclass_fields__
    rows = session.scalars(found, {"layer": layer})
    return [Reference(**{n: getattr(row, n) for n in names}) for row in rows]


class _Locating(NamedTuple):
    cell_and_zone: Select[Any]
    area: Select[str, str]
    reference: Select[int]


@cache
def _locating(within: Predicates) -> _Locating:
    """Return the statements that find what a point lies in, built once for a dialect."""
    strictness = case({"first": 0, "second": 1, "quasi": 2}, value=ZoneRow.level)
    at = bindparam("at", type_=UtcDateTime)
    in_force, in_use = _in_force(at), _in_use(at)
    cell = (
        select(CellRow.code, GridRow.area_code, AreaRow.squad_code)
        .join(GridRow, GridRow.id == CellRow.grid_id)
        .join(AreaRow, AreaRow.code == GridRow.area_code)
        .where(GridRow.retired_at.is_(None), in_use, within.covers_point(CellRow))
        .order_by(CellRow.pk)
        .limit(1)
        .subquery()
    )
    zone = (
        # A zone is law, patrolled or not; whose ground it is, is another question.
        select(
            ZoneRow.id,
            ZoneRow.level,
            case((in_use, ZoneRow.area_code)).label("area_code"),
            case((in_use, AreaRow.squad_code)).label("squad_code"),
        )
        .join(AreaRow, AreaRow.code == ZoneRow.area_code)
        .where(within.covers_point(ZoneRow), ZoneRow.status != "draft", *in_force)
        .order_by(strictness, ZoneRow.pk)
        .limit(1)
        .subquery()
    )
    always = select(literal(1)).subquery()
    return _Locating(
        # Asked for every incident: in one statement, whichever of the two there is.
        cell_and_zone=select(
            cell.c.code.label("cell_code"),
            zone.c.id.label("zone_id"),
            zone.c.level.label("zone_level"),
            func.coalesce(cell.c.area_code, zone.c.area_code).label("area_code"),
            func.coalesce(cell.c.squad_code, zone.c.squad_code).label("squad_code"),
        ).select_from(always.outerjoin(cell, true()).outerjoin(zone, true())),
        area=select(AreaRow.code.label("area_code"), AreaRow.squad_code)
        .where(in_use, within.covers_point_unindexed(AreaRow))
        .order_by(AreaRow.code)
        .limit(1),
        reference=select(ReferenceRow.pk)
        .where(ReferenceRow.layer == bindparam("layer"), within.covers_point(ReferenceRow))
        .limit(1),
    )


def in_reference(session: Session, layer: str, lon: float, lat: float) -> bool:
    """Whether a feature of a layer covers a point."""
    asked = {"layer": layer, "lon": lon, "lat": lat}
    return row_of(session, _locating(predicates(session)).reference, asked) is not None


def locate(session: Session, lon: float, lat: float, at: datetime) -> Position:
    """Return the cell in use, the strictest zone in force, and the area that a point lies in.

    Drafts are not in force. Cells and areas that were retired by then are not there.
    """
    statements = _locating(predicates(session))
    point = {"lon": lon, "lat": lat, "at": at}
    here = row_of(session, statements.cell_and_zone, point)
    area = here if here.area_code else row_of(session, statements.area, point)
    return Position(
        area_code=area.area_code if area else None,
        squad_code=area.squad_code if area else None,
        zone_id=here.zone_id,
        zone_level=here.zone_level,
        cell_code=here.cell_code,
    )


def _in_use(at: Any) -> ColumnElement[bool]:
    return or_(AreaRow.retired_at.is_(None), AreaRow.retired_at > at)


def _in_force(at: Any) -> tuple[ColumnElement[bool], ...]:
    return (ZoneRow.valid_from <= at, or_(ZoneRow.valid_to.is_(None), ZoneRow.valid_to > at))
