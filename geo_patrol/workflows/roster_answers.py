"""Answers to leave and swaps; granting a swap changes the published roster with it."""

from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, Forbidden, InvalidInput
from geo_patrol.messages import text
from geo_patrol.roster.checker import check
from geo_patrol.roster.records import KeptRoster, LeaveWish, RosterAnswer, SwapWish
from geo_patrol.roster.request_checks import answer_faults, swap_duty_faults
from geo_patrol.roster.requests import LEADERS_SAY, swapped
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import record_lock, roster_lock
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.repositories.roster_requests import answers_kept, said
from geo_patrol.store.repositories.rosters import LEAVES, ROSTER_ANSWERS, SWAPS
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.roster_problem import names_of, problem_of, roster_of, settings_of
from geo_patrol.workflows.roster_publishing import broken_in_words
from geo_patrol.workflows.roster_requests import LEAVE, SWAP, duties_in, find_roster
from geo_patrol.workflows.roster_telling import tell_of_answer
from geo_patrol.workflows.rosters import ROSTER, submission, write_roster
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

ANSWER = "roster_answer"


def put_answer(
    store: Store,
    scope: Scope,
    answer: RosterAnswer,
    *,
    office: RuleSettings,
    zone: tzinfo,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write what a leader, or the taker of a swap, says; it is not edited afterwards.

    Parameters
    ----------
    office
        The office's rules, by which a swap is judged.

    Raises
    ------
    Forbidden
        When the sender is not who can say this.
    NotFound
        When the leave or swap is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it, or each hard rule that a swap breaks.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, ANSWER, answer.id, canonical(answer), now, if_match)
    return write_once(
        store, sent, lambda session: write_answer(session, sent, answer, office=office, zone=zone)
    )


def write_answer(
    session: Session,
    sent: Submission,
    answer: RosterAnswer,
    *,
    office: RuleSettings,
    zone: tzinfo,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_answer` in a transaction that is open; of a demo's nobody is told.

    Without ``officer_id`` the sender is who says it.
    """
    who = officer_id or sent.scope.officer_id
    require_squad(session, answer.squad_code, sent.scope)
    _require_voice(answer, find_target(session, answer, sent.scope).record, sent.scope, who)

    def save(new: bool) -> str:
        target = find_target(session, answer, sent.scope)
        others = answers_kept(session, [answer.target_id]).get(answer.target_id, [])
        before = None if new else ROSTER_ANSWERS.one(session, answer.id, SYSTEM)
        _refuse(
            tuple(
                answer_faults(
                    answer,
                    target.record,
                    said([one for one in others if one.record.id != answer.id]),
                    None if before is None else before.record,
                )
            )
        )
        found = Found(answer.squad_code, sent.now, who, demo)
        ROSTER_ANSWERS.save(session, answer, found, new=new)
        if isinstance(target.record, SwapWish) and answer.result == "granted":
            swap = target.record
            roster = find_roster(session, swap.roster_id, swap.squad_code)
            after = after_swap(session, roster, swap, office=office, zone=zone, now=sent.now)
            _change_roster(session, sent, after, swap, office=office, zone=zone)
        if not demo:
            tell_of_answer(session, answer.id, target, now=sent.now)
        return answer.squad_code

    # Two answers, or an answer and a withdrawal, that come at once see each other.
    locks = [record_lock(answer.target_kind, answer.target_id)]
    if answer.target_kind == SWAP and answer.result == "granted":
        locks.insert(0, roster_lock(answer.squad_code))
    return write_record(session, sent, save, *locks)


def find_target(
    session: Session, answer: RosterAnswer, scope: Scope
) -> Kept[LeaveWish] | Kept[SwapWish]:
    """Return what an answer is to, of the answer's squad and within reach.

    Raises
    ------
    NotFound
        When there is none.
    """
    kept: Kept[LeaveWish] | Kept[SwapWish] | None
    if answer.target_kind == LEAVE:
        kept = LEAVES.one(session, answer.target_id, scope)
    else:
        kept = SWAPS.one(session, answer.target_id, scope)
    if kept is None or kept.found.squad_code != answer.squad_code:
        key = "roster_requests.no_answer_target"
        raise history.not_there(session, answer.target_kind, answer.target_id, key)
    return kept


def after_swap(
    session: Session,
    roster: KeptRoster,
    swap: SwapWish,
    *,
    office: RuleSettings,
    zone: tzinfo,
    now: datetime,
) -> KeptRoster:
    """Return a roster with a swap done.

    Raises
    ------
    InvalidInput
        When it does not go with the duties that there are by now, or hard rules would weigh more
        than before; with a finding for each that is broken anew.
    """
    pair = (swap.officer_id, swap.taker_id)
    _refuse(tuple(swap_duty_faults(swap, duties_in(session, roster.id, pair), now=now)))
    after = swapped(roster, swap)
    problem = problem_of(session, roster, zone=zone, now=now)
    settings = settings_of(roster, office)
    had = check(problem, roster_of(roster), settings)
    has = check(problem, roster_of(after), settings)
    if has.hard_cost > had.hard_cost:
        known = set(had.violations)
        broken = [one for one in has.violations if one.hard and one not in known]
        told = broken_in_words(broken, names_of(session, roster))
        raise InvalidInput("roster_requests.hard_rules", findings=told)
    return after


def _change_roster(
    session: Session,
    sent: Submission,
    roster: KeptRoster,
    swap: SwapWish,
    *,
    office: RuleSettings,
    zone: tzinfo,
) -> None:
    reason = text("roster_requests.swap_reason", "zh", day=swap.day.isoformat())
    changed = replace(roster, reason=reason)
    version = history.latest_version(session, ROSTER, roster.id)
    change = submission(sent.scope, changed, sent.now, version)
    write_roster(session, change, changed, office=office, zone=zone)


def _require_voice(
    answer: RosterAnswer, target: LeaveWish | SwapWish, scope: Scope, who: UUID | None
) -> None:
    if answer.result in LEADERS_SAY:
        if not scope.may("duty.plan"):
            raise Forbidden("roster_requests.only_leaders_decide")
    elif isinstance(target, SwapWish) and target.taker_id != who:
        raise Forbidden("roster_requests.only_the_taker_agrees")


def _refuse(findings: tuple[Finding, ...]) -> None:
    if findings:
        raise InvalidInput("roster_requests.invalid", findings=findings)
