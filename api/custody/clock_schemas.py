"""What runs, stops or lengthens periods, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from api.bodies import Moment, Note, StrictBody
from api.received import TextOut
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.seizures import ClockFact, FactKind
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "approved": {
        "summary": "A leader approves",
        "value": {
            "seizure_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0201",
            "kind": "approved",
            "at": "2022-10-08T08:30:00+08:00",
        },
    },
    "extended": {
        "summary": "Thirty days more",
        "value": {
            "seizure_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0201",
            "kind": "extended",
            "at": "2022-10-30T16:00:00+08:00",
            "days": 30,
        },
    },
    "case_filed": {
        "summary": "A case is filed of an incident",
        "value": {
            "incident_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
            "kind": "case_filed",
            "at": "2022-10-09T09:00:00+08:00",
        },
    },
}


class ClockBody(StrictBody):
    """What starts, stops or lengthens a period: of a seizure, or of an incident's case."""

    seizure_id: UUID | None = None
    incident_id: UUID | None = Field(None, description="For `case_filed` and `case_decided`.")
    kind: FactKind = Field(
        description="`approved` and `extended` are a leader's; `decided`, `case_filed` and"
        " `case_decided` a certified officer's."
    )
    at: Moment
    days: int | None = Field(None, ge=1, le=1000, description="How many are added; if `extended`.")
    note: Note = ""
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def fact(self, fact_id: UUID) -> ClockFact:
        """Return the record.

        Raises
        ------
        InvalidInput
            When an extension has no days, or something else has.
        """
        if (self.kind == "extended") is (self.days is None):
            key = "api.field.missing" if self.days is None else "api.field.unknown"
            raise InvalidInput("api.invalid", findings=(finding("days", key),))
        return ClockFact(
            id=fact_id,
            kind=self.kind,
            at=self.at,
            seizure_id=self.seizure_id,
            incident_id=self.incident_id,
            days=self.days,
            note=self.note,
            voided=self.voided,
        )


class ClockEventOut(TextOut):
    """A clock event as it is kept."""

    seizure_id: UUID | None
    incident_id: UUID | None
    kind: FactKind
    at: datetime
    days: int | None
    note: str
    voided: str
    flags: list[str]

    @classmethod
    def of(cls, kept: Kept[ClockFact], scope: Scope) -> ClockEventOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            seizure_id=one.seizure_id,
            incident_id=one.incident_id,
            kind=one.kind,
            at=one.at,
            days=one.days,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            officer_id=found.officer_id if in_full else None,
            flags=list(found.flags),
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )
