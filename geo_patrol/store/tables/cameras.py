"""Fixed cameras and their views."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
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
