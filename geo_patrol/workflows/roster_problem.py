"""A kept roster as a search and the checker are given it: everything that it has to hold to."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.clock import days_of, last_day_of, moments
from geo_patrol.roster.kept_checks import changed_rules, clock_faults
from geo_patrol.roster.people import Balance
from geo_patrol.roster.problem import Fixed, Forbidden, Problem, Roster, ShiftType
from geo_patrol.roster.records import Duty, KeptRoster, PostNeed
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.store.repositories import people as people_kept
from geo_patrol.store.repositories.roster_assignments import published_of
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.roster_past import assignments_of, balances, histories
from geo_patrol.workflows.roster_people import Person, kept_free, named_in, people_of
from geo_patrol.workflows.roster_terms import (
    days_off_of,
    fixed_of,
    leave_of,
    posts_of,
    requests_of,
    risks_of,
    shifts_of,
    special_days,
)

BETWEEN_SQUADS = timedelta(hours=11)
"""Rest around a shift in another roster, which the rules of this one do not see."""

_DAY = timedelta(days=1)


def problem_of(
    session: Session,
    roster: KeptRoster,
    *,
    zone: tzinfo,
    now: datetime,
    frozen: Collection[date] = (),
    lent: Collection[UUID] = (),
) -> Problem:
    """Return what a roster is made of as of now; its duties are `roster_of`.

    Officers are called by their ids as text, posts by their codes. What is published under the
    roster's id binds: its days that have begun are frozen, and of today the shifts that have.

    Parameters
    ----------
    frozen
        Further published days on which nothing is to change.
    lent
        People of other squads who may be asked, besides those that the roster names.

    Raises
    ------
    InvalidInput
        When a shift's times cannot be read. All else is for `roster.validate` to find.
    """
    if bad := clock_faults(roster.shifts):
        raise InvalidInput("roster.bad_problem", findings=bad, n=len(bad))
    kept = published_duties(session, roster.id)
    told = kept or ()
    before = {one.officer_id for one in told}
    people = people_of(session, roster, zone, more=before | set(lent))
    ids = [one.officer.id for one in people]
    shifts, days = shifts_of(roster), days_of(roster)
    special = special_days(session, days)
    nights = {one.code for one in shifts if one.kind == "night"}
    past = histories(session, people, shifts, roster.first_day, zone) if shifts else {}
    carried = balances(session, roster, people, zone)
    settled = _settled(told, shifts, days, people, zone, now)
    known = {one.key for one in people}
    bars = (*days_off_of(roster), *settled.barred, *_elsewhere(session, roster, ids, zone))
    published = frozenset[date]() if kept is None else frozenset(days)
    return Problem(
        roster.first_day,
        roster.n_days,
        shifts,
        tuple(
            one.planned(nights, past.get(one.officer.id), carried.get(one.officer.id, Balance()))
            for one in people
        ),
        posts_of(roster),
        leave_of(session, roster, ids),
        requests_of(session, roster, ids),
        (*fixed_of(roster), *settled.fixed),
        (*(one for one in bars if one.officer in known), *_unasked(people, roster, told)),
        special.holidays,
        special.workdays,
        risks_of(session, roster, zone),
        assignments_of(told),
        published,
        published & (settled.frozen | set(frozen)),
    )


def roster_of(roster: KeptRoster) -> Roster:
    """Return a kept roster's duties as a search and the checker know them."""
    return assignments_of(roster.duties)


def published_duties(session: Session, roster_id: UUID) -> tuple[Duty, ...] | None:
    """Return what a squad was told under a roster's id; None when it is not published."""
    kept = ROSTERS.one(session, roster_id, SYSTEM)
    return kept.record.duties if kept is not None and kept.record.state == "published" else None


def settings_of(roster: KeptRoster, office: RuleSettings) -> RuleSettings:
    """Return an office's rules with a roster's own changes.

    Raises
    ------
    InvalidInput
        With a finding for each change that is wrong.
    """
    return changed_rules(office, roster.rules)


def names_of(session: Session, roster: KeptRoster) -> Mapping[str, str]:
    """Return what people and posts of a roster are called, by the ids that a problem has."""
    told = {one.officer_id for one in published_duties(session, roster.id) or ()}
    own = people_kept.names(session, named_in(roster) | told)
    squad = people_kept.member_names(session, roster.squad_code)
    people = {str(one): name for one, name in {**squad, **own}.items()}
    return people | {one.code: _called(one) for one in roster.posts}


def _called(post: PostNeed) -> str:
    """Return a post's name with its shift: a squad calls the same place by one name all day."""
    name = post.name or post.code
    return name if post.shift in name else f"{name} {post.shift}"


@dataclass(frozen=True)
class _Begun:
    """What has begun of a published roster: whole days, and shifts of today."""

    frozen: set[date]
    fixed: tuple[Fixed, ...]
    barred: tuple[Forbidden, ...]


def _settled(
    told: Sequence[Duty],
    shifts: Sequence[ShiftType],
    days: Sequence[date],
    people: Sequence[Person],
    zone: tzinfo,
    now: datetime,
) -> _Begun:
    """Return what has begun: of a day with shifts to come, those that are on stay as they are."""
    begun = {day: {one.code for one in shifts if moments(day, one, zone)[0] <= now} for day in days}
    frozen = {day for day in days if len(begun[day]) == len(shifts)}
    if not told:
        return _Begun(frozen, (), ())
    fixed = [
        Fixed(str(one.officer_id), one.day, one.shift, one.post)
        for one in told
        if one.day not in frozen and one.shift in begun.get(one.day, ())
    ]
    on = {(one.officer, one.day, one.shift) for one in fixed}
    barred = [
        Forbidden(one.key, day, day, code)
        for day in days
        if day not in frozen
        for code in sorted(begun[day])
        for one in people
        if (one.key, day, code) not in on
    ]
    return _Begun(frozen, tuple(fixed), tuple(barred))


def _elsewhere(
    session: Session, roster: KeptRoster, ids: Collection[UUID], zone: tzinfo
) -> Iterator[Forbidden]:
    """Yield what people cannot do because of other rosters that are published.

    What came before the first day in whatever roster is in their history.
    """
    last = last_day_of(roster)
    busy = published_of(session, ids, roster.first_day, last + _DAY)
    starts = {
        one: {day: moments(day, one, zone) for day in days_of(roster)} for one in shifts_of(roster)
    }
    for one in busy:
        if one.roster_id == roster.id:
            continue
        officer = str(one.officer_id)
        if one.day <= last:
            yield Forbidden(officer, one.day, one.day)
        for shift, by_day in starts.items():
            for day in (one.day - _DAY, one.day + _DAY):
                start, end = by_day.get(day, (None, None))
                if start is None or end is None:
                    continue
                apart = max(start - one.ended_at, one.starts_at - end)
                if apart < BETWEEN_SQUADS:
                    yield Forbidden(officer, day, day, shift.code)


def _unasked(
    people: Sequence[Person], roster: KeptRoster, told: Sequence[Duty]
) -> Iterator[Forbidden]:
    """Yield the days on which those who are not rostered are not to be asked."""
    named: dict[UUID, set[date]] = defaultdict(set)
    given = [(one.officer_id, one.day) for one in (*roster.duties, *told)]
    for officer, day in (*given, *((one.officer_id, one.day) for one in roster.pins)):
        named[officer].add(day)
    for person in people:
        if not person.rostered:
            yield from kept_free(person, roster, named[person.officer.id])
