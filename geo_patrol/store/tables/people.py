"""Squads, their members, and how members and devices sign in."""

from datetime import datetime
from typing import Any
from uuid import UUID

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
from geo_patrol.store.types import UtcDateTime


class SquadRow(Base):
    """An enforcement squad; all records belong to one."""

    __tablename__ = "squads"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)


class OfficerRow(Keyed, Base):
    """A person who works here; ``squad_code`` is the squad they come from, if any."""

    __tablename__ = "officers"
    __table_args__ = (
        CheckConstraint(
            "role IN ('officer', 'auxiliary', 'leader', 'briefing', 'auditor', 'admin')",
            name="role",
        ),
        CheckConstraint("squad_code IS NOT NULL OR role IN ('auditor', 'admin')", name="squad"),
        Index(None, "squad_code", "badge_no", unique=True),
    )

    squad_code: Mapped[str | None] = mapped_column(ForeignKey("squads.code"))
    badge_no: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    certified: Mapped[bool]
    demo: Mapped[bool]


class OfficerSquadRow(Base):
    """A further squad that a person serves."""

    __tablename__ = "officer_squads"
    __table_args__ = (PrimaryKeyConstraint("officer_id", "squad_code"),)

    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id", ondelete="CASCADE"))
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"), index=True)


class AccountRow(Base):
    """How a person signs in. Accounts are disabled, never deleted: records name their owners.

    ``past_hashes`` are those of former passwords, the latest first. ``totp_sealed`` is the second
    factor's secret, encrypted; it counts from ``totp_since`` on. ``totp_step`` is the last time
    step whose code was used, ``recovery`` digests of codes that stand in for a lost device.
    """

    __tablename__ = "accounts"

    officer_id: Mapped[UUID] = mapped_column(
        ForeignKey("officers.id", ondelete="CASCADE"), primary_key=True
    )
    password_hash: Mapped[str | None] = mapped_column(Text)
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    change_due: Mapped[bool]
    past_hashes: Mapped[list[str]] = mapped_column(JSON)
    totp_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    recovery: Mapped[list[Any]] = mapped_column(JSON)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SessionRow(Base):
    """A log-in that lasts until it is ended, expires, or is not used for ``idle_s`` seconds.

    ``alarm_sha256`` is the digest of the token that its phone may still call for help with for a
    day after it expired: so long the row stays.
    """

    __tablename__ = "sessions"
    __table_args__ = (CheckConstraint("kind IN ('console', 'phone')", name="kind"),)

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    client: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    idle_s: Mapped[int | None]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    alarm_sha256: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)


class DeviceRow(Keyed, Base):
    """A tracker, a camera or a monitor that signs in with a token of its own.

    ``officer_id`` is who carries a tracker: its fixes go to that officer's patrols.
    """

    __tablename__ = "devices"
    __table_args__ = (
        CheckConstraint("kind IN ('tracker', 'camera', 'monitor')", name="kind"),
        CheckConstraint("squad_code IS NOT NULL OR kind = 'monitor'", name="squad"),
    )

    squad_code: Mapped[str | None] = mapped_column(ForeignKey("squads.code"))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(Text)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"), index=True)
    token_sha256: Mapped[str | None] = mapped_column(String(64), unique=True)
    token_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
