"""Routes of hot spots."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, table
from api.auth.permissions import Caller, allow
from api.hotspots.schemas import GiOut, GiQuery, RateQuery, RatesOut
from api.periods import asked_period
from api.services import Serving
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.workflows.hotspots import gi_report, rate_report

router = APIRouter(prefix="/api/v1/hotspots", tags=["hot spots"])


@router.get(
    "/rates",
    summary="Incidents per hour of presence",
    response_model=RatesOut,
    responses=GEOJSON_TOO,
)
def read_rates(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[RateQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return what patrols found around each cell for the time they were there, and its class.

    A quiet cell that hardly anyone visited is `too_little_effort`, never `lower`. The figures are
    defined in docs/figures.md, "Incidents per hour of presence".
    """
    wait_until_warm()
    with services.store.reader() as session:
        settings, now = services.settings, services.now()
        start, end = asked_period(session, caller.scope, query, settings, now=now)
        found = rate_report(
            session,
            caller.scope,
            query.area,
            start,
            end,
            settings.zone,
            now=now,
            category=query.category,
            source=query.source,
            rings=query.neighbourhood,
            control=query.correction,
        )
    made = RatesOut.of(found)
    return table(request, made, made.items, [cell.geometry for cell in found.grid.cells])


@router.get("/gi", summary="Hot and cold spots", response_model=GiOut, responses=GEOJSON_TOO)
def read_gi(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[GiQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return where high values, or low ones, lie together: Gi* with its p for many cells at once.

    Counts tell where incidents *and* patrolling are many: read them beside the rates. The figures
    are defined in docs/figures.md, "Gi*".
    """
    wait_until_warm()
    with services.store.reader() as session:
        settings, now = services.settings, services.now()
        start, end = asked_period(session, caller.scope, query, settings, now=now)
        found = gi_report(
            session,
            caller.scope,
            query.area,
            start,
            end,
            settings.zone,
            now=now,
            value=query.value,
            category=query.category,
            source=query.source,
            rings=query.neighbourhood,
            control=query.correction,
        )
    made = GiOut.of(found)
    return table(request, made, made.items, [cell.geometry for cell in found.grid.cells])
