"""Problems on their way through the closed loop, and the steps that were taken with them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import UtcDateTime


class CaseRow(Received, Base):
    """A problem as it was sent; of one that was an incident, what it is about is the incident's.

    ``area_code``, ``cell_code`` and ``flags`` were found when it came. ``stage`` and ``closed_at``
    follow from its steps: see `geo_patrol.workflows.cases.refresh`.
    """

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(
            "(incident_id IS NULL) = (category IS NOT NULL)"
            " AND (category IS NULL) = (source IS NULL)",
            name="origin",
        ),
        CheckConstraint("(stage = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        Index(None, "squad_code", "stage"),
        Index(None, "squad_code", "closed_at"),
    )

    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    alert_id: Mapped[UUID | None] = mapped_column(ForeignKey("camera_alerts.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    source: Mapped[str | None] = mapped_column(String(16))
    category: Mapped[str | None] = mapped_column(String(64))
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    place: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
    area_code: Mapped[str | None] = mapped_column(ForeignKey("areas.code"))
    cell_code: Mapped[str | None] = mapped_column(String(15))
    flags: Mapped[list[str]] = mapped_column(JSON)
    stage: Mapped[str] = mapped_column(String(16), server_default="reported")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseStepRow(Received, Base):
    """A step of a case; ``voided`` says why it does not count."""

    __tablename__ = "case_steps"
    __table_args__ = (
        CheckConstraint("score IS NULL OR score BETWEEN 1 AND 5", name="score"),
        Index(None, "squad_code", "at"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    to_kind: Mapped[str] = mapped_column(String(16))
    to_code: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    photos: Mapped[list[str]] = mapped_column(JSON)
    score: Mapped[int | None]
    number: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)
