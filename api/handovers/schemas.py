"""Handover notes on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Lines, Moment, Note, StrictBody
from api.received import TextOut
from geo_patrol.field.records import Handover
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

MAX_POINTS = 20
MAX_POINT = 300

EXAMPLES: dict[str, Any] = {
    "night": {
        "summary": "What a boat crew leaves to the early shift",
        "value": {
            "shift_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
            "text": "东支库湾凌晨两点有手电光,靠岸时人已离开。",
            "open_points": ["岭根村岸界标松动,白天再看"],
            "at": "2022-10-08T07:40:00+08:00",
        },
    }
}

Point = Annotated[str, Field(min_length=1, max_length=MAX_POINT), Lines]


class HandoverBody(StrictBody):
    """A handover note as it is sent."""

    shift_id: UUID
    text: Note
    open_points: Annotated[list[Point], Field(max_length=MAX_POINTS)] = Field(
        default_factory=list, description="What is still to be done, one by one."
    )
    at: Moment | None = Field(
        None, description="When it was written; when it arrived, if that is missing."
    )

    def handover(self, handover_id: UUID) -> Handover:
        """Return the record."""
        points = tuple(self.open_points)
        return Handover(handover_id, self.shift_id, self.text, points, self.at)


class HandoverOut(TextOut):
    """A handover note as it is kept."""

    shift_id: UUID
    text: str
    open_points: list[str]
    at: datetime
    by_name: str | None = Field(description="Name of who wrote it.")

    @classmethod
    def of(cls, kept: Kept[Handover], scope: Scope, names: dict[UUID, str]) -> HandoverOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        author = found.officer_id if in_full else None
        return cls(
            id=one.id,
            squad=found.squad_code,
            shift_id=one.shift_id,
            text=one.text if in_full else "",
            open_points=list(one.open_points) if in_full else [],
            at=one.written_at or found.received_at,
            officer_id=author,
            by_name=None if author is None else names.get(author),
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Handovers(BaseModel):
    """A page of handover notes."""

    items: list[HandoverOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")
