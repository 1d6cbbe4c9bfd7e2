"""Who was out on which patrol."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from geo_patrol.roster.attendance import Outing
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.tables import CrewRow, PatrolRow

_P, _C = table_of(PatrolRow).c, table_of(CrewRow).c


def outings(
    session: Session, span: Span, *, squad: str, officers: Collection[UUID]
) -> list[Outing]:
    """Return who was aboard the patrols that meet a span, in time order.

    Everybody aboard those of a squad, and these officers aboard anybody's.
    """
    found = (
        select(_C.officer_id, _P.id, _P.squad_code, _P.started_at, _P.ended_at)
        .join_from(table_of(CrewRow), table_of(PatrolRow), _P.id == _C.patrol_id)
        .where(
            *span.touches(_P.started_at, _P.ended_at),
            or_(_P.squad_code == squad, _C.officer_id.in_(sorted(officers))),
        )
        .order_by(_P.started_at, _P.pk)
    )
    return [Outing(*row) for row in rows_of(session, found)]
