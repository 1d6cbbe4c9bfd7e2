"""What every record has been, and what is known of the store itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.types import BigKey, UtcDateTime


class VersionRow(Base):
    """One accepted version of a record, as it was sent; only ever added to.

    ``body_sha256`` is the digest of the canonical body: it decides whether a repeated write is
    the same or another one.
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


class MetaRow(Base):
    """A fact about the store: whether it holds demo data, from which seed."""

    __tablename__ = "store_meta"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
