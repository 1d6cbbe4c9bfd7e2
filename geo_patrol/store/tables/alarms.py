"""Alarms and what came of them; signs of life; notices, and which of them went to the office."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime


class AlarmRow(Keyed, Base):
    """Somebody's call for help, or a crew that gives no sign of life.

    ``patrol_id`` is what the phone says, be the patrol here or not: a call for help does not wait
    for it. ``silent_since`` is the last sign of life of an overdue crew. ``seen_at`` and
    ``ended_at`` follow from the alarm's signs. ``flags`` are the server's doubts.
    """

    __tablename__ = "alarms"
    __table_args__ = (
        CheckConstraint("kind IN ('sos', 'overdue')", name="kind"),
        CheckConstraint("officer_id IS NOT NULL OR kind = 'overdue'", name="officer"),
        Index(None, "squad_code", "occurred_at"),
        Index(None, "squad_code", "ended_at"),
        Index(None, "patrol_id"),
    )

    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    kind: Mapped[str] = mapped_column(String(16))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    patrol_id: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text)
    silent_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    flags: Mapped[list[str]] = mapped_column(JSON)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AlarmSignRow(Keyed, Base):
    """What somebody says to an alarm; ``officer_id`` is null for the program itself."""

    __tablename__ = "alarm_signs"
    __table_args__ = (CheckConstraint("sign IN ('seen', 'coming', 'ended')", name="sign"),)

    alarm_id: Mapped[UUID] = mapped_column(ForeignKey("alarms.id"), index=True)
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    sign: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text)


class AlarmPositionRow(Keyed, Base):
    """Where who called for help was while the alarm ran."""

    __tablename__ = "alarm_positions"
    __table_args__ = (Index(None, "alarm_id", "at"),)

    alarm_id: Mapped[UUID] = mapped_column(ForeignKey("alarms.id"))
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lon: Mapped[float]
    lat: Mapped[float]
    accuracy_m: Mapped[float | None]


class SignOfLifeRow(Base):
    """The latest that was heard of a patrol's crew, and the latest place among it."""

    __tablename__ = "signs_of_life"

    patrol_id: Mapped[UUID] = mapped_column(
        ForeignKey("patrols.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(16))
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]


class NoticeRow(Keyed, Base):
    """Something that people on duty are to know now; its words are made where it is shown.

    ``revision`` counts over all notices, and anew at each change of one: who has seen all up to a
    revision asks for those behind it. ``ends_at`` is null while it is not known when it is over.
    """

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("audience IN ('duty', 'crew', 'leaders')", name="audience"),
        Index(None, "squad_code", "revision"),
        Index(None, "squad_code", "ends_at"),
        Index(None, "told_at"),
    )

    revision: Mapped[int] = mapped_column(BigInteger, unique=True)
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    kind: Mapped[str] = mapped_column(String(16))
    audience: Mapped[str] = mapped_column(String(16))
    subject_kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True))
    patrol_id: Mapped[UUID | None] = mapped_column(Uuid(as_uuid=True))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    parts: Mapped[dict[str, Any]] = mapped_column(JSON)


class NoticeMarkRow(Base):
    """That a person has seen a notice."""

    __tablename__ = "notice_marks"
    __table_args__ = (PrimaryKeyConstraint("officer_id", "notice_id"),)

    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id", ondelete="CASCADE"))
    notice_id: Mapped[UUID] = mapped_column(
        ForeignKey("notices.id", ondelete="CASCADE"), index=True
    )
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeliveryRow(Keyed, Base):
    """A message to the office's webhook about a notice, until it has arrived or is given up.

    ``next_at`` is null when nothing is left to do. ``n_sent`` counts those that arrived,
    ``n_failed`` the tries in a row that did not.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("event IN ('raised', 'ended')", name="event"),
        Index(None, "notice_id", "event", unique=True),
        Index(None, "next_at"),
    )

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"))
    event: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    n_sent: Mapped[int]
    n_failed: Mapped[int]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_answer: Mapped[str] = mapped_column(String(64))
