"""Routes of combined visits."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.firms.check_bodies import VISIT_EXAMPLES, VisitBody
from api.firms.check_schemas import VisitOut, Visits
from api.firms.queries import OfFirmQuery
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.firms import COMBINED_VISITS, of_firm
from geo_patrol.workflows.firm_visits import VISIT, put_visit

router = APIRouter(prefix="/api/v1/combined-visits", tags=["firms"])

Sent = Annotated[VisitBody, Depends(JsonBody(VisitBody, VISIT_EXAMPLES))]


@router.put("/{visit_id}", summary="Confirm a visit, or tell of it", response_model=VisitOut)
def put(
    visit_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: Sent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Decide one visit for several checks, as leaders do; or say that it took place, as all may.

    A plan keeps to the windows of its checks and to quiet windows; what took place is taken as it
    was, and flagged.
    """
    with told_on_the_wire(VISIT, caller.scope):
        written = put_visit(
            services.store,
            caller.scope,
            sent.visit(visit_id),
            tz=services.settings.zone,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(visit_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List combined visits", response_model=Visits)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[OfFirmQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the visits that were planned for a period, in time order."""
    with services.store.reader() as session:
        page = COMBINED_VISITS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_firm(COMBINED_VISITS, query.firm),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [VisitOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{visit_id}", summary="Read a combined visit", response_model=VisitOut)
def read_one(
    visit_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one combined visit; its version is the answer's ETag."""
    return _answer(visit_id, caller, services, 200)


def _answer(visit_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, COMBINED_VISITS, VISIT, visit_id, caller.scope)
    return record(VisitOut.of(found, caller.scope), version, status)
