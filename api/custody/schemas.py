"""Custody events on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Line, Moment, Note, StrictBody
from api.received import TextOut
from api.seizures.bodies import MAX_ITEMS, MOST, Place
from api.seizures.chain_schemas import ConflictOut
from geo_patrol.seizures import EventKind
from geo_patrol.seizures.custody import Conflict
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "moved": {
        "summary": "From the boat to the store room",
        "value": {
            "seizure_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0201",
            "kind": "moved",
            "items": [1, 2],
            "at": "2022-10-08T05:40:00+08:00",
            "from_place": "巡查艇",
            "place": "长诏库房 A-3",
        },
    },
    "returned": {
        "summary": "Given back",
        "value": {
            "seizure_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0201",
            "kind": "returned",
            "items": [1],
            "at": "2022-10-20T10:00:00+08:00",
            "to": "当事人",
        },
    },
}


class CustodyBody(StrictBody):
    """What was done with some items of a seizure."""

    seizure_id: UUID
    kind: EventKind
    items: Annotated[
        list[Annotated[int, Field(ge=1, le=MOST)]], Field(min_length=1, max_length=MAX_ITEMS)
    ] = Field(description="Their numbers in the inventory.")
    at: Moment
    place: Place = Field("", description="Where they are afterwards.")
    from_place: Place = Field("", description="Where they were taken from.")
    notice_ends: Moment | None = Field(None, description="Of a notice: when its time is over.")
    to: Annotated[str, Field(max_length=100), Line] = Field(
        "", description="Who has them now: a role or an agency, no private person."
    )
    note: Note = ""
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def event(self, event_id: UUID) -> CustodyRecord:
        """Return the record."""
        return CustodyRecord(
            id=event_id,
            seizure_id=self.seizure_id,
            kind=self.kind,
            items=tuple(self.items),
            at=self.at,
            place=self.place,
            from_place=self.from_place,
            notice_ends=self.notice_ends,
            handed_to=self.to,
            note=self.note,
            voided=self.voided,
        )


class CustodyOut(TextOut):
    """A custody event as it is kept, and what is wrong with it in the chain."""

    seizure_id: UUID
    kind: EventKind
    items: list[int]
    at: datetime
    place: str
    from_place: str
    notice_ends: datetime | None
    to: str
    note: str
    voided: str
    flags: list[str] = Field(description="`uncertified`: who sent it; `clock_ahead`.")
    conflicts: list[ConflictOut]

    @classmethod
    def of(cls, kept: Kept[CustodyRecord], conflicts: list[Conflict], scope: Scope) -> CustodyOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            seizure_id=one.seizure_id,
            kind=one.kind,
            items=list(one.items),
            at=one.at,
            place=one.place,
            from_place=one.from_place,
            notice_ends=one.notice_ends,
            # Typed by hand: it may name somebody all the same.
            to=one.handed_to if in_full else "",
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            officer_id=found.officer_id if in_full else None,
            flags=list(found.flags),
            conflicts=[ConflictOut.of(each) for each in conflicts],
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )
