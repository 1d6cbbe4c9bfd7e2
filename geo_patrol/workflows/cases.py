"""Writing cases and their steps: an incident becomes a case without being typed again.

Facts from the field are taken and flagged; what a leader decides is refused in words when it
makes no sense. What was recorded stays as it was: a slip is voided, and recorded anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cases.checks import case_faults, step_faults
from geo_patrol.cases.following import follow
from geo_patrol.cases.records import DESK_KINDS, HOLDER_ROLES, Act, Case, CaseStep, Holder
from geo_patrol.errors import Finding, Forbidden, InvalidInput, NotFound, finding
from geo_patrol.field.checks import CLOCK_TOLERANCE
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES_AS_THEY_ARE, Lock, record_lock
from geo_patrol.store.repositories import cases, history, incidents, people, places
from geo_patrol.store.repositories.camera_alerts import ALERTS
from geo_patrol.store.repositories.cases import CASES, STEPS
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.locating import place_flags
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "case"
STEP = "case_step"


@dataclass(frozen=True)
class Placed:
    """Where the server found a case to be, and what is odd about it."""

    area_code: str | None = None
    cell_code: str | None = None
    flags: tuple[str, ...] = ()


def put_case(
    store: Store,
    scope: Scope,
    case: Case,
    squad_code: str | None = None,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write a case.

    Parameters
    ----------
    squad_code
        Whose it is; of one that an incident became it is the incident's squad.

    Raises
    ------
    NotFound
        When the squad, the incident, the alert, or the case that has this id is out of reach.
    InvalidInput
        When it says what its incident says, or too little; when it would go to another squad or
        be about another incident.
    Forbidden
        When it is voided, and the sender is no leader.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, KIND, case.id, canonical(case), now, if_match)
    return write_once(store, sent, lambda session: write_case(session, sent, case, squad_code))


def write_case(
    session: Session,
    sent: Submission,
    case: Case,
    squad_code: str | None = None,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_case` in a transaction that is open already."""

    def save(new: bool) -> str:
        scope = sent.scope
        faults = tuple(case_faults(case))
        if faults:
            raise InvalidInput("cases.bad_case", findings=faults)
        squad = _squad_for(session, scope, case, squad_code)
        if case.alert_id is not None and ALERTS.one(session, case.alert_id, scope) is None:
            raise history.not_there(session, "camera_alert", case.alert_id, "field.no_alert")
        before = None if new else CASES.one(session, case.id, SYSTEM)
        if before is not None:
            _require_same(before, case, squad)
        voided = "" if before is None else before.record.voided
        if case.voided != voided and not scope.may("incidents.void"):
            raise Forbidden("cases.void_not_permitted")
        placed = _place(session, case, squad, now=sent.now)
        by = officer_id or scope.officer_id
        found = Found(squad, sent.now, by, demo, placed.flags, placed.area_code)
        CASES.save(session, case, found, new=new)
        cases.set_cell(session, case.id, placed.cell_code)
        refresh(session, case.id)
        return squad

    # The incident stays with its squad meanwhile; what has a place of its own is found where it is.
    of_incident = case.incident_id
    kept = PLACES_AS_THEY_ARE if of_incident is None else record_lock("incident", of_incident)
    return write_record(session, sent, save, kept)


def put_step(
    store: Store, scope: Scope, step: CaseStep, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a step of a case; what does not go with other steps is told, and never refused.

    Raises
    ------
    NotFound
        When the case, or the step that has this id, is out of reach.
    InvalidInput
        When it says too little; when a leader's step goes to nobody there is, or is yet to come;
        when an edit changes more than that it is voided.
    Forbidden
        When it is a leader's, or somebody else's is voided, and the sender is no leader.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, STEP, step.id, canonical(step), now, if_match)
    return write_once(store, sent, lambda session: write_step(session, sent, step))


def write_step(
    session: Session,
    sent: Submission,
    step: CaseStep,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_step` in a transaction that is open already."""

    def save(new: bool) -> str:
        scope = sent.scope
        faults = tuple(step_faults(step))
        if faults:
            raise InvalidInput("cases.bad_step", findings=faults)
        squad = cases.squad_of_case(session, step.case_id)
        if squad is None or not scope.includes(squad):
            raise history.not_there(session, KIND, step.case_id, "cases.no_case")
        desk = step.kind in DESK_KINDS
        if desk and not scope.may("duty.plan"):
            raise Forbidden("cases.leaders_step")
        if not new:
            _require_kept(session, scope, step)
        odd = tuple(_odd(session, step, squad, now=sent.now))
        if desk and odd and new:
            raise InvalidInput("cases.bad_step", findings=odd)
        flags = tuple(one.key.removeprefix("cases.") for one in odd)
        by = officer_id or scope.officer_id
        STEPS.save(session, step, Found(squad, sent.now, by, demo, flags), new=new)
        refresh(session, step.case_id)
        return squad

    return write_record(session, sent, save, case_lock(step.case_id))


def case_lock(case_id: UUID) -> Lock:
    """Return the lock that whoever changes how a case stands holds."""
    return record_lock(KIND, case_id)


def acts_of(steps: Iterable[Kept[CaseStep]]) -> list[Act]:
    """Return the steps that count, with who sent each."""
    return [Act(one.record, one.found.officer_id) for one in steps if not one.record.voided]


def refresh(session: Session, case_id: UUID) -> None:
    """Keep how far a case has come: called, under its lock, after each write that changes that."""
    kept = CASES.one(session, case_id, SYSTEM)
    if kept is None:
        raise NotFound("cases.no_case")
    origin = cases.origins(session, [kept])[case_id]
    steps = cases.steps_of(session, [case_id]).get(case_id, [])
    last = follow(origin.reported_at, acts_of(steps)).stays[-1]
    closed_at = last.start if last.stage == "closed" else None
    cases.save_standing(session, case_id, last.stage, closed_at)


def _squad_for(session: Session, scope: Scope, case: Case, named: str | None) -> str:
    if case.incident_id is not None:
        stored = incidents.incident(session, case.incident_id, scope)
        if stored is None:
            raise history.not_there(session, "incident", case.incident_id, "field.no_incident")
        if named not in (None, stored.incident.squad_code):
            raise InvalidInput("cases.squad_of_incident")
        return stored.incident.squad_code
    if named is None:
        raise InvalidInput("cases.bad_case", findings=(finding("squad", "api.field.missing"),))
    require_squad(session, named, scope)
    return named


def _require_same(before: Kept[Case], case: Case, squad: str) -> None:
    if before.found.squad_code != squad:
        raise InvalidInput("field.stays_with_its_squad")
    if before.record.incident_id != case.incident_id:
        raise InvalidInput("cases.stays_with_its_incident")


def _place(session: Session, case: Case, squad: str, *, now: datetime) -> Placed:
    """Return where a case is; one that an incident became lies where that does."""
    flags = []
    if case.reported_at is not None and case.reported_at > now + CLOCK_TOLERANCE:
        flags.append("clock_ahead")
    if case.incident_id is not None:
        return Placed(flags=tuple(flags))
    term = current(session).categories.get(case.category or "")
    if term is None:
        unknown = finding("category", "records.unknown_category", code=case.category)
        raise InvalidInput("records.unknown_terms", findings=(unknown,))
    if term.retired:
        flags.append("retired_term")
    if term.squad_code not in (None, squad):
        flags.append("category_of_other_squad")
    if case.lon is None or case.lat is None:
        return Placed(flags=(*flags, "no_position"))
    position = places.locate(session, case.lon, case.lat, case.reported_at or now)
    flags += place_flags(position, squad)
    return Placed(position.area_code, position.cell_code, tuple(flags))


def _odd(session: Session, step: CaseStep, squad: str, *, now: datetime) -> Iterator[Finding]:
    """Yield what is odd about a step; a leader's is refused for it, others carry it as flags."""
    if step.at > now + CLOCK_TOLERANCE:
        yield finding("at", "cases.clock_ahead")
    holder = step.holder
    if holder is None:
        return
    if not _is_known(session, holder, squad):
        yield finding("to", "cases.unknown_holder")
    elif has_left(session, holder, step.at):
        yield finding("to", "cases.holder_left")


def _is_known(session: Session, holder: Holder, squad: str) -> bool:
    match holder.kind:
        case "role":
            return holder.code in HOLDER_ROLES
        case "agency":
            return holder.code in current(session).agencies
        case "officer":
            officer_id = holder.officer_id
            if officer_id is None:
                return False
            within = Scope(None, frozenset({squad}))
            return officer_id in people.known_officers(session, [officer_id], within)


def has_left(session: Session, holder: Holder, at: datetime) -> bool:
    """Whether who has a case is a person whose account was closed by then."""
    officer_id = holder.officer_id
    return officer_id is not None and people.left_by(session, officer_id, at)


def _require_kept(session: Session, scope: Scope, after: CaseStep) -> None:
    """Refuse an edit that does more than void what was recorded."""
    before = STEPS.one(session, after.id, SYSTEM)
    if before is None:
        return
    if _but_for_voided(before.record) != _but_for_voided(after) or not after.voided:
        raise InvalidInput("seizures.kept_as_it_was")
    own = scope.officer_id is not None and before.found.officer_id == scope.officer_id
    if not own and not scope.may("duty.plan"):
        raise Forbidden("cases.void_not_permitted")


def _but_for_voided(step: CaseStep) -> dict[str, Any]:
    return {**canonical(step), "voided": ""}
