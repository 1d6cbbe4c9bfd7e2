"""What the duties of a kept roster stand in: its people, its days, what is needed and asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.roster.files.month import Names
from geo_patrol.roster.problem import Leave, Problem, Request
from geo_patrol.roster.records import KeptRoster, LeaveWish
from geo_patrol.roster.requests import LeaveState, leave_counts, leave_state
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.store.repositories.roster_requests import answers_kept, said
from geo_patrol.store.repositories.rosters import leaves_between
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.roster_files import names_for
from geo_patrol.workflows.roster_search import kept_question


@dataclass(frozen=True)
class AskedLeave:
    """A leave that meets the roster's days, and what became of it."""

    wish: LeaveWish
    state: LeaveState
    counts: bool


@dataclass(frozen=True)
class RosterFrame:
    """All that a month shows besides its duties.

    Attributes
    ----------
    needs
        By post, as the roster has them: how many people on each of its days.
    asked
        Leave, also what nobody has decided yet, for who decides on it; for others none.
    leave, requests
        What counts, for who reads in full; for others none.
    """

    roster: KeptRoster
    problem: Problem
    names: Names
    needs: tuple[tuple[int, ...], ...]
    asked: tuple[AskedLeave, ...]
    leave: Sequence[Leave]
    requests: Sequence[Request]


def roster_frame(
    session: Session,
    scope: Scope,
    roster_id: UUID,
    office: RuleSettings,
    *,
    zone: tzinfo,
    now: datetime,
) -> RosterFrame:
    """Return what a kept roster's duties stand in, as of now.

    Raises
    ------
    NotFound
        When there is none within reach.
    InvalidInput
        When its times or rules are wrong.
    """
    question = kept_question(session, scope, roster_id, office, zone=zone, now=now)
    problem = question.problem
    needs = tuple(tuple(problem.need(post, day) for day in problem.days) for post in problem.posts)
    plans, own = scope.may("duty.plan"), str(scope.officer_id)
    return RosterFrame(
        question.roster,
        problem,
        names_for(session, question),
        needs,
        _asked(session, problem) if plans else (),
        problem.leave if scope.reads_in_full else (),
        [one for one in problem.requests if plans or one.officer == own],
    )


def _asked(session: Session, problem: Problem) -> tuple[AskedLeave, ...]:
    ids = [UUID(one.id) for one in problem.officers]
    found = leaves_between(session, ids, problem.days[0], problem.days[-1])
    answers = answers_kept(session, [one.id for one in found])
    heard = {one.id: said(answers.get(one.id, [])) for one in found}
    return tuple(
        AskedLeave(one, leave_state(one, heard[one.id]), leave_counts(one, heard[one.id]))
        for one in found
    )
