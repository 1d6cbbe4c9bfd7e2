"""Operations, what belongs to them, and cases handed to other agencies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import UtcDateTime


class OperationRow(Received, Base):
    """A campaign or joint operation; ``agencies`` are objects of agency, numbers and task."""

    __tablename__ = "operations"
    __table_args__ = (
        CheckConstraint("kind IN ('campaign', 'joint')", name="kind"),
        CheckConstraint("ends_at > starts_at", name="period"),
        Index(None, "squad_code", "starts_at"),
    )

    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    aim: Mapped[str] = mapped_column(Text)
    area_codes: Mapped[list[str]] = mapped_column(JSON)
    agencies: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    summary: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)


class OperationLinkRow(Received, Base):
    """Somebody's word that a record belongs to an operation, or why it does not.

    ``target_id`` is of a table that ``kind`` names, so no key refers there.
    """

    __tablename__ = "operation_links"
    __table_args__ = (
        CheckConstraint("kind IN ('shift', 'patrol', 'task', 'incident')", name="kind"),
        Index(None, "kind", "target_id"),
        Index(None, "squad_code", "received_at"),
    )

    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operations.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    target_id: Mapped[UUID]
    removed: Mapped[str] = mapped_column(Text)


class TransferRow(Received, Base):
    """An incident's case, handed on; ``evidence`` are objects of digest, size, type and note."""

    __tablename__ = "transfers"
    __table_args__ = (Index(None, "squad_code", "at"),)

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    agency: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    number: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    taken_by: Mapped[str] = mapped_column(Text)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
