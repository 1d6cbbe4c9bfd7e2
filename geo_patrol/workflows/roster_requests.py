"""Writing leave, wishes for duties and offered swaps: for oneself, by a leader for anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, Forbidden, InvalidInput
from geo_patrol.roster.records import DutyWish, KeptRoster, LeaveWish, SwapWish
from geo_patrol.roster.request_checks import OnDuty, leave_faults, swap_faults, wish_faults
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.repositories.roster_assignments import of_roster
from geo_patrol.store.repositories.roster_requests import (
    answers_kept,
    said,
    wishes_of,
)
from geo_patrol.store.repositories.rosters import LEAVES, ROSTERS, SWAPS, WISHES, setup_of
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.roster_telling import tell_of_leave, tell_of_swap
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

Record = TypeVar("Record", LeaveWish, DutyWish, SwapWish)

LEAVE, WISH, SWAP = "leave", "duty_wish", "swap"


def put_leave(
    store: Store, scope: Scope, leave: LeaveWish, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a leave; one that comes late is kept. Withdrawing it is an edit.

    Raises
    ------
    Forbidden
        When it is somebody else's, and the sender does not plan duties.
    NotFound
        When the squad, or the leave that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, LEAVE, leave.id, canonical(leave), now, if_match)
    return write_once(store, sent, lambda session: write_leave(session, sent, leave))


def write_leave(
    session: Session, sent: Submission, leave: LeaveWish, *, demo: bool = False
) -> Written:
    """Do the work of `put_leave` in a transaction that is open; of a demo's nobody is told."""
    _require_own(session, sent.scope, leave)

    def save(new: bool) -> str:
        before = None if new else LEAVES.one(session, leave.id, SYSTEM)
        answered = bool(answers_kept(session, [leave.id]))
        is_member = leave.officer_id in members(session, leave.squad_code, [leave.officer_id])
        _refuse(leave_faults(leave, is_member=is_member, before=_record(before), answered=answered))
        found = Found(leave.squad_code, sent.now, demo=demo)
        LEAVES.save(session, leave, found, new=new)
        if not demo:
            tell_of_leave(session, leave.id, now=sent.now)
        return leave.squad_code

    return write_record(session, sent, save)


def put_wish(
    store: Store,
    scope: Scope,
    wish: DutyWish,
    *,
    now: datetime,
    zone: ZoneInfo,
    if_match: int | None = None,
) -> Written:
    """Write a wish for a day that has not begun; withdrawing it is an edit.

    Raises
    ------
    Forbidden, NotFound, InvalidInput, Conflict, PreconditionFailed
        As `put_leave`.
    """
    sent = Submission(scope, WISH, wish.id, canonical(wish), now, if_match)
    return write_once(store, sent, lambda session: write_wish(session, sent, wish, zone))


def write_wish(
    session: Session, sent: Submission, wish: DutyWish, zone: ZoneInfo, *, demo: bool = False
) -> Written:
    """Do the work of `put_wish` in a transaction that is open already."""
    _require_own(session, sent.scope, wish)

    def save(new: bool) -> str:
        before = None if new else WISHES.one(session, wish.id, SYSTEM)
        others = wishes_of(session, [wish.officer_id], wish.day, wish.day)
        faults = wish_faults(
            wish,
            [one.record for one in others if one.record.id != wish.id],
            is_member=wish.officer_id in members(session, wish.squad_code, [wish.officer_id]),
            shifts=_codes(session, wish.squad_code),
            today=sent.now.astimezone(zone).date(),
            before=_record(before),
        )
        _refuse(faults)
        WISHES.save(session, wish, Found(wish.squad_code, sent.now, demo=demo), new=new)
        return wish.squad_code

    return write_record(session, sent, save)


def put_swap(
    store: Store, scope: Scope, swap: SwapWish, *, now: datetime, if_match: int | None = None
) -> Written:
    """Offer a shift of a published roster to somebody of the squad; withdrawing it is an edit.

    Raises
    ------
    NotFound
        When the roster is not there, too.
    Forbidden, InvalidInput, Conflict, PreconditionFailed
        As `put_leave`.
    """
    sent = Submission(scope, SWAP, swap.id, canonical(swap), now, if_match)
    return write_once(store, sent, lambda session: write_swap(session, sent, swap))


def write_swap(
    session: Session, sent: Submission, swap: SwapWish, *, demo: bool = False
) -> Written:
    """Do the work of `put_swap` in a transaction that is open; of a demo's nobody is told."""
    _require_own(session, sent.scope, swap)

    def save(new: bool) -> str:
        roster = find_roster(session, swap.roster_id, swap.squad_code)
        before = None if new else SWAPS.one(session, swap.id, SYSTEM)
        pair = (swap.officer_id, swap.taker_id)
        faults = swap_faults(
            swap,
            duties_in(session, roster.id, pair),
            roster=roster.state,
            members=members(session, swap.squad_code, pair),
            now=sent.now,
            before=_record(before),
            answers=said(answers_kept(session, [swap.id]).get(swap.id, [])),
        )
        _refuse(faults)
        SWAPS.save(session, swap, Found(swap.squad_code, sent.now, demo=demo), new=new)
        if not demo:
            tell_of_swap(session, swap.id, now=sent.now)
        return swap.squad_code

    return write_record(session, sent, save)


def find_roster(session: Session, roster_id: UUID, squad: str) -> KeptRoster:
    """Return a roster of a squad.

    Raises
    ------
    NotFound
        When the squad has none of that id.
    """
    kept = ROSTERS.one(session, roster_id, replace(SYSTEM, squads=frozenset({squad})))
    if kept is None:
        raise history.not_there(session, "roster", roster_id, "roster_requests.no_roster")
    return kept.record


def duties_in(session: Session, roster_id: UUID, officers: Sequence[UUID]) -> list[OnDuty]:
    """Return what some officers have in a roster."""
    return [
        OnDuty(one.officer_id, one.day, one.shift, one.starts_at)
        for one in of_roster(session, roster_id)
        if one.officer_id in officers
    ]


def members(session: Session, squad: str, officers: Iterable[UUID]) -> set[UUID]:
    """Return which of these are people of a squad."""
    return people.known_officers(session, officers, replace(SYSTEM, squads=frozenset({squad})))


def _codes(session: Session, squad: str) -> set[str]:
    setup = setup_of(session, squad)
    return set() if setup is None else {one.code for one in setup.record.shifts}


def _require_own(session: Session, scope: Scope, one: LeaveWish | DutyWish | SwapWish) -> None:
    require_squad(session, one.squad_code, scope)
    if scope.may("duty.plan") or one.officer_id == scope.officer_id:
        return
    raise Forbidden("roster_requests.only_for_oneself")


def _record(kept: Kept[Record] | None) -> Record | None:
    return None if kept is None else kept.record


def _refuse(faults: Iterable[Finding]) -> None:
    if findings := tuple(faults):
        raise InvalidInput("roster_requests.invalid", findings=findings)
