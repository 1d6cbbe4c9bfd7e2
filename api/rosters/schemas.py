"""Setups, profiles and rosters as they are kept, on the wire."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from api.received import TextOut
from geo_patrol.patrols import ShiftKind
from geo_patrol.roster.clock import last_day_of
from geo_patrol.roster.records import (
    KeptRoster,
    OfficerProfile,
    PostNeed,
    RosterSetup,
    RosterState,
    RuleChange,
    ShiftTimes,
)
from geo_patrol.roster.settings import Strength
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope


class ShiftTimesOut(BaseModel):
    """A kind of shift."""

    code: str
    kind: ShiftKind
    start: str
    end: str
    paid_minutes: int | None
    forbidden_next: list[str]

    @classmethod
    def of(cls, one: ShiftTimes) -> ShiftTimesOut:
        """Return its form on the wire."""
        return cls(**asdict(one))


class PostOut(BaseModel):
    """A post, and how many people it needs."""

    code: str
    name: str
    area: str | None = Field(description="Null: it goes round all areas of the squad.")
    shift: str
    workday: int
    weekend: int
    holiday: int
    at_risk: int
    on_water: bool
    vehicle: bool
    enforcement: bool
    skills: list[str]

    @classmethod
    def of(cls, one: PostNeed) -> PostOut:
        """Return its form on the wire."""
        told = asdict(one)
        return cls(area=told.pop("area_code") or None, **told)


class RuleChangeOut(BaseModel):
    """What one rule has otherwise."""

    rule: str
    kind: Strength | None
    weight: int | None
    numbers: dict[str, int]

    @classmethod
    def of(cls, one: RuleChange) -> RuleChangeOut:
        """Return its form on the wire."""
        return cls(rule=one.rule, kind=one.kind, weight=one.weight, numbers=dict(one.numbers))


class RosterSetupOut(TextOut):
    """What a squad's rosters begin with, as it is kept."""

    shifts: list[ShiftTimesOut]
    posts: list[PostOut]
    rules: list[RuleChangeOut]
    note: str

    @classmethod
    def of(cls, kept: Kept[RosterSetup], scope: Scope) -> RosterSetupOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=one.squad_code,
            received_at=found.received_at,
            demo=found.demo,
            officer_id=found.officer_id if in_full else None,
            redacted=not in_full,
            shifts=[ShiftTimesOut.of(each) for each in one.shifts],
            posts=[PostOut.of(each) for each in one.posts],
            rules=[RuleChangeOut.of(each) for each in one.rules],
            note=one.note if in_full else "",
        )


class RosterSetups(BaseModel):
    """A page of setups."""

    items: list[RosterSetupOut]
    next: str | None


class OfficerProfileOut(TextOut):
    """What a squad plans an officer by, as it is kept."""

    officer_id: UUID | None = Field(
        description="Whom it is about; null where the asker sees no crews either."
    )
    rostered: bool
    boat_licence: bool
    driver: bool
    skills: list[str]
    first_day: date | None
    last_day: date | None
    most_hours: int | None
    least_hours: int | None
    most_run: int | None
    most_nights: int | None
    balance_nights: float
    balance_weekends: float
    balance_holidays: float
    balance_hours: float
    note: str

    @classmethod
    def of(cls, kept: Kept[OfficerProfile], scope: Scope) -> OfficerProfileOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        told = asdict(one)
        for name in ("squad_code", "officer_id", "note"):
            del told[name]
        return cls(
            **told,
            squad=one.squad_code,
            received_at=found.received_at,
            demo=found.demo,
            officer_id=one.officer_id if in_full else None,
            redacted=not in_full,
            note=one.note if in_full else "",
        )


class OfficerProfiles(BaseModel):
    """A page of profiles."""

    items: list[OfficerProfileOut]
    next: str | None


class DutyOut(BaseModel):
    """One officer's shift of one day."""

    officer_id: UUID
    day: date
    shift: str
    post: str | None


class PinOut(BaseModel):
    """What was settled by hand; without shift and post it is a day off."""

    officer_id: UUID
    day: date
    shift: str | None
    post: str | None


class ExtraNeedOut(BaseModel):
    """A day on which a post needs another number of people."""

    post: str
    day: date
    people: int


class RosterRowOut(TextOut):
    """A roster in a list: what it is of, not what stands in it."""

    first_day: date
    n_days: int
    last_day: date
    state: RosterState
    n_duties: int
    reason: str
    note: str

    @classmethod
    def of(cls, kept: Kept[KeptRoster], scope: Scope) -> RosterRowOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=one.squad_code,
            received_at=found.received_at,
            demo=found.demo,
            officer_id=found.officer_id if in_full else None,
            redacted=not in_full,
            first_day=one.first_day,
            n_days=one.n_days,
            last_day=last_day_of(one),
            state=one.state,
            n_duties=len(one.duties),
            reason=one.reason if in_full else "",
            note=one.note if in_full else "",
        )


class RosterOut(RosterRowOut):
    """A roster as it is kept."""

    shifts: list[ShiftTimesOut]
    posts: list[PostOut]
    rules: list[RuleChangeOut]
    duties: list[DutyOut]
    pins: list[PinOut]
    extra_needs: list[ExtraNeedOut]

    @classmethod
    def of(cls, kept: Kept[KeptRoster], scope: Scope) -> RosterOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one = kept.record
        return cls(
            **RosterRowOut.of(kept, scope).model_dump(),
            shifts=[ShiftTimesOut.of(each) for each in one.shifts],
            posts=[PostOut.of(each) for each in one.posts],
            rules=[RuleChangeOut.of(each) for each in one.rules],
            duties=[DutyOut(**asdict(each)) for each in one.duties],
            pins=[PinOut(**asdict(each)) for each in one.pins],
            extra_needs=[ExtraNeedOut(**asdict(each)) for each in one.extra_needs],
        )


class Rosters(BaseModel):
    """A page of rosters."""

    items: list[RosterRowOut]
    next: str | None
