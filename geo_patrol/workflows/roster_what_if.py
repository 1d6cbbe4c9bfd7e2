"""What would be otherwise with one officer more, without a leave, or by another rule."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from geo_patrol.errors import InvalidInput
from geo_patrol.jobs import Members
from geo_patrol.messages import Language, text
from geo_patrol.roster.kept_checks import changed_rules
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Leave, Problem
from geo_patrol.roster.records import LeaveWish, RuleChange
from geo_patrol.roster.solver import Solution, solve
from geo_patrol.roster.whatif import WhatIf, with_officer, without_leave
from geo_patrol.store.repositories.rosters import LEAVES
from geo_patrol.workflows.jobs import Desk, Kind
from geo_patrol.workflows.roster_problem import roster_of
from geo_patrol.workflows.roster_search import Question, Verdict, question_of, verdict_of
from geo_patrol.workflows.roster_solving import effort_of
from geo_patrol.workflows.roster_told import told_verdict, told_worth
from geo_patrol.workflows.roster_watching import Watched

KIND = "roster_what_if"
NEWCOMER = "newcomer"
"""The id of the officer more, whom nobody has met."""


def what_if_job(desk: Desk) -> Members:
    """Do a job that solves a roster as it is, and as it might be; each gets half the time."""
    asked = desk.asked
    with desk.store.reader() as session:
        question = question_of(
            session,
            desk.scope,
            UUID(asked["roster_id"]),
            desk.settings.roster_rules,
            zone=desk.settings.zone,
            now=desk.now(),
        )
        leave = None
        if asked["leave_id"] is not None:
            kept = LEAVES.one(session, UUID(asked["leave_id"]), desk.scope)
            leave = None if kept is None else kept.record
    other = _other(question, asked, leave)
    effort = effort_of(asked)
    effort = replace(effort, seconds=effort.seconds / 2)
    first = Watched(desk.tell, desk.stop, effort.seconds, parts=2)
    hint = () if effort.deterministic else roster_of(question.roster)
    before = solve(
        question.problem,
        question.settings,
        effort,
        hint=hint,
        progress=first.hear,
        stop=first.stopped,
    )
    second = Watched(desk.tell, desk.stop, effort.seconds, part=1, parts=2)
    after = solve(
        other.problem,
        other.settings,
        effort,
        hint=before.roster,
        progress=second.hear,
        stop=second.stopped,
    )
    judged = verdict_of(question, before.roster), verdict_of(other, after.roster)
    # By another rule costs are other costs: nothing can be said of which is less.
    sure = None if asked["rule"] is not None else WhatIf(before, after)
    return {
        "before": _side(before, judged[0]),
        "after": _side(after, judged[1]),
        "better": None if sure is None else sure.better,
        "worse": None if sure is None else sure.worse,
        "said_zh": _said(sure, judged, "zh"),
        "said_en": _said(sure, judged, "en"),
    }


def _other(question: Question, asked: Members, leave: LeaveWish | None) -> Question:
    """Return what is asked about.

    Raises
    ------
    InvalidInput
        When the leave is not one that counts in the roster, or the rule is wrong.
    """
    if (more := asked["officer"]) is not None:
        person = RosterOfficer(
            NEWCOMER,
            question.roster.squad_code,
            certified=more["certified"],
            boat_licence=more["boat_licence"],
            driver=more["driver"],
            skills=frozenset(more["skills"]),
        )
        names = {
            **question.names,
            NEWCOMER: text("roster_jobs.newcomer", "zh"),
        }
        return replace(question, problem=with_officer(question.problem, person), names=names)
    if (rule := asked["rule"]) is not None:
        change = RuleChange(
            rule["rule"], rule["kind"], rule["weight"], tuple(rule["numbers"].items())
        )
        return replace(question, settings=changed_rules(question.settings, [change]))
    return replace(question, problem=_refused(question.problem, leave))


def _refused(problem: Problem, leave: LeaveWish | None) -> Problem:
    if leave is not None:
        there = Leave(str(leave.officer_id), leave.first_day, leave.last_day)
        if there in problem.leave:
            return without_leave(problem, there)
    raise InvalidInput("roster_jobs.no_such_leave")


def _side(found: Solution, verdict: Verdict) -> dict[str, Any]:
    return {**told_worth(found), **told_verdict(verdict)}


def _said(sure: WhatIf | None, judged: tuple[Verdict, Verdict], language: Language) -> str:
    before, after = (one.report for one in judged)
    counts = {
        "before": before.hard_broken,
        "after": after.hard_broken,
        "soft_before": before.soft_cost,
        "soft_after": after.soft_cost,
    }
    if sure is None:
        return text("roster_jobs.what_if_rule", language, **counts)
    if sure.better:
        return text("roster_jobs.what_if_better", language, **counts)
    if sure.worse:
        return text("roster_jobs.what_if_worse", language, **counts)
    return text("roster_jobs.what_if_unsure", language, **counts)


WHAT_IF = Kind(KIND, "duty.plan", what_if_job)
