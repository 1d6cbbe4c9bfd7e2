"""What leave, wishes, swaps and answers cannot be: each told in words to who wrote it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from geo_patrol.errors import Finding, finding
from geo_patrol.roster.records import (
    AnsweredKind,
    DutyWish,
    LeaveWish,
    RosterAnswer,
    RosterState,
    SwapWish,
)
from geo_patrol.roster.requests import LEADERS_SAY, TAKERS_SAY, Said, last_word, swap_state

Asked = TypeVar("Asked", LeaveWish, DutyWish, SwapWish)

MOST_LEAVE_DAYS = 366
"""What is longer than a year ends with the officer's days in the squad, not with a leave."""


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One officer's published shift of a day, and when it begins."""

    officer_id: UUID
    day: date
    shift: str
    starts_at: datetime


def leave_faults(
    leave: LeaveWish,
    *,
    is_member: bool,
    before: LeaveWish | None = None,
    answered: bool = False,
) -> Iterator[Finding]:
    """Find what is wrong with a leave; ``before`` is what it replaces.

    That it comes late is nothing wrong: illness is often told afterwards.

    Parameters
    ----------
    is_member
        Whether the officer is one of the squad.
    answered
        Whether a leader has said something to it: then it is what they said it to.
    """
    yield from _about_withdrawing(leave, before)
    yield from _about_owner(leave, before)
    if leave.withdrawn:
        return
    if not is_member:
        yield finding("officer_id", "roster_requests.not_of_squad")
    n_days = (leave.last_day - leave.first_day).days + 1
    if n_days < 1:
        yield finding("last_day", "roster_requests.last_before_first")
    elif n_days > MOST_LEAVE_DAYS:
        yield finding("last_day", "roster_requests.leave_too_long", n=n_days, most=MOST_LEAVE_DAYS)
    if before is not None and answered and leave != before:
        yield finding("", "roster_requests.answered_already")


def wish_faults(
    wish: DutyWish,
    others: Iterable[DutyWish],
    *,
    is_member: bool,
    shifts: Collection[str],
    today: date,
    before: DutyWish | None = None,
) -> Iterator[Finding]:
    """Find what is wrong with a wish; ``before`` is what it replaces.

    Parameters
    ----------
    others
        The officer's other wishes for that day.
    shifts
        Codes of the squad's shifts; empty while nobody has said which it has.
    today
        The local day: what is wished for it comes too late.
    """
    yield from _about_withdrawing(wish, before)
    yield from _about_owner(wish, before)
    if wish.withdrawn:
        return
    if not is_member:
        yield finding("officer_id", "roster_requests.not_of_squad")
    if wish.day <= today:
        yield finding("day", "roster_requests.day_has_begun", day=wish.day.isoformat())
    if wish.shift is not None and shifts and wish.shift not in shifts:
        yield finding("shift", "roster_requests.no_such_shift", shift=wish.shift)
    if any(one.day == wish.day and not one.withdrawn for one in others):
        yield finding("day", "roster_requests.wished_already", day=wish.day.isoformat())


def swap_faults(
    swap: SwapWish,
    duties: Collection[OnDuty],
    *,
    roster: RosterState,
    members: Collection[UUID],
    now: datetime,
    before: SwapWish | None = None,
    answers: Sequence[Said] = (),
) -> Iterator[Finding]:
    """Find what is wrong with a swap; ``before`` is what it replaces, ``answers`` are to that.

    Parameters
    ----------
    duties
        What the two have in the roster.
    members
        Who of the two is one of the squad.
    """
    yield from _about_withdrawing(swap, before)
    if before is not None and replace(swap, withdrawn="") != replace(before, withdrawn=""):
        yield finding("", "roster_requests.swap_is_fixed")
        return
    if swap.withdrawn:
        if before is not None and swap_state(before, answers) == "granted":
            yield finding("withdrawn", "roster_requests.swapped_already")
        return
    if roster != "published":
        yield finding("roster_id", "roster_requests.not_published")
    if swap.officer_id not in members:
        yield finding("officer_id", "roster_requests.not_of_squad")
    if swap.taker_id == swap.officer_id:
        yield finding("taker_id", "roster_requests.swap_with_oneself")
        return
    if swap.taker_id not in members:
        yield finding("taker_id", "roster_requests.taker_not_of_squad")
    yield from swap_duty_faults(swap, duties, now=now)


def swap_duty_faults(
    swap: SwapWish, duties: Collection[OnDuty], *, now: datetime
) -> Iterator[Finding]:
    """Find what of a swap does not go with what the two have in the roster by now."""
    having = {(one.officer_id, one.day): one for one in duties}
    given = having.get((swap.officer_id, swap.day))
    back = swap.returned_day
    if given is None:
        yield finding("day", "roster_requests.not_on_duty", day=swap.day.isoformat())
    elif given.starts_at <= now:
        yield finding("day", "roster_requests.shift_has_begun", day=swap.day.isoformat())
    if back != swap.day and (swap.taker_id, swap.day) in having:
        yield finding("taker_id", "roster_requests.taker_on_duty", day=swap.day.isoformat())
    if back is None:
        return
    returned = having.get((swap.taker_id, back))
    if returned is None:
        yield finding("returned_day", "roster_requests.taker_not_on_duty", day=back.isoformat())
    elif returned.starts_at <= now:
        yield finding("returned_day", "roster_requests.shift_has_begun", day=back.isoformat())
    elif given is not None and back == swap.day and returned.shift == given.shift:
        yield finding("returned_day", "roster_requests.same_shift", day=back.isoformat())
    if back != swap.day and (swap.officer_id, back) in having:
        yield finding("returned_day", "roster_requests.on_duty_already", day=back.isoformat())


def answer_faults(
    answer: RosterAnswer,
    target: LeaveWish | SwapWish,
    others: Sequence[Said],
    before: RosterAnswer | None = None,
) -> Iterator[Finding]:
    """Find what is wrong with an answer to a leave or a swap; ``others`` are those before it."""
    if before is not None:
        # Sent with If-Match; what was said stays said.
        yield finding("", "roster_requests.answer_is_fixed")
        return
    kind: AnsweredKind = "leave" if isinstance(target, LeaveWish) else "swap"
    if kind == "leave" and answer.result not in LEADERS_SAY:
        yield finding("result", "roster_requests.only_swaps_are_agreed")
    if target.withdrawn:
        yield finding("target_id", "roster_requests.was_withdrawn")
    if isinstance(target, SwapWish):
        if swap_state(target, others) == "granted":
            yield finding("target_id", "roster_requests.swapped_already")
        elif answer.result == "granted" and last_word(others, TAKERS_SAY) != "agreed":
            yield finding("result", "roster_requests.not_agreed_yet")


def _about_withdrawing(one: Asked, before: Asked | None) -> Iterator[Finding]:
    if not one.withdrawn:
        if before is not None and before.withdrawn:
            yield finding("withdrawn", "roster_requests.stays_withdrawn")
        return
    if before is None:
        yield finding("withdrawn", "roster_requests.nothing_to_withdraw")
    elif replace(one, withdrawn="") != replace(before, withdrawn=""):
        yield finding("withdrawn", "roster_requests.withdraw_alone")


def _about_owner(
    one: LeaveWish | DutyWish, before: LeaveWish | DutyWish | None
) -> Iterator[Finding]:
    if before is not None and (before.officer_id, before.squad_code) != (
        one.officer_id,
        one.squad_code,
    ):
        yield finding("officer_id", "roster_requests.stays_with_its_officer")
