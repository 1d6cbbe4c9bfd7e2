"""Personal fields as they are kept: sealed, with the wrapped keys of their records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from geo_patrol.personal.persons import MarkKind
from geo_patrol.store.repositories.rows import add_rows
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import IncidentRow, PersonalDataRow, PersonalKeyRow, PersonMarkRow


@dataclass(frozen=True)
class RecordKey:
    """A record's key; ``wrapped`` is None once it was destroyed."""

    kind: str
    record_id: UUID
    squad_code: str
    wrapped: bytes | None
    due_at: datetime


@dataclass(frozen=True)
class Sealed:
    """The latest sealed fields of a record, and the key to them; None once it was destroyed."""

    record_id: UUID
    version: int | None
    sealed: bytes | None
    wrapped: bytes | None


def record_key(session: Session, kind: str, record_id: UUID) -> RecordKey | None:
    """Return a record's key, or None when it never had one."""
    row = session.get(PersonalKeyRow, (kind, record_id))
    if row is None:
        return None
    return RecordKey(row.kind, row.record_id, row.squad_code, row.wrapped, row.due_at)


def add_key(session: Session, key: RecordKey) -> None:
    """Keep the key of a record that never had one."""
    add_rows(session, PersonalKeyRow, [vars(key)])


def set_retention(
    session: Session, kind: str, record_id: UUID, *, squad_code: str, due_at: datetime
) -> None:
    """Set whose a record's key is, and when its retention ends; one that was destroyed stays so."""
    changed = _of(update(PersonalKeyRow), PersonalKeyRow, kind, record_id)
    session.execute(
        changed.where(PersonalKeyRow.wrapped.is_not(None)).values(
            squad_code=squad_code, due_at=due_at
        )
    )


def save_sealed(session: Session, kind: str, record_id: UUID, version: int, sealed: bytes) -> None:
    """Keep the sealed fields of a version."""
    session.add(PersonalDataRow(kind=kind, record_id=record_id, version=version, sealed=sealed))
    session.flush()


def save_marks(
    session: Session,
    kind: str,
    record_id: UUID,
    marks: Iterable[str],
    *,
    squad_code: str,
    at: datetime,
) -> None:
    """Keep a record's marks in place of those it had."""
    session.execute(_of(delete(PersonMarkRow), PersonMarkRow, kind, record_id))
    rows = [
        {"kind": kind, "record_id": record_id, "mark": one, "squad_code": squad_code, "at": at}
        for one in marks
    ]
    if rows:
        session.execute(insert(PersonMarkRow), rows)


def marks_of_records(session: Session, kind: str, ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """Return the marks of records; those without any are left out."""
    found = select(PersonMarkRow.record_id, PersonMarkRow.mark).where(
        PersonMarkRow.kind == kind, PersonMarkRow.record_id.in_(ids)
    )
    marks: dict[UUID, set[str]] = defaultdict(set)
    for record_id, mark in session.execute(found):
        marks[record_id].add(mark)
    return marks


def ids_with_persons(session: Session, kind: str, after: UUID | None, *, limit: int) -> list[UUID]:
    """Return records whose key was not destroyed, in an order of the store's own, from one on."""
    found = select(PersonalKeyRow.record_id).where(
        PersonalKeyRow.kind == kind, PersonalKeyRow.wrapped.is_not(None)
    )
    if after is not None:
        found = found.where(PersonalKeyRow.record_id > after)
    return list(session.scalars(found.order_by(PersonalKeyRow.record_id).limit(limit)))


def move_marks(
    session: Session, kind: str, record_id: UUID, *, squad_code: str, at: datetime
) -> None:
    """Let a record's marks count for another squad, or another moment."""
    changed = _of(update(PersonMarkRow), PersonMarkRow, kind, record_id)
    session.execute(changed.values(squad_code=squad_code, at=at))


_P, _K = PersonalDataRow, PersonalKeyRow
_SEALED = (
    select(_K.record_id, _P.version, _P.sealed, _K.wrapped)
    .outerjoin(_P, (_P.kind == _K.kind) & (_P.record_id == _K.record_id) & (_P.version > 0))
    .where(_K.kind == bindparam("kind"), _K.record_id.in_(bindparam("ids", expanding=True)))
    .order_by(_K.record_id, _P.version)
)


def latest_sealed(session: Session, kind: str, ids: Sequence[UUID]) -> list[Sealed]:
    """Return the latest sealed fields, of accepted versions, of records that ever had any."""
    latest: dict[UUID, Sealed] = {}
    for record_id, version, sealed, wrapped in session.execute(_SEALED, {"kind": kind, "ids": ids}):
        if wrapped is None or sealed is not None:
            latest[record_id] = Sealed(record_id, version, sealed, wrapped)
    return list(latest.values())


def shared_marks(kind: str, record_id: UUID, scope: Scope, *columns: Any) -> Select[Any]:
    """Return the statement of the marks that other records within reach have in common with one.

    Those by which somebody is the same person, or a plate the same plate; an incident that does
    not count is nobody's.
    """
    own = select(PersonMarkRow.mark).where(
        PersonMarkRow.kind == kind,
        PersonMarkRow.record_id == record_id,
        or_(*(PersonMarkRow.mark.startswith(f"{one}:") for one in get_args(MarkKind))),
    )
    void = exists().where(IncidentRow.id == PersonMarkRow.record_id, IncidentRow.void)
    return select(PersonMarkRow.record_id, PersonMarkRow.mark, *columns).where(
        PersonMarkRow.kind == kind,
        PersonMarkRow.mark.in_(own),
        PersonMarkRow.record_id != record_id,
        scope.within(PersonMarkRow.squad_code),
        ~void,
    )


def repeats(session: Session, kind: str, record_id: UUID, scope: Scope) -> list[tuple[UUID, str]]:
    """Return other records within reach that share a mark: their ids, and which kind of mark."""
    found = shared_marks(kind, record_id, scope)
    rows = session.execute(found.order_by(PersonMarkRow.at.desc(), PersonMarkRow.record_id))
    return [(other, mark.partition(":")[0]) for other, mark in rows]


def due_keys(session: Session, now: datetime, *, limit: int) -> list[RecordKey]:
    """Return keys whose retention has ended, the longest due first."""
    found = (
        select(PersonalKeyRow)
        .where(*_due(now))
        .order_by(PersonalKeyRow.due_at, PersonalKeyRow.record_id)
        .limit(limit)
    )
    rows = session.scalars(found)
    return [RecordKey(r.kind, r.record_id, r.squad_code, r.wrapped, r.due_at) for r in rows]


def count_due(session: Session, now: datetime) -> int:
    """Return how many keys there are whose retention has ended."""
    found = select(func.count()).select_from(PersonalKeyRow).where(*_due(now))
    return session.scalar(found) or 0


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return PersonalKeyRow.due_at <= now, PersonalKeyRow.wrapped.is_not(None)


def destroy(session: Session, kind: str, record_id: UUID, *, now: datetime) -> None:
    """Destroy a record's key, its sealed fields and its marks."""
    session.execute(
        _of(update(PersonalKeyRow), PersonalKeyRow, kind, record_id).values(
            wrapped=None, destroyed_at=now
        )
    )
    session.execute(_of(delete(PersonalDataRow), PersonalDataRow, kind, record_id))
    session.execute(_of(delete(PersonMarkRow), PersonMarkRow, kind, record_id))


def _of(statement: Any, row: Any, kind: str, record_id: UUID) -> Any:
    return statement.where(row.kind == kind, row.record_id == record_id)
