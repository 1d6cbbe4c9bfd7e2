"""Routes of check points."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, listing, point_of, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.check_points.schemas import EXAMPLES, CheckPointBody, CheckPointOut, CheckPoints
from api.history.wire import told_on_the_wire
from api.queries import Filters
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.check_points import CHECK_POINTS, check_points
from geo_patrol.workflows.check_points import point_standings, put_check_point

router = APIRouter(prefix="/api/v1/check-points", tags=["check points"])

CheckPointSent = Annotated[CheckPointBody, Depends(JsonBody(CheckPointBody, EXAMPLES))]


@router.put("/{check_point_id}", summary="Write a check point", response_model=CheckPointOut)
def put(
    check_point_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: CheckPointSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a check point under an id that the client made."""
    with told_on_the_wire("check_point", caller.scope):
        written = put_check_point(
            services.store,
            caller.scope,
            sent.check_point(check_point_id),
            now=services.now(),
            if_match=if_match,
        )
    return _answer(check_point_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List check points", response_model=CheckPoints, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[Filters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the check points within reach by area and code, retired ones too, and how they stand."""
    with services.store.reader() as session:
        points = check_points(session, caller.scope, area=query.area)
        standings = point_standings(session, points, now=services.now())
    items = [CheckPointOut.of(one) for one in standings]
    return listing(request, items, [point_of(one.lon, one.lat) for one in items], None)


@router.get("/{check_point_id}", summary="Read a check point", response_model=CheckPointOut)
def read_one(
    check_point_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one check point; its version is the answer's ETag."""
    return _answer(check_point_id, caller, services, 200)


def _answer(check_point_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, CHECK_POINTS, "check_point", check_point_id, caller.scope)
        [standing] = point_standings(session, [found], now=services.now())
    return record(CheckPointOut.of(standing), version, status)
