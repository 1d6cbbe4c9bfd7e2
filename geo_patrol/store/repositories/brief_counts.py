"""What happened in a period, incident by incident and patrol by patrol, for briefings.

Places, times and kinds only: nothing here reads who was there, or what anybody was made to pay.
"""

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.reports.brief_material import Happened
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import IncidentRow, PatrolRow

_N, _P = table_of(IncidentRow), table_of(PatrolRow)


def happened(session: Session, scope: Scope, start: datetime, end: datetime) -> list[Happened]:
    """Return the incidents of ``[start, end)`` that count, in time order."""
    found = (
        select(
            _N.c.squad_code,
            _N.c.area_code,
            _N.c.cell_code,
            _N.c.category,
            _N.c.source,
            _N.c.occurred_at,
        )
        .where(
            scope.within(_N.c.squad_code),
            _N.c.occurred_at >= start,
            _N.c.occurred_at < end,
            ~_N.c.void,
        )
        .order_by(_N.c.occurred_at, _N.c.pk)
    )
    return [Happened(*row) for row in rows_of(session, found)]


def patrols_by_area(
    session: Session, scope: Scope, start: datetime, end: datetime
) -> dict[tuple[str, str], int]:
    """Return how many patrols meet ``[start, end)``, by squad and area."""
    found = (
        select(_P.c.squad_code, _P.c.area_code, func.count())
        .where(
            scope.within(_P.c.squad_code),
            _P.c.started_at < end,
            or_(_P.c.ended_at.is_(None), _P.c.ended_at > start),
        )
        .group_by(_P.c.squad_code, _P.c.area_code)
    )
    return {(squad, area): n for squad, area, n in rows_of(session, found)}


def recorded_since(session: Session, scope: Scope) -> dict[str, datetime]:
    """Return when each squad's first patrol or incident was; a squad without any is left out."""
    first: dict[str, datetime] = {}
    for table, moment in ((_P, _P.c.started_at), (_N, _N.c.occurred_at)):
        squad = table.c.squad_code
        found = (
            select(squad, func.min(moment, type_=moment.type).label("first"))
            .where(scope.within(squad))
            .group_by(squad)
        )
        for code, at in rows_of(session, found):
            first[code] = min(at, first.get(code, at))
    return first
