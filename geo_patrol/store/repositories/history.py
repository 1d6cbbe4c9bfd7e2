"""Versions of records: the memory that makes a repeated write harmless."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from geo_patrol.errors import NotFound, OutOfReach
from geo_patrol.store.repositories.rows import add_rows, row_of, rows_of
from geo_patrol.store.tables import MetaRow, RivalRow, VersionRow

MAX_RIVALS = 20
"""Rivals kept of one record: more than any quarrel between phones needs."""


@dataclass(frozen=True)
class Version:
    """An accepted version of a record, in canonical form; see `store.tables.VersionRow`."""

    kind: str
    record_id: UUID
    version: int
    body: dict[str, Any]
    body_sha256: str
    accepted_at: datetime
    actor_id: UUID | None
    chain: str


@dataclass(frozen=True)
class Rival:
    """A version that was refused; ``base_version`` is the one it meant to replace."""

    kind: str
    record_id: UUID
    base_version: int | None
    body: dict[str, Any]
    body_sha256: str
    sent_at: datetime
    actor_id: UUID | None
    chain: str


# Asked at every write: built once, on the table itself.
_V = VersionRow.__table__.c
_COLUMNS = [_V[name] for name in Version.__dataclass_fields__]
_OF_RECORD = (_V.kind == bindparam("kind"), _V.record_id == bindparam("record_id"))
_VERSIONS = select(*_COLUMNS).where(*_OF_RECORD).order_by(_V.version)
_LATEST = select(func.max(_V.version)).where(*_OF_RECORD)


def versions(session: Session, kind: str, record_id: UUID) -> list[Version]:
    """Return a record's versions, the first one first; none when there is no such record."""
    rows = rows_of(session, _VERSIONS, {"kind": kind, "record_id": record_id})
    return [Version(*row) for row in rows]


def latest_version(session: Session, kind: str, record_id: UUID) -> int | None:
    """Return the number of the version in force, or None."""
    row = row_of(session, _LATEST, {"kind": kind, "record_id": record_id})
    return None if row is None else row[0]


def in_force(session: Session, kind: str, ids: Iterable[UUID]) -> dict[UUID, tuple[int, datetime]]:
    """Return the versions in force of records, and when each was accepted; without their bodies."""
    found = (
        select(_V.record_id, func.max(_V.version), func.max(_V.accepted_at))
        .where(_V.kind == kind, _V.record_id.in_(sorted(set(ids))))
        .group_by(_V.record_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows_of(session, found)}


def not_there(session: Session, kind: str, record_id: UUID, key: str) -> NotFound:
    """Return why a record was not found within reach: there is none, or it is another squad's.

    The asker is told the same either way.
    """
    if latest_version(session, kind, record_id) is None:
        return NotFound(key)
    return OutOfReach(key, object=f"{kind}/{record_id}")


def all_versions(session: Session, *, at_once: int = 1000) -> Iterator[Version]:
    """Yield every version there is, record by record, each record's in order."""
    found = select(*_COLUMNS).order_by(_V.kind, _V.record_id, _V.version)
    for row in session.execute(found.execution_options(yield_per=at_once)):
        yield Version(*row)


def rivals(session: Session, kind: str, record_id: UUID) -> list[Rival]:
    """Return the refused versions of a record, in the order they came."""
    found = select(RivalRow).where(RivalRow.kind == kind, RivalRow.record_id == record_id)
    return [_rival(row) for row in session.scalars(found.order_by(RivalRow.pk))]


def append(session: Session, versions: Iterable[Version]) -> None:
    """Add versions; the store refuses two of one number."""
    add_rows(session, VersionRow, [vars(one) for one in versions])


def keep_rival(session: Session, rival: Rival) -> int | None:
    """Keep a refused version; return its number among the record's, None when it is there."""
    there = select(RivalRow.body_sha256).where(
        RivalRow.kind == rival.kind, RivalRow.record_id == rival.record_id
    )
    digests = set(session.scalars(there))
    if rival.body_sha256 in digests or len(digests) >= MAX_RIVALS:
        return None
    session.add(RivalRow(**vars(rival)))
    session.flush()
    return len(digests) + 1


def _rival(row: RivalRow) -> Rival:
    return Rival(**{name: getattr(row, name) for name in Rival.__dataclass_fields__})


def fact(session: Session, key: str) -> str | None:
    """Return a fact about the store, or None."""
    row = session.get(MetaRow, key)
    return None if row is None else row.value


def set_fact(session: Session, key: str, value: str) -> None:
    """Set a fact about the store."""
    session.merge(MetaRow(key=key, value=value))
