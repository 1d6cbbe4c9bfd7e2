"""Writing what cameras saw, and what it turned out to be."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cameras.naming import code_of
from geo_patrol.cameras.triage import WINDOW, is_told_again
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.field.checks import clock_flags
from geo_patrol.field.records import AlertAnswer, CameraAlert
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import camera_lock, record_lock
from geo_patrol.store.repositories import cameras, history, incidents, places
from geo_patrol.store.repositories.camera_alerts import (
    ALERT_ANSWERS,
    ALERTS,
    count_repeat,
    first_of_window,
)
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.notices import over
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.telling import tell_of_alert
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record


def put_alert(
    store: Store,
    scope: Scope,
    alert: CameraAlert,
    squad_code: str,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write what a camera of a squad saw; the server finds area and camera. Odd ones are flagged.

    What comes within ten minutes of an open alert of the same camera repeats that one: it is kept
    like any other, and told with it.

    Raises
    ------
    NotFound
        When the squad, or the alert that has this id, is out of reach.
    InvalidInput
        When it would go to another squad.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "camera_alert", alert.id, canonical(alert), now, if_match)
    return write_once(store, sent, lambda session: write_alert(session, sent, alert, squad_code))


def write_alert(
    session: Session,
    sent: Submission,
    alert: CameraAlert,
    squad_code: str,
    *,
    demo: bool = False,
) -> Written:
    """Do the work of `put_alert` in a transaction that is open already.

    Of a demo's nobody is told here, and none repeats another one: they all come at once.
    """

    def save(new: bool) -> str:
        require_squad(session, squad_code, sent.scope)
        before = None if new else ALERTS.one(session, alert.id, SYSTEM)
        if before is not None and before.found.squad_code != squad_code:
            raise InvalidInput("field.stays_with_its_squad")
        came_at = sent.now if before is None else before.found.received_at
        area, odd = _area_of(session, alert, squad_code)
        first = None
        if new and not demo:
            since = sent.now - WINDOW
            first = first_of_window(session, squad_code, alert.camera, since=since)
        found = Found(
            squad_code,
            sent.now,
            demo=demo,
            flags=(*clock_flags(alert.at, came_at), *odd),
            area_code=area,
            camera_code=code_of(alert.camera, cameras.names(session, squad_code)),
            repeat_of=first,
        )
        ALERTS.save(session, alert, found, new=new)
        if not demo:
            known_as = first if before is None else before.found.repeat_of
            _tell(session, alert.id, known_as, new=new, now=sent.now)
        return squad_code

    return write_record(session, sent, save, camera_lock(squad_code, alert.camera))


def _tell(
    session: Session, alert_id: UUID, repeat_of: UUID | None, *, new: bool, now: datetime
) -> None:
    """Tell of an alert, or of the one that it repeats, which now is more than it was."""
    if repeat_of is None:
        tell_of_alert(session, alert_id, now=now)
    elif new and is_told_again(count_repeat(session, repeat_of)):
        tell_of_alert(session, repeat_of, now=now)


def _area_of(
    session: Session, alert: CameraAlert, squad_code: str
) -> tuple[str | None, tuple[str, ...]]:
    """Return the area that an alert is about, and what is odd about that."""
    if alert.lon is None or alert.lat is None:
        return None, ()
    position = places.locate(session, alert.lon, alert.lat, alert.at)
    if position.area_code is None:
        return None, ("outside_areas",)
    odd = position.squad_code != squad_code
    return position.area_code, ("area_of_other_squad",) if odd else ()


def put_alert_answer(
    store: Store, scope: Scope, answer: AlertAnswer, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write what an alert turned out to be. What is odd about it is flagged, not refused.

    Raises
    ------
    NotFound
        When the alert, the incident, or the answer that has this id is out of reach.
    InvalidInput
        When it would go to another squad.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "alert_answer", answer.id, canonical(answer), now, if_match)
    return write_once(store, sent, lambda session: write_alert_answer(session, sent, answer))


def write_alert_answer(
    session: Session,
    sent: Submission,
    answer: AlertAnswer,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_alert_answer` in a transaction that is open already."""

    def save(new: bool) -> str:
        alert = ALERTS.one(session, answer.alert_id, sent.scope)
        if alert is None:
            raise history.not_there(session, "camera_alert", answer.alert_id, "field.no_alert")
        incident = answer.incident_id
        if incident is not None and incidents.incident(session, incident, sent.scope) is None:
            raise NotFound("field.no_incident")
        squad = alert.found.squad_code
        before = None if new else ALERT_ANSWERS.one(session, answer.id, SYSTEM)
        if before is not None and before.found.squad_code != squad:
            raise InvalidInput("field.stays_with_its_squad")
        # A word put right later was still told in time.
        came_at = sent.now if before is None else before.found.received_at
        flags = clock_flags(answer.at, came_at)
        author = officer_id or sent.scope.officer_id
        found = Found(squad, sent.now, author, demo, flags)
        ALERT_ANSWERS.save(session, answer, found, new=new)
        over(session, "camera_alert", answer.alert_id, now=sent.now)
        return squad

    # The camera may send the alert again, edited: that would tell of it again.
    return write_record(session, sent, save, record_lock("camera_alert", answer.alert_id))
