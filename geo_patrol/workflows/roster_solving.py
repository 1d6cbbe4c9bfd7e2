"""Proposing a roster: the search through a kept draft, as a job or at the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from geo_patrol.errors import Finding, GeoPatrolError, InvalidInput
from geo_patrol.jobs import Members
from geo_patrol.roster.problem import Roster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.solver import Effort, Solution, Stop, Tell, solve
from geo_patrol.store.engine import Store
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.jobs import Desk, Kind, problem_of
from geo_patrol.workflows.roster_problem import roster_of
from geo_patrol.workflows.roster_search import (
    Question,
    duties_of,
    question_of,
    told_before,
    without_pins,
)
from geo_patrol.workflows.roster_told import told_findings, told_solution
from geo_patrol.workflows.roster_watching import Watched
from geo_patrol.workflows.rosters import find_roster, put_roster

KIND = "roster_solve"
MOST_SECONDS = 600


@dataclass(frozen=True)
class Proposal:
    """What a search made of a roster; ``doubts`` were seen before it began."""

    question: Question
    solution: Solution
    doubts: tuple[Finding, ...]


def effort_of(asked: Mapping[str, Any]) -> Effort:
    """Return how hard somebody asked to try."""
    return Effort(
        seconds=asked["seconds"], seed=asked["seed"], deterministic=asked["deterministic"]
    )


def propose(
    question: Question,
    effort: Effort,
    *,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> Proposal:
    """Return the best roster found for a question; what it has already is where it begins.

    A deterministic search begins with nothing: it must not depend on what was there.

    Raises
    ------
    InvalidInput
        When the problem is unusable.
    """
    seen = told_before(question)
    hint: Roster = () if effort.deterministic else roster_of(question.roster)
    found = solve(
        question.problem, question.settings, effort, hint=hint, progress=progress, stop=stop
    )
    return Proposal(question, found, seen)


def save_proposal(
    store: Store,
    scope: Scope,
    proposal: Proposal,
    *,
    office: RuleSettings,
    zone: tzinfo,
    now: datetime,
    if_match: int | None,
) -> int:
    """Write what was found into the draft; return its version.

    Raises
    ------
    InvalidInput
        When it is no draft: what was published is changed by its leader, with a reason.
    PreconditionFailed
        When it was edited since ``if_match``.
    """
    roster_id = proposal.question.roster.id
    with store.reader() as session:
        kept = find_roster(session, roster_id, scope).record
    if kept.state != "draft":
        raise InvalidInput("roster_jobs.no_draft")
    filled = replace(kept, duties=duties_of(proposal.solution.roster))
    written = put_roster(store, scope, filled, office=office, zone=zone, now=now, if_match=if_match)
    return written.version


def solve_job(desk: Desk) -> Members:
    """Do a job that fills a roster; the draft is written to when that was asked for."""
    asked, office, zone = desk.asked, desk.settings.roster_rules, desk.settings.zone
    with desk.store.reader() as session:
        question = question_of(
            session,
            desk.scope,
            UUID(asked["roster_id"]),
            office,
            zone=zone,
            now=desk.now(),
            changed=(lambda roster: roster) if asked["keep_pins"] else without_pins,
        )
    effort = effort_of(asked)
    watched = Watched(desk.tell, desk.stop, effort.seconds)
    found = propose(question, effort, progress=watched.hear, stop=watched.stopped)
    told = {"doubts": told_findings(found.doubts), **told_solution(question, found.solution)}
    if not asked["save"]:
        return {**told, "saved": None}
    try:
        version = save_proposal(
            desk.store,
            desk.scope,
            found,
            office=office,
            zone=zone,
            now=desk.now(),
            if_match=asked["if_match"],
        )
    except GeoPatrolError as error:
        # What was found is not lost for it: somebody edited the draft meanwhile, say.
        return {**told, "saved": problem_of(error)}
    return {**told, "saved": {"version": version}}


SOLVE = Kind(KIND, "duty.plan", solve_job)
