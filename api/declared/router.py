"""Routes of declared routes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.declared.schemas import EXAMPLES, RouteBody, RouteOut, Routes
from api.history.wire import told_on_the_wire
from api.services import Serving
from api.versions import IfMatch, current_version
from geo_patrol.errors import NotFound
from geo_patrol.store.repositories import declared_routes, duty, history
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.declared_routes import KIND, put_route

router = APIRouter(prefix="/api/v1/patrols/{patrol_id}/declared-routes", tags=["tracks"])

RouteSent = Annotated[RouteBody, Depends(JsonBody(RouteBody, EXAMPLES))]


@router.put("/{route_id}", summary="Declare a route", response_model=RouteOut)
def put(
    patrol_id: UUID,
    route_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: RouteSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Declare the route that a patrol took without a track. It is drawn as declared.

    Nothing is measured on it: coverage and gaps are as they were without it.
    """
    with told_on_the_wire(KIND, caller.scope):
        written = put_route(
            services.store,
            caller.scope,
            sent.route(patrol_id, route_id),
            now=services.now(),
            if_match=if_match,
        )
    with services.store.reader() as session:
        status = 201 if written.created else 200
        return _answer(session, patrol_id, route_id, caller.scope, status)


@router.get("/{route_id}", summary="Read a declared route", response_model=RouteOut)
def read_one(
    patrol_id: UUID,
    route_id: UUID,
    caller: Annotated[Caller, allow("tracks.read")],
    services: Serving,
) -> JSONResponse:
    """Read one declared route; its version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, patrol_id, route_id, caller.scope, 200)


@router.get("", summary="List a patrol's declared routes", response_model=Routes)
def read_all(
    patrol_id: UUID, caller: Annotated[Caller, allow("tracks.read")], services: Serving
) -> JSONResponse:
    """List the routes that were declared for a patrol, in time order."""
    with services.store.reader() as session:
        if duty.patrol(session, patrol_id, caller.scope) is None:
            raise history.not_there(session, "patrol", patrol_id, "records.no_patrol")
        found = declared_routes.routes_of_patrol(session, patrol_id, caller.scope)
    items = [RouteOut.of(one, caller.scope) for one in found]
    return JSONResponse(Routes(items=items).model_dump(mode="json"))


def _answer(
    session: Session, patrol_id: UUID, route_id: UUID, scope: Scope, status: int
) -> JSONResponse:
    version = current_version(session, KIND, route_id)
    found = declared_routes.route(session, route_id, scope)
    if found is None:
        raise history.not_there(session, KIND, route_id, "records.not_found")
    if found.patrol_id != patrol_id:
        raise NotFound("records.not_found")
    return record(RouteOut.of(found, scope), version, status)
