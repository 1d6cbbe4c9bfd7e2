"""Routes of areas, zones and cells: what is patrolled."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from api.answers import GEOJSON_TOO, listing
from api.auth.permissions import Caller, allow
from api.places.schemas import AreaOut, Areas, CellOut, Cells, ZoneOut, Zones
from api.queries import MOMENT_HELP, BoxFilters, Filters, read_box, read_moment
from api.services import Serving
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.store.repositories import grid_changes, grids, places

router = APIRouter(prefix="/api/v1", tags=["places"])

MAX_CURSOR_DIGITS = 18


class AreaFilters(Filters):
    """Query of the list of areas."""

    retired: bool = Field(False, description="Those that are patrolled no more, too.")


class ZoneFilters(BoxFilters):
    """Query of the list of zones."""

    at: str | None = Field(
        None,
        max_length=40,
        description=f"In force when: {MOMENT_HELP} (its begin); now if missing.",
    )


class CellFilters(BoxFilters):
    """Query of the list of cells."""

    limit: int = Field(1000, ge=1, le=5000, description="Cells on a page.")
    cursor: str | None = Field(None, max_length=40, description="`next` of the page before.")


@router.get("/areas", summary="List areas", response_model=Areas, responses=GEOJSON_TOO)
def read_areas(
    request: Request,
    caller: Annotated[Caller, allow("places.read")],
    query: Annotated[AreaFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the areas within reach: reservoirs, then the blocks of the park."""
    with services.store.reader() as session:
        found = places.areas(session, caller.scope, retired=query.retired)
        under_way = {one.area_code: one for one in grid_changes.changes(session)}
    found = [one for one in found if query.area in (None, one.code)]
    items = [AreaOut.of(one, under_way.get(one.code)) for one in found]
    return listing(request, items, [one.geometry for one in found], None)


@router.get("/zones", summary="List protection zones", response_model=Zones, responses=GEOJSON_TOO)
def read_zones(
    request: Request,
    caller: Annotated[Caller, allow("places.read")],
    query: Annotated[ZoneFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the protection zones in force at a time, with their status, source and licence."""
    at = services.now() if query.at is None else read_moment("at", query.at, services.settings)
    with services.store.reader() as session:
        found = places.zones(
            session, caller.scope, at=at, area_code=query.area, box=read_box(query.bbox)
        )
    items = [ZoneOut.of(one) for one in found]
    return listing(request, items, [one.geometry for one in found], None)


@router.get("/cells", summary="List grid cells", response_model=Cells, responses=GEOJSON_TOO)
def read_cells(
    request: Request,
    caller: Annotated[Caller, allow("places.read")],
    query: Annotated[CellFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the cells of the grids in use."""
    with services.store.reader() as session:
        if query.area is not None and places.area(session, query.area, caller.scope) is None:
            raise NotFound("records.no_area", area=query.area)
        page = grids.cells(
            session,
            caller.scope,
            area_code=query.area,
            box=read_box(query.bbox),
            cursor=_cursor(query.cursor),
            limit=query.limit,
        )
    items = [CellOut.of(view) for view in page.items]
    shapes = [view.cell.geometry for view in page.items]
    return listing(request, items, shapes, page.next_cursor)


def _cursor(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_CURSOR_DIGITS):
        raise InvalidInput("records.bad_cursor")
    return int(text)
