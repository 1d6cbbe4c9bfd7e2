"""Notices: told once, changed, asked for by who polls; and who has seen them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, literal, or_, select, true
from sqlalchemy.orm import Session

from geo_patrol.notices import NewNotice, Notice, NoticeKind
from geo_patrol.store.locks import Lock, hold
from geo_patrol.store.repositories.rows import add_row_once, row_of, rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import (
    CrewRow,
    LeaveRow,
    NoticeMarkRow,
    NoticeRow,
    PatrolRow,
    RosterAnswerRow,
    ShiftRow,
    SwapRow,
)

ROUND_A_SHIFT = timedelta(minutes=30)
"""Before and after a shift its crews count as on duty: they come out, and hand over."""
AT_ONCE = 200

_NOTICES, _MARKS = table_of(NoticeRow), table_of(NoticeMarkRow)
_PATROLS, _CREWS, _SHIFTS = table_of(PatrolRow), table_of(CrewRow), table_of(ShiftRow)
_LEAVES, _SWAPS, _ANSWERS = table_of(LeaveRow), table_of(SwapRow), table_of(RosterAnswerRow)
_FIELDS = [name for name in Notice.__dataclass_fields__ if name != "seen"]
_COLUMNS = [_NOTICES.c[name] for name in _FIELDS]


@dataclass(frozen=True)
class Reader:
    """Who asks for notices.

    ``on_duty`` is true for one who is known to be without looking at crews; ``leads`` for one who
    is told of everything in the squads.
    """

    scope: Scope
    officer_id: UUID
    leads: bool
    on_duty: bool


def save_notice(session: Session, notice: NewNotice, *, now: datetime) -> None:
    """Tell something, or change what was told of the same subject.

    Revisions become visible in their order, so that who asks for those behind one misses none:
    whoever tells waits for who told before, until that transaction ends.
    """
    hold(session, Lock("notices"))
    there = row_of(session, select(_NOTICES.c.id).where(_NOTICES.c.id == notice.id))
    values = {
        "revision": _next_revision(session),
        "squad_code": notice.squad_code,
        "kind": notice.kind,
        "audience": notice.audience,
        "subject_kind": notice.subject_kind,
        "subject_id": notice.subject_id,
        "patrol_id": notice.patrol_id,
        "at": notice.at,
        "ends_at": notice.ends_at,
        "parts": notice.parts,
    }
    save_row(session, NoticeRow, notice.id, values, new=there is None, told_at=now)


def _next_revision(session: Session) -> int:
    last: int | None = session.connection().scalar(select(func.max(_NOTICES.c.revision)))
    return (last or 0) + 1


def end_notice(session: Session, notice_id: UUID, *, now: datetime) -> None:
    """Say that a notice is over; nothing happens when there is none, or it is over already."""
    hold(session, Lock("notices"))
    current = or_(_NOTICES.c.ends_at.is_(None), _NOTICES.c.ends_at > now)
    found = select(_NOTICES.c.id).where(_NOTICES.c.id == notice_id, current)
    if row_of(session, found) is not None:
        values = {"ends_at": now, "revision": _next_revision(session)}
        save_row(session, NoticeRow, notice_id, values, new=False)


def notice(session: Session, notice_id: UUID) -> Notice | None:
    """Return a notice of any squad, or None."""
    row = row_of(session, select(*_COLUMNS).where(_NOTICES.c.id == notice_id))
    return None if row is None else Notice(*row)


def notices(session: Session, reader: Reader, *, now: datetime, after: int | None) -> list[Notice]:
    """Return the notices for somebody, in the order of their revisions.

    Parameters
    ----------
    after
        A revision: those behind it, be they over by now. None: those that are current.
    """
    return [Notice(*row) for row in rows_of(session, asked(reader, now, after))]


def asked(reader: Reader, now: datetime, after: int | None) -> Any:
    """Return the one statement that a poll costs."""
    seen = and_(_MARKS.c.notice_id == _NOTICES.c.id, _MARKS.c.officer_id == reader.officer_id)
    found = (
        select(*_COLUMNS, _MARKS.c.seen_at.is_not(None))
        .outerjoin(_MARKS, seen)
        .where(reader.scope.within(_NOTICES.c.squad_code), is_for(reader, now))
    )
    if after is not None:
        return found.where(_NOTICES.c.revision > after).order_by(_NOTICES.c.revision).limit(AT_ONCE)
    current = or_(_NOTICES.c.ends_at.is_(None), _NOTICES.c.ends_at > now)
    newest = found.where(current).order_by(_NOTICES.c.revision.desc()).limit(AT_ONCE).subquery()
    return select(newest).order_by(newest.c.revision)


def is_for(reader: Reader, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a notice is for somebody."""
    mine = _NOTICES.c.parts["officer_id"].as_string() == str(reader.officer_id)
    if reader.leads:
        return or_(_NOTICES.c.kind != "roster", mine)
    aboard = exists().where(
        _CREWS.c.patrol_id == _NOTICES.c.patrol_id, _CREWS.c.officer_id == reader.officer_id
    )
    duty = true() if reader.on_duty else _on_duty(reader.officer_id, _NOTICES.c.squad_code, now)
    return or_(
        and_(_NOTICES.c.audience == "duty", duty),
        and_(_NOTICES.c.audience == "crew", aboard),
        and_(_NOTICES.c.kind == "roster", mine),
        *_asked_or_answered(reader.officer_id),
    )


def _asked_or_answered(officer_id: UUID) -> list[ColumnElement[bool]]:
    """Return the conditions that a swap is offered to somebody, or an answer is about theirs."""
    subject, others = _NOTICES.c.subject_id, _ANSWERS.c.officer_id != officer_id
    answered = and_(_NOTICES.c.kind == "roster_answer", _ANSWERS.c.id == subject, others)
    own_leave = and_(_LEAVES.c.id == _ANSWERS.c.target_id, _LEAVES.c.officer_id == officer_id)
    own_swap = and_(
        _SWAPS.c.id == _ANSWERS.c.target_id,
        or_(_SWAPS.c.officer_id == officer_id, _SWAPS.c.taker_id == officer_id),
    )
    offered = exists().where(_SWAPS.c.id == subject, _SWAPS.c.taker_id == officer_id)
    return [
        and_(_NOTICES.c.kind == "swap", offered),
        exists().where(answered, own_leave),
        exists().where(answered, own_swap),
    ]


def unseen(
    session: Session, kind: NoticeKind, *, told_before: datetime, now: datetime
) -> list[UUID]:
    """Return the subjects of current notices that were told to one crew, which has not seen them.

    ``told_before``: those that were told first before that moment.
    """
    found = select(_NOTICES.c.subject_id).where(
        _NOTICES.c.kind == kind,
        _NOTICES.c.audience == "crew",
        _NOTICES.c.told_at < told_before,
        or_(_NOTICES.c.ends_at.is_(None), _NOTICES.c.ends_at > now),
        ~exists().where(
            _MARKS.c.notice_id == _NOTICES.c.id,
            _MARKS.c.officer_id == _CREWS.c.officer_id,
            _CREWS.c.patrol_id == _NOTICES.c.patrol_id,
        ),
    )
    return [row.subject_id for row in rows_of(session, found.order_by(_NOTICES.c.revision))]


def is_on_duty(session: Session, officer_id: UUID, squad_code: str, now: datetime) -> bool:
    """Whether somebody is in the crew of a patrol of a shift of the squad that is on now."""
    found = select(_on_duty(officer_id, literal(squad_code), now))
    return bool(session.connection().scalar(found))


def _on_duty(officer_id: UUID, squad_code: Any, now: datetime) -> ColumnElement[bool]:
    # A crew between two patrols is on duty too; one that is not back at the shift's end still is.
    out = and_(_PATROLS.c.started_at <= now, _PATROLS.c.ended_at.is_(None))
    begun = _SHIFTS.c.started_at <= now + ROUND_A_SHIFT
    lasting = and_(begun, _SHIFTS.c.ended_at > now - ROUND_A_SHIFT)
    not_long_past = and_(out, _SHIFTS.c.ended_at > now - timedelta(hours=12))
    return exists().where(
        _CREWS.c.officer_id == officer_id,
        _PATROLS.c.id == _CREWS.c.patrol_id,
        _SHIFTS.c.id == _PATROLS.c.shift_id,
        _PATROLS.c.squad_code == squad_code,
        or_(lasting, not_long_past),
    )


def mark_seen(session: Session, notice_id: UUID, officer_id: UUID, *, at: datetime) -> bool:
    """Keep that somebody has seen a notice; return whether that is new."""
    mark = {"notice_id": notice_id, "officer_id": officer_id}
    there = select(_MARKS.c.seen_at).where(*(_MARKS.c[name] == mark[name] for name in mark))
    if row_of(session, there) is not None:
        return False
    add_row_once(session, NoticeMarkRow, {**mark, "seen_at": at})
    return True


def sweep(session: Session, before: datetime) -> int:
    """Delete notices that were over before a moment, with what hangs on them; return how many."""
    found = delete(_NOTICES).where(_NOTICES.c.ends_at < before)
    return int(session.connection().execute(found).rowcount)
