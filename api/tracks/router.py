"""Routes of tracks."""

from typing import Annotated
from uuid import UUID

import shapely
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, listing, record
from api.auth.permissions import Caller, allow
from api.declared.schemas import RouteOut
from api.queries import Asked, AskedOnMap, wants_geojson
from api.services import Services, Serving
from api.tracks.bodies import RawTrack, TrackReader
from api.tracks.reading import read_upload, refuse_swapped
from api.tracks.schemas import TrackOut, Tracks
from api.versions import current_version
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.errors import Finding, NotFound
from geo_patrol.store.repositories import (
    declared_routes,
    duty,
    history,
    track_standings,
    tracks,
)
from geo_patrol.store.repositories.paging import Page
from geo_patrol.store.repositories.tracks import TrackView
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.boundaries import home_bounds
from geo_patrol.workflows.tracks import put_track

router = APIRouter(prefix="/api/v1", tags=["tracks"])

TrackSent = Annotated[RawTrack, Depends(TrackReader())]


@router.put(
    "/patrols/{patrol_id}/tracks/{track_id}", summary="Write a track", response_model=TrackOut
)
def put(
    patrol_id: UUID,
    track_id: UUID,
    caller: Annotated[Caller, allow("tracks.write")],
    sent: TrackSent,
    services: Serving,
) -> JSONResponse:
    """Keep a track of a patrol: JSON, or a GPX, GeoJSON, CSV or KML file as the body.

    Segments of a file are joined in time order. Fixes that are no good are left out and listed
    with line and reason. Sent again, nothing changes; a track cannot be edited: a better one says
    that it supersedes it, and a wrong one is withdrawn.
    """
    wait_until_warm()
    now = services.now()
    upload = read_upload(sent, now=now)
    with services.store.reader() as session:
        refuse_swapped(upload, home_bounds(session))
    written = put_track(
        services.store,
        caller.scope,
        patrol_id,
        track_id,
        upload,
        now=now,
        zone=services.settings.zone,
    )
    status = 201 if written.written.created else 200
    with services.store.reader() as session:
        return _answer(session, patrol_id, track_id, caller.scope, status, written.findings)


@router.get(
    "/patrols/{patrol_id}/tracks/{track_id}", summary="Read a track", response_model=TrackOut
)
def read_one(
    patrol_id: UUID,
    track_id: UUID,
    caller: Annotated[Caller, allow("tracks.read")],
    services: Serving,
) -> JSONResponse:
    """Read what is known of a track; its version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, patrol_id, track_id, caller.scope, 200, None)


@router.get(
    "/patrols/{patrol_id}/tracks",
    summary="List a patrol's tracks",
    response_model=Tracks,
    responses=GEOJSON_TOO,
)
def read_of_patrol(
    patrol_id: UUID,
    request: Request,
    caller: Annotated[Caller, allow("tracks.read")],
    asked: AskedOnMap,
    services: Serving,
) -> JSONResponse:
    """List the tracks of one patrol, in time order; in GeoJSON as simplified lines.

    Those that do not count are among them, and say so. Beside them stand the routes that were
    declared for it: `declared` is true of those, they are not measured.
    """
    with services.store.reader() as session:
        if duty.patrol(session, patrol_id, caller.scope) is None:
            raise history.not_there(session, "patrol", patrol_id, "records.no_patrol")
        routes = declared_routes.routes_of_patrol(session, patrol_id, caller.scope)
    page, items = _page(caller, asked, services, patrol_id)
    shown = [] if asked.cursor else routes
    declared = [RouteOut.of(one, caller.scope) for one in shown]
    if not wants_geojson(request):
        told = Tracks(items=items, declared=declared, next=page.next_cursor)
        return JSONResponse(told.model_dump(mode="json"))
    lines = [view.line for view in page.items]
    drawn = [shapely.LineString(one.line) for one in shown]
    return listing(request, [*items, *declared], [*lines, *drawn], page.next_cursor)


@router.get("/tracks", summary="List tracks", response_model=Tracks, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("tracks.read")],
    asked: AskedOnMap,
    services: Serving,
) -> JSONResponse:
    """List the tracks that meet a period, in time order; in GeoJSON as simplified lines.

    Those that do not count are among them, and say so.
    """
    page, items = _page(caller, asked, services, None)
    return listing(request, items, [view.line for view in page.items], page.next_cursor)


def _page(
    caller: Caller, asked: Asked, services: Services, patrol_id: UUID | None
) -> tuple[Page[TrackView], list[TrackOut]]:
    with services.store.reader() as session:
        page = tracks.tracks(
            session,
            caller.scope,
            asked.span,
            squad=asked.squad,
            area=asked.area,
            patrol_id=patrol_id,
            box=asked.box,
            cursor=asked.cursor,
            limit=asked.limit,
        )
        told = track_standings.why(session, page.items)
    return page, [TrackOut.of(view, told.get(view.id)) for view in page.items]


def _answer(
    session: Session,
    patrol_id: UUID,
    track_id: UUID,
    scope: Scope,
    status: int,
    noticed: tuple[Finding, ...] | None,
) -> JSONResponse:
    found = tracks.track(session, track_id, scope)
    if found is None:
        raise history.not_there(session, "track", track_id, "records.not_found")
    if found.patrol_id != patrol_id:
        raise NotFound("records.not_found")
    version = current_version(session, "track", track_id)
    told = track_standings.why(session, [found]).get(track_id)
    return record(TrackOut.of(found, told, noticed), version, status)
