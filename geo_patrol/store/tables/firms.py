"""Firms, service and guidance for them, their planned checks, and the visits that do for these."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import UtcDateTime


class FirmRow(Received, Base):
    """A firm; ``quiet`` are objects of reason, days and hours.

    ``area_code``, ``cell_code`` and ``flags`` were found when it came.
    """

    __tablename__ = "firms"
    __table_args__ = (
        CheckConstraint("tier IN ('A', 'B', 'C', 'D')", name="tier"),
        Index(None, "squad_code", "received_at"),
        Index(None, "squad_code", "credit_code"),
    )

    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    name: Mapped[str] = mapped_column(Text)
    credit_code: Mapped[str] = mapped_column(String(32))
    tier: Mapped[str | None] = mapped_column(String(1))
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    place: Mapped[str] = mapped_column(Text)
    quiet: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
    area_code: Mapped[str | None] = mapped_column(ForeignKey("areas.code"))
    cell_code: Mapped[str | None] = mapped_column(String(15))
    flags: Mapped[list[str]] = mapped_column(JSON)


class ServiceVisitRow(Received, Base):
    """Officers at a firm for its sake; ``officers`` are ids."""

    __tablename__ = "service_visits"
    __table_args__ = (Index(None, "squad_code", "at"),)

    firm_id: Mapped[UUID] = mapped_column(ForeignKey("firms.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    officers: Mapped[list[str]] = mapped_column(JSON)
    asked: Mapped[str] = mapped_column(Text)
    advised: Mapped[str] = mapped_column(Text)
    solved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)


class GuidanceSlotRow(Received, Base):
    """An hour of guidance, and which firm has booked it."""

    __tablename__ = "guidance_slots"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="period"),
        Index(None, "squad_code", "starts_at"),
    )

    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    topic: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    booked_by: Mapped[UUID | None] = mapped_column(ForeignKey("firms.id"), index=True)
    wish: Mapped[str] = mapped_column(Text)
    cancelled: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)


class PlannedCheckRow(Received, Base):
    """A matter that an agency means to look at."""

    __tablename__ = "planned_checks"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="period"),
        CheckConstraint("minutes > 0", name="minutes"),
        Index(None, "squad_code", "opens_at"),
    )

    firm_id: Mapped[UUID] = mapped_column(ForeignKey("firms.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    matter: Mapped[str] = mapped_column(Text)
    agency: Mapped[str] = mapped_column(String(32))
    opens_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int]
    unannounced: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)


class CombinedVisitRow(Received, Base):
    """One visit for planned checks, of which ``checks`` are the ids."""

    __tablename__ = "combined_visits"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint(
            "(happened_from IS NULL) = (happened_to IS NULL)"
            " AND (happened_from IS NULL OR happened_to > happened_from)",
            name="happened",
        ),
        Index(None, "squad_code", "starts_at"),
    )

    firm_id: Mapped[UUID] = mapped_column(ForeignKey("firms.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int]
    checks: Mapped[list[str]] = mapped_column(JSON)
    happened_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    happened_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)
