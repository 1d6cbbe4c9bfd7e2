"""Rosters and what they are made of, in the store."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from geo_patrol.roster.records import (
    Duty,
    DutyWish,
    ExtraNeed,
    KeptRoster,
    LeaveWish,
    OfficerProfile,
    Pin,
    PostNeed,
    RosterAnswer,
    RosterSetup,
    RosterState,
    RuleChange,
    ShiftTimes,
    SwapWish,
)
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of
from geo_patrol.store.tables import (
    DutyWishRow,
    LeaveRow,
    OfficerProfileRow,
    RosterAnswerRow,
    RosterRow,
    RosterSetupRow,
    SwapRow,
)


def _shift(*, forbidden_next: Sequence[str], **rest: Any) -> ShiftTimes:
    return ShiftTimes(**rest, forbidden_next=tuple(forbidden_next))


def _post(*, skills: Sequence[str], **rest: Any) -> PostNeed:
    return PostNeed(**rest, skills=tuple(skills))


def _rule(*, numbers: Sequence[Sequence[Any]], **rest: Any) -> RuleChange:
    return RuleChange(**rest, numbers=tuple((name, value) for name, value in numbers))


def _duty(*, officer_id: str, day: str, **rest: Any) -> Duty:
    return Duty(UUID(officer_id), date.fromisoformat(day), **rest)


def _pin(*, officer_id: str, day: str, **rest: Any) -> Pin:
    return Pin(UUID(officer_id), date.fromisoformat(day), **rest)


def _extra_need(*, day: str, **rest: Any) -> ExtraNeed:
    return ExtraNeed(day=date.fromisoformat(day), **rest)


_PLANNED_WITH: dict[str, Callable[..., Any]] = {"shifts": _shift, "posts": _post, "rules": _rule}

SETUPS = Shelf(RosterSetupRow, RosterSetup, time="received_at", parts=_PLANNED_WITH)
PROFILES = Shelf(OfficerProfileRow, OfficerProfile, time="received_at")
LEAVES = Shelf(LeaveRow, LeaveWish, time="received_at")
WISHES = Shelf(DutyWishRow, DutyWish, time="received_at")
SWAPS = Shelf(SwapRow, SwapWish, time="received_at")
ROSTER_ANSWERS = Shelf(RosterAnswerRow, RosterAnswer, time="at")
ROSTERS = Shelf(
    RosterRow,
    KeptRoster,
    time="received_at",
    parts=_PLANNED_WITH | {"duties": _duty, "pins": _pin, "extra_needs": _extra_need},
)

AT_ONCE = 500
"""Ids in a question."""
LONGEST = timedelta(days=62)
"""No roster is longer."""

_S, _P, _R = SETUPS.table, PROFILES.table, ROSTERS.table
_L, _W = LEAVES.table, WISHES.table


def setup_of(session: Session, squad_code: str) -> Kept[RosterSetup] | None:
    """Return what a squad's rosters begin with, or None."""
    return next(
        iter(SETUPS.listed(session, SETUPS.every.where(_S.c.squad_code == squad_code))), None
    )


def profile_id_of(session: Session, squad_code: str, officer_id: UUID) -> UUID | None:
    """Return the id of an officer's profile in a squad, or None."""
    found = select(_P.c.id).where(_P.c.squad_code == squad_code, _P.c.officer_id == officer_id)
    row = row_of(session, found)
    return None if row is None else row.id


def profiles_of(
    session: Session, officers: Collection[UUID]
) -> Mapping[tuple[UUID, str], OfficerProfile]:
    """Return the profiles of officers, by officer and squad."""
    found: dict[tuple[UUID, str], OfficerProfile] = {}
    for some in _some(officers):
        for one in PROFILES.listed(session, PROFILES.every.where(_P.c.officer_id.in_(some))):
            found[one.record.officer_id, one.record.squad_code] = one.record
    return found


def leaves_between(
    session: Session, officers: Collection[UUID], first: date, last: date
) -> list[LeaveWish]:
    """Return the leaves of officers that meet some days and were not withdrawn, by first day."""
    found: list[LeaveWish] = []
    for some in _some(officers):
        asked = LEAVES.every.where(
            _L.c.officer_id.in_(some),
            _L.c.withdrawn == "",
            _L.c.first_day <= last,
            _L.c.last_day >= first,
        )
        found += [one.record for one in LEAVES.listed(session, asked)]
    return sorted(found, key=lambda one: (one.first_day, str(one.id)))


def wishes_between(
    session: Session, officers: Collection[UUID], first: date, last: date
) -> list[DutyWish]:
    """Return the wishes of officers for some days that were not withdrawn, by day."""
    found: list[DutyWish] = []
    for some in _some(officers):
        asked = WISHES.every.where(
            _W.c.officer_id.in_(some), _W.c.withdrawn == "", _W.c.day.between(first, last)
        )
        found += [one.record for one in WISHES.listed(session, asked)]
    return sorted(found, key=lambda one: (one.day, str(one.id)))


def published_rosters(
    session: Session, squad_code: str, first: date, before: date
) -> list[KeptRoster]:
    """Return a squad's published rosters that begin in half-open days, by first day."""
    asked = ROSTERS.every.where(
        _R.c.squad_code == squad_code,
        _R.c.state == "published",
        _R.c.first_day >= first,
        _R.c.first_day < before,
    )
    return [one.record for one in ROSTERS.listed(session, asked.order_by(_R.c.first_day, _R.c.pk))]


def has_published_before(session: Session, squad_code: str, day: date) -> bool:
    """Tell whether a squad has a published roster that begins before a day."""
    found = select(_R.c.id).where(
        _R.c.squad_code == squad_code, _R.c.state == "published", _R.c.first_day < day
    )
    return row_of(session, found.limit(1)) is not None


def rosters_of_ids(session: Session, ids: Collection[UUID]) -> list[KeptRoster]:
    """Return the rosters of ids, by first day."""
    found = [
        one.record
        for some in _some(ids)
        for one in ROSTERS.listed(session, ROSTERS.every.where(_R.c.id.in_(some)))
    ]
    return sorted(found, key=lambda one: (one.first_day, str(one.id)))


def rosters_meeting(
    first: date | None, before: date | None, state: RosterState | None
) -> list[ColumnElement[bool]]:
    """Return the conditions that a roster has days in half-open ones, and a state, if named."""
    conditions: list[ColumnElement[bool]] = []
    if first is not None:
        # The stores add days to a date in ways of their own: each length is asked for by itself.
        ends = [
            and_(_R.c.n_days >= n, _R.c.first_day == first - timedelta(days=n - 1))
            for n in range(1, LONGEST.days + 1)
        ]
        conditions.append(or_(_R.c.first_day >= first, *ends))
    if before is not None:
        conditions.append(_R.c.first_day < before)
    if state is not None:
        conditions.append(_R.c.state == state)
    return conditions


def of_officer(officer_id: UUID | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a profile is an officer's, if one is named."""
    return [] if officer_id is None else [_P.c.officer_id == officer_id]


def _some(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
