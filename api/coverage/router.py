"""Routes of coverage, gaps and compliance."""

from collections.abc import Sequence
from datetime import datetime
from itertools import compress
from typing import Annotated

import numpy as np
import shapely
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO
from api.auth.permissions import Caller, allow
from api.coverage.answering import table
from api.coverage.compliance_schemas import ComplianceOut, ComplianceQuery
from api.coverage.gap_schemas import GapQuery, GapsOut, Mask, chosen_cells, gap_columns
from api.coverage.schemas import AreaPeriod, CoverageOut, effort_columns
from api.periods import asked_period
from api.queries import Period
from api.services import Services, Serving
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.store.repositories import grids
from geo_patrol.workflows.area_cells import AreaCells, area_cells
from geo_patrol.workflows.cell_figures import cell_figures, gap_figures
from geo_patrol.workflows.compliance import compliance_report, squad_areas

router = APIRouter(prefix="/api/v1", tags=["coverage"])


@router.get(
    "/coverage", summary="Coverage of an area", response_model=CoverageOut, responses=GEOJSON_TOO
)
def read_coverage(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[AreaPeriod, Query()],
    services: Serving,
) -> Response:
    """Return what was spent in each cell: time with a crew there, effort, way, visits."""
    wait_until_warm()
    with services.store.reader() as session:
        start, end = _period(session, caller, query, services)
        zone, now = services.settings.zone, services.now()
        of = area_cells(session, caller.scope, query.area)
        found = cell_figures(session, of, start, end, zone, now=now)
    head, columns = CoverageOut.head_of(found), effort_columns(found)
    return table(request, head, columns, lambda: _shapes(services, of, np.ones(len(of), np.bool_)))


@router.get("/gaps", summary="Gaps of an area", response_model=GapsOut, responses=GEOJSON_TOO)
def read_gaps(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[GapQuery, Query()],
    services: Serving,
) -> Response:
    """Return how long each cell has been without a visit, measured by what is required.

    What has not happened yet is no gap: the period is cut at the present moment. With a zone level
    or a kind, only such cells are listed and counted.
    """
    wait_until_warm()
    with services.store.reader() as session:
        start, end = _period(session, caller, query, services)
        of = area_cells(session, caller.scope, query.area)
        found = gap_figures(
            session,
            caller.scope,
            of,
            start,
            end,
            services.settings.zone,
            now=services.now(),
            list_spans=query.spans,
        )
    chosen = chosen_cells(of, query)
    head = GapsOut.head_of(found, chosen)
    columns = gap_columns(found, chosen, with_spans=query.spans)
    return table(request, head, columns, lambda: _shapes(services, of, chosen))


@router.get("/compliance", summary="Compliance of areas", response_model=ComplianceOut)
def read_compliance(
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[ComplianceQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return how often what is required was done: by shift, weekday, zone, kind of cell and time.

    With when nobody came, and how well the hours at which patrols come can be foretold. What has
    not happened yet does not count.
    """
    if bool(query.area) == (query.squad is not None):
        one_of = finding("query.area", "compliance.areas_or_squad")
        raise InvalidInput("api.invalid", findings=(one_of,))
    wait_until_warm()
    with services.store.reader() as session:
        start, end = _period(session, caller, query, services)
        areas = query.area
        if query.squad is not None:
            areas = squad_areas(session, caller.scope, query.squad, at=end)
        report = compliance_report(
            session,
            caller.scope,
            areas,
            start,
            end,
            services.settings.zone,
            now=services.now(),
        )
    return JSONResponse(ComplianceOut.of(report).model_dump(mode="json"))


def _period(
    session: Session, caller: Caller, query: Period, services: Services
) -> tuple[datetime, datetime]:
    return asked_period(session, caller.scope, query, services.settings, now=services.now())


def _shapes(services: Services, of: AreaCells, chosen: Mask) -> Sequence[shapely.Geometry]:
    with services.store.reader() as session:
        cells = grids.grid(session, of.grid_id).cells
    return [cell.geometry for cell in compress(cells, chosen.tolist())]
