"""Telling crews of tasks, camera alerts and handover notes: what is new, and when it is over.

Each of these comes last in a transaction, as `notices.tell`.
"""

from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.alarms.overdue import FORGOTTEN
from geo_patrol.audit import Act
from geo_patrol.cameras.triage import WIDER_AFTER, CrewAt, Nearest, nearest_crew
from geo_patrol.field.records import CameraAlert
from geo_patrol.field.shifts import SOON
from geo_patrol.notices import NewNotice, notice_id
from geo_patrol.patrols import Mode
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import camera_alerts, cameras, duty, notices, silence, tasks
from geo_patrol.store.repositories.camera_alerts import ALERTS
from geo_patrol.store.repositories.handovers import HANDOVERS
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.tasks import TASKS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.notices import over, tell

TASK_TOLD = timedelta(days=7)
"""A task that is of no shift stays open, but is no news any more."""
ALERT_TOLD = timedelta(hours=24)


def tell_of_task(session: Session, task_id: UUID, *, now: datetime) -> None:
    """Tell a task's crew, or who is on duty, of it; or that it is over if it is not open."""
    kept = TASKS.one(session, task_id, SYSTEM)
    if kept is None or not tasks.is_open_one(session, task_id):
        over(session, "task", task_id, now=now)
        return
    task, came_at = kept.record, kept.found.received_at
    shift = None if task.shift_id is None else duty.shift(session, task.shift_id, SYSTEM)
    notice = NewNotice(
        kind="task",
        squad_code=task.squad_code,
        subject_kind="task",
        subject_id=task_id,
        at=came_at,
        audience="duty" if task.patrol_id is None else "crew",
        patrol_id=task.patrol_id,
        ends_at=came_at + TASK_TOLD if shift is None else shift.end,
        parts={
            "area": task.area_code,
            "cell": task.cell_code,
            "shift_id": None if task.shift_id is None else str(task.shift_id),
            "due": None if task.due is None else task.due.isoformat(),
        },
    )
    _tell(session, notice, now=now)


def tell_of_alert(session: Session, alert_id: UUID, *, now: datetime, all: bool = False) -> None:
    """Tell the nearest crew what a camera saw, or that it is over if somebody has answered.

    Where no crew's whereabouts are known, and with ``all``, everybody on duty is told. Whom it was
    told first it stays with when it is told again.
    """
    kept = ALERTS.one(session, alert_id, SYSTEM)
    if kept is None or not camera_alerts.is_open_one(session, alert_id):
        over(session, "camera_alert", alert_id, now=now)
        return
    alert, found = kept.record, kept.found
    before = notices.notice(session, notice_id("camera_alert", alert_id))
    if before is None:
        crew = None if all else _nearest(session, kept, now)
        patrol_id = None if crew is None else crew.patrol_id
        distance_m = None if crew is None else round(crew.distance_m)
    else:
        patrol_id = None if all else before.patrol_id
        distance_m = before.parts.get("distance_m")
    notice = NewNotice(
        kind="camera_alert",
        squad_code=found.squad_code,
        subject_kind="camera_alert",
        subject_id=alert_id,
        at=alert.at,
        audience="duty" if patrol_id is None else "crew",
        patrol_id=patrol_id,
        # A camera's own clock may be years off.
        ends_at=found.received_at + ALERT_TOLD,
        parts={
            "area": found.area_code,
            "camera": alert.camera,
            "kind": alert.kind,
            "n": found.n_repeats + 1,
            "distance_m": distance_m,
        },
    )
    _tell(session, notice, now=now)


def _nearest(session: Session, kept: Kept[CameraAlert], now: datetime) -> Nearest | None:
    """Return the crew that is nearest to what a camera saw, else to the camera."""
    alert, found = kept.record, kept.found
    lon, lat = alert.lon, alert.lat
    if lon is None and found.camera_code is not None:
        place = cameras.place_of(session, found.squad_code, found.camera_code, now)
        lon, lat = place or (None, None)
    out = silence.out_now(session, get_args(Mode), now, FORGOTTEN)
    crews = [
        CrewAt(one.patrol_id, one.place.at, one.place.lon, one.place.lat)
        for one in out
        if one.squad_code == found.squad_code and one.place is not None
    ]
    return nearest_crew(lon, lat, crews, now)


def tell_all_of_unseen_alerts(store: Store, *, now: datetime) -> int:
    """Tell everybody on duty of the alerts that the nearest crew has not seen; return how many."""
    with store.reader() as session:
        waiting = notices.unseen(session, "camera_alert", told_before=now - WIDER_AFTER, now=now)
    for alert_id in waiting:
        with store.writer() as session:
            kept = ALERTS.one(session, alert_id, SYSTEM)
            if kept is None:
                continue
            name = f"camera_alert/{alert_id}"
            note(session, Act(kept.found.squad_code, SYSTEM.actor, "alert.told_all", name, now))
            tell_of_alert(session, alert_id, now=now, all=True)
    return len(waiting)


def tell_of_handover(session: Session, handover_id: UUID, *, now: datetime) -> None:
    """Tell who is on duty of a handover note, until the next shift is over too."""
    kept = HANDOVERS.one(session, handover_id, SYSTEM)
    shift = None if kept is None else duty.shift(session, kept.record.shift_id, SYSTEM)
    if kept is None or shift is None:
        over(session, "handover", handover_id, now=now)
        return
    left, found = kept.record, kept.found
    notice = NewNotice(
        kind="handover",
        squad_code=found.squad_code,
        subject_kind="handover",
        subject_id=handover_id,
        at=left.written_at or found.received_at,
        audience="duty",
        ends_at=shift.end + SOON,
        parts={"shift_id": str(left.shift_id), "open_points": len(left.open_points)},
    )
    _tell(session, notice, now=now)


def _tell(session: Session, notice: NewNotice, *, now: datetime) -> None:
    """Tell it, unless it is of no use any more."""
    if notice.ends_at is not None and notice.ends_at <= now:
        over(session, notice.subject_kind, notice.subject_id, now=now)
        return
    tell(session, notice, now=now)
