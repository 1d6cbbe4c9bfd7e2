"""The route of the squads' figures."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.figures.schemas import FiguresOut, FiguresQuery
from api.periods import asked_period
from api.services import Serving
from geo_patrol.workflows.reporting import squad_report

router = APIRouter(prefix="/api/v1/figures", tags=["figures"])


@router.get("", summary="The squads' figures", response_model=FiguresOut)
def read(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[FiguresQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return each figure that the squads report, with its definition and the records behind it.

    By squad, never by officer (行政处罚法 74). The period is the month of the last patrol when
    none is given. The figures are defined in docs/reported-figures.md.
    """
    settings, now = services.settings, services.now()
    with services.store.reader() as session:
        start, end = asked_period(session, caller.scope, query, settings, now=now)
        report = squad_report(session, caller.scope, start, end, query.squad)
    told = FiguresOut.of(report, settings.zone)
    return JSONResponse(told.model_dump(mode="json"))
