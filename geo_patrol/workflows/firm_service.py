"""Writing service visits at firms, and hours of guidance that they book."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Forbidden, InvalidInput, NotFound
from geo_patrol.firms.checks import service_flags, slot_faults
from geo_patrol.firms.records import GuidanceSlot, ServiceVisit
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.firms import SERVICE_VISITS, SLOTS
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.firms import find_firm, require_counts, require_same_firm
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

SERVICE = "service_visit"
SLOT = "guidance_slot"


def put_service_visit(
    store: Store, scope: Scope, visit: ServiceVisit, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write that officers were at a firm for its sake; odd times are flagged.

    Raises
    ------
    NotFound
        When the firm, an officer, or the visit that has this id is out of reach.
    InvalidInput
        When an edit would make it another firm's.
    Forbidden
        When somebody else's is voided, and the sender is no leader.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, SERVICE, visit.id, canonical(visit), now, if_match)
    return write_once(store, sent, lambda session: write_service_visit(session, sent, visit))


def write_service_visit(
    session: Session,
    sent: Submission,
    visit: ServiceVisit,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_service_visit` in a transaction that is open already."""

    def save(new: bool) -> str:
        scope = sent.scope
        firm = find_firm(session, visit.firm_id, scope)
        before = None if new else SERVICE_VISITS.one(session, visit.id, SYSTEM)
        if before is not None:
            require_same_firm(before.record.firm_id, visit.firm_id)
            _require_may_void(scope, before, visit)
        named = [UUID(one) for one in visit.officers]
        missing = set(named) - (people.known_officers(session, named, scope) if named else set())
        if missing:
            raise NotFound("records.no_officer", officer=str(min(missing)))
        flags = tuple(service_flags(visit, now=sent.now))
        squad = firm.found.squad_code
        found = Found(squad, sent.now, officer_id or scope.officer_id, demo, flags)
        SERVICE_VISITS.save(session, visit, found, new=new)
        return squad

    return write_record(session, sent, save)


def _require_may_void(scope: Scope, before: Kept[ServiceVisit], visit: ServiceVisit) -> None:
    own = scope.officer_id is not None and before.found.officer_id == scope.officer_id
    if visit.voided != before.record.voided and not own and not scope.may("duty.plan"):
        raise Forbidden("firms.leaders_word")


def put_slot(
    store: Store, scope: Scope, slot: GuidanceSlot, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write an hour of guidance, or that a firm books it or gives it back: both are edits.

    Of two that book one hour, the second finds the version changed.

    Raises
    ------
    NotFound
        When the squad, the firm, or the slot that has this id is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Forbidden
        When more is changed than its booking, and the sender is no leader.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, SLOT, slot.id, canonical(slot), now, if_match)
    return write_once(store, sent, lambda session: write_slot(session, sent, slot))


def write_slot(
    session: Session,
    sent: Submission,
    slot: GuidanceSlot,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_slot` in a transaction that is open already."""

    def save(new: bool) -> str:
        scope, squad = sent.scope, slot.squad_code
        require_squad(session, squad, scope)
        before = None if new else SLOTS.one(session, slot.id, SYSTEM)
        was = None if before is None else before.record
        if was is not None and was.squad_code != squad:
            raise InvalidInput("field.stays_with_its_squad")
        if (was is None or _offer(was) != _offer(slot)) and not scope.may("duty.plan"):
            raise Forbidden("firms.leaders_word")
        # What a demo tells of was booked in time.
        now = min(sent.now, slot.starts_at - timedelta.resolution) if demo else sent.now
        if faults := tuple(slot_faults(slot, was, now=now)):
            raise InvalidInput("firms.bad_slot", findings=faults)
        if slot.booked_by is not None and (was is None or was.booked_by is None):
            firm = find_firm(session, slot.booked_by, scope)
            if firm.found.squad_code != squad:
                raise InvalidInput("firms.firm_of_other_squad")
            require_counts(firm.record)
        found = Found(squad, sent.now, officer_id or scope.officer_id, demo)
        SLOTS.save(session, slot, found, new=new)
        return squad

    return write_record(session, sent, save)


def _offer(slot: GuidanceSlot) -> dict[str, Any]:
    return canonical(replace(slot, booked_by=None, wish="", cancelled=""))
