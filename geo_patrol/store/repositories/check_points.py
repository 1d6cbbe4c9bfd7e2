"""Check points, and who was there."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from geo_patrol.field.records import CheckIn, CheckPoint
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import rows_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import CheckInRow, CheckPointRow

CHECK_POINTS = Shelf(CheckPointRow, CheckPoint, time="received_at")
CHECK_INS = Shelf(CheckInRow, CheckIn, time="at")


def check_points(
    session: Session,
    scope: Scope,
    *,
    squad: str | None = None,
    area: str | None = None,
    retired: bool = True,
) -> list[Kept[CheckPoint]]:
    """Return the check points within reach, by area and code; without those retired if not."""
    columns = CHECK_POINTS.table.c
    found = CHECK_POINTS.within(scope)
    if squad is not None:
        found = found.where(columns.squad_code == squad)
    if area is not None:
        found = found.where(columns.area_code == area)
    if not retired:
        found = found.where(~columns.retired)
    return CHECK_POINTS.listed(session, found.order_by(columns.area_code, columns.code, columns.pk))


def at_points_of(area: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that check-ins are at points of an area, if one is named."""
    if area is None:
        return []
    points = CHECK_POINTS.table.c
    return [CHECK_INS.table.c.check_point_id.in_(select(points.id).where(points.area_code == area))]


def last_seen(session: Session, point_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Return when somebody was last at each of some check points, by check-ins that count."""
    columns = CHECK_INS.table.c
    found = (
        select(columns.check_point_id, func.max(columns.at).label("at"))
        .where(columns.check_point_id.in_(list(point_ids)), columns.counts)
        .group_by(columns.check_point_id)
    )
    return {row.check_point_id: row.at for row in rows_of(session, found)}
