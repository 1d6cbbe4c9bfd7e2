"""Routes of ground tiles, for maps that lie on this server and go along on a phone."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse, Response

from api.auth.permissions import Caller, allow
from api.services import Services, Serving
from api.tiles.mbtiles import DEEPEST, TileSet, media_type, open_tiles, read_tile
from api.tiles.schemas import TilesOut
from geo_patrol.errors import InvalidInput

router = APIRouter(prefix="/api/v1/tiles", tags=["places"])
log = structlog.get_logger(__name__)

FOR_A_DAY = "private, max-age=86400"

Zoom = Annotated[int, Path(ge=0, le=DEEPEST)]
Number = Annotated[int, Path(ge=0, lt=2**DEEPEST)]


@router.get("", summary="Describe the ground tiles", response_model=TilesOut)
def read_all(_caller: Annotated[Caller, allow("places.read")], services: Serving) -> JSONResponse:
    """Tell what base map there is; `available` is false when the operator provides none."""
    return JSONResponse(TilesOut.of(_tiles(services)).model_dump(mode="json"))


@router.get(
    "/{zoom}/{column}/{row}",
    summary="Read a ground tile",
    response_class=Response,
    responses={
        200: {"content": {"image/png": {}, "image/jpeg": {}, "image/webp": {}}},
        204: {"description": "There is no tile here."},
    },
)
def read_one(
    zoom: Zoom,
    column: Number,
    row: Number,
    _caller: Annotated[Caller, allow("places.read")],
    services: Serving,
) -> Response:
    """Return a picture of 256 × 256 pixels in Web Mercator, counted from the north-west.

    Without one the answer is empty (204).
    """
    tiles = _tiles(services)
    data = None if tiles is None else read_tile(tiles, zoom, column, row)
    headers = {"Cache-Control": FOR_A_DAY}
    if data is None:
        return Response(status_code=204, headers=headers)
    return Response(data, media_type=media_type(data), headers=headers)


def _tiles(services: Services) -> TileSet | None:
    path = services.settings.tiles_file
    if path is None:
        return None
    try:
        return open_tiles(path)
    except InvalidInput as error:
        # A base map that is broken keeps nobody from patrolling.
        log.warning("no base map", reason=error.text("en"))
        return None
