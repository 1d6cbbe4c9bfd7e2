"""Routes of firms, and of the month's proposal of visits."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, listing, point_of, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.firms.bodies import EXAMPLES, FirmBody
from api.firms.plan_schemas import FirmPlanOut
from api.firms.queries import FirmsQuery, PlanQuery
from api.firms.schemas import FirmOut, Firms
from api.history.wire import told_on_the_wire
from api.queries import read_asked
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.firms.months import month_of
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.firms import FIRMS, cells_of, sought_firms
from geo_patrol.workflows.case_standings import case_terms
from geo_patrol.workflows.firm_plans import propose
from geo_patrol.workflows.firms import KIND, firm_remarks, put_firm
from geo_patrol.workflows.persons import NOBODY, persons_of

router = APIRouter(prefix="/api/v1/firms", tags=["firms"])

FirmSent = Annotated[FirmBody, Depends(JsonBody(FirmBody, EXAMPLES))]


@router.put("/{firm_id}", summary="Write a firm", response_model=FirmOut)
def put(
    firm_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: FirmSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a firm under an id that the client made; the server finds area and cell.

    One outside every cell is taken and flagged, and so is a credit code that does not fit.
    """
    firm = sent.firm(firm_id, caller.own_squad)
    with told_on_the_wire(KIND, caller.scope):
        written = put_firm(
            services.store,
            caller.scope,
            firm,
            sent.people(),
            services.vault,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(firm_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List firms", response_model=Firms, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[FirmsQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the firms in the order in which they came."""
    asked = read_asked(query, services.settings, None)
    with services.store.reader() as session:
        page = FIRMS.page(
            session,
            caller.scope,
            asked.span,
            *sought_firms(area=asked.area, tier=query.tier),
            squad=asked.squad,
            cursor=asked.cursor,
            limit=asked.limit,
        )
        ids = [one.record.id for one in page.items]
        cells = cells_of(session, ids)
        shown = persons_of(session, services.vault, caller.scope, KIND, ids)
    items = [
        FirmOut.of(one, cells[one.record.id], shown.get(one.record.id, NOBODY), caller.scope)
        for one in page.items
    ]
    points = [point_of(one.record.lon, one.record.lat) for one in page.items]
    return listing(request, items, points, page.next_cursor)


@router.get("/checks/plan", summary="Propose a month's visits", response_model=FirmPlanOut)
def read_plan(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[PlanQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Propose visits for the planned checks of a month that are in none yet, as few as can be.

    A proposal is nothing until a leader confirms it as a combined visit. See docs/firms.md.
    """
    month = month_of(query.month, services.settings.zone)
    if month is None:
        raise InvalidInput("api.invalid", findings=(finding("query.month", "firms.no_month"),))
    with services.store.reader() as session:
        found = propose(
            session,
            caller.scope,
            Span(month.start, month.end),
            office_of(session, services),
            squad=query.squad,
            capacity=query.capacity,
        )
    return JSONResponse(FirmPlanOut.of(found, query.month).model_dump(mode="json"))


@router.get("/{firm_id}", summary="Read a firm", response_model=FirmOut)
def read_one(
    firm_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one firm; its version is the answer's ETag."""
    return _answer(firm_id, caller, services, 200)


def office_of(session: Session, services: Services) -> WorkTime:
    """Return when the office works."""
    settings = services.settings
    terms = case_terms(session, services.now(), settings.zone, settings.case_limits)
    return terms.worktime


def _answer(firm_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    scope = caller.scope
    with services.store.reader() as session:
        kept, version = find(session, FIRMS, KIND, firm_id, scope)
        shown = persons_of(session, services.vault, scope, KIND, [firm_id])
        told = FirmOut.of(
            kept,
            cells_of(session, [firm_id])[firm_id],
            shown.get(firm_id, NOBODY),
            scope,
            firm_remarks(session, kept.record, services.settings.zone),
        )
    return record(told, version, status)
