"""Fixes of trackers until a patrol claims them, tracks made of them; routes declared by hand."""

from datetime import datetime
from uuid import UUID

import shapely
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime, geometry


class TrackerFixRow(Base):
    """A fix that came in from a tracker and is in no track yet.

    It goes when a patrol of the tracker's officer covers it, or unclaimed after a few days.
    """

    __tablename__ = "tracker_fixes"
    __table_args__ = (PrimaryKeyConstraint("device_id", "t_ms"), Index(None, "received_at"))

    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))
    t_ms: Mapped[int] = mapped_column(BigInteger)
    lon: Mapped[float] = mapped_column(Double)
    lat: Mapped[float] = mapped_column(Double)
    accuracy_m: Mapped[float | None] = mapped_column(Double)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TrackerPieceRow(Base):
    """Which track was put together of which tracker's fixes.

    ``started_at`` and ``ended_at`` are its first and last own fix: the one that it begins with is
    the last of the piece before. A piece whose fixes were all taken back has ``n_fixes`` 0.
    """

    __tablename__ = "tracker_pieces"
    __table_args__ = (
        CheckConstraint("started_at <= ended_at", name="times"),
        Index(None, "device_id", "ended_at"),
        Index(None, "ended_at"),
    )

    track_id: Mapped[UUID] = mapped_column(
        ForeignKey("tracks.id", ondelete="CASCADE"), primary_key=True
    )
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"))
    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    n_fixes: Mapped[int]


class TrackerTallyRow(Base):
    """What became of all that a tracker ever sent, in numbers, and when it was last heard."""

    __tablename__ = "tracker_tallies"

    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    heard_at: Mapped[datetime] = mapped_column(UtcDateTime)
    n_kept: Mapped[int]
    n_off_duty: Mapped[int]
    n_unusable: Mapped[int]
    n_doubtful: Mapped[int]
    n_late: Mapped[int]
    n_expired: Mapped[int]


class DeclaredRouteRow(Keyed, Base):
    """A route that somebody says a patrol took: drawn as declared, in no figure ever."""

    __tablename__ = "declared_routes"
    __table_args__ = (CheckConstraint("started_at < ended_at", name="times"),)

    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    geometry: Mapped[shapely.LineString] = mapped_column(geometry("LINESTRING"))
