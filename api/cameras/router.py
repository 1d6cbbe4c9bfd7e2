"""Routes of cameras; lists of them come in by `geo-patrol import cameras`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, listing
from api.auth.permissions import Caller, allow
from api.cameras.schemas import CameraFilters, CameraOut, Cameras
from api.services import Serving
from geo_patrol.cameras.shapes import view_of
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
