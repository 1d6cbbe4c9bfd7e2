"""What a shift hands on, what is asked of crews and by cameras, and what crews answer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime


class Received(Keyed):
    """A row of a record of one squad; who sent it first is null for the program itself."""

    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    demo: Mapped[bool]


class HandoverRow(Received, Base):
    """What a crew leaves to the shift after it; ``written_at`` is null where nobody said when."""

    __tablename__ = "handovers"
    __table_args__ = (Index(None, "squad_code", "received_at"),)

    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shifts.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text)
    open_points: Mapped[list[str]] = mapped_column(JSON)


class CheckPointRow(Received, Base):
    """A place that crews look in at; its QR code hangs there."""

    __tablename__ = "check_points"
    __table_args__ = (
        CheckConstraint("radius_m > 0", name="radius_m"),
        CheckConstraint("interval_s IS NULL OR interval_s > 0", name="interval_s"),
        Index(None, "squad_code", "area_code"),
    )

    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"))
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
    lon: Mapped[float]
    lat: Mapped[float]
    radius_m: Mapped[float]
    interval_s: Mapped[int | None]
    retired: Mapped[bool]


class CheckInRow(Received, Base):
    """Somebody was at a check point, as far as their phone says.

    ``proven`` when the code that hangs there was read; ``distance_m``, ``flags`` and ``counts``
    were found when it came.
    """

    __tablename__ = "check_ins"
    __table_args__ = (
        CheckConstraint("told_by IN ('qr', 'near')", name="told_by"),
        Index(None, "check_point_id", "counts", "at"),
        Index(None, "squad_code", "at"),
    )

    check_point_id: Mapped[UUID] = mapped_column(ForeignKey("check_points.id"))
    patrol_id: Mapped[UUID | None] = mapped_column(ForeignKey("patrols.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    told_by: Mapped[str] = mapped_column(String(8))
    proven: Mapped[bool]
    distance_m: Mapped[float | None]
    flags: Mapped[list[str]] = mapped_column(JSON)
    counts: Mapped[bool]


class TaskRow(Received, Base):
    """What a leader asks of a squad, one of its shifts or one patrol."""

    __tablename__ = "tasks"
    __table_args__ = (Index(None, "squad_code", "received_at"),)

    shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shifts.id"), index=True)
    patrol_id: Mapped[UUID | None] = mapped_column(ForeignKey("patrols.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(ForeignKey("areas.code"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    cell_code: Mapped[str | None] = mapped_column(String(15))
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    text: Mapped[str] = mapped_column(Text)
    due: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn: Mapped[bool]


class TaskAnswerRow(Received, Base):
    """What came of a task; several crews may answer one."""

    __tablename__ = "task_answers"
    __table_args__ = (
        CheckConstraint("result IN ('done', 'not_possible', 'seen_nothing')", name="result"),
    )

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"), index=True)
    patrol_id: Mapped[UUID | None] = mapped_column(ForeignKey("patrols.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)


class CameraAlertRow(Received, Base):
    """What a camera saw and wants looked at; the server finds the area and the camera's code.

    ``repeat_of`` is the open alert of the same camera that it came soon after, ``n_repeats`` how
    many came so after this one.
    """

    __tablename__ = "camera_alerts"
    __table_args__ = (
        Index(None, "squad_code", "at"),
        Index(None, "squad_code", "received_at"),
        Index(None, "squad_code", "camera", "repeat_of", "received_at"),
    )

    area_code: Mapped[str | None] = mapped_column(ForeignKey("areas.code"))
    camera_code: Mapped[str | None] = mapped_column(String(64))
    repeat_of: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    n_repeats: Mapped[int] = mapped_column(server_default="0")
    camera: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(64))
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    note: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)


class AlertAnswerRow(Received, Base):
    """What a camera's alert turned out to be."""

    __tablename__ = "alert_answers"
    __table_args__ = (CheckConstraint("result IN ('true', 'false', 'duplicate')", name="result"),)

    alert_id: Mapped[UUID] = mapped_column(ForeignKey("camera_alerts.id"), index=True)
    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)
