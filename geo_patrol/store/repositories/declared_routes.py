"""Routes that were declared by hand."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import shapely
from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.patrols import DeclaredRoute
from geo_patrol.store.repositories.rows import save_row
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import DeclaredRouteRow, PatrolRow


def save_route(session: Session, record: DeclaredRoute, *, new: bool, now: datetime) -> None:
    """Add a route, or replace what is there under its id."""
    values = {
        "patrol_id": record.patrol_id,
        "started_at": record.start,
        "ended_at": record.end,
        "text": record.text,
        "geometry": shapely.LineString(record.line),
    }
    save_row(session, DeclaredRouteRow, record.id, values, new=new, received_at=now)


def route(session: Session, route_id: UUID, scope: Scope) -> DeclaredRoute | None:
    """Return a route within reach, or None."""
    found = (
        select(DeclaredRouteRow)
        .join(PatrolRow, PatrolRow.id == DeclaredRouteRow.patrol_id)
        .where(DeclaredRouteRow.id == route_id, scope.within(PatrolRow.squad_code))
    )
    row = session.scalar(found)
    return None if row is None else _route(row)


def routes_of_patrol(session: Session, patrol_id: UUID, scope: Scope) -> list[DeclaredRoute]:
    """Return a patrol's routes within reach, in time order."""
    found = (
        select(DeclaredRouteRow)
        .join(PatrolRow, PatrolRow.id == DeclaredRouteRow.patrol_id)
        .where(DeclaredRouteRow.patrol_id == patrol_id, scope.within(PatrolRow.squad_code))
        .order_by(DeclaredRouteRow.started_at, DeclaredRouteRow.pk)
    )
    return [_route(row) for row in session.scalars(found)]


def all_routes(session: Session, *, at_once: int = 500) -> Iterator[DeclaredRoute]:
    """Yield every route there is."""
    found = select(DeclaredRouteRow).order_by(DeclaredRouteRow.pk)
    for row in session.scalars(found.execution_options(yield_per=at_once)):
        yield _route(row)


def _route(row: DeclaredRouteRow) -> DeclaredRoute:
    line = tuple((lon, lat) for lon, lat in shapely.get_coordinates(row.geometry).tolist())
    return DeclaredRoute(row.id, row.patrol_id, row.started_at, row.ended_at, line, row.text)
