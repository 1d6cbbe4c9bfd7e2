"""Patrols on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, field_validator

from api.bodies import Code, Moment, Note, StrictBody
from api.queries import ORDER_HELP, Order, RecordFilters
from api.shifts.schemas import later_than_start
from geo_patrol.patrols import Mode, Patrol
from geo_patrol.store.repositories.patrol_tracks import TracksOf
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.cell_figures import USABLE_TRACK_S

MAX_CREW = 50

EXAMPLES: dict[str, Any] = {
    "boat": {
        "summary": "A boat crew of two, back at the jetty",
        "value": {
            "shift_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
            "area": "changzhao",
            "mode": "boat",
            "start": "2022-10-08T00:20:00+08:00",
            "end": "2022-10-08T03:05:00+08:00",
            "crew": [
                "018f3a52-6b00-7c11-9a01-5d0c6e1f0a01",
                "018f3a52-6b00-7c11-9a01-5d0c6e1f0a02",
            ],
        },
    },
    "going_on": {
        "summary": "A patrol on foot that still goes on",
        "value": {
            "shift_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
            "area": "changzhao",
            "mode": "foot",
            "start": "2022-10-08T04:00:00+08:00",
            "end": None,
            "crew": ["018f3a52-6b00-7c11-9a01-5d0c6e1f0a01"],
            "note": "岭根村岸段",
        },
    },
}


class PatrolBody(StrictBody):
    """A patrol as it is sent."""

    shift_id: UUID
    area: Code = Field(description="Code of the area patrolled.")
    mode: Mode
    start: Moment
    end: Moment | None = Field(None, description="Exclusive; null while the patrol goes on.")
    crew: Annotated[list[UUID], Field(max_length=MAX_CREW)] = Field(
        default_factory=list, description="Ids of the officers aboard."
    )
    note: Note = ""

    _end_after_start = field_validator("end")(later_than_start)

    def patrol(self, patrol_id: UUID) -> Patrol:
        """Return the record; who is named twice is aboard once."""
        crew = tuple(dict.fromkeys(self.crew))
        return Patrol(
            patrol_id,
            self.shift_id,
            self.area,
            self.mode,
            self.start,
            self.end,
            crew,
            self.note,
        )


class PatrolOut(BaseModel):
    """A patrol as it is kept."""

    id: UUID
    shift_id: UUID
    area: str
    mode: Mode
    start: datetime
    end: datetime | None
    crew: list[UUID]
    note: str
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(cls, one: Patrol, scope: Scope) -> PatrolOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        in_full = scope.reads_in_full
        return cls(
            id=one.id,
            shift_id=one.shift_id,
            area=one.area_code,
            mode=one.mode,
            start=one.start,
            end=one.end,
            crew=list(one.crew) if in_full else [],
            note=one.note if in_full else "",
            redacted=not in_full,
        )


class TracksTold(BaseModel):
    """What has come of a patrol."""

    n_counting: int = Field(description="Tracks that count.")
    n_aside: int = Field(description="Tracks that do not: withdrawn, or another stands for them.")
    n_declared: int = Field(description="Routes declared for it: not measured, in no figure.")
    usable: bool | None = Field(
        description="Whether those that count show a minute of the area or more, as gaps have it;"
        " null where there is no grid to tell by."
    )
    inside_s: float = Field(description="Seconds that they were in the area's grid.")
    length_m: float = Field(description="Metres that they went there.")

    @classmethod
    def of(cls, told: TracksOf) -> TracksTold:
        """Return what has come of a patrol, as it goes on the wire."""
        return cls(
            n_counting=told.n_counting,
            n_aside=told.n_aside,
            n_declared=told.n_declared,
            usable=told.inside_s >= USABLE_TRACK_S if told.has_grid else None,
            inside_s=told.inside_s,
            length_m=told.length_m,
        )


class ListedPatrol(PatrolOut):
    """A patrol in a list."""

    tracks: TracksTold | None = Field(description="Null for who may not see tracks.")

    @classmethod
    def listed(cls, one: Patrol, scope: Scope, told: TracksOf | None) -> ListedPatrol:
        """Return a patrol with what has come of it."""
        tracks = None if told is None else TracksTold.of(told)
        return cls(**PatrolOut.of(one, scope).model_dump(), tracks=tracks)


class PatrolFilters(RecordFilters):
    """Query of a list of patrols."""

    mode: Mode | None = Field(None, description="How they moved.")
    untracked: bool | None = Field(
        None,
        description="True: those that are over by the end of the period and whose tracks show"
        " less than a minute of the area, as gaps count them; false: the rest.",
    )
    order: Order = Field("oldest", description=ORDER_HELP)


class Patrols(BaseModel):
    """A page of patrols."""

    items: list[ListedPatrol]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")
