"""Shifts on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from api.bodies import Code, Moment, Note, StrictBody
from geo_patrol.patrols import Shift, ShiftKind
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "night": {
        "summary": "A night shift of the reservoir squad",
        "value": {
            "squad": "reservoir",
            "kind": "night",
            "start": "2022-10-08T00:00:00+08:00",
            "end": "2022-10-08T08:00:00+08:00",
            "note": "东支库湾加巡一次",
        },
    }
}


def later_than_start(end: datetime | None, info: ValidationInfo) -> datetime | None:
    """Refuse an end that does not come after the start; a missing one passes."""
    start = info.data.get("start")
    if end is not None and start is not None and end <= start:
        raise PydanticCustomError("api.field.end", "end before start")
    return end


class ShiftBody(StrictBody):
    """A shift as it is sent."""

    squad: Code = Field(description="Code of the squad on duty.")
    kind: ShiftKind = Field(description="early 早 08–16, middle 中 16–24, night 夜 00–08.")
    start: Moment
    end: Moment = Field(description="Exclusive; after the start, at most 24 h later.")
    note: Note = ""

    _end_after_start = field_validator("end")(later_than_start)

    def shift(self, shift_id: UUID) -> Shift:
        """Return the record."""
        return Shift(shift_id, self.squad, self.kind, self.start, self.end, self.note)


class ShiftOut(BaseModel):
    """A shift as it is kept."""

    id: UUID
    squad: str
    kind: ShiftKind
    start: datetime
    end: datetime
    note: str
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(cls, one: Shift, scope: Scope) -> ShiftOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        return cls(
            id=one.id,
            squad=one.squad_code,
            kind=one.kind,
            start=one.start,
            end=one.end,
            note=one.note if scope.reads_in_full else "",
            redacted=not scope.reads_in_full,
        )


class Shifts(BaseModel):
    """A page of shifts."""

    items: list[ShiftOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")
