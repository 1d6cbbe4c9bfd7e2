"""Writing seizures, and how they stand: what would not hold up is told, and never refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, Forbidden, InvalidInput, NotFound, finding
from geo_patrol.seizures import ClockFact, Present, Seizure, Standing, Terms, gather, standing
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.seizures.facts import Facts
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import Lock, record_lock
from geo_patrol.store.repositories import custody, history, incidents, people, seizures
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.repositories.seizures import StoredSeizure
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.calendars import work_calendar
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.certificates import certified_at
from geo_patrol.workflows.law import table_in_force
from geo_patrol.workflows.locating import CLOCK_TOLERANCE
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "seizure"
SEIZED = "seized"
"""The outcome of an incident that a seizure belongs to."""


@dataclass(frozen=True)
class Looked:
    """A seizure with all that is known of it.

    ``findings`` are what would not hold up in review, the chain's conflicts apart.
    """

    stored: StoredSeizure
    standing: Standing
    facts: Facts
    findings: tuple[Finding, ...]
    custody: Sequence[Kept[CustodyRecord]]
    clock_events: Sequence[Kept[ClockFact]]


def put_seizure(
    store: Store,
    scope: Scope,
    seizure: Seizure,
    *,
    now: datetime,
    tz: tzinfo,
    if_match: int | None = None,
) -> Written:
    """Write a seizure with its inventory. Who was certified then, the server finds.

    Raises
    ------
    NotFound
        When the squad, the incident, or the seizure that has this id is out of reach.
    InvalidInput
        When it would go to another squad.
    Forbidden
        When it is voided, and the sender may not.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, KIND, seizure.id, seizure_body(seizure), now, if_match)
    return write_once(store, sent, lambda session: write_seizure(session, sent, seizure, tz=tz))


def write_seizure(
    session: Session,
    sent: Submission,
    seizure: Seizure,
    *,
    tz: tzinfo,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_seizure` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad, scope = seizure.squad_code, sent.scope
        require_squad(session, squad, scope)
        _require_incident(session, scope, seizure.incident_id)
        before = None if new else seizures.seizure(session, seizure.id, SYSTEM)
        if before is not None and before.seizure.squad_code != squad:
            raise InvalidInput("seizures.stays_with_its_squad")
        voided = "" if before is None else before.seizure.voided
        if seizure.voided != voided and not scope.may("measures.take"):
            raise Forbidden("seizures.void_not_permitted")
        ids = sorted({one.officer_id for one in seizure.officers})
        certified = certified_at(session, ids, seizure.at)
        kept = replace(seizure, officers=tuple(Present(one, one in certified) for one in ids))
        found = Found(squad, sent.now, officer_id or scope.officer_id, demo)
        seizures.save_seizure(session, kept, found, new=new)
        refresh(session, seizure.id, terms_of(session, sent.now, tz))
        return squad

    return write_record(session, sent, save)


def seizure_body(seizure: Seizure) -> dict[str, Any]:
    """Return what makes a seizure's version the same version: what was sent of it.

    Who approved, and who was certified, is not; those who were there have no order.
    """
    body = canonical(replace(seizure, approval=None, officers=()))
    del body["approval"]
    officers = sorted({str(one.officer_id) for one in seizure.officers})
    return {**body, "officers": officers}


def _require_incident(session: Session, scope: Scope, incident_id: UUID | None) -> None:
    if incident_id is not None and incidents.incident(session, incident_id, scope) is None:
        raise history.not_there(session, "incident", incident_id, "field.no_incident")


def terms_of(session: Session, now: datetime, tz: tzinfo) -> Terms:
    """Return what seizures are measured by now."""
    table = table_in_force(session).table
    calendar = work_calendar(session)
    return Terms(table, calendar, current(session).gear.keys(), tz, now.astimezone(tz).date())


def refresh(session: Session, seizure_id: UUID, terms: Terms) -> None:
    """Keep how a seizure stands: called, under its lock, after each write that changes that."""
    stored = seizures.seizure(session, seizure_id, SYSTEM)
    if stored is None:
        raise NotFound("seizures.no_seizure")
    [looked] = look(session, [stored], terms)
    found = looked.standing.chain
    flags = {one.key for one in looked.findings}
    flags |= {one.finding.key for one in found.conflicts}
    seizures.save_standing(session, seizure_id, found, flags, is_open=looked.standing.is_open)


def seizure_lock(seizure_id: UUID) -> Lock:
    """Return the lock that whoever changes how a seizure stands holds."""
    return record_lock(KIND, seizure_id)


def look(session: Session, stored: Sequence[StoredSeizure], terms: Terms) -> list[Looked]:
    """Return seizures with all that is known of them, in their order."""
    ids = [one.seizure.id for one in stored]
    custody_of, facts_of = custody.custody_of(session, ids), custody.facts_of(session, ids)
    looked = []
    for one in stored:
        events, told = custody_of.get(one.seizure.id, []), facts_of.get(one.seizure.id, [])
        found, facts = stand(one, events, told, terms)
        findings = (*found.findings, *_about_record(session, one))
        looked.append(Looked(one, found, facts, findings, events, told))
    return looked


def stand(
    stored: StoredSeizure,
    events: Sequence[Kept[CustodyRecord]],
    told: Sequence[Kept[ClockFact]],
    terms: Terms,
) -> tuple[Standing, Facts]:
    """Return how a seizure stands by its custody and clock events; voided ones don't count."""
    acts = [(one.record, one.found.officer_id) for one in told]
    facts = gather(acts, tz=terms.tz, today=terms.today)
    counting = [one.record.event(one.found.received_at) for one in events if not one.record.voided]
    return standing(stored.seizure, counting, facts, terms), facts


def _about_record(session: Session, stored: StoredSeizure) -> Iterator[Finding]:
    seizure, found = stored.seizure, stored.found
    ids = [one.officer_id for one in seizure.officers]
    unknown = set(ids) - people.names(session, ids).keys()
    if unknown:
        yield finding("officers", "seizures.officer_unknown", n=len(unknown))
    sender = found.officer_id
    if sender is not None and not certified_at(session, [sender], found.received_at):
        yield finding("", "seizures.sender_uncertified")
    if seizure.at > found.received_at + CLOCK_TOLERANCE:
        yield finding("at", "seizures.clock_ahead")
    files = {photo for item in seizure.items for photo in item.photos}
    files |= {one.image for one in seizure.signatures if one.image is not None}
    missing = files - seizures.known_evidence(session, files, seizure.squad_code)
    if missing:
        yield finding("items", "seizures.evidence_missing", n=len(missing))
    yield from _about_incident(session, seizure)


def _about_incident(session: Session, seizure: Seizure) -> Iterator[Finding]:
    if seizure.incident_id is None:
        if not seizure.ownerless:
            yield finding("incident", "seizures.no_incident")
        return
    stored = incidents.incident(session, seizure.incident_id, SYSTEM)
    if stored is None:
        return
    if stored.void:
        yield finding("incident", "seizures.incident_void")
    incident = stored.incident
    if incident.squad_code != seizure.squad_code:
        yield finding("incident", "seizures.incident_of_other_squad")
    if not incident.seized and SEIZED not in {one.kind for one in incident.outcomes}:
        yield finding("incident", "seizures.incident_says_none")


def find(session: Session, seizure_id: UUID, scope: Scope) -> StoredSeizure:
    """Return a seizure within reach.

    Raises
    ------
    NotFound
        When there is none.
    """
    stored = seizures.seizure(session, seizure_id, scope)
    if stored is None:
        raise history.not_there(session, KIND, seizure_id, "seizures.no_seizure")
    return stored
