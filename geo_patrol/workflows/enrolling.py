"""People and devices that are older than their versions: entered in the chain, as they stand, once.

From then on one that has no version came in past the program.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import Lock, hold
from geo_patrol.store.repositories import audit, devices, history, people
from geo_patrol.store.repositories.history import Version
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.accounts import submission_of_officer
from geo_patrol.workflows.auditing import ENROLLED
from geo_patrol.workflows.devices import submission_of_device
from geo_patrol.workflows.writing import first_version

_ENROLLED = "people_enrolled_at"
_OBJECT = "people"


def enrol(store: Store, *, now: datetime) -> int:
    """Give people and devices without a version their first one; return how many there were.

    It happens once in a store's life: what comes without a version later is not made good.
    """
    with store.glance() as session:
        if history.fact(session, _ENROLLED) is not None:
            return 0
    with store.writer() as session:
        hold(session, Lock("enrol"))
        if _is_done(session):
            return 0
        versions = [one for one in _first_versions(session, now) if _is_older(session, one)]
        history.append(session, versions)
        for one in versions:
            details = {"version": one.version, "sha256": one.body_sha256}
            note(session, _act("enrol", f"{one.kind}/{one.record_id}", now, details))
        note(session, _act(ENROLLED, _OBJECT, now, {"n": len(versions)}))
        history.set_fact(session, _ENROLLED, now.isoformat())
    return len(versions)


def _is_done(session: Session) -> bool:
    if history.fact(session, _ENROLLED) is not None:
        return True
    # The fact can be taken out of its table; the chain's entry cannot without being missed.
    return bool(audit.page(session, chain=ADMINISTRATION, object_name=_OBJECT, limit=1))


def _first_versions(session: Session, now: datetime) -> Iterator[Version]:
    for officer in people.officers(session, SYSTEM):
        body = submission_of_officer(SYSTEM, officer, now).body
        yield first_version("officer", officer.id, body, ADMINISTRATION, now)
    for device in devices.devices(session):
        body = submission_of_device(SYSTEM, device, now).body
        yield first_version("device", device.id, body, ADMINISTRATION, now)


def _is_older(session: Session, one: Version) -> bool:
    return history.latest_version(session, one.kind, one.record_id) is None


def _act(action: str, name: str, now: datetime, details: dict[str, object]) -> Act:
    return Act(ADMINISTRATION, SYSTEM.actor, action, name, now, details)
