"""What every record has been, who answers for each change, what is known of the store."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, PrimaryKeyConstraint, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.types import BigKey, UtcDateTime


class VersionRow(Base):
    """One accepted version of a record, in canonical form; only ever added to.

    ``chain`` is the audit chain that answers for it: its squad's, or that of administration.
    ``body_sha256`` is the digest of the body: it decides whether a repeated write is the same or
    another one.
    """

    __tablename__ = "record_versions"
    __table_args__ = (Index(None, "kind", "record_id", "version", unique=True),)

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True))
    version: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    body_sha256: Mapped[str] = mapped_column(String(64))
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    chain: Mapped[str] = mapped_column(String(32))


class RivalRow(Base):
    """A version that was refused because another one was there first: kept, so that none is lost.

    ``base_version`` is the version that it meant to replace, null for a new record.
    """

    __tablename__ = "rival_versions"
    __table_args__ = (Index(None, "kind", "record_id", "body_sha256", unique=True),)

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True))
    base_version: Mapped[int | None]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    body_sha256: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    chain: Mapped[str] = mapped_column(String(32))


class AuditRow(Base):
    """An entry of an audit chain; see `geo_patrol.audit`. Both stores refuse to change one."""

    __tablename__ = "audit_log"
    __table_args__ = (
        PrimaryKeyConstraint("chain", "seq"),
        CheckConstraint("seq > 0", name="seq"),
        CheckConstraint("outcome IN ('done', 'refused')", name="outcome"),
        Index(None, "object"),
        Index(None, "at"),
    )

    chain: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(BigKey)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(32))
    object: Mapped[str] = mapped_column(String(128))
    outcome: Mapped[str] = mapped_column(String(16))
    details: Mapped[str] = mapped_column(Text)
    algorithm: Mapped[str] = mapped_column(String(16))
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class MetaRow(Base):
    """A fact about the store: whether it holds demo data, from which seed."""

    __tablename__ = "store_meta"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
