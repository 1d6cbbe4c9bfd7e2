"""Writing shifts, patrols and incidents: once, in scope, with their history.

A write is accepted in one transaction: the record and its version. Sent again with the same body
it changes nothing; sent with another body it is a conflict, unless it is an edit that names the
version it was based on.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.errors import Conflict, InvalidInput, NotFound, PreconditionFailed, finding
from geo_patrol.incidents.records import Incident
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage, hold_places, hold_record
from geo_patrol.store.repositories import duty, history, incidents, people, places, tracks
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.locating import check_incident_terms, locate_incident
from geo_patrol.workflows.tracing import retrace_patrol

MAX_SHIFT = timedelta(hours=24)
LOOSE_ENDS = timedelta(minutes=30)
"""A phone may be switched on before a patrol begins, and off after it ends."""


@dataclass(frozen=True)
class Written:
    """What became of a write: ``version`` counts from 1, ``body`` is what is now in force."""

    created: bool
    version: int
    body: dict[str, Any]


@dataclass(frozen=True)
class Decision:
    """Whether to write at all, and under which number."""

    write: bool
    version: int
    body: dict[str, Any]


def body_digest(body: dict[str, Any]) -> str:
    """Return the SHA-256 of a body in canonical form: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def decide(
    session: Session, kind: str, record_id: UUID, body: dict[str, Any], if_match: int | None
) -> Decision:
    """Decide what a write means, by the versions there are: new, a repeat, an edit, a conflict."""
    hold_record(session, kind, record_id)
    past = history.versions(session, kind, record_id)
    if not past:
        if if_match is not None:
            raise PreconditionFailed("records.nothing_to_edit")
        return Decision(write=True, version=1, body=body)
    latest = past[-1]
    digest = body_digest(body)
    sent_before = {version.version for version in past if version.body_sha256 == digest}
    repeat = Decision(write=False, version=latest.version, body=latest.body)
    if if_match is None:
        # A late repeat of a version that was edited since is a repeat, not a conflict.
        if sent_before:
            return repeat
        raise Conflict("records.conflict", current=latest.body, version=latest.version)
    if latest.version in sent_before or if_match + 1 in sent_before:
        return repeat
    if if_match != latest.version:
        raise PreconditionFailed("records.edited_since", version=latest.version)
    return Decision(write=True, version=latest.version + 1, body=body)


def remember(
    session: Session, kind: str, record_id: UUID, decision: Decision, scope: Scope, now: datetime
) -> Written:
    """Add the version that was decided on, and say what became of the write."""
    if decision.write:
        history.append(
            session,
            kind,
            record_id,
            decision.version,
            decision.body,
            body_digest(decision.body),
            at=now,
            actor_id=scope.actor_id,
        )
    created = decision.write and decision.version == 1
    return Written(created, decision.version, decision.body)


def _require_squad(session: Session, squad_code: str, scope: Scope) -> None:
    if not scope.includes(squad_code) or squad_code not in people.squad_codes(session):
        raise NotFound("records.no_squad", squad=squad_code)


def _reachable(found: object | None, exists: bool) -> None:
    """Answer a record of another squad as if it did not exist."""
    if found is None and exists:
        raise NotFound("records.not_found")


def put_shift(
    store: Store,
    scope: Scope,
    shift: Shift,
    body: dict[str, Any],
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write a shift.

    Raises
    ------
    NotFound
        When the squad, or the shift that has this id, is out of reach.
    InvalidInput
        When it ends before it starts, or lasts longer than a day.
    Conflict, PreconditionFailed
        As the module says.
    """
    with store.writer() as session:
        return write_shift(session, scope, shift, body, now=now, if_match=if_match)


def write_shift(
    session: Session,
    scope: Scope,
    shift: Shift,
    body: dict[str, Any],
    *,
    now: datetime,
    if_match: int | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_shift` in a transaction that is open already."""
    hold_record(session, "shift", shift.id)
    _reachable(
        duty.shift(session, shift.id, scope),
        bool(history.versions(session, "shift", shift.id)),
    )
    # What was accepted once is not judged again: a repeat must not fail for what changed since.
    decision = decide(session, "shift", shift.id, body, if_match)
    if decision.write:
        _check_shift(session, scope, shift)
        duty.save_shift(session, shift, demo=demo)
    return remember(session, "shift", shift.id, decision, scope, now)


def _check_shift(session: Session, scope: Scope, shift: Shift) -> None:
    if shift.end <= shift.start:
        raise InvalidInput("records.end_before_start")
    if shift.end - shift.start > MAX_SHIFT:
        raise InvalidInput("records.shift_too_long", hours=MAX_SHIFT // timedelta(hours=1))
    _require_squad(session, shift.squad_code, scope)
    lost = duty.patrols_outside(session, shift)
    if lost:
        findings = tuple(finding(str(one), "records.patrol_outside_shift") for one in lost)
        raise InvalidInput("records.patrols_outside_shift", findings=findings, n=len(lost))


def put_patrol(
    store: Store,
    scope: Scope,
    patrol: Patrol,
    body: dict[str, Any],
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
        When it ends before it starts, or lies outside its shift altogether.
    Conflict, PreconditionFailed
        As the module says.
    """
    with store.writer() as session:
        area = places.area(session, patrol.area_code, scope)
        if area is not None:
            hold_coverage(session, area.squad_code)
        before = duty.patrol(session, patrol.id, scope)
        written = write_patrol(session, scope, patrol, body, now=now, if_match=if_match)
        after = duty.patrol(session, patrol.id, scope)
        if before is not None and after is not None and before.mode != after.mode:
            retrace_patrol(session, after, zone)
        return written


def write_patrol(
    session: Session,
    scope: Scope,
    patrol: Patrol,
    body: dict[str, Any],
    *,
    now: datetime,
    if_match: int | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_patrol` in a transaction that is open already."""
    hold_record(session, "patrol", patrol.id)
    _reachable(
        duty.patrol(session, patrol.id, scope),
        bool(history.versions(session, "patrol", patrol.id)),
    )
    decision = decide(session, "patrol", patrol.id, body, if_match)
    if decision.write:
        squad_code = _check_patrol(session, scope, patrol)
        _check_its_tracks(session, patrol)
        duty.save_patrol(session, patrol, squad_code, demo=demo)
    return remember(session, "patrol", patrol.id, decision, scope, now)


def _check_patrol(session: Session, scope: Scope, patrol: Patrol) -> str:
    """Return the patrol's squad, all that it names being within reach."""
    if patrol.end is not None and patrol.end <= patrol.start:
        raise InvalidInput("records.end_before_start")
    shift = duty.shift(session, patrol.shift_id, scope)
    if shift is None:
        raise NotFound("records.no_shift")
    area = places.area(session, patrol.area_code, scope)
    if area is None or area.squad_code != shift.squad_code:
        raise NotFound("records.no_area", area=patrol.area_code)
    if patrol.start >= shift.end or (patrol.end is not None and patrol.end <= shift.start):
        raise InvalidInput("records.patrol_outside_shift")
    missing = set(patrol.crew) - people.known_officers(session, patrol.crew, scope)
    if missing:
        raise NotFound("records.no_officer", officer=str(min(missing)))
    return shift.squad_code


def _check_its_tracks(session: Session, patrol: Patrol) -> None:
    end = None if patrol.end is None else patrol.end + LOOSE_ENDS
    lost = tracks.tracks_outside(session, patrol.id, patrol.start - LOOSE_ENDS, end)
    if lost:
        findings = tuple(finding(str(one), "records.track_outside_its_patrol") for one in lost)
        raise InvalidInput("records.tracks_outside_patrol", findings=findings, n=len(lost))


def put_incident(
    store: Store,
    scope: Scope,
    incident: Incident,
    body: dict[str, Any],
    *,
    now: datetime,
    if_match: int | None = None,
    confirmed: bool = False,
) -> Written:
    """Write an incident; the server finds its area, zone and cell.

    Raises
    ------
    NotFound
        When the squad, the patrol, or the incident that has this id is out of reach.
    InvalidInput
        When a code is not in the catalogue.
    NeedsConfirmation
        When the point lies far outside the county and nobody said that this is meant.
    Conflict, PreconditionFailed
        As the module says.
    """
    with store.writer() as session:
        return write_incident(
            session, scope, incident, body, now=now, if_match=if_match, confirmed=confirmed
        )


def write_incident(
    session: Session,
    scope: Scope,
    incident: Incident,
    body: dict[str, Any],
    *,
    now: datetime,
    if_match: int | None = None,
    confirmed: bool = False,
    demo: bool = False,
) -> Written:
    """Do the work of `put_incident` in a transaction that is open already."""
    hold_record(session, "incident", incident.id)
    _reachable(
        incidents.incident(session, incident.id, scope),
        bool(history.versions(session, "incident", incident.id)),
    )
    hold_places(session, shared=True)
    decision = decide(session, "incident", incident.id, body, if_match)
    if decision.write:
        check_incident_terms(incident)
        _require_squad(session, incident.squad_code, scope)
        if incident.patrol_id is not None:
            if duty.patrol(session, incident.patrol_id, scope) is None:
                raise NotFound("records.no_patrol")
        located = locate_incident(session, incident, now=now, confirmed=confirmed)
        incidents.save_incident(session, incident, located, now=now, demo=demo)
    return remember(session, "incident", incident.id, decision, scope, now)


def plain(record: Shift | Patrol | Incident) -> dict[str, Any]:
    """Return a record as a body of JSON values: what an import keeps as its version."""
    return json.loads(json.dumps(asdict(record), default=_as_text))  # type: ignore[no-any-return]


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
