"""Blocks of areas, who answers for them and for cells, and how that was handed over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import UtcDateTime


class BlockRow(Received, Base):
    """Some cells of an area under one name; ``cells`` are codes of its grid."""

    __tablename__ = "blocks"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="period"),
        Index(None, "squad_code", "starts_at"),
    )

    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    cells: Mapped[list[str]] = mapped_column(JSON)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)


class ResponsibilityRow(Received, Base):
    """That somebody answers for a block or a cell; ``holder_id`` is who begins."""

    __tablename__ = "responsibilities"
    __table_args__ = (
        CheckConstraint("(block_code IS NULL) <> (cell_code IS NULL)", name="target"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="period"),
        Index(None, "squad_code", "starts_at"),
    )

    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    block_code: Mapped[str | None] = mapped_column(String(64))
    cell_code: Mapped[str | None] = mapped_column(String(15))
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)


class ResponsibilityHandoverRow(Received, Base):
    """That a responsibility went from one officer to another, and what was left to be done."""

    __tablename__ = "responsibility_handovers"
    __table_args__ = (Index(None, "squad_code", "at"),)

    responsibility_id: Mapped[UUID] = mapped_column(ForeignKey("responsibilities.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    from_officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    to_officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    open_points: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
