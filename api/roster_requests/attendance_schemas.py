"""A roster held against patrols, on the wire."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.roster_requests.schemas import concerns
from geo_patrol.roster.attendance import AttendanceState, Attended, Outing, Share
from geo_patrol.roster.clock import last_day_of
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.attendance import RosterAttendance


class AttendedOut(BaseModel):
    """What became of a duty."""

    officer_id: UUID
    name: str | None
    day: date
    shift: str
    post: str | None
    starts_at: datetime
    ends_at: datetime
    state: AttendanceState
    first_at: datetime | None = Field(description="When the first of their patrols began.")
    last_at: datetime | None = Field(description="When the last one ended; null: not yet.")
    out_minutes: int = Field(description="On patrol within the shift, as far as it has come.")
    patrols: list[UUID]

    @classmethod
    def of(cls, one: Attended, names: dict[UUID, str]) -> AttendedOut:
        """Return a duty's form on the wire."""
        turn = one.turn
        return cls(
            officer_id=turn.officer_id,
            name=names.get(turn.officer_id),
            day=turn.day,
            shift=turn.shift,
            post=turn.post,
            starts_at=turn.starts_at,
            ends_at=turn.ends_at,
            state=one.state,
            first_at=one.first_at,
            last_at=one.last_at,
            out_minutes=one.out_minutes,
            patrols=list(one.patrols),
        )


class UnplannedOut(BaseModel):
    """Somebody on a patrol of the squad who had no duty then."""

    officer_id: UUID
    name: str | None
    patrol_id: UUID
    started_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, one: Outing, names: dict[UUID, str]) -> UnplannedOut:
        """Return an outing's form on the wire."""
        return cls(
            officer_id=one.officer_id,
            name=names.get(one.officer_id),
            patrol_id=one.patrol_id,
            started_at=one.started_at,
            ended_at=one.ended_at,
        )


class ShareOut(BaseModel):
    """How many of a person's settled duties of a week they were there for."""

    officer_id: UUID
    name: str | None
    monday: date
    planned: int
    there: int

    @classmethod
    def of(cls, one: Share, names: dict[UUID, str]) -> ShareOut:
        """Return a share's form on the wire."""
        return cls(
            officer_id=one.officer_id,
            name=names.get(one.officer_id),
            monday=one.monday,
            planned=one.planned,
            there=one.there,
        )


class AttendanceTotals(BaseModel):
    """How many duties came to what."""

    planned: int
    present: int
    absent: int = Field(description="No patrol has their name: a phone may be offline still.")
    elsewhere: int = Field(description="On a patrol of another squad.")
    on_leave: int
    not_yet: int = Field(description="Shifts that go on, or are to come.")
    unplanned: int = Field(description="Outings of who had no duty then.")


class AttendanceOut(BaseModel):
    """A roster held against patrols.

    Who plans duties is told of everybody, others of themselves; the totals are everybody's.
    """

    roster_id: UUID
    squad: str
    first_day: date
    last_day: date
    at: datetime
    totals: AttendanceTotals
    duties: list[AttendedOut]
    unplanned: list[UnplannedOut]
    weeks: list[ShareOut]
    redacted: bool = Field(description="True: others' lines were left out for the asker.")

    @classmethod
    def of(cls, found: RosterAttendance, scope: Scope) -> AttendanceOut:
        """Return attendance's form on the wire, as far as the asker may see it."""
        roster, held, names = found.roster, found.attendance, found.names
        totals = AttendanceTotals(
            planned=len(held.turns), unplanned=len(held.unplanned), **dict(held.totals.items())
        )
        return cls(
            roster_id=roster.id,
            squad=roster.squad_code,
            first_day=roster.first_day,
            last_day=last_day_of(roster),
            at=found.as_of,
            totals=totals,
            duties=[
                AttendedOut.of(one, names)
                for one in held.turns
                if concerns(scope, one.turn.officer_id)
            ],
            unplanned=[
                UnplannedOut.of(one, names)
                for one in held.unplanned
                if concerns(scope, one.officer_id)
            ],
            weeks=[
                ShareOut.of(one, names) for one in held.shares if concerns(scope, one.officer_id)
            ],
            redacted=not scope.may("duty.plan"),
        )
