"""Areas that somebody plans: they count for nothing until they are opened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Double, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.tables.places import STATUSES
from geo_patrol.store.types import UtcDateTime


class NewAreaRow(Keyed, Base):
    """An area as it was planned; it stays here when it was opened.

    ``outline`` is hexadecimal WKB, EPSG:4326. ``grid_due`` until its cells are on their way.
    """

    __tablename__ = "new_areas"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'opened', 'discarded')", name="state"),
        CheckConstraint("kind IN ('reservoir', 'park')", name="kind"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        Index(None, "state"),
    )

    state: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(32))
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    kind: Mapped[str] = mapped_column(String(16))
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    size_m: Mapped[float] = mapped_column(Double)
    datum: Mapped[str | None] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    outline: Mapped[str] = mapped_column(Text)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    grid_due: Mapped[bool]
