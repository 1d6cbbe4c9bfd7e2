"""A person's own roster, and what they asked of it, gathered for one answer that a phone keeps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, finding
from geo_patrol.roster.clock import last_day_of
from geo_patrol.roster.problem import Assignment
from geo_patrol.roster.records import (
    DutyWish,
    KeptRoster,
    LeaveWish,
    RosterAnswer,
    ShiftTimes,
    SwapWish,
)
from geo_patrol.roster.requests import swap_state
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.swaps import swaps
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.roster_assignments import RosterAssignment, published_of
from geo_patrol.store.repositories.roster_requests import (
    answers_kept,
    leaves_of,
    said,
    swaps_with,
    wishes_of,
)
from geo_patrol.store.repositories.rosters import (
    LONGEST,
    published_rosters,
    rosters_of_ids,
    setup_of,
)
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.my_duties import MyDuty, my_duties
from geo_patrol.workflows.roster_problem import names_of, problem_of, roster_of, settings_of
from geo_patrol.workflows.roster_requests import LEAVE, SWAP, WISH
from geo_patrol.workflows.rosters import ROSTER

BACK = timedelta(days=7)
AHEAD = timedelta(days=62)
ASKED_AHEAD = timedelta(days=366)
"""Leave and wishes of days that no roster has yet."""
_DAY = timedelta(days=1)

InForce = Mapping[UUID, tuple[int, datetime]]
"""By record: its version in force, and when that was accepted."""


@dataclass(frozen=True)
class SwapOnDuty:
    """A swap, with the codes of the shifts that it is about, None where they are not there."""

    kept: Kept[SwapWish]
    shift: str | None
    returned_shift: str | None


@dataclass(frozen=True)
class MyRoster:
    """All that a person wants to know of their duties; see `my_roster`.

    ``rosters`` are the published ones of their squads and those that they are in.
    """

    now: datetime
    first_day: date
    last_day: date
    officer_id: UUID
    shifts: tuple[tuple[str, ShiftTimes], ...]
    rosters: tuple[KeptRoster, ...]
    duties: tuple[MyDuty, ...]
    leaves: tuple[Kept[LeaveWish], ...]
    wishes: tuple[Kept[DutyWish], ...]
    swaps: tuple[SwapOnDuty, ...]
    answers: Mapping[UUID, Sequence[Kept[RosterAnswer]]]
    in_force: InForce
    names: Mapping[UUID, str]


def my_roster(
    session: Session, scope: Scope, officer: Officer, zone: ZoneInfo, *, now: datetime
) -> MyRoster:
    """Return a person's duties from a week back to two months ahead, and what they asked for."""
    today = now.astimezone(zone).date()
    first, last = today - BACK, today + AHEAD
    duties, rosters = my_duties(session, scope, officer.id, first, last)
    known = {one.id: one for one in rosters}
    for squad in sorted(officer.squads):
        for one in published_rosters(session, squad, first - LONGEST, last + _DAY):
            if last_day_of(one) >= first:
                known[one.id] = one
    leaves = leaves_of(session, [officer.id], first, last + ASKED_AHEAD)
    wishes = wishes_of(session, [officer.id], first, last + ASKED_AHEAD)
    asked = swaps_with(session, officer.id, first, last)
    targets = [*(one.record.id for one in leaves), *(one.record.id for one in asked)]
    answers = answers_kept(session, targets)
    told = [one.found.officer_id for some in answers.values() for one in some]
    both = [one for kept in asked for one in (kept.record.officer_id, kept.record.taker_id)]
    in_force = {
        **history.in_force(session, ROSTER, known),
        **history.in_force(session, LEAVE, [one.record.id for one in leaves]),
        **history.in_force(session, WISH, [one.record.id for one in wishes]),
        **history.in_force(session, SWAP, [one.record.id for one in asked]),
    }
    return MyRoster(
        now=now,
        first_day=first,
        last_day=last,
        officer_id=officer.id,
        shifts=_shifts(session, officer, known.values()),
        rosters=tuple(sorted(known.values(), key=lambda one: (one.first_day, str(one.id)))),
        duties=tuple(duties),
        leaves=tuple(leaves),
        wishes=tuple(wishes),
        swaps=_on_duty(session, asked, answers),
        answers=answers,
        in_force=in_force,
        names=people.names(session, [*told, *both]),
    )


@dataclass(frozen=True)
class LegalSwap:
    """Somebody who could take a shift, and what they would give for it."""

    taker_id: UUID
    taker: str
    returned: Assignment | None
    soft_more: int


@dataclass(frozen=True)
class LegalSwaps:
    """Who could take somebody's shift of a day, the best first; nobody when there is none."""

    planned: RosterAssignment
    swaps: tuple[LegalSwap, ...]


def my_legal_swaps(
    session: Session,
    scope: Scope,
    officer: Officer,
    day: date,
    *,
    office: RuleSettings,
    zone: ZoneInfo,
    now: datetime,
) -> LegalSwaps:
    """Return who of the squad could take an officer's shift of a day, as the checker judges it.

    Raises
    ------
    InvalidInput
        When they are not on duty that day in a roster of a squad of theirs, or it has begun.
    """
    planned = [
        one
        for one in published_of(session, {officer.id}, day, day)
        if scope.includes(one.squad_code)
    ]
    if not planned:
        raise _refused("roster_requests.not_on_duty", day)
    if planned[0].starts_at <= now:
        raise _refused("roster_requests.shift_has_begun", day)
    (roster,) = rosters_of_ids(session, {planned[0].roster_id})
    problem = problem_of(session, roster, zone=zone, now=now)
    names = names_of(session, roster)
    squad = {one.id for one in problem.officers if one.squad == roster.squad_code}
    found = swaps(problem, roster_of(roster), settings_of(roster, office), str(officer.id), day)
    legal = tuple(
        LegalSwap(UUID(one.taker), names.get(one.taker, ""), one.returned, one.soft_more)
        for one in found
        if one.taker in squad
    )
    return LegalSwaps(planned[0], legal)


def _refused(key: str, day: date) -> InvalidInput:
    found = finding("query.day", key, day=day.isoformat())
    return InvalidInput("api.invalid", findings=(found,))


def _shifts(
    session: Session, officer: Officer, rosters: Iterable[KeptRoster]
) -> tuple[tuple[str, ShiftTimes], ...]:
    """Return the kinds of shift of a person's squads, those of their setups before older ones."""
    found: dict[tuple[str, str], ShiftTimes] = {}
    for squad in sorted(officer.squads):
        setup = setup_of(session, squad)
        for one in () if setup is None else setup.record.shifts:
            found[squad, one.code] = one
    for roster in rosters:
        for one in roster.shifts:
            found.setdefault((roster.squad_code, one.code), one)
    return tuple((squad, one) for (squad, _), one in found.items())


def _on_duty(
    session: Session,
    asked: Sequence[Kept[SwapWish]],
    answers: Mapping[UUID, Sequence[Kept[RosterAnswer]]],
) -> tuple[SwapOnDuty, ...]:
    if not asked:
        return ()
    days = [day for one in asked for day in (one.record.day, one.record.returned_day) if day]
    people_named = {id for one in asked for id in (one.record.officer_id, one.record.taker_id)}
    planned = {
        (one.roster_id, one.officer_id, one.day): one.shift
        for one in published_of(session, people_named, min(days), max(days))
    }

    def named(kept: Kept[SwapWish]) -> SwapOnDuty:
        one = kept.record
        done = swap_state(one, said(answers.get(one.id, []))) == "granted"
        giver, taker = one.officer_id, one.taker_id
        holder, other = (taker, giver) if done else (giver, taker)
        back = one.returned_day
        return SwapOnDuty(
            kept,
            planned.get((one.roster_id, holder, one.day)),
            None if back is None else planned.get((one.roster_id, other, back)),
        )

    return tuple(named(one) for one in asked)
