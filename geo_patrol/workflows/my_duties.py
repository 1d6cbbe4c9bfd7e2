"""What somebody is told in published rosters: where, when, and with whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.patrols import Shift, ShiftKind
from geo_patrol.roster.clock import shift_id
from geo_patrol.roster.records import KeptRoster, PostNeed
from geo_patrol.store.repositories import duty, people, places
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.roster_assignments import (
    RosterAssignment,
    published_between,
    published_of,
)
from geo_patrol.store.repositories.rosters import rosters_of_ids
from geo_patrol.store.scope import SYSTEM, Scope

_SHIFTS_AT_MOST = 2000


@dataclass(frozen=True)
class Colleague:
    """Somebody who has the same shift."""

    id: UUID
    name: str
    post: PostNeed | None


@dataclass(frozen=True)
class MyDuty:
    """One of somebody's published duties.

    Attributes
    ----------
    shift_id
        The squad's record of the shift, None while there is none.
    area_names
        In Chinese and in English; None without an area.
    lent
        Whether it is in a roster of a squad that they are not of.
    """

    planned: RosterAssignment
    shift_id: UUID | None
    post: PostNeed | None
    area_names: tuple[str, str] | None
    lent: bool
    colleagues: tuple[Colleague, ...]

    def may_be_swapped(self, now: datetime) -> bool:
        """Whether it can be offered to somebody: squads swap among themselves, ahead of time."""
        return not self.lent and self.planned.starts_at > now


def my_duties(
    session: Session, scope: Scope, officer_id: UUID, first: date, last: date
) -> tuple[list[MyDuty], list[KeptRoster]]:
    """Return somebody's published duties of some days, ``last`` included, and their rosters.

    Those in rosters of other squads, which lend them, are among them.
    """
    own = published_of(session, {officer_id}, first, last)
    return dressed(session, scope, own), rosters_of_ids(session, {one.roster_id for one in own})


def dressed(session: Session, scope: Scope, own: Sequence[RosterAssignment]) -> list[MyDuty]:
    """Return duties with all that a person wants to know of them."""
    if not own:
        return []
    posts = _posts(session, own)
    records = _records(session, own)
    together = _together(session, own)
    names = people.names(session, [one.officer_id for some in together.values() for one in some])
    areas = places.area_names(session, [one.area_code for one in own if one.area_code])
    return [
        MyDuty(
            planned=one,
            shift_id=records.get(_at(one)),
            post=posts.get((one.roster_id, one.post)),
            area_names=None if one.area_code is None else areas.get(one.area_code),
            lent=not scope.includes(one.squad_code),
            colleagues=tuple(
                Colleague(
                    other.officer_id,
                    names.get(other.officer_id, ""),
                    posts.get((other.roster_id, other.post)),
                )
                for other in together[_at(one)]
                if other.officer_id != one.officer_id
            ),
        )
        for one in own
    ]


def rostered_for(
    duties: Iterable[RosterAssignment], shifts: Iterable[Shift]
) -> dict[UUID, RosterAssignment]:
    """Return which of some shifts are those of duties, by the shifts' ids.

    It is the one that publishing made, or one of the same kind that begins at the same moment.
    """
    planned = list(duties)
    by_id = {shift_id(one.squad_code, one.day, one.shift): one for one in planned}
    by_start = {(one.squad_code, one.kind, one.starts_at): one for one in planned}
    found: dict[UUID, RosterAssignment] = {}
    for shift in shifts:
        of = by_id.get(shift.id) or by_start.get((shift.squad_code, shift.kind, shift.start))
        if of is not None:
            found[shift.id] = of
    return found


_Key = tuple[str, date, str, ShiftKind, datetime]


def _at(one: RosterAssignment) -> _Key:
    return one.squad_code, one.day, one.shift, one.kind, one.starts_at


def _posts(
    session: Session, own: Sequence[RosterAssignment]
) -> dict[tuple[UUID, str | None], PostNeed]:
    rosters = rosters_of_ids(session, {one.roster_id for one in own})
    return {(roster.id, post.code): post for roster in rosters for post in roster.posts}


def _spans(own: Sequence[RosterAssignment]) -> dict[str, Span]:
    by_squad: dict[str, list[RosterAssignment]] = defaultdict(list)
    for one in own:
        by_squad[one.squad_code].append(one)
    return {
        squad: Span(min(one.starts_at for one in some), max(one.ended_at for one in some))
        for squad, some in by_squad.items()
    }


def _records(session: Session, own: Sequence[RosterAssignment]) -> dict[_Key, UUID]:
    found: dict[_Key, UUID] = {}
    for squad, span in _spans(own).items():
        reach = replace(SYSTEM, squads=frozenset({squad}))
        shifts = duty.shifts(session, reach, span, limit=_SHIFTS_AT_MOST).items
        theirs = [one for one in own if one.squad_code == squad]
        found |= {_at(one): made for made, one in rostered_for(theirs, shifts).items()}
    return found


def _together(
    session: Session, own: Sequence[RosterAssignment]
) -> dict[_Key, list[RosterAssignment]]:
    wanted = {_at(one) for one in own}
    found: dict[_Key, list[RosterAssignment]] = {key: [] for key in wanted}
    for squad, span in _spans(own).items():
        for one in published_between(session, squad, span):
            if _at(one) in wanted:
                found[_at(one)].append(one)
    return found


_MARGIN = timedelta(days=2)


def duties_around(
    session: Session, officer_id: UUID, start: datetime, end: datetime
) -> list[RosterAssignment]:
    """Return somebody's published duties that meet a half-open stretch of time."""
    # Days are local, and a night runs into the next one.
    near = published_of(session, {officer_id}, (start - _MARGIN).date(), (end + _MARGIN).date())
    return [one for one in near if one.starts_at < end and one.ended_at > start]
