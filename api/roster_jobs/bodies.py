"""What is asked of a search for a roster, as it is sent."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import Code, Day, StrictBody
from geo_patrol.workflows.roster_solving import MOST_SECONDS

MOST_NAMED = 500

OFFICER_ID = "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01"
SOLVE_EXAMPLES: dict[str, Any] = {
    "propose": {"summary": "A proposal within a minute", "value": {"seconds": 60}},
    "save": {
        "summary": "Written into the draft (with If-Match), the same each time",
        "value": {"seconds": 60, "deterministic": True, "seed": 1, "save": True},
    },
}
REPLAN_EXAMPLES: dict[str, Any] = {
    "ill": {
        "summary": "Somebody is ill for five days; the day after tomorrow stays as it is",
        "value": {
            "leave": [
                {"officer_id": OFFICER_ID, "first_day": "2022-11-10", "last_day": "2022-11-14"}
            ],
            "frozen_days": ["2022-11-12"],
        },
    },
    "storm": {
        "summary": "A storm: four people by day at the dam",
        "value": {"extra_needs": [{"post": "dam", "day": "2022-11-20", "people": 4}]},
    },
}
WHAT_IF_EXAMPLES: dict[str, Any] = {
    "officer": {
        "summary": "One certified officer more",
        "value": {"officer": {"certified": True, "driver": True}},
    },
    "leave": {
        "summary": "A leave refused",
        "value": {"leave_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e01"},
    },
    "rule": {
        "summary": "Four nights in a row",
        "value": {"rule": {"rule": "run_nights", "numbers": {"most": 4}}},
    },
}


class EffortBody(StrictBody):
    """How hard to try."""

    id: Annotated[UUID, Strict(False)] | None = Field(
        None, description="Id of the job, made by the client: sent again, it is the same job."
    )
    seconds: float = Field(60, ge=1, le=MOST_SECONDS, description="Longest time.")
    deterministic: bool = Field(
        False, description="The same roster for the same question and seed; slower."
    )
    seed: int = Field(1, ge=0, lt=2**31, description="Of what is left to chance.")


class SolveBody(EffortBody):
    """How a draft is to be filled."""

    keep_pins: bool = Field(True, description="Keep what was settled by hand.")
    save: bool = Field(
        False, description="Write what is found into the draft; the edit names `If-Match`."
    )


class ToldLeave(StrictBody):
    """Days on which somebody is away, the last included."""

    officer_id: Annotated[UUID, Strict(False)]
    first_day: Day
    last_day: Day


class MoreNeededBody(StrictBody):
    """A day on which a post needs another number of people."""

    post: Code
    day: Day
    people: int = Field(ge=0, le=1000)


class ReplanBody(EffortBody):
    """What has come up; leave that is kept already counts without being named."""

    leave: list[ToldLeave] = Field([], max_length=MOST_NAMED)
    extra_needs: list[MoreNeededBody] = Field([], max_length=MOST_NAMED)
    frozen_days: list[Day] = Field(
        [], max_length=MOST_NAMED, description="Days on which nothing is to change any more."
    )


class NewcomerBody(StrictBody):
    """One officer more."""

    certified: bool = True
    boat_licence: bool = False
    driver: bool = False
    skills: list[Code] = Field([], max_length=20)


class TriedRuleBody(StrictBody):
    """One rule otherwise than in the roster."""

    rule: Code
    kind: Literal["hard", "soft", "off"] | None = None
    weight: int | None = None
    numbers: dict[Code, int] = Field({}, max_length=10)


class WhatIfBody(EffortBody):
    """What might be otherwise: one thing."""

    officer: NewcomerBody | None = Field(None, description="One officer more.")
    leave_id: Annotated[UUID, Strict(False)] | None = Field(
        None, description="A leave that is refused."
    )
    rule: TriedRuleBody | None = Field(None, description="A rule that is changed.")

    @model_validator(mode="after")
    def _one_thing(self) -> WhatIfBody:
        if sum(one is not None for one in (self.officer, self.leave_id, self.rule)) != 1:
            raise PydanticCustomError("api.field.one_thing", "one thing")
        return self
