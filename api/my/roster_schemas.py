"""A person's roster on the wire: small, and to be kept for when there is no line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from api.my.duty_schemas import MyDutyOut
from geo_patrol.patrols import ShiftKind
from geo_patrol.roster.clock import last_day_of
from geo_patrol.roster.records import (
    DutyWish,
    LeaveKind,
    LeaveWish,
    RosterAnswer,
    RosterAnswerResult,
    SwapWish,
)
from geo_patrol.roster.requests import (
    LeaveState,
    SwapState,
    leave_counts,
    leave_flags,
    leave_state,
    swap_state,
)
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.roster_requests import said
from geo_patrol.workflows.my_roster import MyRoster, SwapOnDuty


class MyAnswerOut(BaseModel):
    """What was said to a leave or a swap."""

    at: datetime
    result: RosterAnswerResult
    note: str
    by: str | None = Field(description="Name of who said it.")


class MyLeaveOut(BaseModel):
    """A leave of the asker's."""

    id: UUID
    version: int
    squad: str
    kind: LeaveKind
    first_day: date
    last_day: date
    withdrawn: str
    state: LeaveState
    counts: bool = Field(description="Whether nobody plans with the asker on these days.")
    flags: list[str] = Field(description="`late`: it came when its first day had begun.")
    answers: list[MyAnswerOut]


class MyWishOut(BaseModel):
    """A wish of the asker's."""

    id: UUID
    version: int
    squad: str
    day: date
    on: bool
    shift: str | None
    weight: int
    withdrawn: str
    state: Literal["asked", "withdrawn"]


class MySwapOut(BaseModel):
    """A swap that the asker offered, or was offered."""

    id: UUID
    version: int
    squad: str
    roster_id: UUID
    officer_id: UUID
    officer: str
    day: date
    shift: str | None = Field(description="Null when the shift is not there any more.")
    taker_id: UUID
    taker: str
    returned_day: date | None
    returned_shift: str | None
    withdrawn: str
    state: SwapState
    answers: list[MyAnswerOut]


class MyRosterTimes(BaseModel):
    """A kind of shift of one of the asker's squads; times are local."""

    squad: str
    code: str
    kind: ShiftKind
    start: str
    end: str


class MyRosterHead(BaseModel):
    """A published roster: days that it has and nobody named are days off."""

    id: UUID
    squad: str
    first_day: date
    last_day: date
    version: int
    changed_at: datetime
    reason: str = Field(description="Why it was changed last.")


class MyRosterOut(BaseModel):
    """The asker's duties, and what they asked for."""

    at: datetime = Field(description="Of asking; no part of the entity tag.")
    first_day: date
    last_day: date = Field(description="Included.")
    officer_id: UUID
    shifts: list[MyRosterTimes]
    rosters: list[MyRosterHead]
    duties: list[MyDutyOut]
    leaves: list[MyLeaveOut]
    wishes: list[MyWishOut]
    swaps: list[MySwapOut]
    offered: list[MySwapOut] = Field(description="Shifts that others offer the asker.")
    changed_at: datetime | None = Field(description="When one of the rosters was changed last.")

    @classmethod
    def of(cls, mine: MyRoster, zone: ZoneInfo) -> MyRosterOut:
        """Return a roster's form on the wire."""
        wire = _Wire(mine, zone)
        heads = [
            MyRosterHead(
                id=one.id,
                squad=one.squad_code,
                first_day=one.first_day,
                last_day=last_day_of(one),
                version=mine.in_force[one.id][0],
                changed_at=mine.in_force[one.id][1],
                reason=one.reason,
            )
            for one in mine.rosters
        ]
        own: list[MySwapOut] = []
        offered: list[MySwapOut] = []
        for each in mine.swaps:
            is_own = each.kept.record.officer_id == mine.officer_id
            (own if is_own else offered).append(wire.swap(each))
        return cls(
            at=mine.now,
            first_day=mine.first_day,
            last_day=mine.last_day,
            officer_id=mine.officer_id,
            shifts=[
                MyRosterTimes(
                    squad=squad, code=one.code, kind=one.kind, start=one.start, end=one.end
                )
                for squad, one in mine.shifts
            ],
            rosters=heads,
            duties=[MyDutyOut.of(one, mine.now) for one in mine.duties],
            leaves=[wire.leave(one) for one in mine.leaves],
            wishes=[wire.wish(one) for one in mine.wishes],
            swaps=own,
            offered=offered,
            changed_at=max((one.changed_at for one in heads), default=None),
        )


class _Wire:
    def __init__(self, mine: MyRoster, zone: ZoneInfo) -> None:
        self._mine, self._zone = mine, zone

    def leave(self, kept: Kept[LeaveWish]) -> MyLeaveOut:
        one, answers = kept.record, self._mine.answers.get(kept.record.id, [])
        came_on = kept.found.received_at.astimezone(self._zone).date()
        return MyLeaveOut(
            id=one.id,
            version=self._mine.in_force[one.id][0],
            squad=one.squad_code,
            kind=one.kind,
            first_day=one.first_day,
            last_day=one.last_day,
            withdrawn=one.withdrawn,
            state=leave_state(one, said(answers)),
            counts=leave_counts(one, said(answers)),
            flags=list(leave_flags(one, came_on)),
            answers=self._answers(answers),
        )

    def wish(self, kept: Kept[DutyWish]) -> MyWishOut:
        one = kept.record
        return MyWishOut(
            id=one.id,
            version=self._mine.in_force[one.id][0],
            squad=one.squad_code,
            day=one.day,
            on=one.on,
            shift=one.shift,
            weight=one.weight,
            withdrawn=one.withdrawn,
            state="withdrawn" if one.withdrawn else "asked",
        )

    def swap(self, on_duty: SwapOnDuty) -> MySwapOut:
        one: SwapWish = on_duty.kept.record
        answers = self._mine.answers.get(one.id, [])
        return MySwapOut(
            id=one.id,
            version=self._mine.in_force[one.id][0],
            squad=one.squad_code,
            roster_id=one.roster_id,
            officer_id=one.officer_id,
            officer=self._mine.names.get(one.officer_id, ""),
            day=one.day,
            shift=on_duty.shift,
            taker_id=one.taker_id,
            taker=self._mine.names.get(one.taker_id, ""),
            returned_day=one.returned_day,
            returned_shift=on_duty.returned_shift,
            withdrawn=one.withdrawn,
            state=swap_state(one, said(answers)),
            answers=self._answers(answers),
        )

    def _answers(self, answers: Sequence[Kept[RosterAnswer]]) -> list[MyAnswerOut]:
        names = self._mine.names
        return [
            MyAnswerOut(
                at=one.record.at,
                result=one.record.result,
                note=one.record.note,
                by=None if one.found.officer_id is None else names.get(one.found.officer_id),
            )
            for one in answers
        ]
