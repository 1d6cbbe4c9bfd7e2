"""What became of requests: the last word of each kind of person, and what follows from it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest

from geo_patrol.roster.records import (
    Duty,
    KeptRoster,
    LeaveKind,
    LeaveWish,
    RosterAnswer,
    RosterAnswerResult,
    SwapWish,
)
from geo_patrol.roster.requests import (
    Said,
    leave_counts,
    leave_flags,
    leave_state,
    swap_state,
    swapped,
)

NOW = datetime(2022, 11, 7, tzinfo=UTC)
DAY = date(2022, 11, 9)
ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))
LEAVE = LeaveWish(UUID(int=7), "reservoir", ONE, "annual", DAY, DAY)
SWAP = SwapWish(UUID(int=8), "reservoir", UUID(int=9), ONE, DAY, TWO)


def said(*results: RosterAnswerResult) -> list[Said]:
    """Return answers a minute apart."""
    return [
        Said(RosterAnswer(UUID(int=20 + n), "reservoir", "swap", SWAP.id, moment, result), moment)
        for n, result in enumerate(results)
        for moment in (NOW + timedelta(minutes=n),)
    ]


@pytest.mark.parametrize("kind", get_args(LeaveKind))
def test_only_illness_counts_before_it_is_granted(kind: LeaveKind) -> None:
    leave = replace(LEAVE, kind=kind)
    assert leave_counts(leave, ()) == (kind == "sick")
    assert leave_counts(leave, said("granted"))
    assert not leave_counts(leave, said("refused"))
    assert not leave_counts(replace(leave, withdrawn="好了"), said("granted"))


def test_the_last_word_of_a_leader_holds_in_whatever_order_it_is_read() -> None:
    answers = said("granted", "refused", "granted")
    assert leave_state(LEAVE, answers) == leave_state(LEAVE, answers[::-1]) == "granted"
    assert leave_state(LEAVE, answers[:2]) == "refused"
    assert leave_state(LEAVE, ()) == "asked"


def test_a_word_from_a_clock_that_is_ahead_is_as_old_as_its_coming() -> None:
    first, second = said("granted", "refused")
    ahead = replace(first, answer=replace(first.answer, at=NOW + timedelta(days=900)))
    assert leave_state(LEAVE, [ahead, second]) == "refused"


@pytest.mark.parametrize(
    ("results", "state"),
    [
        ((), "asked"),
        (("agreed",), "agreed"),
        (("agreed", "declined"), "declined"),
        (("declined", "agreed"), "agreed"),
        (("agreed", "refused"), "refused"),
        (("refused", "agreed"), "refused"),
        (("agreed", "granted"), "granted"),
    ],
)
def test_a_swap_goes_by_its_taker_and_then_by_leaders(
    results: tuple[RosterAnswerResult, ...], state: str
) -> None:
    assert swap_state(SWAP, said(*results)) == state


def test_a_granted_swap_stays_granted() -> None:
    gone = replace(SWAP, withdrawn="不换了")
    assert swap_state(gone, said("agreed")) == "withdrawn"
    assert swap_state(gone, said("agreed", "granted")) == "granted"


def test_leave_is_late_from_its_first_day_on() -> None:
    assert leave_flags(LEAVE, DAY - timedelta(days=1)) == ()
    assert leave_flags(LEAVE, DAY) == ("late",)


def test_a_swap_moves_the_two_duties_and_nothing_else() -> None:
    back = DAY + timedelta(days=2)
    given, returned = Duty(ONE, DAY, "早", "dam"), Duty(TWO, back, "夜", "shore")
    others = (Duty(ONE, back + timedelta(days=1), "早", "dam"), Duty(THREE, DAY, "早", "dam"))
    roster = KeptRoster(
        SWAP.roster_id, "reservoir", DAY, 7, "published", (), (), (given, returned, *others)
    )
    after = swapped(roster, replace(SWAP, returned_day=back))
    assert after.duties == (
        Duty(TWO, DAY, "早", "dam"),
        Duty(ONE, back, "夜", "shore"),
        *others,
    )
    assert swapped(roster, SWAP).duties[1] == returned
    assert replace(after, duties=roster.duties) == roster
