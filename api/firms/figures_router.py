"""The route of the figures of firms."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.firms.plan_schemas import FirmReportOut
from api.firms.queries import FiguresQuery
from api.firms.router import office_of
from api.queries import read_span
from api.services import Serving
from geo_patrol.workflows.firm_plans import firm_figures

router = APIRouter(prefix="/api/v1/figures/firms", tags=["figures"])


@router.get("", summary="Figures of firms", response_model=FirmReportOut)
def read(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[FiguresQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return what firms had of visits and were spared, and what help they got, by month.

    Never by officer (行政处罚法 74). See docs/firms.md.
    """
    span = read_span(query, services.settings)
    with services.store.reader() as session:
        office = office_of(session, services)
        found = firm_figures(session, caller.scope, span, office, squad=query.squad)
    return JSONResponse(FirmReportOut.of(found, span).model_dump(mode="json"))
