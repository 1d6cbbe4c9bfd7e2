"""What a room that watches the squads asks again and again: has anything changed, who is out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import (
    AuditRow,
    CrewRow,
    NoticeRow,
    PatrolRow,
    SignOfLifeRow,
    SquadRow,
)
from geo_patrol.store.types import UtcDateTime


@dataclass(frozen=True)
class Mark:
    """How far a squad's chain, its notices and its crews' signs of life have come."""

    seq: int
    notice: int
    alive_at: datetime | None


@dataclass(frozen=True)
class Marks:
    """The marks of all squads, and how far the chain of administration has come."""

    squads: dict[str, Mark]
    administration: int


_PATROLS, _CREWS, _SIGNS = table_of(PatrolRow), table_of(CrewRow), table_of(SignOfLifeRow)
_AUDIT, _NOTICES, _SQUADS = table_of(AuditRow), table_of(NoticeRow), table_of(SquadRow)


def _last_of(chain: Any) -> Any:
    # Chain by chain it is one step in an index; grouped, all that was ever entered is read.
    return select(func.max(_AUDIT.c.seq)).where(_AUDIT.c.chain == chain).scalar_subquery()


_MARKS = select(
    _SQUADS.c.code,
    _last_of(_SQUADS.c.code),
    select(func.max(_NOTICES.c.revision))
    .where(_NOTICES.c.squad_code == _SQUADS.c.code)
    .scalar_subquery(),
    select(func.max(_SIGNS.c.at))
    .join_from(_PATROLS, _SIGNS, _SIGNS.c.patrol_id == _PATROLS.c.id)
    .where(
        _PATROLS.c.squad_code == _SQUADS.c.code,
        _PATROLS.c.started_at > bindparam("since", type_=UtcDateTime()),
    )
    .scalar_subquery(),
    _last_of(ADMINISTRATION),
)


def marks(session: Session, since: datetime) -> Marks:
    """Return how far all has come: what another process wrote included, in one query.

    Parameters
    ----------
    since
        Signs of life of patrols that began before are not looked at.
    """
    rows = rows_of(session, _MARKS, {"since": since})
    squads = {row[0]: Mark(row[1] or 0, row[2] or 0, row[3]) for row in rows}
    return Marks(squads, max((row[4] or 0 for row in rows), default=0))


def going_on(
    session: Session,
    scope: Scope,
    now: datetime,
    since: datetime,
    *,
    squad: str | None = None,
    area: str | None = None,
) -> list[Any]:
    """Return rows of the patrols within reach that go on, and began after ``since``."""
    found = select(_PATROLS).where(
        scope.within(_PATROLS.c.squad_code),
        _PATROLS.c.started_at <= now,
        _PATROLS.c.started_at > since,
        or_(_PATROLS.c.ended_at.is_(None), _PATROLS.c.ended_at > now),
    )
    if squad is not None:
        found = found.where(_PATROLS.c.squad_code == squad)
    if area is not None:
        found = found.where(_PATROLS.c.area_code == area)
    return list(rows_of(session, found.order_by(_PATROLS.c.started_at, _PATROLS.c.pk)))


def crews_of(session: Session, patrol_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Return who is aboard of patrols; one without a crew is left out."""
    wanted = sorted(set(patrol_ids))
    if not wanted:
        return {}
    found = select(_CREWS).where(_CREWS.c.patrol_id.in_(wanted))
    crews: dict[UUID, list[UUID]] = {}
    for row in rows_of(session, found):
        crews.setdefault(row.patrol_id, []).append(row.officer_id)
    return {patrol_id: tuple(sorted(crew)) for patrol_id, crew in crews.items()}
