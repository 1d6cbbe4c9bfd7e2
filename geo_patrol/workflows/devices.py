"""Devices and their tokens."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import InvalidInput, NotFound, finding
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import devices, people
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.writing import Submission, Written, write_once, write_record


def put_device(
    store: Store, scope: Scope, device: Device, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a device. It gets no token by that, and keeps the one it has.

    Raises
    ------
    InvalidInput
        When its squad is unknown or missing, or who is to carry it is not of that squad.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = submission_of_device(scope, device, now, if_match)

    def work(session: Session) -> Written:
        def save(_new: bool) -> str:
            _check(session, device)
            devices.save_device(session, device)
            return ADMINISTRATION

        return write_record(session, sent, save)

    return write_once(store, sent, work)


def submission_of_device(
    scope: Scope, device: Device, now: datetime, if_match: int | None = None
) -> Submission:
    """Return the write of a device; its token is no part of it."""
    return Submission(scope, "device", device.id, device_body(device), now, if_match)


def device_body(device: Device) -> dict[str, Any]:
    """Return a device's canonical form.

    Devices are older than officers who carry them: what nobody carries says nothing of it.
    """
    body = {"squad_code": device.squad_code, "kind": device.kind, "name": device.name}
    if device.officer_id is not None:
        body["officer_id"] = str(device.officer_id)
    return body


def give_token(
    store: Store, scope: Scope, device_id: UUID, token_sha256: str, *, now: datetime
) -> None:
    """Give a device a new token; the one before is good no more.

    Raises
    ------
    NotFound
        When there is no such device.
    """
    with store.writer() as session:
        known_device(session, device_id)
        devices.set_token(session, device_id, token_sha256, now=now)
        _note(session, scope, "token.give", device_id, now)


def revoke_token(store: Store, scope: Scope, device_id: UUID, *, now: datetime) -> bool:
    """Take a device's token; return whether it had one.

    Raises
    ------
    NotFound
        When there is no such device.
    """
    with store.writer() as session:
        device = known_device(session, device_id)
        if device.token_at is None or device.revoked_at is not None:
            return False
        devices.set_token(session, device_id, None, now=now)
        _note(session, scope, "token.revoke", device_id, now)
    return True


def known_device(session: Session, device_id: UUID) -> Device:
    """Return a device, for who keeps accounts.

    Raises
    ------
    NotFound
        When there is none.
    """
    found = devices.device(session, device_id)
    if found is None:
        raise NotFound("accounts.no_device")
    return found


def _check(session: Session, device: Device) -> None:
    if device.squad_code is None and device.kind != "monitor":
        where = finding("squad", "accounts.device_squad_needed")
    elif device.squad_code is not None and device.squad_code not in people.squad_codes(session):
        where = finding("squad", "accounts.no_squad", squad=device.squad_code)
    elif device.officer_id is not None and device.kind != "tracker":
        where = finding("officer_id", "trackers.carried_trackers_only")
    elif device.officer_id is not None and not _carries_for(session, device):
        where = finding("officer_id", "trackers.no_such_carrier")
    else:
        return
    raise InvalidInput("accounts.device_refused", findings=(where,))


def _carries_for(session: Session, device: Device) -> bool:
    carrier = people.officer(session, device.officer_id) if device.officer_id else None
    return carrier is not None and device.squad_code in carrier.squads


def _note(session: Session, scope: Scope, action: str, device_id: UUID, now: datetime) -> None:
    note(session, Act(ADMINISTRATION, scope.actor, action, f"device/{device_id}", now))
