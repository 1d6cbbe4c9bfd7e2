"""Leave, wishes, swaps and answers as they are kept.

What somebody is off for, and what was said of it, is told to them and to who plans duties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from geo_patrol.field.checks import clock_flags
from geo_patrol.roster.records import (
    AnsweredKind,
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
from geo_patrol.store.scope import Scope

Names = Mapping[UUID, str]
Answers = Sequence[Kept[RosterAnswer]]

NEXT = "Cursor of the next page; null on the last one."


def concerns(scope: Scope, *officers: UUID | None) -> bool:
    """Tell whether somebody's request is the asker's own, or one that they may decide on."""
    return scope.may("duty.plan") or (scope.officer_id is not None and scope.officer_id in officers)


class RequestAnswerOut(BaseModel):
    """An answer, beside what it is to."""

    at: datetime
    result: RosterAnswerResult
    note: str
    by: str | None = Field(description="Name of who said it; null where the asker sees no crews.")

    @classmethod
    def of(
        cls, kept: Kept[RosterAnswer], scope: Scope, names: Names, *, open: bool
    ) -> RequestAnswerOut:
        """Return an answer's form on the wire; ``open`` to whom it concerns."""
        one, who = kept.record, kept.found.officer_id
        by = names.get(who) if who is not None and scope.reads_in_full else None
        return cls(at=one.at, result=one.result, note=one.note if open else "", by=by)


class _RequestOut(BaseModel):
    id: UUID
    squad: str
    demo: bool = Field(description="True for invented data.")
    received_at: datetime | None = Field(description="Null where `redacted`.")
    officer_id: UUID | None = Field(description="Null where the asker sees no crews either.")
    withdrawn: str
    redacted: bool = Field(description="True: something was left out for the asker.")


class LeaveOut(_RequestOut):
    """A leave as it is kept, and what became of it."""

    kind: LeaveKind | None = Field(description="Null where `redacted`.")
    first_day: date
    last_day: date
    state: LeaveState
    counts: bool | None = Field(description="Whether nobody plans with them; null if `redacted`.")
    flags: list[str] = Field(description="`late`: it came when its first day had begun.")
    answers: list[RequestAnswerOut]

    @classmethod
    def of(
        cls, kept: Kept[LeaveWish], answers: Answers, scope: Scope, names: Names, zone: ZoneInfo
    ) -> LeaveOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, open = kept.record, kept.found, concerns(scope, kept.record.officer_id)
        came_on = found.received_at.astimezone(zone).date()
        return cls(
            id=one.id,
            squad=one.squad_code,
            demo=found.demo,
            received_at=found.received_at if open else None,
            officer_id=one.officer_id if scope.reads_in_full else None,
            withdrawn=one.withdrawn if open else "",
            redacted=not open,
            kind=one.kind if open else None,
            first_day=one.first_day,
            last_day=one.last_day,
            state=leave_state(one, said(answers)),
            counts=leave_counts(one, said(answers)) if open else None,
            flags=list(leave_flags(one, came_on)) if open else [],
            answers=[RequestAnswerOut.of(each, scope, names, open=open) for each in answers],
        )


class WishOut(_RequestOut):
    """A wish as it is kept."""

    day: date
    on: bool
    shift: str | None
    weight: int

    @classmethod
    def of(cls, kept: Kept[DutyWish], scope: Scope) -> WishOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, open = kept.record, kept.found, concerns(scope, kept.record.officer_id)
        return cls(
            id=one.id,
            squad=one.squad_code,
            demo=found.demo,
            received_at=found.received_at if open else None,
            officer_id=one.officer_id if scope.reads_in_full else None,
            withdrawn=one.withdrawn if open else "",
            redacted=not open,
            day=one.day,
            on=one.on,
            shift=one.shift,
            weight=one.weight,
        )


class SwapWishOut(_RequestOut):
    """A swap as it is kept, and what became of it."""

    roster_id: UUID
    day: date
    taker_id: UUID | None = Field(description="Null where the asker sees no crews either.")
    returned_day: date | None
    state: SwapState
    answers: list[RequestAnswerOut]

    @classmethod
    def of(cls, kept: Kept[SwapWish], answers: Answers, scope: Scope, names: Names) -> SwapWishOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        open = concerns(scope, one.officer_id, one.taker_id)
        return cls(
            id=one.id,
            squad=one.squad_code,
            demo=found.demo,
            received_at=found.received_at if open else None,
            officer_id=one.officer_id if in_full else None,
            withdrawn=one.withdrawn if open else "",
            redacted=not open,
            roster_id=one.roster_id,
            day=one.day,
            taker_id=one.taker_id if in_full else None,
            returned_day=one.returned_day,
            state=swap_state(one, said(answers)),
            answers=[RequestAnswerOut.of(each, scope, names, open=open) for each in answers],
        )


class RosterAnswerOut(BaseModel):
    """An answer as it is kept."""

    id: UUID
    squad: str
    demo: bool = Field(description="True for invented data.")
    received_at: datetime
    officer_id: UUID | None = Field(
        description="Who said it; null where the asker sees no crews either."
    )
    target_kind: AnsweredKind
    target_id: UUID
    at: datetime
    result: RosterAnswerResult
    note: str
    flags: list[str] = Field(description="`late`, `clock_ahead`.")
    redacted: bool = Field(description="True: the note was left out for the asker.")

    @classmethod
    def of(cls, kept: Kept[RosterAnswer], scope: Scope) -> RosterAnswerOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, open = kept.record, kept.found, concerns(scope, kept.found.officer_id)
        return cls(
            id=one.id,
            squad=one.squad_code,
            demo=found.demo,
            received_at=found.received_at,
            officer_id=found.officer_id if scope.reads_in_full else None,
            target_kind=one.target_kind,
            target_id=one.target_id,
            at=one.at,
            result=one.result,
            note=one.note if open else "",
            flags=list(clock_flags(one.at, found.received_at)),
            redacted=not open,
        )


class Leaves(BaseModel):
    """A page of leaves."""

    items: list[LeaveOut]
    next: str | None = Field(description=NEXT)


class Wishes(BaseModel):
    """A page of wishes."""

    items: list[WishOut]
    next: str | None = Field(description=NEXT)


class Swaps(BaseModel):
    """A page of swaps."""

    items: list[SwapWishOut]
    next: str | None = Field(description=NEXT)


class RosterAnswers(BaseModel):
    """A page of answers."""

    items: list[RosterAnswerOut]
    next: str | None = Field(description=NEXT)
