"""Routes of planned checks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.firms.check_bodies import CHECK_EXAMPLES, CheckBody
from api.firms.check_schemas import CheckOut, Checks
from api.firms.queries import OfFirmQuery
from api.firms.router import office_of
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.firms import PLANNED_CHECKS, of_firm
from geo_patrol.workflows.firm_visits import CHECK, put_check

router = APIRouter(prefix="/api/v1/planned-checks", tags=["firms"])

Sent = Annotated[CheckBody, Depends(JsonBody(CheckBody, CHECK_EXAMPLES))]


@router.put("/{check_id}", summary="Plan a check", response_model=CheckOut)
def put(
    check_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: Sent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Plan that an agency looks at a matter of a firm, some time in a window.

    One that finds only quiet time in it is refused, with the reasons for the quiet.
    """
    with services.store.reader() as session:
        office = office_of(session, services)
    with told_on_the_wire(CHECK, caller.scope):
        written = put_check(
            services.store,
            caller.scope,
            sent.check(check_id),
            worktime=office,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(check_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List planned checks", response_model=Checks)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[OfFirmQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the planned checks whose window opens in a period, in time order."""
    with services.store.reader() as session:
        page = PLANNED_CHECKS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_firm(PLANNED_CHECKS, query.firm),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [CheckOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{check_id}", summary="Read a planned check", response_model=CheckOut)
def read_one(
    check_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one planned check; its version is the answer's ETag."""
    return _answer(check_id, caller, services, 200)


def _answer(check_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, PLANNED_CHECKS, CHECK, check_id, caller.scope)
    return record(CheckOut.of(found, caller.scope), version, status)
