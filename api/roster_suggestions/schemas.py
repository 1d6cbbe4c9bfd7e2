"""Suggestions for rostered shifts, on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import StrictBody
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.patrols import Mode, ShiftKind
from geo_patrol.workflows.roster_suggestions import (
    MOST_DAYS,
    SEED_BITS,
    Asked,
    Nothing,
    ShiftSuggestions,
    SuggestedLeg,
    Suggestions,
)
from geo_patrol.workflows.suggested_tasks import SuggestedTask

USUAL_DAYS = 2
MOST_SEED = 2**SEED_BITS - 1

_DAYS = f"Shifts that begin so many days ahead; {USUAL_DAYS} by default, not with a shift."
_SHIFT = f"Id of one shift's record; it may begin {MOST_DAYS} days ahead."
_SEED = (
    "What chance is drawn from. One that an answer had gives the same times again while nothing"
    " happens; a new one if missing."
)

EXAMPLES: dict[str, Any] = {
    "days": {"summary": "To the shifts of the next two days", "value": {"days": 2}},
    "anew": {
        "summary": "Other ones for one shift",
        "value": {"shift": "018f3a52-6b00-7c11-9a01-5d0c6e1f0d01", "anew": True},
    },
}


def asked(roster_id: UUID, shift: UUID | None, days: int | None, where: str) -> Asked:
    """Return for whom suggestions are asked.

    Raises
    ------
    InvalidInput
        When both a shift and days are named.
    """
    if shift is not None and days is not None:
        either = finding(f"{where}.days", "suggestions.shift_or_days")
        raise InvalidInput("api.invalid", findings=(either,))
    return Asked(roster_id=roster_id, days=USUAL_DAYS if days is None else days, shift_id=shift)


class SuggestionsQuery(BaseModel):
    """Query of a preview."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    shift: UUID | None = Field(None, description=_SHIFT)
    days: int | None = Field(None, ge=1, le=MOST_DAYS, description=_DAYS)
    seed: int | None = Field(None, ge=0, le=MOST_SEED, description=_SEED)


class HandOutBody(StrictBody):
    """What is to be handed out."""

    shift: UUID | None = Field(None, description=_SHIFT)
    days: int | None = Field(None, ge=1, le=MOST_DAYS, description=_DAYS)
    seed: int | None = Field(None, ge=0, le=MOST_SEED, description=_SEED)
    anew: bool = Field(
        False, description="Withdraw the open ones of these shifts, and hand out new ones."
    )


class LegOut(BaseModel):
    """A stretch of way in a window of time."""

    post: str
    area: str
    number: int = Field(description="From 1, in each area of the shift, by time.")
    mode: Mode
    start: datetime
    end: datetime
    cells: list[str] = Field(description="Codes in order of going.")
    longest: str = Field(description="Code of the cell that is most overdue.")
    never: int = Field(description="How many of the cells nobody ever came to.")
    way_km: float
    gain: float = Field(
        description="Sum over the cells of relative risk × log₂(age ÷ required interval)."
    )
    lon: float
    lat: float
    text: str = Field(description="What the task says.")

    @classmethod
    def of(cls, one: SuggestedLeg) -> LegOut:
        """Return a leg's form on the wire."""
        leg = one.leg
        return cls(
            post=leg.post,
            area=leg.area_code,
            number=leg.number,
            mode=leg.mode,
            start=leg.start,
            end=leg.end,
            cells=list(one.cells),
            longest=one.longest,
            never=leg.n_never,
            way_km=round(leg.way_km, 2),
            gain=round(leg.gain, 2),
            lon=one.lon,
            lat=one.lat,
            text=one.text,
        )


class SuggestedTaskOut(BaseModel):
    """A task that came of a suggestion; `/api/v1/tasks/{id}` has all of it."""

    id: UUID
    area: str | None
    cell: str | None
    text: str
    due: datetime | None
    withdrawn: bool
    open: bool
    seen: bool = Field(description="Somebody was in its cell since the shift began.")

    @classmethod
    def of(cls, one: SuggestedTask) -> SuggestedTaskOut:
        """Return a task's form on the wire."""
        task = one.task
        return cls(
            id=task.id,
            area=task.area_code,
            cell=task.cell_code,
            text=task.text,
            due=task.due,
            withdrawn=task.withdrawn,
            open=one.open,
            seen=one.seen,
        )


class ShiftSuggestionsOut(BaseModel):
    """What a shift might do, and what it was handed already."""

    day: date
    code: str
    kind: ShiftKind
    start: datetime
    end: datetime
    shift_id: UUID | None = Field(description="Null while the shift has no record: none is told.")
    nothing: Nothing | None = Field(description="Why there are no legs.")
    legs: list[LegOut]
    tasks: list[SuggestedTaskOut]

    @classmethod
    def of(cls, one: ShiftSuggestions, tasks: list[SuggestedTask]) -> ShiftSuggestionsOut:
        """Return a shift's form on the wire."""
        shift = one.shift
        return cls(
            day=shift.day,
            code=shift.code,
            kind=shift.kind,
            start=shift.start,
            end=shift.end,
            shift_id=shift.shift_id,
            nothing=one.nothing,
            legs=[LegOut.of(leg) for leg in one.legs],
            tasks=[SuggestedTaskOut.of(task) for task in tasks],
        )


class HandedOutOut(BaseModel):
    """What handing out led to."""

    new: int
    withdrawn: int
    kept: int


class SuggestionsOut(BaseModel):
    """What the shifts of a roster might do, in order of time."""

    as_of: datetime
    seed: int
    start_evenness: float | None = Field(
        description="How little the beginnings let one foretell: 1 is hardest, 0 is a timetable;"
        " null of too few to say."
    )
    handed: HandedOutOut | None = Field(description="Of what was handed out just now.")
    items: list[ShiftSuggestionsOut]

    @classmethod
    def of(
        cls,
        made: Suggestions,
        tasks: list[list[SuggestedTask]],
        handed: HandedOutOut | None = None,
    ) -> SuggestionsOut:
        """Return suggestions' form on the wire; ``tasks`` are those of each shift."""
        return cls(
            as_of=made.as_of,
            seed=made.seed,
            start_evenness=made.start_evenness,
            handed=handed,
            items=[
                ShiftSuggestionsOut.of(one, its)
                for one, its in zip(made.shifts, tasks, strict=True)
            ],
        )
