"""What a file says of a roster, judged: nothing of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.files.month import Names
from geo_patrol.roster.problem import Problem
from geo_patrol.roster.records import KeptRoster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.roster_files import names_for
from geo_patrol.workflows.roster_judging import Judged, asked_about, judge_question, plan_for
from geo_patrol.workflows.roster_search import duties_of
from geo_patrol.workflows.rosters import find_roster

if TYPE_CHECKING:
    from geo_patrol.roster.files.reading import RosterRead

Read = Callable[[Problem, Names], "RosterRead"]
"""Reads a file for a roster; what it needs of libraries is loaded by who asks for it."""


@dataclass(frozen=True)
class Horizon:
    """Which days of which squad a file is about, when there is no roster of them yet."""

    squad: str
    first_day: date
    n_days: int


@dataclass(frozen=True)
class Imported:
    """What a file says, and what all rules say to that."""

    read: "RosterRead"
    judged: Judged
    names: Names


def read_for(
    session: Session,
    scope: Scope,
    about: UUID | Horizon,
    read: Read,
    office: RuleSettings,
    *,
    zone: tzinfo,
    now: datetime,
) -> Imported:
    """Read a file for a roster that there is, or for days of a squad; nothing is kept.

    Raises
    ------
    NotFound
        When the roster, or the squad, is out of reach.
    InvalidInput
        When the squad has no setup, or as `reading.read_roster`.
    TooLarge
        As `reading.read_roster`.
    """
    if isinstance(about, Horizon):
        roster = _empty(session, scope, about)
    else:
        roster = find_roster(session, about, scope).record
    without = replace(roster, state="draft", duties=())
    # Who is in the roster may be in the file, of whatever squad they are.
    question = asked_about(session, scope, roster, office, zone=zone, now=now)
    names = names_for(session, question)
    found = read(question.problem, names)
    sent = replace(without, duties=duties_of(found.duties))
    judged = judge_question(asked_about(session, scope, sent, office, zone=zone, now=now))
    return Imported(found, judged, names)


def _empty(session: Session, scope: Scope, about: Horizon) -> KeptRoster:
    setup = plan_for(session, None, about.squad, scope)
    if setup is None:
        raise InvalidInput("rosters.no_setup")
    return KeptRoster(
        uuid4(),
        about.squad,
        about.first_day,
        about.n_days,
        "draft",
        setup.shifts,
        setup.posts,
        rules=setup.rules,
    )
