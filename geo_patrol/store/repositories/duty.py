"""Shifts, patrols and crews."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.patrols import Mode, Patrol, Shift
from geo_patrol.store.repositories.paging import Page, after, page_of
from geo_patrol.store.repositories.patrol_tracks import Untracked, has_no_usable_track
from geo_patrol.store.repositories.rows import add_rows, row_of, rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import CrewRow, PatrolRow, ShiftRow, VisitBlockRow


@dataclass(frozen=True)
class Span:
    """A half-open stretch of time; either end may be open."""

    start: datetime | None = None
    end: datetime | None = None

    def touches(self, started: Any, ended: Any) -> list[Any]:
        """Return the conditions that a row's ``[started, ended)`` meets this span."""
        conditions = []
        if self.start is not None:
            conditions.append(or_(ended.is_(None), ended > self.start))
        if self.end is not None:
            conditions.append(started < self.end)
        return conditions


def _shift(row: Any) -> Shift:
    return Shift(row.id, row.squad_code, row.kind, row.started_at, row.ended_at, row.note)


def shift(session: Session, shift_id: UUID, scope: Scope) -> Shift | None:
    """Return a shift within reach, or None."""
    row = row_of(session, _SHIFT, {"id": shift_id})
    return None if row is None or not scope.includes(row.squad_code) else _shift(row)


_SHIFTS = select(table_of(ShiftRow))
_SHIFT = _SHIFTS.where(ShiftRow.id == bindparam("id"))


def save_shift(session: Session, record: Shift, *, new: bool, demo: bool = False) -> None:
    """Add a new shift, or replace what is there under its id."""
    values = {
        "squad_code": record.squad_code,
        "kind": record.kind,
        "started_at": record.start,
        "ended_at": record.end,
        "note": record.note,
    }
    save_row(session, ShiftRow, record.id, values, new=new, demo=demo)


def patrols_outside(session: Session, record: Shift) -> list[UUID]:
    """Return the ids of a shift's patrols that would not meet it as it is given here."""
    outside = or_(PatrolRow.started_at >= record.end, PatrolRow.ended_at <= record.start)
    found = select(PatrolRow.id).where(PatrolRow.shift_id == record.id, outside)
    return list(session.scalars(found.order_by(PatrolRow.started_at)))


def patrols_of_others(session: Session, record: Shift) -> list[UUID]:
    """Return the ids of a shift's patrols that belong to another squad than it does here."""
    others = PatrolRow.squad_code != record.squad_code
    found = select(PatrolRow.id).where(PatrolRow.shift_id == record.id, others)
    return list(session.scalars(found.order_by(PatrolRow.started_at)))


def add_shifts(session: Session, records: Iterable[Shift], *, demo: bool) -> None:
    """Add many new shifts."""
    session.add_all(
        ShiftRow(
            id=one.id,
            squad_code=one.squad_code,
            kind=one.kind,
            started_at=one.start,
            ended_at=one.end,
            note=one.note,
            demo=demo,
        )
        for one in records
    )
    session.flush()


def shifts(
    session: Session,
    scope: Scope,
    span: Span,
    *,
    squad: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Shift]:
    """Return the shifts that meet a span, in time order."""
    found = _SHIFTS.where(scope.within(ShiftRow.squad_code))
    found = found.where(*span.touches(ShiftRow.started_at, ShiftRow.ended_at))
    if squad is not None:
        found = found.where(ShiftRow.squad_code == squad)
    found = after(found, ShiftRow.started_at, ShiftRow.pk, cursor).limit(limit + 1)
    rows, following = page_of(rows_of(session, found), limit, "started_at")
    return Page(tuple(_shift(row) for row in rows), following)


def known_shifts(session: Session, ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these are ids of shifts."""
    found = select(ShiftRow.id).where(ShiftRow.id.in_(list(ids)))
    return set(session.scalars(found))


def all_shifts(session: Session, *, at_once: int = 1000) -> Iterator[Shift]:
    """Yield every shift there is."""
    found = _SHIFTS.order_by(ShiftRow.pk).execution_options(yield_per=at_once)
    for row in session.connection().execute(found):
        yield _shift(row)


_ABOARD = select(table_of(CrewRow)).where(CrewRow.patrol_id.in_(bindparam("ids", expanding=True)))


def _patrols(session: Session, rows: Sequence[Any]) -> list[Patrol]:
    crews: dict[UUID, list[UUID]] = defaultdict(list)
    for one in rows_of(session, _ABOARD, {"ids": [row.id for row in rows]}):
        crews[one.patrol_id].append(one.officer_id)
    return [
        Patrol(
            id=row.id,
            shift_id=row.shift_id,
            area_code=row.area_code,
            mode=row.mode,
            start=row.started_at,
            end=row.ended_at,
            crew=tuple(sorted(crews[row.id])),
            note=row.note,
        )
        for row in rows
    ]


def all_patrols(session: Session, *, at_once: int = 500) -> Iterator[Patrol]:
    """Yield every patrol there is."""
    found = _PATROLS.order_by(PatrolRow.pk).execution_options(yield_per=at_once)
    for rows in session.connection().execute(found).partitions():
        yield from _patrols(session, rows)


class OnDuty(Protocol):
    """Somebody's turn of duty in half-open ``[starts_at, ended_at)``, aware."""

    @property
    def officer_id(self) -> UUID:
        """Whose it is."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""

    @property
    def ended_at(self) -> datetime:
        """When it ends by plan."""


def ends_aboard(
    session: Session, turns: Iterable[OnDuty], *, within: timedelta
) -> dict[UUID, datetime]:
    """Return when people were back from patrols that outlasted a turn of theirs, one turn each.

    Who was back in time is left out; so is a patrol that ended more than ``within`` after it.
    """
    by_officer = {one.officer_id: one for one in turns}
    if not by_officer:
        return {}
    first = min(one.ended_at for one in by_officer.values())
    last = max(one.ended_at for one in by_officer.values()) + within
    asked = (
        select(CrewRow.officer_id, PatrolRow.started_at, PatrolRow.ended_at)
        .join(PatrolRow, PatrolRow.id == CrewRow.patrol_id)
        .where(PatrolRow.ended_at > first, PatrolRow.ended_at <= last)
    )
    found: dict[UUID, datetime] = {}
    for row in rows_of(session, asked):
        turn = by_officer.get(row.officer_id)
        if turn is None or row.started_at >= turn.ended_at:
            continue
        if turn.ended_at < row.ended_at <= turn.ended_at + within:
            found[row.officer_id] = max(row.ended_at, found.get(row.officer_id, row.ended_at))
    return found


def patrol(session: Session, patrol_id: UUID, scope: Scope) -> Patrol | None:
    """Return a patrol within reach, or None."""
    row = row_of(session, _PATROL, {"id": patrol_id})
    if row is None or not scope.includes(row.squad_code):
        return None
    return _patrols(session, [row])[0]


_PATROLS = select(table_of(PatrolRow))
_PATROL = _PATROLS.where(PatrolRow.id == bindparam("id"))


def squad_of_patrol(session: Session, patrol_id: UUID) -> str | None:
    """Return the squad that a patrol belongs to, or None."""
    row = row_of(session, _PATROL, {"id": patrol_id})
    return None if row is None else row.squad_code


def save_patrol(
    session: Session, record: Patrol, squad_code: str, *, new: bool, demo: bool = False
) -> None:
    """Add a new patrol with its crew, or replace what is there under its id."""
    values = {
        "shift_id": record.shift_id,
        "squad_code": squad_code,
        "area_code": record.area_code,
        "mode": record.mode,
        "started_at": record.start,
        "ended_at": record.end,
        "note": record.note,
    }
    save_row(session, PatrolRow, record.id, values, new=new, demo=demo)
    if not new:
        session.execute(delete(CrewRow).where(CrewRow.patrol_id == record.id))
    crew = [{"patrol_id": record.id, "officer_id": one} for one in record.crew]
    add_rows(session, CrewRow, crew)


def add_patrols(session: Session, records: Iterable[tuple[Patrol, str]], *, demo: bool) -> None:
    """Add many new patrols, each with the code of its squad."""
    pairs = list(records)
    session.add_all(
        PatrolRow(
            id=one.id,
            shift_id=one.shift_id,
            squad_code=squad_code,
            area_code=one.area_code,
            mode=one.mode,
            started_at=one.start,
            ended_at=one.end,
            note=one.note,
            demo=demo,
        )
        for one, squad_code in pairs
    )
    session.flush()
    session.add_all(
        CrewRow(patrol_id=one.id, officer_id=member) for one, _squad in pairs for member in one.crew
    )
    session.flush()


def patrols(
    session: Session,
    scope: Scope,
    span: Span,
    *,
    squad: str | None = None,
    area: str | None = None,
    mode: Mode | None = None,
    untracked: Untracked | None = None,
    cursor: str | None = None,
    limit: int = 100,
    newest_first: bool = False,
) -> Page[Patrol]:
    """Return the patrols that meet a span, in time order or against it."""
    found = _in_span(scope, span)
    if squad is not None:
        found = found.where(PatrolRow.squad_code == squad)
    if area is not None:
        found = found.where(PatrolRow.area_code == area)
    if mode is not None:
        found = found.where(PatrolRow.mode == mode)
    if untracked is not None:
        found = found.where(has_no_usable_track(untracked))
    time, key = PatrolRow.started_at, PatrolRow.pk
    found = after(found, time, key, cursor, newest_first=newest_first).limit(limit + 1)
    rows, following = page_of(rows_of(session, found), limit, "started_at")
    return Page(tuple(_patrols(session, rows)), following)


def patrols_of_shifts(session: Session, scope: Scope, shift_ids: Iterable[UUID]) -> list[Patrol]:
    """Return all patrols of some shifts, in time order."""
    found = _PATROLS.where(
        scope.within(PatrolRow.squad_code), PatrolRow.shift_id.in_(list(shift_ids))
    )
    return _patrols(session, rows_of(session, found.order_by(PatrolRow.started_at, PatrolRow.pk)))


def going_on_with(
    session: Session, scope: Scope, officer_id: UUID, since: datetime
) -> list[Patrol]:
    """Return the patrols begun since a moment that go on with an officer aboard."""
    aboard = select(CrewRow.patrol_id).where(CrewRow.officer_id == officer_id)
    found = _PATROLS.where(
        scope.within(PatrolRow.squad_code),
        PatrolRow.ended_at.is_(None),
        PatrolRow.started_at >= since,
        PatrolRow.id.in_(aboard),
    )
    return _patrols(session, rows_of(session, found.order_by(PatrolRow.started_at, PatrolRow.pk)))


def without_usable_track(
    session: Session,
    scope: Scope,
    area: str,
    grid_id: UUID,
    span: Span,
    *,
    min_inside_s: float,
    as_of: datetime,
) -> list[Patrol]:
    """Return an area's patrols, ended by ``as_of``, seen in its grid less than ``min_inside_s``."""
    # Patrol by patrol: joined to a table of sums, a planner without statistics compares each
    # patrol with every sum.
    inside_s = (
        select(func.coalesce(func.sum(VisitBlockRow.inside_s), 0))
        .where(VisitBlockRow.grid_id == grid_id, VisitBlockRow.patrol_id == PatrolRow.id)
        .scalar_subquery()
    )
    found = (
        _in_span(scope, span)
        .where(
            PatrolRow.area_code == area,
            PatrolRow.ended_at <= as_of,
            inside_s < min_inside_s,
        )
        .order_by(PatrolRow.started_at, PatrolRow.pk)
    )
    return _patrols(session, rows_of(session, found))


def _in_span(scope: Scope, span: Span) -> Select[Any]:
    return _PATROLS.where(
        scope.within(PatrolRow.squad_code),
        *span.touches(PatrolRow.started_at, PatrolRow.ended_at),
    )


def last_start(
    session: Session, scope: Scope, until: datetime, *, demo_only: bool = False
) -> datetime | None:
    """Return when the last patrol within reach began, planned ones aside; or None."""
    found = select(PatrolRow.started_at).where(
        scope.within(PatrolRow.squad_code), PatrolRow.started_at < until
    )
    if demo_only:
        found = found.where(PatrolRow.demo)
    return session.scalar(found.order_by(PatrolRow.started_at.desc()).limit(1))


def has_demo(session: Session) -> bool:
    """Whether any patrol in the store is a demonstration."""
    return session.scalar(select(PatrolRow.pk).where(PatrolRow.demo).limit(1)) is not None


def is_empty(session: Session) -> bool:
    """Whether the store holds no shift at all."""
    return session.scalar(select(ShiftRow.pk).limit(1)) is None
