"""The route of records' history."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.history.roster_request_forms import is_for
from api.history.schemas import HistoryOut, Kind, RivalOut, VersionOut
from api.services import Serving
from geo_patrol.errors import Forbidden, NotFound
from geo_patrol.store.repositories import history
from geo_patrol.workflows.writing import reaches

router = APIRouter(prefix="/api/v1/history", tags=["history"])


@router.get("/{kind}/{record_id}", summary="Read a record's history", response_model=HistoryOut)
def read(
    kind: Kind,
    record_id: UUID,
    caller: Annotated[Caller, allow("records.read")],
    services: Serving,
) -> JSONResponse:
    """Read all versions of a record, the first one first, and those that were refused."""
    if kind == "track" and not caller.may("tracks.read"):
        raise Forbidden("api.not_permitted")
    with services.store.reader() as session:
        versions = history.versions(session, kind, record_id)
        if not versions:
            raise NotFound("records.not_found")
        if not reaches(caller.scope, versions[-1].chain):
            raise history.not_there(session, kind, record_id, "records.not_found")
        if kind == "leave" and not is_for(versions[-1].body, caller.scope):
            # When it came says whether somebody is ill.
            raise Forbidden("api.not_permitted")
        rivals = history.rivals(session, kind, record_id)
    told = HistoryOut(
        kind=kind,
        id=record_id,
        versions=[VersionOut.of(one, caller) for one in versions],
        rivals=[RivalOut.of(one, caller) for one in rivals],
    )
    return JSONResponse(told.model_dump(mode="json"))
