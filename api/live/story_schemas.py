"""The story of a cell, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.check_points.check_in_schemas import CheckInOut
from api.incidents.schemas import OutcomeOut
from api.live.schemas import IncidentNow, PersonNamed
from api.queries import MOMENT_HELP
from api.tasks.schemas import TaskOut
from geo_patrol.patrols import Mode
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.cell_story import Asked, CellStory, Looked, Passed, Told
from geo_patrol.workflows.cell_visits import How


class StoryQuery(BaseModel):
    """Query of a story."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    from_: str | None = Field(
        None,
        alias="from",
        max_length=40,
        description=f"Since when: {MOMENT_HELP}; 31 days if missing, and never more than 400.",
    )
    limit: int = Field(50, ge=1, le=200, description="Things on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next` of the page before; none for the first page."
    )


class VisitTold(BaseModel):
    """A crew was there."""

    kind: Literal["visit"] = "visit"
    at: datetime = Field(description="When it came.")
    left_at: datetime
    length_m: float = Field(description="Way made in the cell.")
    how: How = Field(description="`seen`: from beside it, in a cell where seeing it counts.")
    mode: Mode
    patrol_id: UUID | None = Field(description="Null: not for the asker, who may not see tracks.")
    crew: list[PersonNamed]


class IncidentTold(IncidentNow):
    """Something was met."""

    kind: Literal["incident"] = "incident"
    at: datetime
    narrative: str
    outcomes: list[OutcomeOut]


class TaskTold(BaseModel):
    """Something was asked for."""

    kind: Literal["task"] = "task"
    at: datetime
    task: TaskOut
    answered_by: list[PersonNamed]


class CheckInTold(BaseModel):
    """Somebody looked in at a check point in the cell."""

    kind: Literal["check_in"] = "check_in"
    at: datetime
    check_in: CheckInOut
    point_code: str
    point_name: str
    officer: PersonNamed | None


ToldOut = Annotated[VisitTold | IncidentTold | TaskTold | CheckInTold, Field(discriminator="kind")]


class StoryOut(BaseModel):
    """What happened in a cell, the latest first."""

    area: str
    code: str
    kind: str
    zone_level: str | None
    required_s: float | None = Field(description="Longest time without a visit; null: none.")
    counts_when_seen: bool = Field(description="Who sees enough of it has visited it.")
    last_at: datetime | None = Field(description="When it was last left; null: never.")
    gap_class: int = Field(description="As `GET /my/map/{area}` has them.")
    at: datetime = Field(description="As of when it stands so; in a demo its last day's end.")
    since: datetime = Field(description="How far back the story goes.")
    items: list[ToldOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(cls, story: CellStory, scope: Scope) -> StoryOut:
        """Return a story's form on the wire, as far as the asker may see it."""
        at, demands = story.cell.idx, story.standing.demands
        return cls(
            area=story.area_code,
            code=story.cell.code,
            kind=demands.kinds[at],
            zone_level=demands.levels[at],
            required_s=story.required_s,
            counts_when_seen=story.cell.counts_when_seen,
            last_at=story.last_at,
            gap_class=int(story.standing.cells.gap_class[at]),
            at=story.standing.as_of,
            since=story.since,
            items=[_told(one, scope, story.names) for one in story.items],
            next=story.following,
            redacted=not scope.reads_in_full,
        )


def _told(
    one: Told, scope: Scope, names: dict[UUID, str]
) -> VisitTold | IncidentTold | TaskTold | CheckInTold:
    match one.what:
        case Passed():
            return _visit(one.what, scope, names)
        case Asked():
            return _task(one.what, one.at, scope, names)
        case Looked():
            return _check_in(one.what, scope, names)
        case incident:
            return _incident(incident, scope)


def _visit(passed: Passed, scope: Scope, names: dict[UUID, str]) -> VisitTold:
    visit, patrol = passed.visit, passed.patrol
    crew = patrol.crew if scope.reads_in_full else ()
    return VisitTold(
        at=visit.enter,
        left_at=visit.leave,
        length_m=round(visit.length_m, 1),
        how=visit.how,
        mode=patrol.mode,
        # Cell by cell, its times would be its track.
        patrol_id=patrol.id if scope.may("tracks.read") else None,
        crew=[PersonNamed.of(member, names) for member in crew],
    )


def _incident(one: StoredIncident, scope: Scope) -> IncidentTold:
    in_full = scope.reads_in_full
    outcomes = [OutcomeOut(**vars(outcome)) for outcome in one.incident.outcomes]
    return IncidentTold(
        **IncidentNow.of(one).model_dump(),
        at=one.incident.occurred_at,
        narrative=one.incident.narrative if in_full else "",
        outcomes=outcomes if in_full else [_mute(outcome) for outcome in outcomes],
    )


def _task(asked: Asked, at: datetime, scope: Scope, names: dict[UUID, str]) -> TaskTold:
    who = [one.found.officer_id for one in asked.answers] if scope.reads_in_full else []
    return TaskTold(
        at=at,
        task=TaskOut.of(asked.task, scope, asked.answers),
        answered_by=[PersonNamed.of(one, names) for one in who if one is not None],
    )


def _check_in(looked: Looked, scope: Scope, names: dict[UUID, str]) -> CheckInTold:
    who = looked.check_in.found.officer_id if scope.reads_in_full else None
    return CheckInTold(
        at=looked.check_in.record.at,
        check_in=CheckInOut.of(looked.check_in, scope),
        point_code=looked.point.code,
        point_name=looked.point.name,
        officer=None if who is None else PersonNamed.of(who, names),
    )


def _mute(outcome: OutcomeOut) -> OutcomeOut:
    return outcome.model_copy(update={"note": ""})
