"""The route of what a roster's duties stand in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.rosters.frame_schemas import RosterFrameOut
from api.services import Serving
from geo_patrol.workflows.roster_frame import roster_frame

router = APIRouter(prefix="/api/v1/rosters", tags=["rosters"])


@router.get(
    "/{roster_id}/frame", summary="What a roster's duties stand in", response_model=RosterFrameOut
)
def read(
    roster_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Return a roster's people, days and needs, and leave and wishes for who plans duties.

    What changes while the roster itself does not: leave that is granted, an operation that makes
    a day risky, days that begin.
    """
    settings = services.settings
    with services.store.reader() as session:
        found = roster_frame(
            session,
            caller.scope,
            roster_id,
            settings.roster_rules,
            zone=settings.zone,
            now=services.now(),
        )
    return JSONResponse(RosterFrameOut.of(found, caller.scope).model_dump(mode="json"))
