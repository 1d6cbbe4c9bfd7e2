"""What was seized, where it went, and what ran or stopped its periods; the office's own tables."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import BigKey, UtcDateTime


class SeizureRow(Received, Base):
    """A decision to seize, with who was there and who signed.

    ``certified`` are those of ``officers`` who held a certificate at that time. ``flags`` and
    ``open`` follow from the seizure, its custody and its clock events: see
    `geo_patrol.workflows.seizing.refresh`.
    """

    __tablename__ = "seizures"
    __table_args__ = (
        CheckConstraint(
            "measure IN ('seizure', 'emergency_seizure', 'preservation')", name="measure"
        ),
        CheckConstraint("party IS NULL OR party > 0", name="party"),
        Index(None, "squad_code", "at"),
        Index(None, "squad_code", "open"),
        Index(None, "number"),
    )

    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    number: Mapped[str] = mapped_column(String(64))
    measure: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ownerless: Mapped[bool]
    party: Mapped[int | None]
    officers: Mapped[list[str]] = mapped_column(JSON)
    certified: Mapped[list[str]] = mapped_column(JSON)
    signatures: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)
    open: Mapped[bool]


class SeizureItemRow(Base):
    """A line of an inventory, in the order given.

    ``state`` and ``place`` follow from the chain of custody; ``state`` is null before it begins.
    """

    __tablename__ = "seizure_items"

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    seizure_id: Mapped[UUID] = mapped_column(
        ForeignKey("seizures.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(64), index=True)
    quantity: Mapped[int]
    unit: Mapped[str] = mapped_column(String(16))
    condition: Mapped[str] = mapped_column(Text)
    seal_number: Mapped[str] = mapped_column(Text)
    storage_place: Mapped[str] = mapped_column(Text)
    photos: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    state: Mapped[str | None] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(Text)


class CustodyEventRow(Received, Base):
    """What was done with some items of a seizure; ``voided`` says why it does not count."""

    __tablename__ = "custody_events"
    __table_args__ = (Index(None, "squad_code", "at"),)

    seizure_id: Mapped[UUID] = mapped_column(ForeignKey("seizures.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    items: Mapped[list[int]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(Text)
    from_place: Mapped[str] = mapped_column(Text)
    notice_ends: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handed_to: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)


class ClockEventRow(Received, Base):
    """What starts, stops or lengthens a period of a seizure, or of an incident's case."""

    __tablename__ = "clock_events"
    __table_args__ = (
        CheckConstraint("(seizure_id IS NULL) <> (incident_id IS NULL)", name="subject"),
        Index(None, "squad_code", "at"),
    )

    seizure_id: Mapped[UUID | None] = mapped_column(ForeignKey("seizures.id"), index=True)
    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    days: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)


class LawDecisionRow(Received, Base):
    """Which warning of the law table a person was shown, what they decided, and why."""

    __tablename__ = "law_decisions"

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    act: Mapped[str] = mapped_column(String(64))
    edition: Mapped[str] = mapped_column(String(64))
    rules: Mapped[list[str]] = mapped_column(JSON)
    remarks: Mapped[list[str]] = mapped_column(JSON)
    applied: Mapped[str | None] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)


class LawFileRow(Keyed, Base):
    """The office's own law table that is in force; the versions of its record are those before."""

    __tablename__ = "law_files"

    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OfficeCalendarRow(Keyed, Base):
    """The office's own days off and days worked: ``[day, kind, name]``, in order."""

    __tablename__ = "office_calendars"

    days: Mapped[list[list[str]]] = mapped_column(JSON)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
