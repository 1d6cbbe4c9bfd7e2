"""Routes of what is said of whether an incident counts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.incidents.void_schemas import EXAMPLES, VoidBody, VoidOut
from api.received import find
from api.services import Serving
from api.versions import IfMatch
from geo_patrol.incidents.voiding import void_id
from geo_patrol.store.repositories.incident_voids import VOIDS
from geo_patrol.workflows.voiding import KIND, put_void

router = APIRouter(prefix="/api/v1/incidents/{incident_id}/void", tags=["incidents"])

VoidSent = Annotated[VoidBody, Depends(JsonBody(VoidBody, EXAMPLES))]


@router.put("", summary="Void an incident, or take that back", response_model=VoidOut)
def put(
    incident_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: VoidSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Say that an incident does not count, or that it does after all, and why. It is kept.

    For leaders of the squad; for who wrote it, while its shift goes on: that of the patrol it
    names, else one of the squad's at that time.
    """
    said = sent.said(incident_id)
    with told_on_the_wire(KIND, caller.scope):
        written = put_void(
            services.store, caller.scope, said, now=services.now(), if_match=if_match
        )
    return _answer(incident_id, caller, services, 201 if written.created else 200)


@router.get("", summary="Read whether an incident counts", response_model=VoidOut)
def read_one(
    incident_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read what was last said of whether an incident counts; its version is the answer's ETag."""
    return _answer(incident_id, caller, services, 200)


def _answer(incident_id: UUID, caller: Caller, services: Serving, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, VOIDS, KIND, void_id(incident_id), caller.scope)
    return record(VoidOut.of(found, caller.scope), version, status)
