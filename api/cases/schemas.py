"""Cases on the wire: as they are sent, and on the board."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Line, Moment, Note, StrictBody
from api.places.points import MaybePoint
from api.received import TextOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.cases.limits import LimitOf, LimitUnit
from geo_patrol.cases.records import Case, Holder, HolderKind, Stage
from geo_patrol.cases.spending import Spent
from geo_patrol.incidents.records import Source
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.case_board import Board
from geo_patrol.workflows.case_standings import LookedCase

EXAMPLES: dict[str, Any] = {
    "of_incident": {
        "summary": "An incident becomes a case: nothing is typed again",
        "value": {"incident_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001"},
    },
    "by_citizen": {
        "summary": "A citizen told the desk",
        "value": {
            "squad": "park",
            "source": "citizen",
            "category": "road_occupation",
            "reported_at": "2022-10-10T09:00:00+08:00",
            "lon": 120.8862,
            "lat": 29.5121,
            "place": "园区大道 12 号门前",
            "note": "摊位占了盲道",
        },
    },
}


class HolderBody(StrictBody):
    """Who has a case, or is to have it."""

    kind: HolderKind
    code: Code = Field(description="An officer's id, a role, or an agency of the catalogue.")


class HolderOut(BaseModel):
    """Who has a case."""

    kind: HolderKind
    code: str = Field(description="Empty for an officer where the asker sees no crews either.")

    @classmethod
    def of(cls, one: Holder | None, scope: Scope) -> HolderOut | None:
        """Return a holder's form on the wire, as far as the asker may see it."""
        if one is None:
            return None
        shown = one.kind != "officer" or scope.reads_in_full
        return cls(kind=one.kind, code=one.code if shown else "")


class CaseBody(MaybePoint):
    """A case as it is sent: of an incident, or with what it is about."""

    squad: Code | None = Field(
        None, description="Whose it is; of an incident's case it is the incident's squad."
    )
    incident_id: UUID | None = Field(
        None,
        description="The incident that becomes a case. The case's id follows from it: UUID version"
        " 5 of the incident's id in the namespace `5d7a1d0e-3c0b-4f5e-8a66-2f0d9b41c7e3`; and"
        " what, where and whence are the incident's: left out here.",
    )
    alert_id: UUID | None = Field(None, description="The camera alert that it was told by.")
    source: Source | None = None
    category: Code | None = Field(None, description="A category of the catalogue.")
    reported_at: Moment | None = Field(
        None, description="When it was told of; of an incident's case when that occurred, if null."
    )
    place: Annotated[str, Field(max_length=200), Line] = Field(
        "", description="Where, in words; for a report without a position."
    )
    note: Note = Field("", description="No names: who reports is a person of an incident.")
    voided: Note = Field("", description="Why it does not count; a leader's edit.")

    def case(self, case_id: UUID) -> Case:
        """Return the record."""
        return Case(
            id=case_id,
            incident_id=self.incident_id,
            alert_id=self.alert_id,
            source=self.source,
            category=self.category,
            reported_at=self.reported_at,
            lon=self.lon,
            lat=self.lat,
            place=self.place,
            note=self.note,
            voided=self.voided,
        )


class LimitOut(BaseModel):
    """The limit of an open case that is due first."""

    what: LimitOf
    length: int
    unit: LimitUnit
    due_at: datetime
    used_s: float = Field(
        description="Seconds used so far: of office hours, unless the unit is `hours`."
    )
    allowed_s: float = Field(description="Seconds in all, counted alike.")

    @classmethod
    def of(cls, one: Spent) -> LimitOut | None:
        """Return a limit's form on the wire."""
        if one.run is None or one.used_s is None or one.allowed_s is None:
            return None
        return cls(
            what=one.run.what,
            length=one.run.limit.length,
            unit=one.run.limit.unit,
            due_at=one.run.due_at.astimezone(UTC),
            used_s=one.used_s,
            allowed_s=one.allowed_s,
        )


class CaseOut(TextOut):
    """A case on the board."""

    incident_id: UUID | None
    alert_id: UUID | None
    source: Source
    category: str
    reported_at: datetime
    lon: float | None
    lat: float | None
    place: str
    area: str | None
    cell: str | None
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided, or whose incident is void.")
    flags: list[str] = Field(
        description="`clock_ahead`, `no_position`, `outside_areas`, `area_of_other_squad`,"
        " `category_of_other_squad`, `retired_term`."
    )
    stage: Stage = Field(description="The step of the loop that was done last.")
    since: datetime = Field(description="When it came to its stage.")
    holder: HolderOut | None = Field(description="Who has it now; null once it is closed.")
    due_at: datetime | None = Field(description="When it is due next; null without a limit.")
    overdue: bool
    limit: LimitOut | None = Field(description="The limit that `due_at` is of.")
    working_s: float = Field(
        description="From report to close, or until now: seconds of office hours."
    )
    closed_at: datetime | None
    in_time: bool | None = Field(
        description="Whether a closed case kept its limits of the whole; null of an open one."
    )
    taken_s: float | None = Field(description="From report to close, seconds by the clock.")
    taken_working_s: float | None = Field(description="The same in office hours.")
    score: int | None
    n_reports: int
    n_returned: int
    n_reopened: int
    n_supervised: int
    n_circles: int = Field(description="How often it came back to who had given it on.")
    supervision: list[RemarkOut] = Field(description="Why it should be supervised; often empty.")

    @classmethod
    def of(cls, one: LookedCase, scope: Scope) -> CaseOut:
        """Return a case's form on the wire, as far as the asker may see it."""
        return cls(**values_of(one, scope))


def values_of(one: LookedCase, scope: Scope) -> dict[str, Any]:
    """Return the members of a case on the wire."""
    case, found, stands = one.kept.record, one.kept.found, one.standing
    about, in_full = stands.origin, scope.reads_in_full
    position = stands.way.position
    counted = ("n_reports", "n_returned", "n_reopened", "n_supervised", "n_circles")
    return {
        "id": case.id,
        "squad": found.squad_code,
        "received_at": found.received_at,
        "demo": found.demo,
        "officer_id": found.officer_id if in_full else None,
        "redacted": not in_full,
        "incident_id": case.incident_id,
        "alert_id": case.alert_id,
        "source": about.source,
        "category": about.category,
        "reported_at": stands.reported_at,
        "lon": about.lon,
        "lat": about.lat,
        "place": about.place if in_full else "",
        "area": about.area_code,
        "cell": about.cell_code,
        "note": case.note if in_full else "",
        "voided": case.voided if in_full else "",
        "counts": stands.counts,
        "flags": list(found.flags),
        "stage": stands.stage,
        "since": stands.since,
        "holder": HolderOut.of(stands.holder, scope),
        "due_at": stands.due_at,
        "overdue": stands.overdue,
        "limit": LimitOut.of(one.spent),
        "working_s": one.spent.working_s,
        "closed_at": stands.closed_at,
        "in_time": stands.in_time,
        "taken_s": None if stands.taken is None else stands.taken.s,
        "taken_working_s": None if stands.taken is None else stands.taken.working_s,
        "score": stands.score,
        "supervision": remarks_of(stands.supervision),
        **{name: getattr(position, name) for name in counted},
    }


class StageCounts(BaseModel):
    """Open cases at each stage."""

    reported: int
    accepted: int
    dispatched: int
    handled: int
    verified: int


class CaseBoard(BaseModel):
    """A page of the board, and what is told of all open cases that are meant."""

    at: datetime
    by_stage: StageCounts = Field(description="Whatever stage was asked for.")
    n_overdue: int
    n_to_supervise: int
    items: list[CaseOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

    @classmethod
    def of(cls, board: Board, scope: Scope, now: datetime) -> CaseBoard:
        """Return a board's form on the wire, as far as the asker may see it."""
        return cls(
            at=now,
            by_stage=StageCounts(**board.by_stage),  # type: ignore[arg-type]  # of each open stage
            n_overdue=board.n_overdue,
            n_to_supervise=board.n_to_supervise,
            items=[CaseOut.of(one, scope) for one in board.items],
            next=board.next_cursor,
        )
