"""Incidents with their outcomes and what was seized."""

from datetime import datetime
from uuid import UUID

import shapely
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import BigKey, UtcDateTime, geometry


class IncidentRow(Keyed, Base):
    """A violation; area, zone and cell are found by the server when it is written.

    ``void`` follows from what was said last of whether it counts: see `IncidentVoidRow`.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        CheckConstraint(
            "source IN ('patrol', 'camera', 'citizen', 'campaign', 'joint')", name="source"
        ),
        CheckConstraint("placed_by IN ('gps', 'map', 'ledger')", name="placed_by"),
        Index(None, "squad_code", "occurred_at"),
        Index(None, "area_code", "occurred_at"),
        Index(None, "cell_code", "occurred_at"),
    )

    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    area_code: Mapped[str | None] = mapped_column(ForeignKey("areas.code"))
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zones.id", ondelete="SET NULL"))
    cell_code: Mapped[str | None] = mapped_column(String(15))
    patrol_id: Mapped[UUID | None] = mapped_column(ForeignKey("patrols.id"), index=True)
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    category: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(16))
    placed_by: Mapped[str] = mapped_column(String(16))
    accuracy_m: Mapped[float | None]
    narrative: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)
    demo: Mapped[bool]
    geometry: Mapped[shapely.Point] = mapped_column(geometry("POINT"))
    void: Mapped[bool] = mapped_column(server_default=false(), default=False)


class IncidentVoidRow(Received, Base):
    """What was last said of whether an incident counts, and why."""

    __tablename__ = "incident_voids"

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    void: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)


class OutcomeRow(Base):
    """One thing that came of an incident, in the order given."""

    __tablename__ = "incident_outcomes"
    __table_args__ = (CheckConstraint("people IS NULL OR people >= 0", name="people"),)

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    incident_id: Mapped[UUID] = mapped_column(
        ForeignKey("incidents.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(32))
    people: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fine_yuan: Mapped[int | None]
    agency: Mapped[str | None] = mapped_column(String(32))


class SeizedItemRow(Base):
    """Gear held because of an incident."""

    __tablename__ = "seized_items"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    incident_id: Mapped[UUID] = mapped_column(
        ForeignKey("incidents.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(32))
    quantity: Mapped[int]
    unit: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
