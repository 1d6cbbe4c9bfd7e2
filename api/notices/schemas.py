"""Notices on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Moment, StrictBody
from geo_patrol.notices import Notice, NoticeKind, SubjectKind

EXAMPLES: dict[str, Any] = {
    "seen": {"summary": "Seen now", "value": {"at": "2022-10-08T02:14:30+08:00"}}
}


class SeenBody(StrictBody):
    """That a person has seen a notice, and when by their phone's clock."""

    at: Moment


class SubjectOut(BaseModel):
    """What a notice is about."""

    kind: SubjectKind
    id: UUID


class NoticeOut(BaseModel):
    """A notice; its words are made where it is shown."""

    id: UUID
    kind: NoticeKind
    squad: str
    subject: SubjectOut
    patrol_id: UUID | None
    at: datetime
    ends_at: datetime | None = Field(description="In the past: it is over.")
    parts: dict[str, Any] = Field(description="What its words are made of; by its kind.")
    seen: bool = Field(description="Whether the asker has seen it.")

    @classmethod
    def of(cls, one: Notice) -> NoticeOut:
        """Return a notice's form on the wire."""
        return cls(
            id=one.id,
            kind=one.kind,
            squad=one.squad_code,
            subject=SubjectOut(kind=one.subject_kind, id=one.subject_id),
            patrol_id=one.patrol_id,
            at=one.at,
            ends_at=one.ends_at,
            parts=one.parts,
            seen=one.seen,
        )


class SeenOut(BaseModel):
    """That the asker has seen a notice."""

    id: UUID
    seen: bool


class Notices(BaseModel):
    """Notices for the asker, in the order in which they came or changed."""

    items: list[NoticeOut]
    next: str | None = Field(
        description="Say it as `after` to be told only what is new or changed; null: nothing yet."
    )
