"""How people come into a roster: what they had last, and what they did beyond their share before.

Both come from what was published: nothing is entered again from month to month.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.roster.clock import days_of
from geo_patrol.roster.fairness import FairRow, fairness
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.people import Balance, History
from geo_patrol.roster.problem import Assignment, Problem, ShiftType
from geo_patrol.roster.records import Duty, KeptRoster
from geo_patrol.roster.shares import MEASURES
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.store.repositories.duty import ends_aboard
from geo_patrol.store.repositories.roster_assignments import (
    RosterAssignment,
    published_of,
    rosters_elsewhere,
)
from geo_patrol.store.repositories.rosters import (
    has_published_before,
    published_rosters,
    rosters_of_ids,
)
from geo_patrol.workflows.roster_people import Person, people_of
from geo_patrol.workflows.roster_terms import (
    days_off_of,
    leave_of,
    posts_of,
    risks_of,
    shifts_of,
    special_days,
)

LOOKED_BACK = timedelta(days=70)
"""So far back the last shift is looked for: more than any run that a rule may allow."""
CARRIED = timedelta(days=366)
"""What was worked beyond the share is carried on for so long; then it is forgotten."""
LATE = timedelta(hours=12)
"""A patrol that ends later after its shift was forgotten, rather than still out."""

_DAY = timedelta(days=1)


def histories(
    session: Session,
    people: Iterable[Person],
    shifts: Sequence[ShiftType],
    first_day: date,
    zone: tzinfo,
) -> Mapping[UUID, History]:
    """Return how people come out of what was published before a day; who has nothing is left out.

    ``shifts`` are the kinds that the roster knows: a last shift of another kind is told as the
    nearest of them, with its own end.
    """
    ids = [one.officer.id for one in people]
    told = published_of(session, ids, first_day - LOOKED_BACK, first_day - _DAY)
    by_officer: dict[UUID, list[RosterAssignment]] = defaultdict(list)
    for one in told:
        by_officer[one.officer_id].append(one)
    last = {officer: max(had, key=lambda one: one.ended_at) for officer, had in by_officer.items()}
    late = ends_aboard(session, last.values(), within=LATE)
    found = {}
    for officer, had in by_officer.items():
        one = last[officer]
        days = {each.day for each in had}
        nights = {each.day for each in had if each.kind == "night"}
        known = _known(one, shifts)
        end = late.get(officer, one.ended_at if known.code != one.shift else None)
        found[officer] = History(
            one.day,
            known.code,
            _run(days, one.day),
            _run(nights, one.day),
            None if end is None else end.astimezone(zone).replace(tzinfo=None),
        )
    return found


def balances(
    session: Session, roster: KeptRoster, people: Sequence[Person], zone: tzinfo
) -> Mapping[UUID, Balance]:
    """Return what people worked beyond their fair share in the published rosters before.

    It begins with their profiles' own. Who was lent to another squad did that beyond any share. A
    roster that began more than a year ago is settled, and so is what a profile begins with then.
    """
    ids = {one.officer.id for one in people}
    first, before = roster.first_day - CARRIED, roster.first_day
    own = published_rosters(session, roster.squad_code, first, before)
    others = rosters_elsewhere(session, ids, roster.squad_code, first, before)
    elsewhere = [one for one in rosters_of_ids(session, others) if one.first_day < before]
    settled = has_published_before(session, roster.squad_code, first)
    start = {one.officer.id: Balance() if settled else one.balance for one in people}
    found = {officer: [getattr(one, name) for name in MEASURES] for officer, one in start.items()}
    for each in [one for one in (*own, *elsewhere) if one.id != roster.id]:
        for row in standings(session, each, zone):
            if (officer := UUID(row.officer)) in found:
                for number, name in enumerate(MEASURES):
                    found[officer][number] += getattr(row, name).balance
    return {officer: Balance(*values) for officer, values in found.items()}


def standings(session: Session, roster: KeptRoster, zone: tzinfo) -> tuple[FairRow, ...]:
    """Return who did how much in a published roster, against the share of those in it.

    Who had no shift in it is taken to have been elsewhere, and owes nothing.
    """
    people = people_of(session, roster, zone, named_only=True)
    known = {one.officer.id for one in people}
    special = special_days(session, days_of(roster))
    shifts = shifts_of(roster)
    problem = Problem(
        roster.first_day,
        roster.n_days,
        shifts,
        tuple(one.planned((), None, Balance()) for one in people),
        posts_of(roster),
        leave_of(session, roster, known),
        forbidden=tuple(one for one in days_off_of(roster) if UUID(one.officer) in known),
        holidays=special.holidays,
        workdays=special.workdays,
        risks=risks_of(session, roster, zone),
    )
    duties = [one for one in roster.duties if one.officer_id in known]
    return fairness(sheet_of(frame_of(problem), assignments_of(duties)))


def assignments_of(duties: Iterable[Duty]) -> tuple[Assignment, ...]:
    """Return duties as a search and a checker know them."""
    return tuple(Assignment(str(one.officer_id), one.day, one.shift, one.post) for one in duties)


def _known(one: RosterAssignment, shifts: Sequence[ShiftType]) -> ShiftType:
    """Return the kind of shift that a duty was of, or the one most like it."""
    length = int((one.ended_at - one.starts_at).total_seconds()) // 60
    return min(
        shifts,
        key=lambda each: (
            each.code != one.shift,
            each.kind != one.kind,
            abs(each.finish - each.start - length),
        ),
    )


def _run(days: set[date], last: date) -> int:
    """Return how many of some days lie in a row up to one, which is 0 when it is none of them."""
    n = 0
    while last - n * _DAY in days:
        n += 1
    return n
