"""The route of signs that cameras work."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.auth.permissions import Caller, allow
from api.bodies import Code, JsonBody, StrictBody
from api.services import Serving
from geo_patrol.errors import Forbidden
from geo_patrol.workflows.camera_silence import put_camera_sign

router = APIRouter(prefix="/api/v1/camera-signs", tags=["camera alerts"])

EXAMPLES: dict[str, Any] = {
    "every_five_minutes": {"summary": "It says so every five minutes", "value": {"every_s": 300}}
}


class CameraSignBody(StrictBody):
    """That a camera works."""

    every_s: int = Field(ge=1, le=7 * 86_400, description="How often that is said, seconds.")


class CameraSignOut(BaseModel):
    """A sign as it is kept; the next one takes its place."""

    camera: str
    known: bool = Field(description="Whether the squad's list has the camera.")


SignSent = Annotated[CameraSignBody, Depends(JsonBody(CameraSignBody, EXAMPLES))]


@router.put("/{camera}", summary="Say that a camera works", response_model=CameraSignOut)
def put(
    camera: Annotated[Code, Path(description="Code or name of the camera.")],
    caller: Annotated[Caller, allow("alerts.write")],
    sent: SignSent,
    services: Serving,
) -> JSONResponse:
    """Say that a camera works, with a camera's token; a recorder says it for each of its own."""
    squad = caller.own_squad
    if squad is None:
        raise Forbidden("api.not_permitted")
    known = put_camera_sign(
        services.store,
        caller.scope,
        camera,
        squad_code=squad,
        every_s=sent.every_s,
        now=services.now(),
    )
    return JSONResponse(CameraSignOut(camera=camera, known=known).model_dump(mode="json"))
