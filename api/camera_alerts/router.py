"""Routes of camera alerts."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, listing, point_of, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.camera_alerts.schemas import (
    EXAMPLES,
    AlertFilters,
    CameraAlertBody,
    CameraAlertOut,
    CameraAlerts,
)
from api.history.wire import told_on_the_wire
from api.queries import read_asked
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.errors import Forbidden
from geo_patrol.field.records import CameraAlert
from geo_patrol.store.repositories.camera_alerts import (
    ALERTS,
    answers,
    by_camera,
    in_area,
    repeats,
    state,
)
from geo_patrol.store.repositories.received import Kept
from geo_patrol.workflows.camera_alerts import put_alert

router = APIRouter(prefix="/api/v1/camera-alerts", tags=["camera alerts"])

AlertSent = Annotated[CameraAlertBody, Depends(JsonBody(CameraAlertBody, EXAMPLES))]


@router.put("/{alert_id}", summary="Write a camera alert", response_model=CameraAlertOut)
def put(
    alert_id: UUID,
    caller: Annotated[Caller, allow("alerts.write")],
    sent: AlertSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Say what a camera saw, with the camera's token, under an id that its program made."""
    squad = caller.own_squad
    if squad is None:
        raise Forbidden("api.not_permitted")
    with told_on_the_wire("camera_alert", caller.scope):
        written = put_alert(
            services.store,
            caller.scope,
            sent.alert(alert_id),
            squad,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(alert_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List camera alerts", response_model=CameraAlerts, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[AlertFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the alerts of a period with what they turned out to be, in time order."""
    asked = read_asked(query, services.settings, None)
    with services.store.reader() as session:
        page = ALERTS.page(
            session,
            caller.scope,
            asked.span,
            *state(query.open),
            *in_area(asked.area),
            *by_camera(query.camera),
            *repeats(query.repeats),
            squad=asked.squad,
            cursor=asked.cursor,
            limit=asked.limit,
        )
        items = _told(session, page.items, caller)
    return listing(request, items, [point_of(one.lon, one.lat) for one in items], page.next_cursor)


@router.get("/{alert_id}", summary="Read a camera alert", response_model=CameraAlertOut)
def read_one(
    alert_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one alert with what it turned out to be; its version is the answer's ETag."""
    return _answer(alert_id, caller, services, 200)


def _answer(alert_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, ALERTS, "camera_alert", alert_id, caller.scope)
        [told] = _told(session, [found], caller)
    return record(told, version, status)


def _told(
    session: Session, alerts: Sequence[Kept[CameraAlert]], caller: Caller
) -> list[CameraAlertOut]:
    firsts = {one.found.repeat_of for one in alerts if one.found.repeat_of is not None}
    came = answers(session, {*(one.record.id for one in alerts), *firsts})
    return [
        CameraAlertOut.of(
            one,
            caller.scope,
            came.get(one.record.id, ()),
            open=one.record.id not in came and one.found.repeat_of not in came,
        )
        for one in alerts
    ]
