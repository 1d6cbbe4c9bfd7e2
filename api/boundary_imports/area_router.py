"""Routes of areas as the office keeps them."""

from typing import Annotated

import shapely
from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.boundary_imports.area_schemas import AreaDetail, AreaEntries, AreaEntryOut
from api.boundary_imports.router import told
from api.services import Serving
from geo_patrol.errors import NotFound
from geo_patrol.store.repositories import boundary_imports
from geo_patrol.workflows.area_register import register
from geo_patrol.workflows.boundaries import area_water

router = APIRouter(prefix="/api/v1/boundaries", tags=["places"])

Keeper = Annotated[Caller, allow("places.write")]


@router.get("", summary="List areas with their boundaries", response_model=AreaEntries)
def read_all(caller: Keeper, services: Serving) -> JSONResponse:
    """List the areas: boundaries with status, source and licence, cells, what stands in them."""
    settings = services.settings
    with services.store.reader() as session:
        found = register(session, caller.scope, epsg=settings.metric_epsg, now=services.now())
    items = [AreaEntryOut.of(one) for one in found]
    return JSONResponse(AreaEntries(items=items).model_dump(mode="json"))


@router.get("/{area}", summary="Read an area's boundaries", response_model=AreaDetail)
def read_one(area: str, caller: Keeper, services: Serving) -> JSONResponse:
    """Show an area's outline and zones in force, and what was brought in for it."""
    settings = services.settings
    with services.store.reader() as session:
        found = register(
            session, caller.scope, epsg=settings.metric_epsg, now=services.now(), only=area
        )
        if not found:
            raise NotFound("records.no_area", area=area)
        water = area_water(session, area)
        brought = [one.record for one in boundary_imports.imports(session, caller.scope, area)]
        imports = told(session, brought, services)
    [entry] = found
    shapes = [entry.area.geometry]
    shapes += [zone.geometry for level in entry.levels for zone in level.zones]
    bounds = shapely.total_bounds(shapes).tolist()
    whole = AreaDetail.picture(entry, water, bounds, imports)
    return JSONResponse(whole.model_dump(mode="json"))
