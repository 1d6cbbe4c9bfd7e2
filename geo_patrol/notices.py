"""Notices: what people on duty are told at once, as data; its words are made where it is shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID, uuid5

NoticeKind = Literal[
    "sos",
    "overdue",
    "task",
    "camera_alert",
    "handover",
    "due",
    "leave",
    "swap",
    "roster_answer",
    "roster",
]
NOTICE_KINDS: tuple[NoticeKind, ...] = get_args(NoticeKind)
SubjectKind = Literal[
    "alarm",
    "task",
    "camera_alert",
    "handover",
    "due_list",
    "silent_cameras",
    "leave",
    "swap",
    "roster_answer",
    "roster_of",
]
Audience = Literal["duty", "crew", "leaders"]
"""``duty``: who is on duty in the squad. ``crew``: that of the patrol. Leaders are told of all;
of a swap who is to take the shift, too, and of an answer who asked. What a roster means for an
officer is told to them only."""

_NAMESPACE = UUID("b7c1f0a3-2f64-4b6c-9a5e-8d3e1c0f5a62")


@dataclass(frozen=True)
class NewNotice:
    """Something to be told; ``parts`` are what its words are made of: no prose, no names.

    ``ends_at`` is when it is of no use any more, None while that is not known.
    """

    kind: NoticeKind
    squad_code: str
    subject_kind: SubjectKind
    subject_id: UUID
    at: datetime
    audience: Audience
    parts: dict[str, Any]
    patrol_id: UUID | None = None
    ends_at: datetime | None = None

    @property
    def id(self) -> UUID:
        """The notice's id: one subject has one notice."""
        return notice_id(self.subject_kind, self.subject_id)


@dataclass(frozen=True)
class Notice:
    """A notice as it is kept; ``seen`` is whether who asks has seen it."""

    id: UUID
    revision: int
    squad_code: str
    kind: NoticeKind
    audience: Audience
    subject_kind: SubjectKind
    subject_id: UUID
    patrol_id: UUID | None
    at: datetime
    told_at: datetime
    ends_at: datetime | None
    parts: dict[str, Any]
    seen: bool = False


def notice_id(subject_kind: SubjectKind, subject_id: UUID) -> UUID:
    """Return the id of the notice of a subject."""
    return uuid5(_NAMESPACE, f"{subject_kind}/{subject_id}")
