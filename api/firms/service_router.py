"""Routes of service visits."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.firms.bodies import SERVICE_EXAMPLES, ServiceBody
from api.firms.queries import OfFirmQuery
from api.firms.router import office_of
from api.firms.schemas import ServiceOut, ServiceVisits
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.firms import SERVICE_VISITS, of_firm
from geo_patrol.workflows.firm_service import SERVICE, put_service_visit

router = APIRouter(prefix="/api/v1/service-visits", tags=["firms"])

Sent = Annotated[ServiceBody, Depends(JsonBody(ServiceBody, SERVICE_EXAMPLES))]


@router.put("/{service_visit_id}", summary="Write a service visit", response_model=ServiceOut)
def put(
    service_visit_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: Sent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Say that officers were at a firm for its sake, what it asked, and when that was solved.

    Odd times are flagged, never refused.
    """
    with told_on_the_wire(SERVICE, caller.scope):
        written = put_service_visit(
            services.store,
            caller.scope,
            sent.visit(service_visit_id),
            now=services.now(),
            if_match=if_match,
        )
    return _answer(service_visit_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List service visits", response_model=ServiceVisits)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[OfFirmQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the service visits of a period, in time order."""
    with services.store.reader() as session:
        page = SERVICE_VISITS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_firm(SERVICE_VISITS, query.firm),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
        office = office_of(session, services)
    items = [ServiceOut.of(one, caller.scope, office) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{service_visit_id}", summary="Read a service visit", response_model=ServiceOut)
def read_one(
    service_visit_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one service visit; its version is the answer's ETag."""
    return _answer(service_visit_id, caller, services, 200)


def _answer(
    service_visit_id: UUID, caller: Caller, services: Services, status: int
) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, SERVICE_VISITS, SERVICE, service_visit_id, caller.scope)
        office = office_of(session, services)
    return record(ServiceOut.of(found, caller.scope, office), version, status)
