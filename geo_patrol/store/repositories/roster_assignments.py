"""Who is on duty when, by all rosters: rows made of their bodies, and read across squads."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from geo_patrol.patrols import ShiftKind
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.rows import add_rows, rows_of, table_of
from geo_patrol.store.tables import RosterAssignmentRow

AT_ONCE = 500
"""Ids in a question."""

_A = table_of(RosterAssignmentRow)


@dataclass(frozen=True, slots=True)
class RosterAssignment:
    """One duty of a roster in half-open ``[starts_at, ended_at)``, aware."""

    roster_id: UUID
    squad_code: str
    officer_id: UUID
    day: date
    shift: str
    kind: ShiftKind
    post: str | None
    area_code: str | None
    starts_at: datetime
    ended_at: datetime
    published: bool


_COLUMNS = [_A.c[name] for name in RosterAssignment.__dataclass_fields__]


def replace_assignments(
    session: Session, roster_id: UUID, assignments: Iterable[RosterAssignment]
) -> None:
    """Write a roster's duties anew."""
    session.connection().execute(delete(_A).where(_A.c.roster_id == roster_id))
    add_rows(session, RosterAssignmentRow, [asdict(one) for one in assignments])


def published_of(
    session: Session, officers: Collection[UUID], first: date, last: date
) -> list[RosterAssignment]:
    """Return what officers were told in whatever squad's rosters, by start; ``last`` included."""
    found: list[RosterAssignment] = []
    for some in _some(officers):
        found += _listed(
            session, _A.c.published, _A.c.officer_id.in_(some), _A.c.day.between(first, last)
        )
    return sorted(found, key=lambda one: (one.starts_at, str(one.officer_id)))


def published_between(
    session: Session, squad_code: str, span: Span, *, officer_id: UUID | None = None
) -> list[RosterAssignment]:
    """Return what is published in a squad's rosters and meets a span, by start."""
    own = [] if officer_id is None else [_A.c.officer_id == officer_id]
    meets = span.touches(_A.c.starts_at, _A.c.ended_at)
    return _listed(session, _A.c.published, _A.c.squad_code == squad_code, *own, *meets)


def of_roster(session: Session, roster_id: UUID) -> list[RosterAssignment]:
    """Return a roster's duties, by start."""
    return _listed(session, _A.c.roster_id == roster_id)


def rosters_elsewhere(
    session: Session, officers: Collection[UUID], squad_code: str, first: date, before: date
) -> set[UUID]:
    """Return the published rosters of other squads that have duties of officers in some days."""
    found: set[UUID] = set()
    for some in _some(officers):
        asked = select(_A.c.roster_id).distinct()
        conditions = (
            _A.c.published,
            _A.c.officer_id.in_(some),
            _A.c.squad_code != squad_code,
            _A.c.day >= first,
            _A.c.day < before,
        )
        found |= {row.roster_id for row in rows_of(session, asked.where(*conditions))}
    return found


def _listed(session: Session, *conditions: ColumnElement[bool] | Any) -> list[RosterAssignment]:
    found = select(*_COLUMNS).where(*conditions).order_by(_A.c.starts_at, _A.c.pk)
    return [RosterAssignment(*row) for row in rows_of(session, found)]


def _some(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
