"""Versions of records: the memory that makes a repeated write harmless."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.store.tables import MetaRow, VersionRow


def versions(session: Session, kind: str, record_id: UUID) -> list[VersionRow]:
    """Return a record's versions, the first one first; none when there is no such record."""
    found = select(VersionRow).where(VersionRow.kind == kind, VersionRow.record_id == record_id)
    return list(session.scalars(found.order_by(VersionRow.version)))


def append(
    session: Session,
    kind: str,
    record_id: UUID,
    version: int,
    body: dict[str, Any],
    body_sha256: str,
    *,
    at: datetime,
    actor_id: UUID | None,
) -> None:
    """Add a version; the store refuses two of one number."""
    session.add(
        VersionRow(
            kind=kind,
            record_id=record_id,
            version=version,
            body=body,
            body_sha256=body_sha256,
            accepted_at=at,
            actor_id=actor_id,
        )
    )
    session.flush()


def append_first(
    session: Session,
    kind: str,
    bodies: Iterable[tuple[UUID, dict[str, Any], str]],
    *,
    at: datetime,
    actor_id: UUID | None,
) -> None:
    """Add the first version of many new records: id, body, digest."""
    session.add_all(
        VersionRow(
            kind=kind,
            record_id=record_id,
            version=1,
            body=body,
            body_sha256=digest,
            accepted_at=at,
            actor_id=actor_id,
        )
        for record_id, body, digest in bodies
    )
    session.flush()


def fact(session: Session, key: str) -> str | None:
    """Return a fact about the store, or None."""
    row = session.get(MetaRow, key)
    return None if row is None else row.value


def set_fact(session: Session, key: str, value: str) -> None:
    """Set a fact about the store."""
    session.merge(MetaRow(key=key, value=value))
