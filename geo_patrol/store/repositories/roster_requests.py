"""Leave, wishes and swaps of people, and what was said to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Session

from geo_patrol.roster.records import DutyWish, LeaveWish, RosterAnswer, SwapWish
from geo_patrol.roster.requests import Said
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.rosters import LEAVES, ROSTER_ANSWERS, SWAPS, WISHES

AT_ONCE = 500
"""Ids in a question."""

_L, _W, _S, _A = LEAVES.table.c, WISHES.table.c, SWAPS.table.c, ROSTER_ANSWERS.table.c


def leaves_of(
    session: Session, officers: Iterable[UUID], first: date, last: date
) -> list[Kept[LeaveWish]]:
    """Return the leaves of people, of whatever squad, that meet some days, the last included."""
    found: list[Kept[LeaveWish]] = []
    for some in _some(officers):
        asked = LEAVES.every.where(
            _L.officer_id.in_(some), _L.first_day <= last, _L.last_day >= first
        )
        found += LEAVES.listed(session, asked)
    return sorted(found, key=lambda one: (one.record.first_day, str(one.record.id)))


def wishes_of(
    session: Session, officers: Iterable[UUID], first: date, last: date
) -> list[Kept[DutyWish]]:
    """Return people's wishes for some days, the last included, by day."""
    found: list[Kept[DutyWish]] = []
    for some in _some(officers):
        asked = WISHES.every.where(_W.officer_id.in_(some), _W.day >= first, _W.day <= last)
        found += WISHES.listed(session, asked)
    return sorted(found, key=lambda one: (one.record.day, str(one.record.id)))


def swaps_with(session: Session, officer_id: UUID, first: date, last: date) -> list[Kept[SwapWish]]:
    """Return the swaps that somebody offered, or was offered, of some days, as they came."""
    asked = SWAPS.every.where(
        or_(_S.officer_id == officer_id, _S.taker_id == officer_id),
        _S.day >= first,
        _S.day <= last,
    )
    return SWAPS.listed(session, asked.order_by(_S.received_at, _S.pk))


def answers_kept(session: Session, targets: Iterable[UUID]) -> dict[UUID, list[Kept[RosterAnswer]]]:
    """Return what was said to leaves and swaps, in time order; who has no answer has no list."""
    found: dict[UUID, list[Kept[RosterAnswer]]] = defaultdict(list)
    for some in _some(targets):
        asked = ROSTER_ANSWERS.every.where(_A.target_id.in_(some))
        for one in ROSTER_ANSWERS.listed(session, asked):
            found[one.record.target_id].append(one)
    for listed in found.values():
        listed.sort(key=lambda one: said_of(one).moment)
    return dict(found)


def said_of(kept: Kept[RosterAnswer]) -> Said:
    """Return an answer with when it came."""
    return Said(kept.record, kept.found.received_at)


def said(answers: Sequence[Kept[RosterAnswer]]) -> list[Said]:
    """Return answers with when they came."""
    return [said_of(one) for one in answers]


def touching(officer_id: UUID | None, taker_id: UUID | None = None) -> list[ColumnElement[bool]]:
    """Return the conditions that a swap is from somebody, or for somebody, if they are named."""
    asked = []
    if officer_id is not None:
        asked.append(_S.officer_id == officer_id)
    if taker_id is not None:
        asked.append(_S.taker_id == taker_id)
    return asked


def leave_of(officer_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a leave is somebody's, if one is named."""
    return [] if officer_id is None else [_L.officer_id == officer_id]


def wish_of(officer_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a wish is somebody's, if one is named."""
    return [] if officer_id is None else [_W.officer_id == officer_id]


def answer_to(target_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the conditions that an answer is to something, if it is named."""
    return [] if target_id is None else [_A.target_id == target_id]


def _some(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
