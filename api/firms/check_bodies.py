"""Planned checks and combined visits as they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Code, Line, Moment, Note, StrictBody
from api.firms.bodies import FIRM_ID
from geo_patrol.firms.records import CombinedVisit, PlannedCheck

MAX_CHECKS = 50
MOST_MINUTES = 1440

CHECK_EXAMPLES: dict[str, Any] = {
    "announced": {
        "summary": "Market regulation looks at scales, some time in October",
        "value": {
            "firm_id": FIRM_ID,
            "matter": "计量器具",
            "agency": "market",
            "window": {"start": "2022-10-08T00:00:00+08:00", "end": "2022-11-01T00:00:00+08:00"},
            "minutes": 60,
        },
    }
}
VISIT_EXAMPLES: dict[str, Any] = {
    "confirmed": {
        "summary": "A leader decides one visit for two checks",
        "value": {
            "firm_id": FIRM_ID,
            "start": "2022-10-17T08:30:00+08:00",
            "minutes": 90,
            "checks": [
                "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
                "018f3a52-6b00-7c11-9a01-5d0c6e1f0c02",
            ],
        },
    },
    "unplanned": {
        "summary": "An officer tells of one that nobody planned",
        "value": {
            "firm_id": FIRM_ID,
            "start": "2022-10-12T09:00:00+08:00",
            "minutes": 30,
            "happened": {"start": "2022-10-12T09:00:00+08:00", "end": "2022-10-12T09:30:00+08:00"},
            "note": "接投诉到场",
        },
    },
}

Minutes = Annotated[int, Field(ge=1, le=MOST_MINUTES)]


class TimeBody(StrictBody):
    """Half-open: from the start up to the end."""

    start: Moment
    end: Moment


class CheckBody(StrictBody):
    """A planned check as it is sent."""

    firm_id: UUID
    matter: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Line]
    agency: Code = Field(description="Code of the catalogue's agencies.")
    window: TimeBody = Field(description="When it is to be looked at.")
    minutes: Minutes = Field(description="How long it takes.")
    unannounced: bool = Field(False, description="True: the firm must not know beforehand.")
    note: Note = ""
    voided: Note = ""

    def check(self, check_id: UUID) -> PlannedCheck:
        """Return the record."""
        return PlannedCheck(
            id=check_id,
            firm_id=self.firm_id,
            matter=self.matter,
            agency=self.agency,
            opens_at=self.window.start,
            closes_at=self.window.end,
            minutes=self.minutes,
            unannounced=self.unannounced,
            note=self.note,
            voided=self.voided,
        )


class VisitBody(StrictBody):
    """A combined visit as it is sent."""

    firm_id: UUID
    start: Moment = Field(description="When it is planned to begin.")
    minutes: Minutes = Field(description="At least those of its longest check.")
    checks: Annotated[list[UUID], Field(max_length=MAX_CHECKS)] = Field(
        default_factory=list, description="Ids of planned checks; none of one that nobody planned."
    )
    happened: TimeBody | None = Field(None, description="When it took place; null before.")
    note: Note = ""
    voided: Note = ""

    def visit(self, visit_id: UUID) -> CombinedVisit:
        """Return the record."""
        return CombinedVisit(
            id=visit_id,
            firm_id=self.firm_id,
            starts_at=self.start,
            minutes=self.minutes,
            checks=tuple(map(str, sorted(set(self.checks)))),
            happened_from=None if self.happened is None else self.happened.start,
            happened_to=None if self.happened is None else self.happened.end,
            note=self.note,
            voided=self.voided,
        )
