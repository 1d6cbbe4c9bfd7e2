"""Routes of incidents."""

from typing import Annotated
from uuid import UUID

import shapely
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody, Sent
from api.incidents.examples import EXAMPLES
from api.incidents.schemas import IncidentBody, IncidentOut, Incidents
from api.queries import AskedOnMap
from api.services import Serving
from api.versions import IfMatch, current_version
from geo_patrol.errors import NotFound
from geo_patrol.store.repositories import incidents
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.records import put_incident

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"])

IncidentSent = Annotated[Sent[IncidentBody], Depends(JsonBody(IncidentBody, EXAMPLES))]


@router.put("/{incident_id}", summary="Write an incident", response_model=IncidentOut)
def put(
    incident_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: IncidentSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write an incident under an id that the client made; the server finds area, zone and cell.

    A point far outside the county is refused until the body's `confirmed` says that it is meant;
    then it is taken, and flagged.
    """
    written = put_incident(
        services.store,
        caller.scope,
        sent.model.incident(incident_id, caller.officer.squad_code),
        sent.canonical,
        now=services.now(),
        if_match=if_match,
        confirmed="outside_county" in sent.model.confirmed,
    )
    with services.store.reader() as session:
        return _answer(session, incident_id, caller.scope, 201 if written.created else 200)


@router.get("", summary="List incidents", response_model=Incidents, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    asked: AskedOnMap,
    services: Serving,
) -> JSONResponse:
    """List the incidents of a period, in time order."""
    with services.store.reader() as session:
        page = incidents.incidents(
            session,
            caller.scope,
            start=asked.span.start,
            end=asked.span.end,
            squad=asked.squad,
            area=asked.area,
            box=asked.box,
            cursor=asked.cursor,
            limit=asked.limit,
        )
    items = [IncidentOut.of(one) for one in page.items]
    points = [shapely.Point(item.point.lon, item.point.lat) for item in items]
    return listing(request, items, points, page.next_cursor)


@router.get("/{incident_id}", summary="Read an incident", response_model=IncidentOut)
def read_one(
    incident_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one incident; its version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, incident_id, caller.scope, 200)


def _answer(session: Session, incident_id: UUID, scope: Scope, status: int) -> JSONResponse:
    # The version first: should an edit come between, it is the older one, and If-Match fails.
    version = current_version(session, "incident", incident_id)
    found = incidents.incident(session, incident_id, scope)
    if found is None:
        raise NotFound("records.not_found")
    return record(IncidentOut.of(found), version, status)
