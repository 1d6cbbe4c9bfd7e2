"""Rosters: what squads plan with, what people ask for, and who is on duty when."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.tables.field import Received
from geo_patrol.store.types import BigKey, UtcDateTime


class RosterSetupRow(Received, Base):
    """What a squad's rosters begin with; ``shifts``, ``posts`` and ``rules`` are objects."""

    __tablename__ = "roster_setups"
    __table_args__ = (Index(None, "squad_code", unique=True),)

    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    shifts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    posts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)


class OfficerProfileRow(Received, Base):
    """What a squad plans an officer by; ``officer_id`` is whom it is about."""

    __tablename__ = "officer_profiles"
    __table_args__ = (Index(None, "squad_code", "officer_id", unique=True),)

    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    rostered: Mapped[bool]
    boat_licence: Mapped[bool]
    driver: Mapped[bool]
    skills: Mapped[list[str]] = mapped_column(JSON)
    first_day: Mapped[date | None] = mapped_column(Date)
    last_day: Mapped[date | None] = mapped_column(Date)
    most_hours: Mapped[int | None]
    least_hours: Mapped[int | None]
    most_run: Mapped[int | None]
    most_nights: Mapped[int | None]
    balance_nights: Mapped[float]
    balance_weekends: Mapped[float]
    balance_holidays: Mapped[float]
    balance_hours: Mapped[float]
    note: Mapped[str] = mapped_column(Text)


class LeaveRow(Received, Base):
    """Days that somebody asks to be off; ``officer_id`` is whose they are."""

    __tablename__ = "leaves"
    __table_args__ = (
        CheckConstraint("kind IN ('annual', 'sick', 'training', 'other')", name="kind"),
        CheckConstraint("last_day >= first_day", name="period"),
        Index(None, "squad_code", "received_at"),
        Index(None, "officer_id", "first_day"),
    )

    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    withdrawn: Mapped[str] = mapped_column(Text)


class DutyWishRow(Received, Base):
    """A wish to work on a day, or to be off; ``officer_id`` is whose it is."""

    __tablename__ = "duty_wishes"
    __table_args__ = (
        Index(None, "squad_code", "received_at"),
        Index(None, "officer_id", "day"),
    )

    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    day: Mapped[date] = mapped_column(Date)
    on: Mapped[bool]
    shift: Mapped[str | None] = mapped_column(String(16))
    weight: Mapped[int]
    withdrawn: Mapped[str] = mapped_column(Text)


class RosterRow(Received, Base):
    """A roster of one squad; all its lists are objects, see `geo_patrol.roster.records`."""

    __tablename__ = "rosters"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name="state"),
        CheckConstraint("n_days > 0", name="n_days"),
        Index(None, "squad_code", "first_day"),
        Index(None, "squad_code", "received_at"),
    )

    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    first_day: Mapped[date] = mapped_column(Date)
    n_days: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    shifts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    posts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    duties: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    pins: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    extra_needs: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class RosterAssignmentRow(Base):
    """One duty of a roster, written anew with each of its versions.

    Published ones of an officer never overlap, in whatever squads' rosters they are.
    """

    __tablename__ = "roster_assignments"
    __table_args__ = (
        CheckConstraint("starts_at < ended_at", name="times"),
        Index(None, "roster_id"),
        Index(None, "officer_id", "published", "starts_at"),
        Index(None, "squad_code", "published", "starts_at"),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    roster_id: Mapped[UUID] = mapped_column(ForeignKey("rosters.id", ondelete="CASCADE"))
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    day: Mapped[date] = mapped_column(Date)
    shift: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    post: Mapped[str | None] = mapped_column(String(64))
    area_code: Mapped[str | None] = mapped_column(ForeignKey("areas.code"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published: Mapped[bool]


class SwapRow(Received, Base):
    """An officer's shift offered to somebody; ``officer_id`` is whose shift it is."""

    __tablename__ = "swaps"
    __table_args__ = (Index(None, "squad_code", "received_at"),)

    roster_id: Mapped[UUID] = mapped_column(ForeignKey("rosters.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    day: Mapped[date] = mapped_column(Date)
    taker_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    returned_day: Mapped[date | None] = mapped_column(Date)
    withdrawn: Mapped[str] = mapped_column(Text)


class RosterAnswerRow(Received, Base):
    """What somebody says to a leave or a swap; ``target_id`` is of the table that it names."""

    __tablename__ = "roster_answers"
    __table_args__ = (
        CheckConstraint("target_kind IN ('leave', 'swap')", name="target_kind"),
        CheckConstraint("result IN ('granted', 'refused', 'agreed', 'declined')", name="result"),
        Index(None, "target_id"),
        Index(None, "squad_code", "at"),
    )

    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    target_kind: Mapped[str] = mapped_column(String(16))
    target_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)
