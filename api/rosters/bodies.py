"""Rosters as they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Code, Day, Lines, Note, StrictBody
from api.rosters.plan_bodies import MAX_PEOPLE, Posts, Rules, ShiftCode, Shifts
from geo_patrol.roster.records import (
    Duty,
    ExtraNeed,
    KeptRoster,
    Pin,
    RosterSetup,
    RosterState,
)
from geo_patrol.store.repositories.rosters import LONGEST
from geo_patrol.typed_text import MAX_REASON

MAX_DAYS = LONGEST.days
MAX_OFFICERS = 300
MAX_DUTIES = 10_000
MAX_PINS = 2000
MAX_EXTRA = 500
BYTES = 2 * 1024 * 1024
MEMBERS = 50_000
"""A duty has four: the longest roster has as many as its duties, and what goes with them."""

EXAMPLES: dict[str, Any] = {
    "draft": {
        "summary": "An empty month, with the squad's own shifts and posts, and two things settled",
        "value": {
            "first_day": "2022-11-07",
            "n_days": 28,
            "state": "draft",
            "pins": [
                {"officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01", "day": "2022-11-08"},
                {
                    "officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c02",
                    "day": "2022-11-09",
                    "shift": "夜",
                },
            ],
            "extra_needs": [{"post": "cz-night", "day": "2022-11-12", "people": 4}],
        },
    },
    "published": {
        "summary": "Two duties, published although posts lack people",
        "value": {
            "first_day": "2022-11-07",
            "n_days": 7,
            "state": "published",
            "duties": [
                {
                    "officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
                    "day": "2022-11-07",
                    "shift": "早",
                    "post": "cz-early",
                },
                {
                    "officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c02",
                    "day": "2022-11-07",
                    "shift": "早",
                    "post": "cz-early",
                },
            ],
            "reason": "人手不够，先保早班",
        },
    },
}


class DutyBody(StrictBody):
    """One officer's shift of one day at a post."""

    officer_id: UUID
    day: Day
    shift: ShiftCode
    post: Code | None = None


class PinBody(StrictBody):
    """What is settled before a search; without shift and post it is a day off."""

    officer_id: UUID
    day: Day
    shift: ShiftCode | None = None
    post: Code | None = None


class ExtraNeedBody(StrictBody):
    """A day on which a post needs another number of people."""

    post: Code
    day: Day
    people: Annotated[int, Field(ge=0, le=MAX_PEOPLE)]


class RosterBody(StrictBody):
    """A roster as it is sent.

    Shifts, posts and rules that are missing are those that the roster has; those of the squad's
    setup when it is new.
    """

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    first_day: Day
    n_days: Annotated[int, Field(ge=1, le=MAX_DAYS)]
    state: RosterState = Field(
        description="`draft`; `published`: told to the squad; `withdrawn`: it does not count."
    )
    shifts: Shifts | None = None
    posts: Posts | None = None
    rules: Rules | None = None
    duties: Annotated[list[DutyBody], Field(max_length=MAX_DUTIES)] = Field(default_factory=list)
    pins: Annotated[list[PinBody], Field(max_length=MAX_PINS)] = Field(default_factory=list)
    extra_needs: Annotated[list[ExtraNeedBody], Field(max_length=MAX_EXTRA)] = Field(
        default_factory=list
    )
    reason: Annotated[str, Field(max_length=MAX_REASON), Lines] = Field(
        "", description="Why it is published though hard rules are broken, or changed afterwards."
    )
    note: Note = ""

    def roster(self, roster_id: UUID, squad: str, plan: RosterSetup | KeptRoster) -> KeptRoster:
        """Return the record; ``plan`` has the shifts, posts and rules that are not sent."""
        shifts, posts, rules = self.shifts, self.posts, self.rules
        return KeptRoster(
            id=roster_id,
            squad_code=squad,
            first_day=self.first_day,
            n_days=self.n_days,
            state=self.state,
            shifts=plan.shifts if shifts is None else tuple(one.times() for one in shifts),
            posts=plan.posts if posts is None else tuple(one.post() for one in posts),
            duties=tuple(Duty(**one.model_dump()) for one in self.duties),
            pins=tuple(Pin(**one.model_dump()) for one in self.pins),
            extra_needs=tuple(ExtraNeed(**one.model_dump()) for one in self.extra_needs),
            rules=plan.rules if rules is None else tuple(one.change() for one in rules),
            reason=self.reason,
            note=self.note,
        )

    def whole(self, roster_id: UUID, squad: str) -> KeptRoster:
        """Return the record of a body that leaves out no shifts and posts."""
        return self.roster(roster_id, squad, RosterSetup(roster_id, squad, (), ()))

    @property
    def n_officers(self) -> int:
        """How many people it names."""
        named = [one.officer_id for one in self.duties] + [one.officer_id for one in self.pins]
        return len(set(named))
