"""Evidence files, and which records they are evidence of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime


class EvidenceFileRow(Base):
    """A file in the evidence folder, whole and synced before its row was written.

    ``taken_at``, ``lon`` and ``lat`` are what the camera says of itself.
    """

    __tablename__ = "evidence_files"
    __table_args__ = (
        CheckConstraint("size_bytes > 0", name="size_bytes"),
        CheckConstraint("kind IN ('photo', 'video', 'audio', 'document')", name="kind"),
    )

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    width: Mapped[int | None]
    height: Mapped[int | None]
    pages: Mapped[int | None]
    duration_s: Mapped[float | None]
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EvidenceRow(Keyed, Base):
    """A file as evidence of a record."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint(
            "record_kind IN ('incident', 'patrol', 'shift', 'case')", name="record_kind"
        ),
        Index(None, "record_kind", "record_id"),
    )

    sha256: Mapped[str] = mapped_column(ForeignKey("evidence_files.sha256"), index=True)
    record_kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True))
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    note: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
