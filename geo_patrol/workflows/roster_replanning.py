"""Making a published roster right again after illness, a storm, an operation: fewest changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from geo_patrol.errors import InvalidInput
from geo_patrol.jobs import Members
from geo_patrol.messages import Language, text
from geo_patrol.roster.kept_checks import need_faults
from geo_patrol.roster.problem import Assignment, Leave
from geo_patrol.roster.records import ExtraNeed, KeptRoster
from geo_patrol.roster.replan import Change, Replanned, replan
from geo_patrol.roster.solver import Effort, Stop, Tell
from geo_patrol.workflows.jobs import Desk, Kind
from geo_patrol.workflows.roster_search import Question, question_of, told_before
from geo_patrol.workflows.roster_solving import effort_of
from geo_patrol.workflows.roster_terms import fixed_of
from geo_patrol.workflows.roster_told import told_findings, told_solution
from geo_patrol.workflows.roster_watching import Watched

KIND = "roster_replan"


@dataclass(frozen=True)
class Happened:
    """What has come up since a roster was published, besides what is kept of leave.

    ``leave`` was just told: by officer, with first and last day. ``frozen`` are days on which
    nothing is to change any more.
    """

    leave: tuple[tuple[UUID, date, date], ...] = ()
    extra_needs: tuple[ExtraNeed, ...] = ()
    frozen: frozenset[date] = field(default_factory=frozenset)


def with_needs(roster: KeptRoster, needs: Sequence[ExtraNeed]) -> KeptRoster:
    """Return a roster in which some posts need another number of people on some days."""
    told = {(one.post, one.day) for one in needs}
    kept = [one for one in roster.extra_needs if (one.post, one.day) not in told]
    return replace(roster, extra_needs=(*kept, *needs))


def with_leave(question: Question, leave: Iterable[tuple[UUID, date, date]]) -> Question:
    """Return a question in which some people are away, too: what was pinned for them gives way."""
    more = tuple(Leave(str(officer), first, last) for officer, first, last in leave)
    fixed = list(question.problem.fixed)
    for pin in fixed_of(question.roster):
        if any(one.officer == pin.officer and one.first <= pin.day <= one.last for one in more):
            # One of two that are alike: a shift that has begun is fixed, too, and stays so.
            fixed.remove(pin)
    problem = replace(question.problem, leave=(*question.problem.leave, *more), fixed=tuple(fixed))
    return replace(question, problem=problem)


def replan_question(
    question: Question,
    effort: Effort,
    *,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> Replanned:
    """Return the published roster with no more changes than it needs.

    Raises
    ------
    InvalidInput
        When it is not published, or the problem is unusable.
    """
    if question.roster.state != "published":
        raise InvalidInput("roster_jobs.not_published")
    if wrong := tuple(need_faults(question.roster)):
        raise InvalidInput("roster.bad_problem", findings=wrong, n=len(wrong))
    return replan(question.problem, question.settings, effort, progress=progress, stop=stop)


def replan_job(desk: Desk) -> Members:
    """Do a job that makes a published roster right again; nothing is written."""
    asked, happened = desk.asked, happened_of(desk.asked)
    with desk.store.reader() as session:
        question = question_of(
            session,
            desk.scope,
            UUID(asked["roster_id"]),
            desk.settings.roster_rules,
            zone=desk.settings.zone,
            now=desk.now(),
            changed=lambda roster: with_needs(roster, happened.extra_needs),
            frozen=happened.frozen,
        )
    question = with_leave(question, happened.leave)
    doubts = told_before(question)
    effort = effort_of(asked)
    watched = Watched(desk.tell, desk.stop, effort.seconds)
    found = replan_question(question, effort, progress=watched.hear, stop=watched.stopped)
    return {
        "doubts": told_findings(doubts),
        **told_solution(question, found.solution),
        **told_changes(question, found),
    }


def happened_of(asked: Mapping[str, Any]) -> Happened:
    """Return what came up, from a job's question."""
    day = date.fromisoformat
    return Happened(
        tuple(
            (UUID(one["officer_id"]), day(one["first_day"]), day(one["last_day"]))
            for one in asked["leave"]
        ),
        tuple(
            ExtraNeed(one["post"], day(one["day"]), one["people"]) for one in asked["extra_needs"]
        ),
        frozenset(day(one) for one in asked["frozen_days"]),
    )


def told_changes(question: Question, found: Replanned) -> dict[str, Any]:
    """Return the changes as JSON, each with its words, and whether there must be so many."""
    return {
        "changes": [_told(question, one) for one in found.changes],
        "n_changes": len(found.changes),
        "n_days_off_taken": len(found.days_off_taken),
        "n_people": len({one.officer for one in found.changes}),
        "fewest": found.fewest,
        "fewest_zh": summary(found, "zh"),
        "fewest_en": summary(found, "en"),
    }


def summary(found: Replanned, language: Language) -> str:
    """Return in one sentence how much changes."""
    counts = {"n": len(found.changes), "off": len(found.days_off_taken)}
    if not found.changes:
        return text("roster_jobs.nothing_changes", language)
    if found.fewest:
        return text("roster_jobs.fewest", language, **counts)
    return text("roster_jobs.not_fewest", language, **counts)


def change_said(question: Question, change: Change, language: Language) -> str:
    """Return in one line what becomes of somebody's day."""
    names: Mapping[str, str] = question.names
    return text(
        "roster_jobs.change",
        language,
        day=change.day.isoformat(),
        who=names.get(change.officer, change.officer),
        before=_duty_said(change.before, names, language),
        after=_duty_said(change.after, names, language),
    )


def _duty_said(one: Assignment | None, names: Mapping[str, str], language: Language) -> str:
    if one is None:
        return text("roster_jobs.off", language)
    return one.shift if one.post is None else f"{one.shift} {names.get(one.post, one.post)}"


def _told(question: Question, change: Change) -> dict[str, Any]:
    return {
        "officer_id": change.officer,
        "day": change.day.isoformat(),
        "before": _duty(change.before),
        "after": _duty(change.after),
        "text_zh": change_said(question, change, "zh"),
        "text_en": change_said(question, change, "en"),
    }


def _duty(one: Assignment | None) -> dict[str, str | None] | None:
    return None if one is None else {"shift": one.shift, "post": one.post}


REPLAN = Kind(KIND, "duty.plan", replan_job)
