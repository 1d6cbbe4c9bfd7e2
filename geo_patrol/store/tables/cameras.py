"""Fixed cameras and their views, their signs of life, and what it takes to use their files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import UtcDateTime


class CameraRow(Received, Base):
    """A camera in one setting; ``hours`` are pairs of local times, none is round the clock."""

    __tablename__ = "cameras"
    __table_args__ = (
        CheckConstraint("fov_deg >= 0 AND fov_deg <= 360", name="fov_deg"),
        CheckConstraint("range_m >= 0", name="range_m"),
        Index(None, "squad_code", "code"),
    )

    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    lon: Mapped[float]
    lat: Mapped[float]
    azimuth_deg: Mapped[float]
    fov_deg: Mapped[float]
    range_m: Mapped[float]
    hours: Mapped[list[list[str]]] = mapped_column(JSON)
    valid_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    valid_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retired: Mapped[bool]


class CameraSignRow(Base):
    """The last time that a device said that a camera works; ``camera`` as it names it.

    ``every_s`` is how often it says so.
    """

    __tablename__ = "camera_signs"
    __table_args__ = (
        PrimaryKeyConstraint("squad_code", "camera"),
        CheckConstraint("every_s > 0", name="every_s"),
    )

    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    camera: Mapped[str] = mapped_column(String(64))
    device_id: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    every_s: Mapped[int]


class CameraPublicationRow(Received, Base):
    """Where the public can read that a camera stands where it stands."""

    __tablename__ = "camera_publications"
    __table_args__ = (Index(None, "squad_code", "camera"),)

    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    camera: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    voided: Mapped[str] = mapped_column(Text)


class CameraReviewRow(Received, Base):
    """A certified officer's review of a camera's file, which is evidence of an incident."""

    __tablename__ = "camera_reviews"
    __table_args__ = (
        CheckConstraint("result IN ('clear', 'unclear')", name="result"),
        Index(None, "squad_code", "at"),
    )

    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(String(16))
    location_published: Mapped[bool]
    camera: Mapped[str] = mapped_column(String(64))
    signature: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    note: Mapped[str] = mapped_column(Text)
    voided: Mapped[str] = mapped_column(Text)
