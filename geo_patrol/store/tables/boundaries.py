"""Boundaries that were brought in: drafts until somebody puts them in force."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.tables.places import STATUSES
from geo_patrol.store.types import UtcDateTime


class BoundaryImportRow(Keyed, Base):
    """A boundary for a part of an area: its outline, or the zones of a level.

    ``shapes`` and ``former`` are objects of what it brings, and of what held until then; what was
    in force stays here when another one takes its place. ``grid_due`` until the cells follow.
    """

    __tablename__ = "boundary_imports"
    __table_args__ = (
        CheckConstraint("part IN ('outline', 'first', 'second', 'quasi')", name="part"),
        CheckConstraint("state IN ('draft', 'waiting', 'in_force', 'discarded')", name="state"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        Index(None, "area_code", "part"),
        Index(None, "state"),
    )

    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"))
    part: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    datum: Mapped[str | None] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    shapes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    restores: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    valid_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    former: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    grid_id: Mapped[UUID | None]
    grid_due: Mapped[bool]
