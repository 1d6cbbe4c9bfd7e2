"""Routes of coverage and gaps."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, table
from api.auth.permissions import Caller, allow
from api.coverage.gap_schemas import GapQuery, GapsOut
from api.coverage.schemas import AreaPeriod, CoverageOut
from api.periods import last_period
from api.queries import read_span
from api.services import Services, Serving
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.workflows.coverage import coverage_table, gap_table

router = APIRouter(prefix="/api/v1", tags=["coverage"])


@router.get(
    "/coverage", summary="Coverage of an area", response_model=CoverageOut, responses=GEOJSON_TOO
)
def read_coverage(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[AreaPeriod, Query()],
    services: Serving,
) -> JSONResponse:
    """Return what was spent in each cell: time with a crew there, effort, way, visits."""
    wait_until_warm()
    with services.store.reader() as session:
        start, end = _period(session, caller, query, services)
        zone, now = services.settings.zone, services.now()
        found = coverage_table(session, caller.scope, query.area, start, end, zone, now=now)
    made = CoverageOut.of(found)
    return table(request, made, made.items, [cell.geometry for cell in found.grid.cells])


@router.get("/gaps", summary="Gaps of an area", response_model=GapsOut, responses=GEOJSON_TOO)
def read_gaps(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[GapQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return how long each cell has been without a visit, measured by what is required.

    What has not happened yet is no gap: the period is cut at the present moment.
    """
    wait_until_warm()
    with services.store.reader() as session:
        start, end = _period(session, caller, query, services)
        found = gap_table(
            session,
            caller.scope,
            query.area,
            start,
            end,
            services.settings.zone,
            now=services.now(),
        )
    made = GapsOut.of(found, with_spans=query.spans)
    return table(request, made, made.items, [cell.geometry for cell in found.grid.cells])


def _period(
    session: Session, caller: Caller, query: AreaPeriod, services: Services
) -> tuple[datetime, datetime]:
    asked = read_span(query, services.settings)
    if asked.start is not None and asked.end is not None:
        return asked.start, asked.end
    start, end = last_period(session, caller.scope, services.settings, now=services.now())
    return asked.start or start, asked.end or end
