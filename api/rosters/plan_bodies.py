"""Shifts, posts, rules, setups and profiles as they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Code, Day, Line, Note, StrictBody, squad_meant
from geo_patrol.patrols import ShiftKind
from geo_patrol.roster.records import (
    OfficerProfile,
    PostNeed,
    RosterSetup,
    RuleChange,
    ShiftTimes,
)
from geo_patrol.roster.settings import HEAVIEST, Strength

MAX_SHIFTS = 8
MAX_POSTS = 40
MAX_RULES = 40
MAX_SKILLS = 20
MAX_PEOPLE = 100
MAX_HOURS = 1000
MAX_BALANCE = 10_000

SETUP_EXAMPLES: dict[str, Any] = {
    "reservoir": {
        "summary": "Three shifts; a boat by day, two people at night, more when it is risky",
        "value": {
            "shifts": [
                {"code": "早", "kind": "early", "start": "06:00", "end": "14:00"},
                {"code": "中", "kind": "middle", "start": "14:00", "end": "22:00"},
                {"code": "夜", "kind": "night", "start": "22:00", "end": "06:00"},
            ],
            "posts": [
                {
                    "code": "cz-early",
                    "name": "长诏 早",
                    "area": "changzhao",
                    "shift": "早",
                    "workday": 2,
                    "weekend": 3,
                    "holiday": 3,
                    "on_water": True,
                },
                {
                    "code": "cz-night",
                    "name": "长诏 夜",
                    "area": "changzhao",
                    "shift": "夜",
                    "workday": 2,
                    "weekend": 2,
                    "holiday": 2,
                    "at_risk": 1,
                    "vehicle": True,
                },
            ],
            "rules": [{"rule": "fair_nights", "kind": "hard"}],
        },
    }
}
PROFILE_EXAMPLES: dict[str, Any] = {
    "boat": {
        "summary": "Steers the boat, three nights a month at most, two nights ahead of the others",
        "value": {
            "officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
            "boat_licence": True,
            "most_nights": 3,
            "balance_nights": 2,
        },
    }
}

ShiftCode = Annotated[str, Field(min_length=1, max_length=16), Line]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
People = Annotated[int, Field(ge=0, le=MAX_PEOPLE)]
Hours = Annotated[int, Field(ge=0, le=MAX_HOURS)]
Days = Annotated[int, Field(ge=1, le=30)]
Balance = Annotated[float, Field(ge=-MAX_BALANCE, le=MAX_BALANCE)]


class ShiftTimesBody(StrictBody):
    """A kind of shift; an end that is not after the start is on the next day."""

    code: ShiftCode = Field(description="What stands in the month grid: 早, 中, 夜.")
    kind: ShiftKind
    start: Clock = Field(description="Local `HH:MM`.")
    end: Clock = Field(description="Local `HH:MM`, up to 24:00.")
    paid_minutes: Annotated[int, Field(ge=0, le=24 * 60)] | None = Field(
        None, description="What counts as worked; null: all of it."
    )
    forbidden_next: Annotated[list[ShiftCode], Field(max_length=MAX_SHIFTS)] = Field(
        default_factory=list, description="Codes that nobody begins on the day after it."
    )

    def times(self) -> ShiftTimes:
        """Return the record."""
        told = self.model_dump() | {"forbidden_next": tuple(self.forbidden_next)}
        return ShiftTimes(**told)


class PostBody(StrictBody):
    """A post, and how many people it needs on each type of day."""

    code: Code
    name: Annotated[str, Field(max_length=100), Line] = ""
    area: Code | None = Field(None, description="Code of an area; null: it goes round all of them.")
    shift: ShiftCode
    workday: People
    weekend: People
    holiday: People
    at_risk: People = Field(0, description="How many more on days with an operation in its area.")
    on_water: bool = False
    vehicle: bool = False
    enforcement: bool = True
    skills: Annotated[list[Code], Field(max_length=MAX_SKILLS)] = Field(default_factory=list)

    def post(self) -> PostNeed:
        """Return the record."""
        told = self.model_dump(exclude={"area"}) | {"skills": tuple(self.skills)}
        return PostNeed(area_code=self.area or "", **told)


class RuleBody(StrictBody):
    """What one rule has otherwise; what is missing stays as the office has it."""

    rule: Code = Field(description="Name of a rule, see `/api/v1/roster-rules`.")
    kind: Strength | None = None
    weight: Annotated[int, Field(ge=0, le=HEAVIEST)] | None = None
    numbers: Annotated[dict[Code, int], Field(max_length=10)] = Field(default_factory=dict)

    def change(self) -> RuleChange:
        """Return the record."""
        return RuleChange(self.rule, self.kind, self.weight, tuple(sorted(self.numbers.items())))


Shifts = Annotated[list[ShiftTimesBody], Field(min_length=1, max_length=MAX_SHIFTS)]
Posts = Annotated[list[PostBody], Field(max_length=MAX_POSTS)]
Rules = Annotated[list[RuleBody], Field(max_length=MAX_RULES)]


class SetupBody(StrictBody):
    """What a squad's rosters begin with."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    shifts: Shifts
    posts: Posts
    rules: Rules = Field(default_factory=list)
    note: Note = ""

    def setup(self, setup_id: UUID, own_squad: str | None) -> RosterSetup:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        return RosterSetup(
            setup_id,
            squad_meant(self.squad, own_squad),
            tuple(one.times() for one in self.shifts),
            tuple(one.post() for one in self.posts),
            tuple(one.change() for one in self.rules),
            self.note,
        )


class ProfileBody(StrictBody):
    """What a squad plans an officer by."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    officer_id: UUID
    rostered: bool = Field(True, description="False: has no shifts, unless a roster names them.")
    boat_licence: bool = False
    driver: bool = False
    skills: Annotated[list[Code], Field(max_length=MAX_SKILLS)] = Field(default_factory=list)
    first_day: Day | None = Field(None, description="From when they may be planned with.")
    last_day: Day | None = Field(None, description="Included.")
    most_hours: Hours | None = Field(None, description="Of a whole roster.")
    least_hours: Hours | None = None
    most_run: Days | None = Field(None, description="Days in a row.")
    most_nights: Annotated[int, Field(ge=0, le=62)] | None = Field(
        None, description="Of a whole roster."
    )
    balance_nights: Balance = Field(
        0, description="Worked beyond the fair share before the first roster here; also below 0."
    )
    balance_weekends: Balance = 0
    balance_holidays: Balance = 0
    balance_hours: Balance = 0
    note: Note = ""

    def profile(self, profile_id: UUID, own_squad: str | None) -> OfficerProfile:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        told = self.model_dump(exclude={"squad"}) | {"skills": tuple(self.skills)}
        return OfficerProfile(profile_id, squad_meant(self.squad, own_squad), **told)
