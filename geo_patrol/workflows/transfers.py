"""Handing an incident's case to another agency, with its evidence as it was then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, finding
from geo_patrol.evidence.records import Subject
from geo_patrol.incidents.outcomes import HANDED_OVER
from geo_patrol.incidents.records import Incident, Outcome
from geo_patrol.operations.checks import transfer_faults
from geo_patrol.operations.records import ListedFile, Transfer
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES_AS_THEY_ARE, record_lock
from geo_patrol.store.repositories import evidence, history, incidents
from geo_patrol.store.repositories.incidents import Located, StoredIncident
from geo_patrol.store.repositories.operations import TRANSFERS, transfers_of
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.records import body_of
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "transfer"


def put_transfer(
    store: Store,
    scope: Scope,
    transfer: Transfer,
    *,
    wanted: Sequence[str] | None = None,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write that a case was handed on; the incident gets the outcome that says so.

    Parameters
    ----------
    transfer
        Without its evidence, which is listed here.
    wanted
        Digests of the incident's evidence that goes along. None means all there is when the
        record is new, and what was listed then ever after.

    Raises
    ------
    NotFound
        When the incident, or the transfer that has this id, is out of reach.
    InvalidInput
        When the incident does not count, its case is with that agency already, or with a finding
        for each thing that is wrong.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    with store.reader() as session:
        listed = _listed(session, scope, transfer, wanted)
    sent = _submission(scope, replace(transfer, evidence=listed), now, if_match)
    return write_once(
        store, sent, lambda session: write_transfer(session, sent, transfer, wanted=wanted)
    )


def write_transfer(
    session: Session,
    sent: Submission,
    transfer: Transfer,
    *,
    wanted: Sequence[str] | None = None,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_transfer` in a transaction that is open already."""
    listed = _listed(session, sent.scope, transfer, wanted)
    whole = replace(transfer, evidence=listed)
    sent = replace(sent, body=canonical(whole))

    def save(new: bool) -> str:
        incident_id = whole.incident_id
        stored = incidents.incident(session, incident_id, sent.scope)
        if stored is None:
            raise history.not_there(session, "incident", incident_id, "field.no_incident")
        before = None if new else TRANSFERS.one(session, whole.id, SYSTEM)
        was = None if before is None else before.record
        _check(session, whole, stored, was, now=sent.now)
        squad = stored.incident.squad_code
        author = officer_id or sent.scope.officer_id
        TRANSFERS.save(session, whole, Found(squad, sent.now, author, demo), new=new)
        _say_so(session, sent, stored, whole, was)
        return squad

    # Its place and outcomes stay as they are meanwhile, and nobody else hands it on.
    locks = (PLACES_AS_THEY_ARE, record_lock("incident", whole.incident_id))
    return write_record(session, sent, save, *locks)


def transfer_submission(scope: Scope, transfer: Transfer, now: datetime) -> Submission:
    """Return the write of a transfer that the program itself makes."""
    return _submission(scope, transfer, now, None)


def _submission(
    scope: Scope, transfer: Transfer, now: datetime, if_match: int | None
) -> Submission:
    return Submission(scope, KIND, transfer.id, canonical(transfer), now, if_match)


def _listed(
    session: Session, scope: Scope, transfer: Transfer, wanted: Sequence[str] | None
) -> tuple[ListedFile, ...]:
    incident_id = transfer.incident_id
    if incidents.incident(session, incident_id, scope) is None:
        # Nothing is told of it; that it is out of reach is said when it is written.
        return ()
    kept = TRANSFERS.one(session, transfer.id, scope)
    if wanted is None and kept is not None and kept.record.incident_id == incident_id:
        return kept.record.evidence
    there = [
        ListedFile(file.sha256, file.size_bytes, file.seen.media_type, held.note)
        for held, file in evidence.of_record(session, Subject("incident", incident_id))
    ]
    if wanted is None:
        return tuple(there)
    known = {one.sha256 for one in there}
    missing = [number for number, one in enumerate(wanted) if one not in known]
    if missing:
        findings = tuple(finding(f"evidence[{n}]", "operations.no_evidence") for n in missing)
        raise InvalidInput("operations.invalid", findings=findings)
    return tuple(one for one in there if one.sha256 in wanted)


def _check(
    session: Session,
    transfer: Transfer,
    stored: StoredIncident,
    before: Transfer | None,
    *,
    now: datetime,
) -> None:
    if stored.void and not transfer.voided:
        raise InvalidInput("operations.incident_void")
    faults = transfer_faults(transfer, stored.incident, current(session), now=now, before=before)
    if findings := tuple(faults):
        raise InvalidInput("operations.invalid", findings=findings)
    there = transfers_of(session, [transfer.incident_id])
    others = {one.record.agency for one in there if one.record.id != transfer.id}
    if not transfer.voided and transfer.agency in others:
        raise InvalidInput("operations.handed_already")


def _say_so(
    session: Session,
    sent: Submission,
    stored: StoredIncident,
    transfer: Transfer,
    before: Transfer | None,
) -> None:
    """Have the incident's outcomes say where its case is; what a person wrote there stays."""
    incident = stored.incident
    outcomes = list(incident.outcomes)
    # One that was voided already has left nothing there: what is alike, somebody wrote.
    if before is not None and not before.voided and (own := _outcome(before)) in outcomes:
        outcomes.remove(own)
    told = any((one.kind, one.agency) == (HANDED_OVER, transfer.agency) for one in outcomes)
    if not transfer.voided and not told:
        outcomes.append(_outcome(transfer))
    if outcomes == list(incident.outcomes):
        return
    _edit(session, sent, stored, replace(incident, outcomes=tuple(outcomes)))


def _outcome(transfer: Transfer) -> Outcome:
    return Outcome(HANDED_OVER, at=transfer.at.astimezone(UTC), agency=transfer.agency)


def _edit(session: Session, sent: Submission, stored: StoredIncident, incident: Incident) -> None:
    """Write the incident's next version; place and persons stay as they are."""
    latest = history.versions(session, "incident", incident.id)[-1]
    body = {**body_of(incident), "persons": latest.body.get("persons")}
    located = Located(stored.area_code, stored.zone_id, None, stored.cell_code, stored.flags)

    def save(new: bool) -> str:
        incidents.save_incident(session, incident, located, now=sent.now, new=new)
        return incident.squad_code

    edit = Submission(sent.scope, "incident", incident.id, body, sent.now, latest.version)
    write_record(session, edit, save)
