"""What became of leave, wishes and swaps, and what counts of them for a roster."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

from geo_patrol.roster.records import (
    Duty,
    KeptRoster,
    LeaveWish,
    RosterAnswer,
    RosterAnswerResult,
    SwapWish,
)

LeaveState = Literal["asked", "granted", "refused", "withdrawn"]
LEAVE_STATES: tuple[LeaveState, ...] = get_args(LeaveState)
SwapState = Literal["asked", "agreed", "declined", "granted", "refused", "withdrawn"]
SWAP_STATES: tuple[SwapState, ...] = get_args(SwapState)

LEADERS_SAY: frozenset[RosterAnswerResult] = frozenset({"granted", "refused"})
TAKERS_SAY: frozenset[RosterAnswerResult] = frozenset({"agreed", "declined"})


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, and when it came: a phone's clock that is ahead does not make it the last word."""

    answer: RosterAnswer
    received_at: datetime

    @property
    def moment(self) -> tuple[datetime, datetime, str]:
        """What answers go by."""
        return min(self.answer.at, self.received_at), self.received_at, str(self.answer.id)


def last_word(
    answers: Iterable[Said], among: frozenset[RosterAnswerResult]
) -> RosterAnswerResult | None:
    """Return the latest answer of one kind of person; None when there is none."""
    theirs = [one for one in answers if one.answer.result in among]
    return max(theirs, key=lambda one: one.moment).answer.result if theirs else None


def leave_state(leave: LeaveWish, answers: Sequence[Said]) -> LeaveState:
    """Return what became of a leave: the leaders' last word, unless it was withdrawn."""
    if leave.withdrawn:
        return "withdrawn"
    match last_word(answers, LEADERS_SAY):
        case "granted":
            return "granted"
        case "refused":
            return "refused"
    return "asked"


def leave_counts(leave: LeaveWish, answers: Sequence[Said]) -> bool:
    """Tell whether nobody may plan with somebody on these days.

    Illness is told, not asked for: it counts at once, until a leader refuses it.
    """
    state = leave_state(leave, answers)
    return state == "granted" or (leave.kind == "sick" and state == "asked")


def swap_state(swap: SwapWish, answers: Sequence[Said]) -> SwapState:
    """Return what became of a swap: it is settled when it was granted once, for the roster changed.

    Before that the leaders' last word goes before the taker's.
    """
    if any(one.answer.result == "granted" for one in answers):
        return "granted"
    if swap.withdrawn:
        return "withdrawn"
    if last_word(answers, LEADERS_SAY) == "refused":
        return "refused"
    match last_word(answers, TAKERS_SAY):
        case "agreed":
            return "agreed"
        case "declined":
            return "declined"
    return "asked"


def leave_flags(leave: LeaveWish, received_on: date) -> tuple[str, ...]:
    """Return what is odd about when a leave was told: ``late`` when its first day had come.

    Parameters
    ----------
    received_on
        The local day on which it came.
    """
    return ("late",) if received_on >= leave.first_day else ()


def swapped(roster: KeptRoster, swap: SwapWish) -> KeptRoster:
    """Return a roster in which the taker has the shift, and gives the one they return for it.

    It stays as it is where one of the two shifts is not in it.
    """

    def moved(one: Duty) -> Duty:
        if (one.officer_id, one.day) == (swap.officer_id, swap.day):
            return replace(one, officer_id=swap.taker_id)
        if (one.officer_id, one.day) == (swap.taker_id, swap.returned_day):
            return replace(one, officer_id=swap.officer_id)
        return one

    return replace(roster, duties=tuple(moved(one) for one in roster.duties))
