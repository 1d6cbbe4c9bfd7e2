"""Telling leaders of leave and swaps, takers of offers, and who asked of answers.

Each of these comes last in a transaction, as `notices.tell`. What somebody is absent for is told
to nobody: who may know reads the leave.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.notices import NewNotice
from geo_patrol.roster.records import LeaveWish, SwapWish
from geo_patrol.roster.requests import leave_state, swap_state
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.roster_requests import answers_kept, said
from geo_patrol.store.repositories.rosters import LEAVES, ROSTER_ANSWERS, SWAPS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.notices import over, tell

REQUEST_TOLD = timedelta(days=14)
ANSWER_TOLD = timedelta(days=7)


def tell_of_leave(session: Session, leave_id: UUID, *, now: datetime) -> None:
    """Tell leaders of a leave that waits for them, or that an answered one was withdrawn."""
    kept = LEAVES.one(session, leave_id, SYSTEM)
    if kept is None:
        return
    leave, answers = kept.record, answers_kept(session, [leave_id]).get(leave_id, [])
    state = leave_state(leave, said(answers))
    if state in ("granted", "refused") or (state == "withdrawn" and not answers):
        over(session, "leave", leave_id, now=now)
        return
    notice = NewNotice(
        kind="leave",
        squad_code=leave.squad_code,
        subject_kind="leave",
        subject_id=leave_id,
        at=kept.found.received_at,
        audience="leaders",
        ends_at=now + REQUEST_TOLD,
        parts={
            "officer_id": str(leave.officer_id),
            "first_day": leave.first_day.isoformat(),
            "last_day": leave.last_day.isoformat(),
            "state": state,
        },
    )
    tell(session, notice, now=now)


def tell_of_swap(session: Session, swap_id: UUID, *, now: datetime) -> None:
    """Tell the taker and leaders of a swap that waits for them, or that it is over."""
    kept = SWAPS.one(session, swap_id, SYSTEM)
    if kept is None:
        return
    swap = kept.record
    state = swap_state(swap, said(answers_kept(session, [swap_id]).get(swap_id, [])))
    if state not in ("asked", "agreed"):
        over(session, "swap", swap_id, now=now)
        return
    notice = NewNotice(
        kind="swap",
        squad_code=swap.squad_code,
        subject_kind="swap",
        subject_id=swap_id,
        at=kept.found.received_at,
        audience="leaders",
        ends_at=now + REQUEST_TOLD,
        parts={
            "officer_id": str(swap.officer_id),
            "taker_id": str(swap.taker_id),
            "day": swap.day.isoformat(),
            "returned_day": None if swap.returned_day is None else swap.returned_day.isoformat(),
            "state": state,
        },
    )
    tell(session, notice, now=now)


def tell_of_answer(
    session: Session, answer_id: UUID, target: Kept[LeaveWish] | Kept[SwapWish], *, now: datetime
) -> None:
    """Tell whom an answer concerns, and that its leave or swap waits no more, or for whom."""
    kept = ROSTER_ANSWERS.one(session, answer_id, SYSTEM)
    if kept is None:
        return
    answer, asked = kept.record, target.record
    if isinstance(asked, LeaveWish):
        tell_of_leave(session, asked.id, now=now)
        day = asked.first_day
    else:
        tell_of_swap(session, asked.id, now=now)
        day = asked.day
    notice = NewNotice(
        kind="roster_answer",
        squad_code=answer.squad_code,
        subject_kind="roster_answer",
        subject_id=answer_id,
        at=kept.found.received_at,
        audience="leaders",
        ends_at=now + ANSWER_TOLD,
        parts={
            "target_kind": answer.target_kind,
            "target_id": str(answer.target_id),
            "result": answer.result,
            "day": day.isoformat(),
        },
    )
    tell(session, notice, now=now)
