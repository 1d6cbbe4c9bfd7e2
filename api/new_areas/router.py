"""Routes of new areas: planned, looked at, opened or not."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.bodies import JsonBody, Reason, StrictBody
from api.boundary_imports.bodies import DISCARD_EXAMPLES, DiscardBody
from api.boundary_imports.order import BoundaryOrder
from api.new_areas.file import NewAreaReader, SentArea
from api.new_areas.schemas import NewAreaDetail, NewAreaOut, NewAreas
from api.services import Services, Serving
from geo_patrol.errors import Finding, InvalidInput, Unavailable, finding
from geo_patrol.store.repositories import new_areas as stored
from geo_patrol.store.repositories import people
from geo_patrol.store.scope import Scope
from geo_patrol.workflows import area_opening, area_planning
from geo_patrol.workflows.area_planning import Picture
from geo_patrol.workflows.boundaries import home_bounds

router = APIRouter(prefix="/api/v1/new-areas", tags=["places"])

OPEN_EXAMPLES: dict[str, Any] = {
    "agreed": {"summary": "With the reason", "value": {"reason": "县局批准设立新片区"}}
}


class OpeningBody(StrictBody):
    """Why an area is opened."""

    reason: Reason


Keeper = Annotated[Caller, allow("places.write")]
AreaSent = Annotated[SentArea, Depends(NewAreaReader())]
OpeningSent = Annotated[OpeningBody, Depends(JsonBody(OpeningBody, OPEN_EXAMPLES))]
DiscardSent = Annotated[DiscardBody, Depends(JsonBody(DiscardBody, DISCARD_EXAMPLES))]


@router.get("", summary="List planned areas", response_model=NewAreas)
def read_all(caller: Keeper, services: Serving) -> JSONResponse:
    """List the areas that were planned and that nobody decided on, the newest first."""
    with services.store.reader() as session:
        found = stored.drafts(session, caller.scope)
        names = people.names(session, [one.created_by for one in found])
    items = [NewAreaOut.of(one, names) for one in found]
    return JSONResponse(NewAreas(items=items).model_dump(mode="json"))


@router.get("/{new_area_id}", summary="Read a planned area", response_model=NewAreaDetail)
def read_one(new_area_id: UUID, caller: Keeper, services: Serving) -> JSONResponse:
    """Show a planned area on the ground: outline, cells, neighbours, how often cells are due."""
    return _detail(new_area_id, caller.scope, services, 200)


@router.put("/{new_area_id}", summary="Plan an area", response_model=NewAreaDetail)
def put(new_area_id: UUID, caller: Keeper, sent: AreaSent, services: Serving) -> JSONResponse:
    """Read an outline's file and keep the area as a plan, which counts for nothing.

    The file is checked as that of a boundary is. Cells are counted, and must be visited as often
    as is usual for their kind and zone.
    """
    with services.store.reader() as session:
        home = home_bounds(session)
    file = services.painter.boundary(BoundaryOrder(sent.data, sent.name, sent.plan.datum, home))
    settings = services.settings
    _, new = area_planning.draft(
        services.store,
        caller.scope,
        new_area_id,
        sent.data,
        file,
        sent.plan,
        epsg=settings.metric_epsg,
        county=settings.county_code,
        now=services.now(),
    )
    return _detail(new_area_id, caller.scope, services, 201 if new else 200)


@router.put("/{new_area_id}/opening", summary="Open an area", response_model=NewAreaDetail)
def put_opening(
    new_area_id: UUID, caller: Keeper, sent: OpeningSent, services: Serving
) -> JSONResponse:
    """Have a planned area count from now on, with the reason.

    Maps, gaps and phones know it once its cells are cut and the squad's tracks traced.
    """
    settings, now = services.settings, services.now()
    area_opening.open_area(
        services.store,
        caller.scope,
        new_area_id,
        reason=sent.reason,
        epsg=settings.metric_epsg,
        county=settings.county_code,
        now=now,
    )
    try:
        area_opening.go_on(
            services.store,
            epsg=settings.metric_epsg,
            county=settings.county_code,
            zone=settings.zone,
            now=now,
        )
    except Unavailable:
        # The server goes on with it.
        pass
    return _detail(new_area_id, caller.scope, services, 200)


@router.put(
    "/{new_area_id}/discard", summary="Discard a planned area", response_model=NewAreaDetail
)
def put_discard(
    new_area_id: UUID, caller: Keeper, sent: DiscardSent, services: Serving
) -> JSONResponse:
    """Decide that a plan never becomes an area."""
    area_opening.discard(
        services.store, caller.scope, new_area_id, reason=sent.reason, now=services.now()
    )
    return _detail(new_area_id, caller.scope, services, 200)


def _detail(new_area_id: UUID, scope: Scope, services: Services, status: int) -> JSONResponse:
    settings = services.settings
    with services.store.reader() as session:
        one = area_planning.found_plan(session, scope, new_area_id)
        names = people.names(session, {one.created_by, one.decided_by})
        picture: Picture | None = None
        wrong: tuple[Finding, ...] = ()
        if one.state == "draft":
            try:
                picture = area_planning.look_at(
                    session,
                    one,
                    epsg=settings.metric_epsg,
                    county=settings.county_code,
                    now=services.now(),
                )
            except InvalidInput as error:
                # It could be opened when it was sent; what lies around has changed since.
                wrong = (finding("", error.key, **error.params), *error.findings)
    whole = NewAreaDetail.picture(one, names, picture, wrong)
    return JSONResponse(whole.model_dump(mode="json"), status)
