"""Writing firms, with whom to call there; what others plan for them hangs on."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.firms.checks import firm_faults
from geo_patrol.firms.credit_code import is_sound
from geo_patrol.firms.quiet import quiet_windows_met
from geo_patrol.firms.records import Firm
from geo_patrol.firms.stretches import Stretch
from geo_patrol.personal import Person
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES_AS_THEY_ARE, Lock, record_lock
from geo_patrol.store.repositories import firms, history
from geo_patrol.store.repositories.firms import FIRMS
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.locating import Spot, spot_of
from geo_patrol.workflows.persons import Sealing, Vault
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "firm"


def put_firm(
    store: Store,
    scope: Scope,
    firm: Firm,
    contacts: Sequence[Person],
    vault: Vault,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write a firm; the server finds area and cell, and seals whom to call.

    One outside every cell is taken, and flagged. Contacts are kept as long as a case's persons,
    from the last write on; those of a firm that was voided as long as any others.

    Raises
    ------
    NotFound
        When the squad, or the firm that has this id, is out of reach.
    InvalidInput
        When it is nowhere, or a quiet window says nothing sound; when it would go to another squad.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    kept = vault.persons_kept if firm.voided else vault.cases_kept
    sealing = Sealing(
        vault,
        KIND,
        firm.id,
        contacts,
        at=now,
        due_at=now + kept,
        hinges=("voided",),
    )
    sent = Submission(scope, KIND, firm.id, firm_body(firm), now, if_match, sealing)
    return write_once(store, sent, lambda session: write_firm(session, sent, firm))


def write_firm(
    session: Session,
    sent: Submission,
    firm: Firm,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_firm` in a transaction that is open already."""

    def save(new: bool) -> str:
        require_squad(session, firm.squad_code, sent.scope)
        before = None if new else FIRMS.one(session, firm.id, SYSTEM)
        if before is not None and before.found.squad_code != firm.squad_code:
            raise InvalidInput("field.stays_with_its_squad")
        if faults := tuple(firm_faults(firm)):
            raise InvalidInput("firms.bad_firm", findings=faults)
        spot = _spot(session, firm, sent.now)
        found = Found(
            firm.squad_code,
            sent.now,
            officer_id or sent.scope.officer_id,
            demo,
            (*_own_flags(firm), *spot.flags),
            spot.area_code,
        )
        FIRMS.save(session, firm, found, new=new)
        firms.place_firm(session, firm.id, spot.area_code, spot.cell_code, found.flags)
        return firm.squad_code

    return write_record(session, sent, save, PLACES_AS_THEY_ARE)


def firm_body(firm: Firm) -> dict[str, Any]:
    """Return a firm's canonical form; of its contacts there is room for the commitment only."""
    return {**canonical(firm), "persons": None}


def _spot(session: Session, firm: Firm, now: datetime) -> Spot:
    if firm.lon is None or firm.lat is None:
        return Spot(flags=("no_position",))
    return spot_of(session, firm.lon, firm.lat, firm.squad_code, now)


def _own_flags(firm: Firm) -> tuple[str, ...]:
    return ("credit_code",) if firm.credit_code and not is_sound(firm.credit_code) else ()


def firm_lock(firm_id: UUID) -> Lock:
    """Return the lock that whoever plans checks or visits of a firm holds."""
    return record_lock(KIND, firm_id)


def find_firm(session: Session, firm_id: UUID, scope: Scope) -> Kept[Firm]:
    """Return a firm within reach.

    Raises
    ------
    NotFound
        When there is none.
    """
    found = FIRMS.one(session, firm_id, scope)
    if found is None:
        raise history.not_there(session, KIND, firm_id, "firms.no_firm")
    return found


def require_counts(firm: Firm) -> None:
    """Refuse to plan for a firm that was voided.

    Raises
    ------
    InvalidInput
        When it does not count.
    """
    if firm.voided:
        raise InvalidInput("firms.firm_is_void")


def require_same_firm(before: UUID, after: UUID) -> None:
    """Refuse to make a record another firm's.

    Raises
    ------
    InvalidInput
        When the firm is another.
    """
    if before != after:
        raise InvalidInput("firms.stays_with_its_firm")


def firm_remarks(session: Session, firm: Firm, tz: tzinfo) -> Iterator[Finding]:
    """Find what to tell beside a firm: a code that another has, and visits in quiet windows."""
    if firms.has_namesake(session, firm):
        yield finding("credit_code", "firms.same_code")
    n_happened = n_to_come = 0
    for kept in firms.visits_of(session, firm.id):
        visit = kept.record
        if visit.happened_from is not None:
            n_happened += "in_quiet" in kept.found.flags
        else:
            when = planned_time(visit.starts_at, visit.minutes)
            n_to_come += bool(quiet_windows_met(firm.quiet, when.start, when.end, tz))
    if n_happened:
        yield finding("quiet", "firms.quiet_broken", n=n_happened)
    if n_to_come:
        yield finding("quiet", "firms.quiet_to_come", n=n_to_come)


def planned_time(starts_at: datetime, minutes: int) -> Stretch:
    """Return when a visit is meant to be."""
    return Stretch(starts_at, starts_at + timedelta(minutes=minutes))
