"""The route of attendance."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.roster_requests.attendance_schemas import AttendanceOut
from api.services import Serving
from geo_patrol.workflows.attendance import roster_attendance

router = APIRouter(prefix="/api/v1/rosters", tags=["rosters"])


@router.get(
    "/{roster_id}/attendance",
    summary="Hold a roster against patrols",
    response_model=AttendanceOut,
)
def read(
    roster_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read who was on patrol as a published roster has it; patrols are what happened.

    Somebody is late, or left early, from half an hour on: shifts are handed over.
    """
    with services.store.reader() as session:
        found = roster_attendance(session, caller.scope, roster_id, now=services.now())
    return JSONResponse(AttendanceOut.of(found, caller.scope).model_dump(mode="json"))
