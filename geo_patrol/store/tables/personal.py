"""Personal fields of records: encrypted, each record under a key of its own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, PrimaryKeyConstraint, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.types import UtcDateTime


class PersonalKeyRow(Base):
    """A record's key, itself encrypted by the master key, which is no part of the store.

    ``wrapped`` is null once the key was destroyed: what it sealed cannot be read by anyone.
    Backups keep this table apart from the others. ``due_at`` is when retention ends.
    """

    __tablename__ = "personal_keys"
    __table_args__ = (PrimaryKeyConstraint("kind", "record_id"),)

    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True))
    squad_code: Mapped[str] = mapped_column(String(32))
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    destroyed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PersonalDataRow(Base):
    """The personal fields of one version of a record, sealed with the record's key."""

    __tablename__ = "personal_data"
    __table_args__ = (PrimaryKeyConstraint("kind", "record_id", "version"),)

    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True))
    version: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class PersonMarkRow(Base):
    """A keyed hash by which a person or plate is recognised in other records of the squad."""

    __tablename__ = "person_marks"
    __table_args__ = (
        PrimaryKeyConstraint("kind", "record_id", "mark"),
        Index(None, "mark"),
    )

    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True))
    mark: Mapped[str] = mapped_column(String(72))
    squad_code: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
