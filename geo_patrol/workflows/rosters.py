"""Writing rosters: drafts, what is published and changed, and what is withdrawn."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, finding
from geo_patrol.roster.kept_checks import (
    area_faults,
    duty_faults,
    need_faults,
    orderly,
    plan_faults,
    rule_faults,
    state_faults,
)
from geo_patrol.roster.problem import Problem
from geo_patrol.roster.records import KeptRoster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.validate import problem_faults, roster_faults
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import roster_lock
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.repositories.roster_assignments import replace_assignments
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.roster_news import tell_of_roster
from geo_patrol.workflows.roster_people import named_in
from geo_patrol.workflows.roster_problem import names_of, problem_of, roster_of, settings_of
from geo_patrol.workflows.roster_publishing import (
    by_the_clock,
    make_shifts,
    require_free,
    require_reason,
)
from geo_patrol.workflows.roster_setup import areas_of, refuse
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

ROSTER = "roster"


def put_roster(
    store: Store,
    scope: Scope,
    roster: KeptRoster,
    *,
    office: RuleSettings,
    zone: tzinfo,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write a roster; publishing it, changing what is published, and withdrawing it are edits.

    Parameters
    ----------
    office
        The office's rules, which the roster changes.

    Raises
    ------
    NotFound
        When the squad, or the roster that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it; of one that is published, also for each
        hard rule that it breaks without a reason, and whoever would be in two places.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    told = orderly(roster)
    sent = submission(scope, told, now, if_match)
    return write_once(
        store, sent, lambda session: write_roster(session, sent, told, office=office, zone=zone)
    )


def submission(
    scope: Scope, roster: KeptRoster, now: datetime, if_match: int | None = None
) -> Submission:
    """Return the write of a roster, its lists in their one order."""
    return Submission(scope, ROSTER, roster.id, canonical(orderly(roster)), now, if_match)


def write_roster(
    session: Session,
    sent: Submission,
    roster: KeptRoster,
    *,
    office: RuleSettings,
    zone: tzinfo,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_roster` in a transaction that is open already; a demo's is told nobody.

    It comes last but for other notices: it tells the officers.
    """
    roster, was = orderly(roster), None

    def save(new: bool) -> str:
        nonlocal was
        squad = roster.squad_code
        require_squad(session, squad, sent.scope)
        before = None if new else ROSTERS.one(session, roster.id, SYSTEM)
        was = None if before is None else before.record
        faults = list(state_faults(roster, was))
        if was is not None and was.squad_code != squad:
            faults.append(finding("squad", "field.stays_with_its_squad"))
        refuse(faults)
        if roster.state != "withdrawn":
            judge(session, sent.scope, roster, was, office=office, zone=zone, now=sent.now)
        author = officer_id or sent.scope.officer_id
        ROSTERS.save(session, roster, Found(squad, sent.now, author, demo), new=new)
        duties = [] if roster.state == "withdrawn" else by_the_clock(roster, zone)
        replace_assignments(session, roster.id, duties)
        if roster.state == "published":
            make_shifts(session, roster, zone, scope=sent.scope, now=sent.now, demo=demo)
        return squad

    written = write_record(session, sent, save, roster_lock(roster.squad_code))
    if written.changed and not demo:
        who = sent.scope.officer_id
        tell_of_roster(session, roster, was, written.version, zone, now=sent.now, but=who)
    return written


def judge(
    session: Session,
    scope: Scope,
    roster: KeptRoster,
    before: KeptRoster | None,
    *,
    office: RuleSettings,
    zone: tzinfo,
    now: datetime,
) -> None:
    """Refuse a roster that cannot be kept, or not be published as it is.

    Raises
    ------
    InvalidInput
        With a finding for each thing.
    """
    problem = usable(session, scope, roster, before, office=office, zone=zone, now=now)
    if roster.state != "published":
        return
    names = names_of(session, roster)
    require_free(session, roster, zone, names)
    require_reason(roster, problem, settings_of(roster, office), names)


def usable(
    session: Session,
    scope: Scope,
    roster: KeptRoster,
    before: KeptRoster | None,
    *,
    office: RuleSettings,
    zone: tzinfo,
    now: datetime,
) -> Problem:
    """Return what a roster is made of, refusing one that names what it has no place for.

    Raises
    ------
    InvalidInput
        With a finding for each thing that is wrong.
    """
    squad = roster.squad_code
    refuse(
        [
            *plan_faults(roster.shifts, roster.posts),
            *rule_faults(roster.rules, office),
            *area_faults(roster.posts, areas_of(session, squad, roster.posts)),
            *need_faults(roster),
            *_out_of_reach(session, scope, roster, before),
        ]
    )
    problem = problem_of(session, roster, zone=zone, now=now)
    names = names_of(session, roster)
    wrong = [*duty_faults(roster)]
    wrong += problem_faults(problem) or roster_faults(problem, roster_of(roster))
    refuse(called_by_name(wrong, names))
    return problem


def called_by_name(findings: Sequence[Finding], names: Mapping[str, str]) -> list[Finding]:
    """Return findings that say where by what people and posts are called, not by their ids."""
    return [replace(one, where=_named(one.where, names)) for one in findings]


def find_roster(session: Session, roster_id: UUID, scope: Scope) -> Kept[KeptRoster]:
    """Return a roster within reach.

    Raises
    ------
    NotFound
        When there is none.
    """
    found = ROSTERS.one(session, roster_id, scope)
    if found is None:
        raise history.not_there(session, ROSTER, roster_id, "rosters.no_roster")
    return found


def _named(where: str, names: Mapping[str, str]) -> str:
    for key, name in names.items():
        # Ids only: a post's code may be part of any word.
        if len(key) == len(str(UUID(int=0))):
            where = where.replace(key, name)
    return where


def _out_of_reach(
    session: Session, scope: Scope, roster: KeptRoster, before: KeptRoster | None
) -> Collection[Finding]:
    """Find whom the sender cannot lend; who is in the roster already may stay."""
    named = named_in(roster) - (set() if before is None else named_in(before))
    known = people.known_officers(session, named, scope) if named else set()
    return [
        finding("duties", "roster.no_officer", officer=str(one)) for one in sorted(named - known)
    ]
