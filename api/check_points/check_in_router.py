"""Routes of check-ins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, listing, point_of, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.check_points.check_in_schemas import EXAMPLES, CheckInBody, CheckInOut, CheckIns
from api.history.wire import told_on_the_wire
from api.queries import AskedRecords
from api.received import find
from api.services import Services, Serving
from geo_patrol.store.repositories.check_points import CHECK_INS, at_points_of
from geo_patrol.workflows.check_points import put_check_in

router = APIRouter(prefix="/api/v1/check-ins", tags=["check points"])

CheckInSent = Annotated[CheckInBody, Depends(JsonBody(CheckInBody, EXAMPLES))]


@router.put("/{check_in_id}", summary="Write a check-in", response_model=CheckInOut)
def put(
    check_in_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: CheckInSent,
    services: Serving,
) -> JSONResponse:
    """Write that the sender was at a check point, under an id that the client made.

    It is taken however odd it looks, with flags that say how; it is never edited.
    """
    check_in = sent.check_in(check_in_id, services.keys.check_points_key)
    with told_on_the_wire("check_in", caller.scope):
        written = put_check_in(services.store, caller.scope, check_in, now=services.now())
    return _answer(check_in_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List check-ins", response_model=CheckIns, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    asked: AskedRecords,
    services: Serving,
) -> JSONResponse:
    """List the check-ins of a period, in time order."""
    with services.store.reader() as session:
        page = CHECK_INS.page(
            session,
            caller.scope,
            asked.span,
            *at_points_of(asked.area),
            squad=asked.squad,
            cursor=asked.cursor,
            limit=asked.limit,
        )
    items = [CheckInOut.of(one, caller.scope) for one in page.items]
    places = [point_of(one.lon, one.lat) for one in items]
    return listing(request, items, places, page.next_cursor)


@router.get("/{check_in_id}", summary="Read a check-in", response_model=CheckInOut)
def read_one(
    check_in_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one check-in."""
    return _answer(check_in_id, caller, services, 200)


def _answer(check_in_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, CHECK_INS, "check_in", check_in_id, caller.scope)
    return record(CheckInOut.of(found, caller.scope), version, status)
