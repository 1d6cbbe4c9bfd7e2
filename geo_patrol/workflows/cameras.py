"""Lists of cameras into the store, through the path of every other record."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from geo_patrol.cameras.naming import code_of
from geo_patrol.cameras.records import Camera
from geo_patrol.cameras.revising import Revision, revise
from geo_patrol.cameras.shapes import view_of
from geo_patrol.crs import METRIC_EPSG
from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import PLACES, hold
from geo_patrol.store.repositories import camera_alerts, cameras, history, people, places
from geo_patrol.store.repositories.cameras import StoredCamera, hours_of
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.writing import Submission, Written, canonical, write_record

if TYPE_CHECKING:
    from geo_patrol.cameras.read import CamerasRead

KIND = "camera"


@dataclass(frozen=True)
class CameraReport:
    """What an import did, or would do; ``n_left`` are known ones that the list does not have."""

    n_new: int
    n_changed: int
    n_same: int
    n_left: int


def import_cameras(
    store: Store,
    read: "CamerasRead",
    squad_code: str,
    *,
    now: datetime,
    skip_bad: bool = False,
    dry_run: bool = False,
) -> CameraReport:
    """Bring a squad's cameras up to a list. Importing it again changes nothing.

    A camera that is not on the list stays as it is. One that is on it with another view takes the
    place of the one that was known, from the day that the list says, or from now on: what was seen
    before stays as it was (see `geo_patrol.cameras.revising.revise`).

    Raises
    ------
    InvalidInput
        When rows are bad and are not to be skipped, or there is no such squad.
    """
    if read.bad and not (skip_bad or dry_run):
        raise InvalidInput("ledgers.not_clean", findings=read.bad, n_bad=read.n_bad)
    if dry_run:
        with store.reader() as session:
            return _report(session, read, squad_code, _revision(session, read, squad_code, now))
    with store.writer() as session:
        # Two imports at once would both end what they both replace.
        hold(session, PLACES)
        revision = _revision(session, read, squad_code, now)
        report = _report(session, read, squad_code, revision)
        for camera in revision.new:
            write_camera(session, StoredCamera(camera, squad_code, now))
        for camera in revision.ended:
            _edit(session, camera, now, retired=False)
        for camera in revision.corrected:
            _edit(session, camera, now, retired=True)
        link_alerts(session, squad_code)
    return report


def link_alerts(session: Session, squad_code: str) -> None:
    """Find the cameras of alerts that came before those were on the squad's list."""
    known = cameras.names(session, squad_code)
    unknown = camera_alerts.names_unknown(session, squad_code)
    found = {name: code_of(name, known) for name in unknown}
    camera_alerts.set_codes(
        session, squad_code, {name: code for name, code in found.items() if code is not None}
    )


def write_camera(session: Session, stored: StoredCamera, *, if_match: int | None = None) -> Written:
    """Write a camera in a transaction that is open already.

    Raises
    ------
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(
        SYSTEM, KIND, stored.camera.id, camera_body(stored), stored.received_at, if_match
    )

    def save(new: bool) -> str:
        cameras.save_camera(session, stored, new=new)
        return stored.squad_code

    return write_record(session, sent, save)


def camera_body(stored: StoredCamera) -> dict[str, Any]:
    """Return what makes a camera's version the same version."""
    body = canonical(replace(stored.camera, hours=()))
    more = {"hours": hours_of(stored.camera), "squad_code": stored.squad_code}
    return {**body, **more, "retired": stored.retired}


def _revision(session: Session, read: "CamerasRead", squad_code: str, now: datetime) -> Revision:
    if squad_code not in people.squad_codes(session):
        raise InvalidInput("ledgers.squads_missing", squads=squad_code)
    known = [one.camera for one in cameras.cameras(session, SYSTEM, squad=squad_code)]
    taken = {one.camera.id for one in cameras.all_cameras(session)}
    return revise(known, read.rows, taken, now=now)


def _report(
    session: Session, read: "CamerasRead", squad_code: str, revision: Revision
) -> CameraReport:
    named = {row.code for row in read.rows}
    known = cameras.cameras(session, SYSTEM, squad=squad_code)
    return CameraReport(
        n_new=len(revision.new) - revision.n_changed,
        n_changed=revision.n_changed,
        n_same=revision.n_same,
        n_left=sum(one.camera.code not in named for one in known),
    )


def _edit(session: Session, camera: Camera, now: datetime, *, retired: bool) -> None:
    before = cameras.camera(session, camera.id, SYSTEM)
    past = history.latest_version(session, KIND, camera.id)
    if before is None or past is None:
        raise InvalidInput("records.not_found")
    after = replace(before, camera=camera, received_at=now, retired=retired)
    write_camera(session, after, if_match=past)


def cameras_in_reach(
    session: Session,
    scope: Scope,
    *,
    area_code: str | None = None,
    squad: str | None = None,
    epsg: int = METRIC_EPSG,
) -> list[StoredCamera]:
    """Return the cameras of a scope; of an area, those of its squad whose view meets it.

    An area that is out of reach has none.
    """
    area = None if area_code is None else places.area(session, area_code, scope)
    if area_code is not None and area is None:
        return []
    found = cameras.cameras(session, scope, squad=squad)
    if area is None:
        return found
    own = [one for one in found if one.squad_code == area.squad_code]
    return [one for one in own if view_of(one.camera, epsg).intersects(area.geometry)]
