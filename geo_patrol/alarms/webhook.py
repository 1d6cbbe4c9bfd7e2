"""What the office's own systems are told of notices, in which form, and when again.

The form is promised in docs/webhooks.md.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, get_args
from urllib.parse import urlsplit
from uuid import UUID

from geo_patrol.notices import NOTICE_KINDS, Notice, NoticeKind

Event = Literal["raised", "ended"]
EVENTS: tuple[Event, ...] = get_args(Event)

AGAIN = timedelta(seconds=60)
"""A call for help that nobody has seen is told again."""
GIVE_UP = timedelta(hours=24)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)

ENDING_KINDS: frozenset[NoticeKind] = frozenset({"sos", "overdue"})
"""Kinds of which the end is told too."""

MIN_SECRET = 16


@dataclass(frozen=True)
class Webhook:
    """Where messages go, what signs them, and which kinds of notices they are about."""

    url: str = field(repr=False)
    secret: str = field(repr=False)
    kinds: frozenset[NoticeKind]


@dataclass(frozen=True)
class Delivery:
    """A message about a notice, as far as it has got; see `store.tables.DeliveryRow`."""

    id: UUID
    notice_id: UUID
    event: Event
    made_at: datetime
    n_sent: int
    n_failed: int


def read_address(text: str) -> str:
    """Return an address that messages can go to.

    Raises
    ------
    ValueError
        When it is no ``http`` or ``https`` address of a host, or names a user.
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("the address begins with https:// or http:// and names a host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address names a user: messages are signed instead")
    if parts.port == 0 or any(ord(letter) <= 32 for letter in text) or not text.isascii():
        raise ValueError("the address cannot be used")
    return text


def read_kinds(text: str) -> frozenset[NoticeKind]:
    """Return kinds of notices from a list with commas.

    Raises
    ------
    ValueError
        When one is unknown.
    """
    asked = {part.strip() for part in text.split(",") if part.strip()}
    kinds = frozenset(kind for kind in NOTICE_KINDS if kind in asked)
    if len(kinds) != len(asked):
        raise ValueError(f"kinds are {', '.join(NOTICE_KINDS)}")
    return kinds


def message(delivery: Delivery, notice: Notice) -> bytes:
    """Return the body of a message.

    Nobody's name, no text and no place are in it: it says that somebody is to look, and where in
    the application. What the office does with it is out of our sight.
    """
    again = delivery.event == "raised" and delivery.n_sent > 0
    parts = notice.parts
    content: dict[str, Any] = {
        "id": str(delivery.id),
        "event": "repeated" if again else delivery.event,
        "times": delivery.n_sent + 1,
        "kind": notice.kind,
        "squad": notice.squad_code,
        "subject": {"kind": notice.subject_kind, "id": str(notice.subject_id)},
        "patrol_id": None if notice.patrol_id is None else str(notice.patrol_id),
        "area": parts.get("area"),
        "mode": parts.get("mode"),
        "at": notice.at.isoformat(),
        "seen_at": parts.get("seen_at"),
        "ended": bool(parts.get("ended", False)),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def signature(secret: str, body: bytes, now: datetime) -> str:
    """Return what proves where a message comes from, and when it was made.

    ``t=<second>,v1=<HMAC-SHA256 of "<second>.<body>" in hexadecimal>`` (RFC 2104).
    """
    second = int(now.timestamp())
    keyed = hmac.new(secret.encode(), f"{second}.".encode() + body, hashlib.sha256)
    return f"t={second},v1={keyed.hexdigest()}"


def is_unseen_sos(notice: Notice) -> bool:
    """Whether somebody called for help and nobody has seen it."""
    if notice.kind != "sos":
        return False
    return notice.parts.get("seen_at") is None and not notice.parts.get("ended", False)


def after_success(delivery: Delivery, notice: Notice, now: datetime) -> datetime | None:
    """Return when a message that has arrived is to be sent again; None when it is done."""
    if delivery.event == "raised" and is_unseen_sos(notice):
        return now + AGAIN
    return None


def after_failure(delivery: Delivery, notice: Notice, now: datetime) -> datetime | None:
    """Return when to try again, ``n_failed`` tries in a row having failed before this one.

    The pauses double, from 5 s to 5 min; to 1 min while somebody calls for help unseen. After a
    day it is given up, but for such a call: None.
    """
    urgent = delivery.event == "raised" and is_unseen_sos(notice)
    if not urgent and now - delivery.made_at >= GIVE_UP:
        return None
    longest = AGAIN if urgent else LONGEST_PAUSE
    doubled: int = 2 ** min(delivery.n_failed, 10)
    return now + min(FIRST_PAUSE * doubled, longest)


def is_due_no_more(delivery: Delivery, notice: Notice) -> bool:
    """Whether a repetition has lost its sense: somebody has seen the call since."""
    return delivery.event == "raised" and delivery.n_sent > 0 and not is_unseen_sos(notice)
