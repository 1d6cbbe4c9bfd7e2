"""Writing what cameras saw, and what it turned out to be."""

from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.field.checks import clock_flags
from geo_patrol.field.records import AlertAnswer, CameraAlert
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import record_lock
from geo_patrol.store.repositories import history, incidents, places
from geo_patrol.store.repositories.camera_alerts import ALERT_ANSWERS, ALERTS
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
    """Write what a camera of a squad saw; the server finds the area. Odd ones are flagged.

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

    Of a demo's nobody is told here.
    """

    def save(new: bool) -> str:
        require_squad(session, squad_code, sent.scope)
        before = None if new else ALERTS.one(session, alert.id, SYSTEM)
        if before is not None and before.found.squad_code != squad_code:
            raise InvalidInput("field.stays_with_its_squad")
        came_at = sent.now if before is None else before.found.received_at
        area, odd = _area_of(session, alert, squad_code)
        flags = (*clock_flags(alert.at, came_at), *odd)
        found = Found(squad_code, sent.now, demo=demo, flags=flags, area_code=area)
        ALERTS.save(session, alert, found, new=new)
        if not demo:
            tell_of_alert(session, alert.id, now=sent.now)
        return squad_code

    return write_record(session, sent, save)


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


def write_alert_answer(session: Session, sent: Submission, answer: AlertAnswer) -> Written:
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
        found = Found(squad, sent.now, sent.scope.officer_id, flags=flags)
        ALERT_ANSWERS.save(session, answer, found, new=new)
        over(session, "camera_alert", answer.alert_id, now=sent.now)
        return squad

    # The camera may send the alert again, edited: that would tell of it again.
    return write_record(session, sent, save, record_lock("camera_alert", answer.alert_id))
