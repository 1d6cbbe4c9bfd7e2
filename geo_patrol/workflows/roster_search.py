"""What a search for a roster is given of the store, and what came of it, in words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.messages.words import Words
from geo_patrol.roster.checker import Report
from geo_patrol.roster.doubts import doubts
from geo_patrol.roster.explain import Explanation
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.problem import Assignment, Problem, Roster
from geo_patrol.roster.records import Duty, KeptRoster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.violations import Violation
from geo_patrol.roster.words import said
from geo_patrol.store.repositories import history
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.roster_problem import names_of, problem_of, settings_of
from geo_patrol.workflows.roster_terms import unannounced_years
from geo_patrol.workflows.rosters import ROSTER, called_by_name, find_roster

ASKED_ABOUT = 2000
"""Shortages times people: of so many it is told why nobody comes, of the rest that it is so."""
MOST_TOLD = 200
"""Lines of words in one answer: more than a person reads."""
_LEAST_EXPLAINED = 5

CALENDAR = "calendar"
"""Where a finding is that concerns neither people nor posts, but what kind of day a day is."""


@dataclass(frozen=True)
class Question:
    """A kept roster as a search is given it.

    Attributes
    ----------
    names
        Of people and posts, by id.
    unannounced
        Years of its days whose public holidays are not known yet: counted by weekends.
    """

    roster: KeptRoster
    version: int | None
    problem: Problem
    settings: RuleSettings
    names: Mapping[str, str]
    unannounced: tuple[int, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What the checker and the explanation say of a roster.

    Attributes
    ----------
    shortages
        What posts lack and why, the heaviest first; ``n_more`` are not told.
    broken
        The broken hard rules of people.
    soft
        What each broken soft rule cost, the dearest first: rule, times, cost.
    """

    report: Report
    shortages: tuple[Words, ...]
    broken: tuple[Words, ...]
    n_more: int
    soft: tuple[tuple[str, int, int], ...]


def kept_question(
    session: Session,
    scope: Scope,
    roster_id: UUID,
    office: RuleSettings,
    *,
    zone: tzinfo,
    now: datetime,
    changed: Callable[[KeptRoster], KeptRoster] = lambda roster: roster,
    frozen: Collection[date] = (),
) -> Question:
    """Return a kept roster with all that it has to hold to as of now; a withdrawn one, too.

    Parameters
    ----------
    changed
        Makes of the kept roster what is asked about: more people needed, no pins.
    frozen
        Published days on which nothing is to change.

    Raises
    ------
    NotFound
        When there is no such roster within reach.
    InvalidInput
        When its rules or times are wrong.
    """
    # The version first: should an edit come between, it is the older one, and saving fails.
    version = history.latest_version(session, ROSTER, roster_id)
    roster = changed(find_roster(session, roster_id, scope).record)
    return Question(
        roster,
        version,
        problem_of(session, roster, zone=zone, now=now, frozen=frozen),
        settings_of(roster, office),
        names_of(session, roster),
        unannounced_years(session, roster),
    )


def question_of(
    session: Session,
    scope: Scope,
    roster_id: UUID,
    office: RuleSettings,
    *,
    zone: tzinfo,
    now: datetime,
    changed: Callable[[KeptRoster], KeptRoster] = lambda roster: roster,
    frozen: Collection[date] = (),
) -> Question:
    """Return what a search for a kept roster is given, as `kept_question`.

    Raises
    ------
    InvalidInput
        Also when it is withdrawn: nobody plans it any more.
    """
    if find_roster(session, roster_id, scope).record.state == "withdrawn":
        raise InvalidInput("roster_jobs.withdrawn")
    return kept_question(
        session, scope, roster_id, office, zone=zone, now=now, changed=changed, frozen=frozen
    )


def without_pins(roster: KeptRoster) -> KeptRoster:
    """Return a roster in which nothing was settled by hand."""
    return replace(roster, pins=())


def told_before(question: Question) -> tuple[Finding, ...]:
    """Return what cannot all be met, seen before anybody plans, by names of people and posts.

    Raises
    ------
    InvalidInput
        When the problem is unusable.
    """
    found = doubts(frame_of(question.problem), question.settings)
    named = [_by_name(one, question.names) for one in called_by_name(found, question.names)]
    years = [finding(CALENDAR, "roster.doubt_calendar", year=one) for one in question.unannounced]
    return (*years, *named)


def duties_of(roster: Iterable[Assignment]) -> tuple[Duty, ...]:
    """Return a search's roster as it is kept, by day and officer."""
    found = [Duty(UUID(one.officer), one.day, one.shift, one.post) for one in roster]
    return tuple(sorted(found, key=lambda one: (one.day, str(one.officer_id), one.shift)))


def verdict_of(question: Question, roster: Roster) -> Verdict:
    """Judge a roster, and say in words what it lacks and why."""
    explained = Explanation(question.problem, roster, question.settings)
    n_people = max(1, len(question.problem.officers))
    shortages = explained.shortages(max(_LEAST_EXPLAINED, ASKED_ABOUT // n_people))
    shortages = shortages[:MOST_TOLD]
    known = {one.violation for one in shortages}
    hard = [one for one in explained.report.violations if one.hard and one not in known]
    lacking = [one for one in hard if one.post is not None and one.officer is None]
    of_people = [one for one in hard if one not in lacking]
    names = question.names
    told = [Words(one.text("zh", names), one.text("en", names)) for one in shortages]
    room = MOST_TOLD - len(told)
    told += [_said(one, names) for one in lacking[:room]]
    return Verdict(
        explained.report,
        tuple(told),
        tuple(_said(one, names) for one in of_people[:MOST_TOLD]),
        max(0, len(lacking) - room) + max(0, len(of_people) - MOST_TOLD),
        explained.soft_costs(),
    )


def _said(broken: Violation, names: Mapping[str, str]) -> Words:
    return Words(said(broken, "zh", names), said(broken, "en", names))


def _by_name(one: Finding, names: Mapping[str, str]) -> Finding:
    params = tuple((key, names.get(value, value)) for key, value in one.params)
    return replace(one, params=params)
