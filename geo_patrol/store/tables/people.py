"""Squads, officers and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime


class SquadRow(Base):
    """An enforcement squad; all records belong to one."""

    __tablename__ = "squads"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)


class OfficerRow(Keyed, Base):
    """A member of a squad; with a password hash, also an account."""

    __tablename__ = "officers"
    __table_args__ = (
        CheckConstraint("role IN ('officer', 'leader', 'briefing', 'admin')", name="role"),
        Index(None, "squad_code", "badge_no", unique=True),
    )

    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    badge_no: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    certified: Mapped[bool]
    password_hash: Mapped[str | None] = mapped_column(Text)
    demo: Mapped[bool]


class SessionRow(Base):
    """A log-in that lasts until it expires or is ended; the token itself is not kept."""

    __tablename__ = "sessions"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
