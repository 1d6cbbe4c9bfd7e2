"""The route of what was seen."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, table
from api.auth.permissions import Caller, allow
from api.coverage.schemas import AreaPeriod
from api.periods import asked_period
from api.seen.schemas import SeenOut
from api.services import Serving
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.workflows.seeing import seen_report

router = APIRouter(prefix="/api/v1/seen", tags=["coverage"])


@router.get("", summary="What was seen of an area", response_model=SeenOut, responses=GEOJSON_TOO)
def read_seen(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[AreaPeriod, Query()],
    services: Serving,
) -> JSONResponse:
    """Return which share of each cell patrols saw, cameras, both, and nobody: the blind spots.

    Nobody saw what is to come: the period is cut at the present moment. A camera that worked at any
    moment of the period counts with all that it sees.
    """
    wait_until_warm()
    settings, now = services.settings, services.now()
    with services.store.reader() as session:
        start, end = asked_period(session, caller.scope, query, settings, now=now)
        found = seen_report(session, caller.scope, query.area, start, end, settings.zone, now=now)
    made = SeenOut.of(found)
    return table(request, made, made.items, [cell.geometry for cell in found.grid.cells])
