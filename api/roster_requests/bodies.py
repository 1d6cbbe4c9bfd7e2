"""Leave, wishes, swaps and answers as they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Code, Day, Line, Lines, Moment, Note, StrictBody, squad_meant
from geo_patrol.roster.records import (
    AnsweredKind,
    DutyWish,
    LeaveKind,
    LeaveWish,
    RosterAnswer,
    RosterAnswerResult,
    SwapWish,
)
from geo_patrol.typed_text import MAX_REASON

MOST_WEIGHT = 5

LEAVE_EXAMPLES: dict[str, Any] = {
    "annual": {
        "summary": "Three days of annual leave",
        "value": {"kind": "annual", "first_day": "2022-11-20", "last_day": "2022-11-22"},
    },
    "sick": {
        "summary": "Ill today and tomorrow: told, not asked for",
        "value": {"kind": "sick", "first_day": "2022-11-09", "last_day": "2022-11-10"},
    },
}
WISH_EXAMPLES: dict[str, Any] = {
    "off": {"summary": "A day off", "value": {"day": "2022-11-30", "on": False}},
    "night": {
        "summary": "A night that is wanted much",
        "value": {"day": "2022-12-01", "on": True, "shift": "夜", "weight": 3},
    },
}
SWAP_EXAMPLES: dict[str, Any] = {
    "for_another": {
        "summary": "A shift for one of theirs",
        "value": {
            "roster_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e01",
            "day": "2022-11-12",
            "taker_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c02",
            "returned_day": "2022-11-14",
        },
    }
}
ANSWER_EXAMPLES: dict[str, Any] = {
    "granted": {
        "summary": "A leader grants a leave",
        "value": {
            "target_kind": "leave",
            "target_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e02",
            "at": "2022-11-10T09:00:00+08:00",
            "result": "granted",
        },
    },
    "agreed": {
        "summary": "The taker agrees to a swap",
        "value": {
            "target_kind": "swap",
            "target_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e03",
            "at": "2022-11-10T09:00:00+08:00",
            "result": "agreed",
        },
    },
}

Withdrawn = Annotated[
    str,
    Field(
        max_length=MAX_REASON, description="Why it counts no more; an edit that changes no more."
    ),
    Lines,
]


class _OwnBody(StrictBody):
    """What is somebody's; the sender's own where nobody is named."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    officer_id: UUID | None = Field(
        None, description="Whose it is, the sender's if missing; leaders write for anybody."
    )
    withdrawn: Withdrawn = ""


class LeaveBody(_OwnBody):
    """Days off, as they are sent; it has no text: why somebody is ill is nobody's business."""

    kind: LeaveKind = Field(description="`sick` counts at once, unless it is refused.")
    first_day: Day
    last_day: Day = Field(description="Included.")

    def leave(self, leave_id: UUID, sender: UUID, own_squad: str | None) -> LeaveWish:
        """Return the record."""
        return LeaveWish(
            id=leave_id,
            squad_code=squad_meant(self.squad, own_squad),
            officer_id=self.officer_id or sender,
            kind=self.kind,
            first_day=self.first_day,
            last_day=self.last_day,
            withdrawn=self.withdrawn,
        )


class WishBody(_OwnBody):
    """A wish for a day that has not begun, as it is sent."""

    day: Day
    on: bool = Field(description="To work; or else to be off.")
    shift: Annotated[str, Field(min_length=1, max_length=16), Line] | None = Field(
        None, description="Code of a shift; any if null."
    )
    weight: int = Field(1, ge=1, le=MOST_WEIGHT)

    def wish(self, wish_id: UUID, sender: UUID, own_squad: str | None) -> DutyWish:
        """Return the record."""
        return DutyWish(
            id=wish_id,
            squad_code=squad_meant(self.squad, own_squad),
            officer_id=self.officer_id or sender,
            day=self.day,
            on=self.on,
            shift=self.shift,
            weight=self.weight,
            withdrawn=self.withdrawn,
        )


class SwapBody(_OwnBody):
    """A shift of a published roster that is offered to somebody, as it is sent."""

    roster_id: UUID
    day: Day
    taker_id: UUID = Field(description="Who is to take the shift.")
    returned_day: Day | None = Field(
        None, description="Day of the shift that they give for it; null: they only help out."
    )

    def swap(self, swap_id: UUID, sender: UUID, own_squad: str | None) -> SwapWish:
        """Return the record."""
        return SwapWish(
            id=swap_id,
            squad_code=squad_meant(self.squad, own_squad),
            roster_id=self.roster_id,
            officer_id=self.officer_id or sender,
            day=self.day,
            taker_id=self.taker_id,
            returned_day=self.returned_day,
            withdrawn=self.withdrawn,
        )


class RosterAnswerBody(StrictBody):
    """What is said to a leave or a swap, as it is sent."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    target_kind: AnsweredKind
    target_id: UUID
    at: Moment
    result: RosterAnswerResult = Field(
        description="Leaders grant and refuse; who is to take a shift agrees or declines."
    )
    note: Note = ""

    def answer(self, answer_id: UUID, own_squad: str | None) -> RosterAnswer:
        """Return the record."""
        return RosterAnswer(
            id=answer_id,
            squad_code=squad_meant(self.squad, own_squad),
            target_kind=self.target_kind,
            target_id=self.target_id,
            at=self.at,
            result=self.result,
            note=self.note,
        )
