"""Judging rosters by all rules, whether they are kept or only asked about."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.roster.checker import Report, check
from geo_patrol.roster.explain import Explanation, Reason
from geo_patrol.roster.fairness import FairRow, fairness
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.records import KeptRoster, RosterSetup
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.roster.swaps import Swap, swaps
from geo_patrol.store.repositories.rosters import ROSTERS, setup_of
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.roster_problem import names_of, roster_of, settings_of
from geo_patrol.workflows.roster_search import Question, told_before
from geo_patrol.workflows.roster_setup import refuse
from geo_patrol.workflows.roster_terms import unannounced_years
from geo_patrol.workflows.rosters import find_roster, usable


@dataclass(frozen=True)
class Judged:
    """A roster with what is broken in it; ``doubts`` were there before anybody planned."""

    question: Question
    report: Report
    doubts: tuple[Finding, ...]


def plan_for(
    session: Session, roster_id: UUID | None, squad: str, scope: Scope
) -> RosterSetup | KeptRoster | None:
    """Return whose shifts, posts and rules a roster has that is sent without them.

    Those that it has already, else those of its squad's setup; None when there are neither.

    Raises
    ------
    NotFound
        When the squad is out of reach.
    """
    require_squad(session, squad, scope)
    kept = None if roster_id is None else ROSTERS.one(session, roster_id, scope)
    if kept is not None:
        return kept.record
    setup = setup_of(session, squad)
    return None if setup is None else setup.record


def asked_about(
    session: Session,
    scope: Scope,
    roster: KeptRoster,
    office: RuleSettings,
    *,
    zone: tzinfo,
    now: datetime,
    edit: bool = False,
) -> Question:
    """Return a roster that is not kept as it is with all that it has to hold to.

    Parameters
    ----------
    edit
        What is published under its id binds it; without it the roster is a new one.

    Raises
    ------
    NotFound
        When its squad is out of reach, or the roster that it is an edit of.
    InvalidInput
        With a finding for each thing that it has no place for.
    """
    require_squad(session, roster.squad_code, scope)
    before = find_roster(session, roster.id, scope).record if edit else None
    if before is not None and before.squad_code != roster.squad_code:
        refuse([finding("squad", "field.stays_with_its_squad")])
    problem = usable(session, scope, roster, before, office=office, zone=zone, now=now)
    names = names_of(session, roster)
    years = unannounced_years(session, roster)
    return Question(roster, None, problem, settings_of(roster, office), names, years)


def judge_question(question: Question) -> Judged:
    """Judge a roster by all rules.

    Raises
    ------
    InvalidInput
        When what it is made of became unusable.
    """
    report = check(question.problem, roster_of(question.roster), question.settings)
    return Judged(question, report, told_before(question))


def fair_rows(question: Question) -> tuple[FairRow, ...]:
    """Return who does how much in a roster, against the fair share and what was carried over."""
    return fairness(sheet_of(frame_of(question.problem), roster_of(question.roster)))


def why(question: Question, officer: UUID, day: date) -> tuple[Reason, ...]:
    """Return why somebody has a shift, or is off, on a day.

    Raises
    ------
    InvalidInput
        When they, or the day, are not in the roster.
    """
    _require_in(question, officer, day)
    roster = roster_of(question.roster)
    return Explanation(question.problem, roster, question.settings).why(str(officer), day)


def swaps_for(question: Question, officer: UUID, day: date) -> tuple[Swap, ...]:
    """Return the legal swaps of somebody's shift of a day, the cheapest first.

    Raises
    ------
    InvalidInput
        When they, or the day, are not in the roster.
    """
    _require_in(question, officer, day)
    roster = roster_of(question.roster)
    return swaps(question.problem, roster, question.settings, str(officer), day)


def _require_in(question: Question, officer: UUID, day: date) -> None:
    bad = []
    if not any(one.id == str(officer) for one in question.problem.officers):
        bad.append(finding("officer", "rosters.not_in_roster"))
    if day not in question.problem.days:
        bad.append(finding("day", "roster.day_outside", day=day.isoformat()))
    if bad:
        raise InvalidInput("rosters.asked_wrong", findings=tuple(bad))
