"""Alarms, what people say to them, and where who called for help was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID, uuid5

AlarmKind = Literal["sos", "overdue"]
SignKind = Literal["seen", "coming", "ended"]
Flag = Literal["late", "clock_ahead", "patrol_unknown", "by_token"]

LATE = timedelta(minutes=10)
"""What comes in longer after it happened is flagged, not refused."""
AHEAD = timedelta(minutes=2)
"""The same for a clock that is fast."""

_NAMESPACE = UUID("0d2a7f5e-4c1b-4d0e-8a57-61c2b9f3e7d4")
"""Of the ids that the program makes itself. It never changes: else one silence would be told of
twice."""


@dataclass(frozen=True)
class Alarm:
    """A call for help, or a crew overdue since it was last heard of (``silent_since``).

    Places are degrees in EPSG:4326, taken at ``placed_at``. ``officer_id`` is who called; None for
    an overdue crew.
    """

    id: UUID
    kind: AlarmKind
    officer_id: UUID | None
    patrol_id: UUID | None
    at: datetime
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    placed_at: datetime | None = None
    text: str = ""
    silent_since: datetime | None = None


@dataclass(frozen=True)
class AlarmSign:
    """What somebody says to an alarm; ``officer_id`` is None for the program itself."""

    id: UUID
    alarm_id: UUID
    officer_id: UUID | None
    sign: SignKind
    at: datetime
    text: str = ""


@dataclass(frozen=True)
class AlarmPosition:
    """Where who called for help was at a moment, in degrees."""

    id: UUID
    alarm_id: UUID
    at: datetime
    lon: float
    lat: float
    accuracy_m: float | None = None


def overdue_id(patrol_id: UUID, silent_since: datetime) -> UUID:
    """Return the id of the one alarm that a patrol's silence gives, whoever finds it out."""
    return uuid5(_NAMESPACE, f"overdue/{patrol_id}/{silent_since.timestamp():.6f}")


def own_sign_id(alarm_id: UUID) -> UUID:
    """Return the id of the sign by which the program itself ends an alarm."""
    return uuid5(_NAMESPACE, f"ended/{alarm_id}")


def flags_of(at: datetime, now: datetime, *, patrol_known: bool, by_token: bool) -> list[Flag]:
    """Return what should be known about a call for help, none of which refuses it.

    Parameters
    ----------
    at
        When it was made, by the phone's clock.
    now
        When it came in.
    patrol_known
        Whether the patrol it names is here, or it names none.
    by_token
        Whether it came by an alarm token, without a session.
    """
    told: dict[Flag, bool] = {
        "late": now - at > LATE,
        "clock_ahead": at - now > AHEAD,
        "patrol_unknown": not patrol_known,
        "by_token": by_token,
    }
    return [flag for flag, holds in told.items() if holds]
