"""Fair shares and legal swaps on the wire."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from geo_patrol.roster.fairness import FairRow, Standing
from geo_patrol.roster.swaps import Swap
from geo_patrol.workflows.roster_search import Question


class FairStandingOut(BaseModel):
    """One officer's standing by one measure."""

    worked: float
    share: float
    carried: float = Field(description="Worked beyond the share before this roster.")
    balance: float = Field(description="Carried on from here.")

    @classmethod
    def of(cls, one: Standing) -> FairStandingOut:
        """Return it on the wire, to a hundredth."""
        told = (one.worked, one.share, one.carried, one.balance)
        worked, share, carried, balance = (round(each, 2) for each in told)
        return cls(worked=worked, share=share, carried=carried, balance=balance)


class FairRowOut(BaseModel):
    """One officer's row of the table."""

    officer_id: UUID
    name: str
    squad: str
    nights: FairStandingOut
    weekends: FairStandingOut
    holidays: FairStandingOut
    hours: FairStandingOut

    @classmethod
    def of(cls, one: FairRow, question: Question) -> FairRowOut:
        """Return it on the wire."""
        return cls(
            officer_id=UUID(one.officer),
            name=question.names.get(one.officer, ""),
            squad=one.squad,
            nights=FairStandingOut.of(one.nights),
            weekends=FairStandingOut.of(one.weekends),
            holidays=FairStandingOut.of(one.holidays),
            hours=FairStandingOut.of(one.hours),
        )


class FairnessOut(BaseModel):
    """Who does how much."""

    items: list[FairRowOut]


class SwapDutyOut(BaseModel):
    """A duty that changes hands."""

    day: date
    shift: str
    post: str | None


class PossibleSwapOut(BaseModel):
    """A legal swap of the shift that was asked about."""

    given: SwapDutyOut
    taker_id: UUID
    taker: str
    returned: SwapDutyOut | None = Field(description="Null: they only help out.")
    soft_more: int = Field(description="What the soft rules cost more after it; less is negative.")

    @classmethod
    def of(cls, one: Swap, question: Question) -> PossibleSwapOut:
        """Return it on the wire."""
        given, back = one.given, one.returned
        return cls(
            given=SwapDutyOut(day=given.day, shift=given.shift, post=given.post),
            taker_id=UUID(one.taker),
            taker=question.names.get(one.taker, ""),
            returned=None
            if back is None
            else SwapDutyOut(day=back.day, shift=back.shift, post=back.post),
            soft_more=one.soft_more,
        )


class PossibleSwaps(BaseModel):
    """The legal swaps, the cheapest first."""

    items: list[PossibleSwapOut]
