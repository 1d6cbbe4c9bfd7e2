"""Writing shifts, patrols and incidents: what each must hold to, on the one path of `writing`."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.cases.records import case_id_of
from geo_patrol.errors import Forbidden, InvalidInput, NotFound, finding
from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.incidents.records import Incident
from geo_patrol.incidents.voiding import void_id
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES_AS_THEY_ARE, hold_coverage, record_lock
from geo_patrol.store.repositories import duty, incidents, people, places, track_standings, tracks
from geo_patrol.store.repositories.cases import CASES
from geo_patrol.store.repositories.incident_voids import VOIDS
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.operations import has_transfer
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.locating import check_incident_terms, locate_incident
from geo_patrol.workflows.persons import Sealing, Vault
from geo_patrol.workflows.tracing import retrace_patrol
from geo_patrol.workflows.writing import (
    Submission,
    Written,
    canonical,
    write_once,
    write_record,
)

Record = Shift | Patrol | Incident

MAX_SHIFT = timedelta(hours=24)
LOOSE_ENDS = timedelta(minutes=30)
"""A phone may be switched on before a patrol begins, and off after it ends."""


def body_of(record: Record) -> dict[str, Any]:
    """Return a record's canonical form.

    A crew has no order: two phones that list it differently mean the same. Of an incident's
    persons there is room for the commitment only.
    """
    if isinstance(record, Patrol):
        return canonical(replace(record, crew=tuple(sorted(set(record.crew)))))
    if isinstance(record, Incident):
        form = canonical(replace(record, persons=()))
        outcomes = [_what_is_said(one) for one in form["outcomes"]]
        return {**form, "outcomes": outcomes, "persons": None}
    return canonical(record)


_MAY_BE_LEFT_OUT = frozenset({"at", "fine_yuan", "agency"})


def _what_is_said(outcome: dict[str, Any]) -> dict[str, Any]:
    """Leave out what an outcome does not say: older records have no such fields."""
    return {
        name: value
        for name, value in outcome.items()
        if value is not None or name not in _MAY_BE_LEFT_OUT
    }


def shift_as_kept(shift: Shift) -> Shift:
    """Return a shift as the store gives it back: moments in UTC."""
    return replace(shift, start=shift.start.astimezone(UTC), end=shift.end.astimezone(UTC))


def patrol_as_kept(patrol: Patrol) -> Patrol:
    """Return a patrol as the store gives it back: moments in UTC, the crew in order."""
    end = None if patrol.end is None else patrol.end.astimezone(UTC)
    crew = tuple(sorted(set(patrol.crew)))
    return replace(patrol, start=patrol.start.astimezone(UTC), end=end, crew=crew)


def put_shift(
    store: Store, scope: Scope, shift: Shift, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a shift.

    Raises
    ------
    NotFound
        When the squad, or the shift that has this id, is out of reach.
    InvalidInput
        When it ends before it starts, lasts longer than a day, or would leave patrols behind.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "shift", shift.id, body_of(shift), now, if_match)
    return write_once(store, sent, lambda session: write_shift(session, sent, shift))


def write_shift(session: Session, sent: Submission, shift: Shift, *, demo: bool = False) -> Written:
    """Do the work of `put_shift` in a transaction that is open already."""

    def save(new: bool) -> str:
        _check_shift(session, sent.scope, shift, new=new)
        duty.save_shift(session, shift, new=new, demo=demo)
        return shift.squad_code

    return write_record(session, sent, save)


def _check_shift(session: Session, scope: Scope, shift: Shift, *, new: bool) -> None:
    if shift.end <= shift.start:
        raise InvalidInput("records.end_before_start")
    if shift.end - shift.start > MAX_SHIFT:
        raise InvalidInput("records.shift_too_long", hours=MAX_SHIFT // timedelta(hours=1))
    require_squad(session, shift.squad_code, scope)
    lost = [] if new else duty.patrols_outside(session, shift)
    if lost:
        findings = tuple(finding(str(one), "records.patrol_outside_shift") for one in lost)
        raise InvalidInput("records.patrols_outside_shift", findings=findings, n=len(lost))
    left = [] if new else duty.patrols_of_others(session, shift)
    if left:
        findings = tuple(finding(str(one), "records.stays_with_its_squad") for one in left)
        raise InvalidInput("records.shift_has_patrols", findings=findings, n=len(left))


def require_squad(session: Session, squad_code: str, scope: Scope) -> None:
    """Refuse a squad that is not there, or not within reach.

    Raises
    ------
    NotFound
        Either way.
    """
    # A squad that somebody belongs to is there.
    known = scope.squads if scope.squads is not None else people.squad_codes(session)
    if squad_code not in known:
        raise NotFound("records.no_squad", squad=squad_code)


def put_patrol(
    store: Store,
    scope: Scope,
    patrol: Patrol,
    *,
    now: datetime,
    zone: ZoneInfo,
    if_match: int | None = None,
) -> Written:
    """Write a patrol with its crew. Another way of moving has its tracks traced again.

    Raises
    ------
    NotFound
        When the shift, the area, a member of the crew, or the patrol that has this id is out of
        reach.
    InvalidInput
        When it ends before it starts, lies outside its shift altogether, or would leave tracks
        behind.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "patrol", patrol.id, body_of(patrol), now, if_match)

    def work(session: Session) -> Written:
        squads = {places.squad_of_area(session, patrol.area_code)}
        if if_match is not None:
            # No track comes in for the squad that it may be about to leave.
            squads.add(duty.squad_of_patrol(session, patrol.id))
        for squad in sorted(one for one in squads if one is not None):
            hold_coverage(session, squad)
        return write_patrol(session, sent, patrol, zone=zone)

    return write_once(store, sent, work)


def write_patrol(
    session: Session,
    sent: Submission,
    patrol: Patrol,
    *,
    zone: ZoneInfo | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_patrol` in a transaction that is open already.

    Without a time zone the patrol is new, or moves as before: nothing is traced again.
    """

    def save(new: bool) -> str:
        squad_code = _check_patrol(session, sent.scope, patrol)
        before = None if new else duty.patrol(session, patrol.id, sent.scope)
        if before is not None:
            _check_its_tracks(session, patrol, squad_code)
        duty.save_patrol(session, patrol, squad_code, new=new, demo=demo)
        if zone is not None and before is not None and before.mode != patrol.mode:
            retrace_patrol(session, patrol, zone)
        return squad_code

    # Its shift stays where it is meanwhile.
    return write_record(session, sent, save, record_lock("shift", patrol.shift_id))


def _check_patrol(session: Session, scope: Scope, patrol: Patrol) -> str:
    """Return the patrol's squad, all that it names being within reach."""
    if patrol.end is not None and patrol.end <= patrol.start:
        raise InvalidInput("records.end_before_start")
    shift = duty.shift(session, patrol.shift_id, scope)
    if shift is None:
        raise NotFound("records.no_shift")
    if places.squad_of_area(session, patrol.area_code) != shift.squad_code:
        raise NotFound("records.no_area", area=patrol.area_code)
    if patrol.start >= shift.end or (patrol.end is not None and patrol.end <= shift.start):
        raise InvalidInput("records.patrol_outside_shift")
    missing = set(patrol.crew)
    if missing:
        missing -= people.known_officers(session, patrol.crew, scope)
    if missing:
        raise NotFound("records.no_officer", officer=str(min(missing)))
    return shift.squad_code


def _check_its_tracks(session: Session, patrol: Patrol, squad_code: str) -> None:
    if duty.squad_of_patrol(session, patrol.id) != squad_code:
        left = tracks.tracks_of_patrol(session, patrol.id)
        if left:
            findings = tuple(finding(str(one), "records.stays_with_its_squad") for one in left)
            raise InvalidInput("records.patrol_has_tracks", findings=findings, n=len(left))
        # What is said of tracks that are still to come is this squad's, and would stay behind.
        said = track_standings.tracks_spoken_of(session, patrol.id)
        if said:
            findings = tuple(finding(str(one), "records.stays_with_its_squad") for one in said)
            raise InvalidInput("records.patrol_has_withdrawals", findings=findings, n=len(said))
    end = None if patrol.end is None else patrol.end + LOOSE_ENDS
    lost = tracks.tracks_outside(session, patrol.id, patrol.start - LOOSE_ENDS, end)
    if lost:
        findings = tuple(finding(str(one), "records.track_outside_its_patrol") for one in lost)
        raise InvalidInput("records.tracks_outside_patrol", findings=findings, n=len(lost))


@dataclass(frozen=True)
class IncidentWritten(Written):
    """What became of an incident; ``stored`` is what a new one is kept as, None for others."""

    stored: StoredIncident | None = None


def put_incident(
    store: Store,
    scope: Scope,
    incident: Incident,
    vault: Vault,
    *,
    now: datetime,
    if_match: int | None = None,
    confirmed: bool = False,
) -> IncidentWritten:
    """Write an incident; the server finds its area, zone and cell, and seals its persons.

    Raises
    ------
    NotFound
        When the squad, the patrol, or the incident that has this id is out of reach.
    InvalidInput
        When a code is not in the catalogue.
    NeedsConfirmation
        When the point lies far outside the county and nobody said that this is meant.
    Forbidden
        When it seizes gear or files a case, and the sender may not.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    measures = takes_measures(incident, _catalogue_for(store, incident))
    sealing = Sealing(
        vault,
        "incident",
        incident.id,
        incident.persons,
        at=incident.occurred_at,
        due_at=incident.occurred_at + (vault.cases_kept if measures else vault.persons_kept),
        hinges=("squad_code", "occurred_at", "outcomes", "seized"),
    )
    sent = Submission(scope, "incident", incident.id, body_of(incident), now, if_match, sealing)
    return write_once(
        store, sent, lambda session: write_incident(session, sent, incident, confirmed=confirmed)
    )


def write_incident(
    session: Session,
    sent: Submission,
    incident: Incident,
    *,
    confirmed: bool = False,
    demo: bool = False,
) -> IncidentWritten:
    """Do the work of `put_incident` in a transaction that is open already."""
    stored: StoredIncident | None = None

    def save(new: bool) -> str:
        nonlocal stored
        catalogue = current(session)
        _check_incident(session, sent.scope, incident, catalogue, new=new)
        located = locate_incident(session, incident, catalogue, now=sent.now, confirmed=confirmed)
        incidents.save_incident(session, incident, located, now=sent.now, new=new, demo=demo)
        if new:
            stored = incidents.as_stored(incident, located, now=sent.now, demo=demo)
        return incident.squad_code

    written = write_record(session, sent, save, PLACES_AS_THEY_ARE)
    return IncidentWritten(written.version, written.changed, stored)


def _check_incident(
    session: Session, scope: Scope, incident: Incident, catalogue: Catalogue, *, new: bool
) -> None:
    check_incident_terms(incident, catalogue)
    require_squad(session, incident.squad_code, scope)
    if incident.patrol_id is not None:
        squad = duty.squad_of_patrol(session, incident.patrol_id)
        if squad is None or not scope.includes(squad):
            raise NotFound("records.no_patrol")
    before = None if new else incidents.incident(session, incident.id, scope)
    if before is not None and before.incident.squad_code != incident.squad_code:
        _require_free_to_go(session, incident.id)
    if scope.may("measures.take"):
        return
    # An edit could undo some, too.
    told = [incident] if before is None else [incident, before.incident]
    if any(takes_measures(one, catalogue) for one in told):
        raise Forbidden("records.measures_not_permitted")


def _require_free_to_go(session: Session, incident_id: UUID) -> None:
    # What was said of whether it counts, that its case was handed on, and the case that it became
    # are its squad's, and would be out of the other's reach.
    if VOIDS.one(session, void_id(incident_id), SYSTEM) is not None:
        raise InvalidInput("incidents.stays_with_its_squad")
    if has_transfer(session, incident_id):
        raise InvalidInput("operations.incident_stays")
    if CASES.one(session, case_id_of(incident_id), SYSTEM) is not None:
        raise InvalidInput("cases.incident_stays")


def _catalogue_for(store: Store, incident: Incident) -> Catalogue:
    """Return a catalogue that has an incident's outcomes.

    What the program's own mean no edit changes: only others have to be looked up.
    """
    own = built_in()
    if all(one.kind in own.outcomes for one in incident.outcomes):
        return own
    with store.reader() as session:
        return current(session)


def takes_measures(incident: Incident, catalogue: Catalogue) -> bool:
    """Whether gear was seized or a case filed: what only certified officers may do."""
    terms = catalogue.outcomes
    kinds = [terms[one.kind] for one in incident.outcomes if one.kind in terms]
    return bool(incident.seized) or any(term.is_measure for term in kinds)


def submission_of(
    scope: Scope, kind: str, record_id: UUID, record: Record, now: datetime
) -> Submission:
    """Return the write of a record that comes from a file, or from the program itself."""
    return Submission(scope, kind, record_id, body_of(record), now)
