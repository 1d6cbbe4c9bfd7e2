"""Shifts, patrols and crews; tracks, their visits and the day × cell cache."""

from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime, geometry


class ShiftRow(Keyed, Base):
    """A squad's turn of duty."""

    __tablename__ = "shifts"
    __table_args__ = (
        CheckConstraint("kind IN ('early', 'middle', 'night')", name="kind"),
        CheckConstraint("started_at < ended_at", name="times"),
        Index(None, "squad_code", "started_at"),
    )

    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    kind: Mapped[str] = mapped_column(String(16))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)
    demo: Mapped[bool]


class PatrolRow(Keyed, Base):
    """One crew's round in one area; ``ended_at`` is null while it goes on."""

    __tablename__ = "patrols"
    __table_args__ = (
        CheckConstraint("mode IN ('foot', 'car', 'boat')", name="mode"),
        CheckConstraint("ended_at IS NULL OR started_at < ended_at", name="times"),
        Index(None, "area_code", "started_at"),
        Index(None, "squad_code", "started_at"),
    )

    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shifts.id"), index=True)
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"))
    mode: Mapped[str] = mapped_column(String(8))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text)
    demo: Mapped[bool]


class CrewRow(Base):
    """Who was aboard a patrol."""

    __tablename__ = "patrol_crew"
    __table_args__ = (PrimaryKeyConstraint("patrol_id", "officer_id"),)

    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id", ondelete="CASCADE"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)


class TrackRow(Keyed, Base):
    """One device's track of one patrol: its fixes packed, a simplified line for GIS clients.

    ``bad_fixes`` lists what was not kept, with line and reason; ``n_bad`` counts all of it.
    """

    __tablename__ = "tracks"

    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id"), index=True)
    device: Mapped[str] = mapped_column(Text)
    source_name: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    n_fixes: Mapped[int]
    n_bad: Mapped[int]
    bad_fixes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    fixes: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    geometry: Mapped[shapely.LineString | None] = mapped_column(geometry("LINESTRING"))


class VisitBlockRow(Base):
    """The visits of one track in one grid version, packed, with the track's own totals."""

    __tablename__ = "visit_blocks"
    __table_args__ = (
        PrimaryKeyConstraint("track_id", "grid_id"),
        Index(None, "grid_id", "started_at"),
    )

    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id", ondelete="CASCADE"))
    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    n_visits: Mapped[int]
    visits: Mapped[bytes] = mapped_column(LargeBinary)
    length_m: Mapped[float]
    observed_s: Mapped[float]
    unobserved_s: Mapped[float]
    inside_s: Mapped[float]


class CellDayRow(Base):
    """Day × shift kind × cell sums over patrols: a cache, rebuilt from visit blocks.

    ``day`` counts local days since 1970-01-01.
    """

    __tablename__ = "cell_days"
    __table_args__ = (PrimaryKeyConstraint("grid_id", "day", "shift_kind", "cell_idx"),)

    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    day: Mapped[int]
    shift_kind: Mapped[str] = mapped_column(String(16))
    cell_idx: Mapped[int]
    presence_s: Mapped[float]
    effort_s: Mapped[float]
    length_m: Mapped[float]
    n_visits: Mapped[int]
    first_enter_us: Mapped[int] = mapped_column(BigInteger)
    last_leave_us: Mapped[int] = mapped_column(BigInteger)
