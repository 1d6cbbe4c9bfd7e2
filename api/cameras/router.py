"""Routes of cameras; lists of them come in by `geo-patrol import cameras`.

How often their alerts are true, and which of them are silent, is asked here, too.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, listing
from api.auth.permissions import Caller, allow
from api.cameras.figures_schemas import (
    CameraFiguresOut,
    PrecisionQuery,
    SilenceQuery,
    SilencesOut,
)
from api.cameras.schemas import CameraFilters, CameraOut, Cameras
from api.queries import read_moment, read_span
from api.services import Serving
from geo_patrol.cameras.shapes import view_of
from geo_patrol.workflows.camera_figures import camera_figures
from geo_patrol.workflows.camera_silence import camera_silences
from geo_patrol.workflows.cameras import cameras_in_reach

router = APIRouter(prefix="/api/v1/cameras", tags=["coverage"])


@router.get("", summary="List cameras", response_model=Cameras, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[CameraFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the cameras within reach by squad and code, those that stand no longer too.

    As GeoJSON each is the sector that it sees, one that sees nothing a point.
    """
    epsg = services.settings.metric_epsg
    with services.store.reader() as session:
        found = cameras_in_reach(
            session, caller.scope, area_code=query.area, squad=query.squad, epsg=epsg
        )
    items = [CameraOut.of(one) for one in found]
    return listing(request, items, [view_of(one.camera, epsg) for one in found], None)


@router.get("/precision", summary="How often alerts are true", response_model=CameraFiguresOut)
def read_precision(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[PrecisionQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Read which share of a period's alerts was true, with its interval; never by person."""
    settings = services.settings
    span = read_span(query, settings)
    with services.store.reader() as session:
        found = camera_figures(
            session,
            caller.scope,
            span,
            settings.zone,
            by=query.by,
            squad=query.squad,
            camera=query.camera,
            area=query.area,
        )
    told = CameraFiguresOut.of(found, span, query.by, services.now())
    return JSONResponse(told.model_dump(mode="json"))


@router.get("/silence", summary="Which cameras are silent", response_model=SilencesOut)
def read_silence(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[SilenceQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Read how long each camera has been silent, against its own habit or its signs."""
    now, settings = services.now(), services.settings
    at = now if query.at is None else read_moment("at", query.at, settings)
    with services.store.reader() as session:
        found = camera_silences(session, caller.scope, at=at, squad=query.squad)
    return JSONResponse(SilencesOut.of(found, at).model_dump(mode="json"))
