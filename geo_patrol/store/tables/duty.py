"""Shifts, patrols and crews; tracks, and which of them count."""

from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from sqlalchemy import (
    JSON,
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
from geo_patrol.store.tables.field import Received
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

    ``bad_fixes`` lists what was not kept, with line and reason; ``n_bad`` counts all of it. Only
    what ``counts`` by its ``standing`` has blocks of visits.
    """

    __tablename__ = "tracks"
    __table_args__ = (
        CheckConstraint("standing IN ('counts', 'withdrawn', 'superseded')", name="standing"),
    )

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
    standing: Mapped[str] = mapped_column(String(16), server_default="counts", default="counts")


class TrackSupersedesRow(Base):
    """A track that says which others it stands for; those may come later than it."""

    __tablename__ = "track_supersedes"
    __table_args__ = (
        PrimaryKeyConstraint("track_id", "older_id"),
        CheckConstraint("track_id <> older_id", name="other"),
    )

    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id", ondelete="CASCADE"))
    older_id: Mapped[UUID] = mapped_column(index=True)


class TrackWithdrawalRow(Received, Base):
    """What was last said of whether a track is withdrawn, and why; it may come before the track."""

    __tablename__ = "track_withdrawals"

    track_id: Mapped[UUID]
    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    withdrawn: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
