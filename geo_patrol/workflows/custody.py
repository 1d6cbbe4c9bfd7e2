"""Writing what was done with seized items, and what starts, stops or lengthens periods.

What was recorded stays as it was: a slip is voided, with its reason, and recorded anew.
"""

from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Forbidden, InvalidInput
from geo_patrol.seizures import ClockFact, FactKind
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.seizures.facts import CASE_KINDS
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import Lock, record_lock
from geo_patrol.store.repositories import history, incidents, seizures
from geo_patrol.store.repositories.custody import CLOCK_EVENTS, CUSTODY_EVENTS
from geo_patrol.store.repositories.received import Found, Record, Shelf
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.certificates import certified_at
from geo_patrol.workflows.locating import CLOCK_TOLERANCE
from geo_patrol.workflows.seizing import refresh, seizure_lock, terms_of
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

APPROVALS: frozenset[FactKind] = frozenset({"approved", "extended"})
DECISIONS: frozenset[FactKind] = frozenset({"decided", "case_filed", "case_decided"})


def put_custody_event(
    store: Store,
    scope: Scope,
    event: CustodyRecord,
    *,
    now: datetime,
    tz: tzinfo,
    if_match: int | None = None,
) -> Written:
    """Write a custody event; conflicts with others are told, none is refused for it.

    Raises
    ------
    NotFound
        When the seizure, or the event that has this id, is out of reach.
    InvalidInput
        When an edit changes more than that it is voided.
    Forbidden
        When somebody else's is voided, and the sender is not certified.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    plain = replace(event, items=tuple(sorted(set(event.items))))
    sent = Submission(scope, "custody_event", event.id, canonical(plain), now, if_match)
    return write_once(store, sent, lambda session: write_custody_event(session, sent, plain, tz=tz))


def write_custody_event(
    session: Session,
    sent: Submission,
    event: CustodyRecord,
    *,
    tz: tzinfo,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_custody_event` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad = _squad_of(session, sent.scope, event.seizure_id)
        if not new:
            _require_kept(session, sent.scope, CUSTODY_EVENTS, event, event.voided)
        found = _found(session, sent, event.at, squad, officer_id, demo)
        CUSTODY_EVENTS.save(session, event, found, new=new)
        refresh(session, event.seizure_id, terms_of(session, sent.now, tz))
        return squad

    return write_record(session, sent, save, seizure_lock(event.seizure_id))


def put_clock_event(
    store: Store,
    scope: Scope,
    fact: ClockFact,
    *,
    now: datetime,
    tz: tzinfo,
    if_match: int | None = None,
) -> Written:
    """Write an approval, a report, testing, an extension or a decision.

    Raises
    ------
    NotFound
        When the seizure, the incident, or the event that has this id is out of reach.
    InvalidInput
        When an edit changes more than that it is voided.
    Forbidden
        When a leader approves, or a certified officer decides, and the sender is neither.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "clock_event", fact.id, canonical(fact), now, if_match)
    return write_once(store, sent, lambda session: write_clock_event(session, sent, fact, tz=tz))


def write_clock_event(
    session: Session,
    sent: Submission,
    fact: ClockFact,
    *,
    tz: tzinfo,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_clock_event` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad = _squad_of_fact(session, sent.scope, fact)
        _require_permission(sent.scope, fact.kind)
        if not new:
            _require_kept(session, sent.scope, CLOCK_EVENTS, fact, fact.voided)
        found = _found(session, sent, fact.at, squad, officer_id, demo)
        CLOCK_EVENTS.save(session, fact, found, new=new)
        if fact.seizure_id is not None:
            refresh(session, fact.seizure_id, terms_of(session, sent.now, tz))
        return squad

    return write_record(session, sent, save, _lock_of(fact))


def _lock_of(fact: ClockFact) -> Lock:
    """Return the lock of what a fact is about: a case's incident, or a seizure.

    Raises
    ------
    InvalidInput
        When it is about neither, about both, or of a kind that the other one has.
    """
    of_case = fact.kind in CASE_KINDS
    if fact.seizure_id is not None and fact.incident_id is None and not of_case:
        return seizure_lock(fact.seizure_id)
    if fact.incident_id is not None and fact.seizure_id is None and of_case:
        return record_lock("incident", fact.incident_id)
    raise InvalidInput("seizures.subject_wrong")


def _require_permission(scope: Scope, kind: FactKind) -> None:
    if kind in APPROVALS and not scope.may("measures.approve"):
        raise Forbidden("seizures.approval_not_permitted")
    if kind in DECISIONS and not scope.may("measures.take"):
        raise Forbidden("seizures.decision_not_permitted")


def _squad_of(session: Session, scope: Scope, seizure_id: UUID) -> str:
    squad = seizures.squad_of_seizure(session, seizure_id)
    if squad is None or not scope.includes(squad):
        raise history.not_there(session, "seizure", seizure_id, "seizures.no_seizure")
    return squad


def _squad_of_fact(session: Session, scope: Scope, fact: ClockFact) -> str:
    if fact.seizure_id is not None:
        return _squad_of(session, scope, fact.seizure_id)
    if fact.incident_id is None:
        raise InvalidInput("seizures.subject_wrong")
    stored = incidents.incident(session, fact.incident_id, scope)
    if stored is None:
        raise history.not_there(session, "incident", fact.incident_id, "field.no_incident")
    return stored.incident.squad_code


def _require_kept(
    session: Session, scope: Scope, shelf: Shelf[Record], after: Record, voided: str
) -> None:
    """Refuse an edit that does more than void what was recorded."""
    before = shelf.one(session, after.id, SYSTEM)
    if before is None:
        return
    if _but_for_voided(before.record) != _but_for_voided(after) or not voided:
        raise InvalidInput("seizures.kept_as_it_was")
    own = scope.officer_id is not None and before.found.officer_id == scope.officer_id
    if not own and not scope.may("measures.take"):
        raise Forbidden("seizures.void_not_permitted")


def _but_for_voided(record: Record) -> dict[str, Any]:
    return {**canonical(record), "voided": ""}


def _found(
    session: Session,
    sent: Submission,
    at: datetime,
    squad: str,
    officer_id: UUID | None,
    demo: bool,
) -> Found:
    sender = officer_id or sent.scope.officer_id
    flags = []
    if at > sent.now + CLOCK_TOLERANCE:
        flags.append("clock_ahead")
    if sender is not None and not certified_at(session, [sender], sent.now):
        flags.append("uncertified")
    return Found(squad, sent.now, sender, demo, tuple(flags))
