"""Routes of areas as the office keeps them."""

from typing import Annotated

import shapely
from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.boundary_imports.area_schemas import AreaDetail, AreaEntries, AreaEntryOut
from api.boundary_imports.bodies import (
    BACK_EXAMPLES,
    RETIRE_EXAMPLES,
    BackBody,
    RetireBody,
)
from api.boundary_imports.router import told
from api.services import Services, Serving
from geo_patrol.errors import NotFound
from geo_patrol.store.repositories import boundary_imports
from geo_patrol.workflows import area_retiring
from geo_patrol.workflows.area_register import register
from geo_patrol.workflows.boundaries import area_water

router = APIRouter(prefix="/api/v1/boundaries", tags=["places"])

Keeper = Annotated[Caller, allow("places.write")]
RetireSent = Annotated[RetireBody, Depends(JsonBody(RetireBody, RETIRE_EXAMPLES))]
BackSent = Annotated[BackBody, Depends(JsonBody(BackBody, BACK_EXAMPLES))]


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
    return _detail(area, caller, services)


@router.put("/{area}/retirement", summary="Retire an area", response_model=AreaDetail)
def put_retirement(area: str, caller: Keeper, sent: RetireSent, services: Serving) -> JSONResponse:
    """Have an area patrolled no more: it is left out of plans, gaps, maps and phones.

    Its records stay, and its cells: it can be brought back whole.
    """
    area_retiring.retire(services.store, caller.scope, area, reason=sent.reason, now=services.now())
    return _detail(area, caller, services)


@router.put("/{area}/return", summary="Bring a retired area back", response_model=AreaDetail)
def put_return(area: str, caller: Keeper, _sent: BackSent, services: Serving) -> JSONResponse:
    """Have a retired area patrolled again, as if it had always been."""
    area_retiring.bring_back(
        services.store,
        caller.scope,
        area,
        epsg=services.settings.metric_epsg,
        now=services.now(),
    )
    return _detail(area, caller, services)


def _detail(area: str, caller: Caller, services: Services) -> JSONResponse:
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
