"""Writing planned checks of firms, and the visits that do for several of them at once."""

from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import Forbidden, InvalidInput, finding
from geo_patrol.firms.checks import check_faults, happened_faults, visit_faults, visit_flags
from geo_patrol.firms.records import CombinedVisit, Firm, PlannedCheck
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import firms, history
from geo_patrol.store.repositories.firms import COMBINED_VISITS, PLANNED_CHECKS
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.firms import (
    find_firm,
    firm_lock,
    require_counts,
    require_same_firm,
)
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

CHECK = "planned_check"
VISIT = "combined_visit"


def put_check(
    store: Store,
    scope: Scope,
    check: PlannedCheck,
    *,
    worktime: WorkTime,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write a matter that an agency means to look at; one that finds only quiet time is refused.

    Raises
    ------
    NotFound
        When the firm, or the check that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it; when a visit does for it already.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, CHECK, check.id, canonical(check), now, if_match)
    return write_once(store, sent, lambda session: write_check(session, sent, check, worktime))


def write_check(
    session: Session,
    sent: Submission,
    check: PlannedCheck,
    worktime: WorkTime,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_check` in a transaction that is open already."""

    def save(new: bool) -> str:
        firm = find_firm(session, check.firm_id, sent.scope)
        before = None if new else PLANNED_CHECKS.one(session, check.id, SYSTEM)
        was = None if before is None else before.record
        if was is None:
            require_counts(firm.record)
        else:
            require_same_firm(was.firm_id, check.firm_id)
            if str(check.id) in firms.placed_checks(session, [check.firm_id]):
                raise InvalidInput("firms.check_is_placed")
        faults = check_faults(check, firm.record.quiet, current(session), worktime, before=was)
        if findings := tuple(faults):
            raise InvalidInput("firms.bad_check", findings=findings)
        squad = firm.found.squad_code
        found = Found(squad, sent.now, officer_id or sent.scope.officer_id, demo)
        PLANNED_CHECKS.save(session, check, found, new=new)
        return squad

    # No visit takes it meanwhile.
    return write_record(session, sent, save, firm_lock(check.firm_id))


def put_visit(
    store: Store,
    scope: Scope,
    visit: CombinedVisit,
    *,
    tz: tzinfo,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write a visit that a leader decided, or that it took place.

    What is planned keeps to the windows of its checks, and to quiet windows; what took place is
    taken as it was, and flagged.

    Raises
    ------
    NotFound
        When the firm, a check, or the visit that has this id is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with its plan.
    Forbidden
        When the plan is changed, or the visit voided, and the sender is no leader.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, VISIT, visit.id, canonical(visit), now, if_match)
    return write_once(store, sent, lambda session: write_visit(session, sent, visit, tz))


def write_visit(
    session: Session,
    sent: Submission,
    visit: CombinedVisit,
    tz: tzinfo,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_visit` in a transaction that is open already."""

    def save(new: bool) -> str:
        firm = find_firm(session, visit.firm_id, sent.scope)
        before = None if new else COMBINED_VISITS.one(session, visit.id, SYSTEM)
        was = None if before is None else before.record
        if was is not None:
            require_same_firm(was.firm_id, visit.firm_id)
        _require_may(sent.scope, was, visit)
        if faults := tuple(happened_faults(visit)):
            raise InvalidInput("firms.bad_visit", findings=faults)
        if _is_planned_anew(was, visit):
            _check_plan(session, sent.scope, visit, firm.record, tz, new=new)
        flags = [*visit_flags(visit, firm.record.quiet, tz, now=sent.now)]
        squad = firm.found.squad_code
        by = officer_id or sent.scope.officer_id
        found = Found(squad, sent.now, by, demo, tuple(flags))
        COMBINED_VISITS.save(session, visit, found, new=new)
        return squad

    # No other visit takes its checks meanwhile.
    return write_record(session, sent, save, firm_lock(visit.firm_id))


def _plan_of(visit: CombinedVisit) -> tuple[Any, ...]:
    return visit.starts_at, visit.minutes, visit.checks, visit.voided


def _is_unplanned(visit: CombinedVisit) -> bool:
    return not visit.checks and visit.happened_from is not None


def _require_may(scope: Scope, was: CombinedVisit | None, visit: CombinedVisit) -> None:
    if scope.may("duty.plan") or (was is None and _is_unplanned(visit)):
        return
    if was is None or _plan_of(was) != _plan_of(visit):
        raise Forbidden("firms.leaders_word")


def _is_planned_anew(was: CombinedVisit | None, visit: CombinedVisit) -> bool:
    """Whether a plan is judged: one that was accepted is not, when only its outcome is told."""
    if visit.voided or _is_unplanned(visit):
        return False
    if was is None or _plan_of(was) != _plan_of(visit):
        return True
    return was.happened_from is not None and visit.happened_from is None


def _check_plan(
    session: Session, scope: Scope, visit: CombinedVisit, firm: Firm, tz: tzinfo, *, new: bool
) -> None:
    if new:
        require_counts(firm)
    known = firms.checks_of(session, visit.checks)
    for one in visit.checks:
        if one not in known or PLANNED_CHECKS.one(session, UUID(one), scope) is None:
            raise history.not_there(session, CHECK, UUID(one), "firms.no_check")
    checks = [known[one] for one in visit.checks]
    faults = [*visit_faults(visit, checks, firm.quiet, tz)]
    taken = {
        one
        for kept in firms.visits_of(session, visit.firm_id)
        if kept.record.id != visit.id
        for one in kept.record.checks
    }
    faults += [
        finding(f"checks[{number}]", "firms.check_taken", matter=known[one].matter)
        for number, one in enumerate(visit.checks)
        if one in taken
    ]
    if faults:
        raise InvalidInput("firms.bad_visit", findings=tuple(faults))
