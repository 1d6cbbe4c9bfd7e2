"""Routes of handover notes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.handovers.schemas import EXAMPLES, HandoverBody, HandoverOut, Handovers
from api.history.wire import told_on_the_wire
from api.queries import AskedRecords
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.handovers import HANDOVERS
from geo_patrol.workflows.handovers import put_handover

router = APIRouter(prefix="/api/v1/handovers", tags=["handovers"])

HandoverSent = Annotated[HandoverBody, Depends(JsonBody(HandoverBody, EXAMPLES))]


@router.put("/{handover_id}", summary="Write a handover note", response_model=HandoverOut)
def put(
    handover_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: HandoverSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a note to the next shift under an id that the client made; each crew may leave one."""
    handover = sent.handover(handover_id)
    with told_on_the_wire("handover", caller.scope):
        written = put_handover(
            services.store, caller.scope, handover, now=services.now(), if_match=if_match
        )
    return _answer(handover_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List handover notes", response_model=Handovers, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    asked: AskedRecords,
    services: Serving,
) -> JSONResponse:
    """List the notes that came in a period, in time order. A note has no place of its own."""
    with services.store.reader() as session:
        page = HANDOVERS.page(
            session,
            caller.scope,
            asked.span,
            squad=asked.squad,
            cursor=asked.cursor,
            limit=asked.limit,
        )
        names = people.names(session, [one.found.officer_id for one in page.items])
    items = [HandoverOut.of(one, caller.scope, names) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{handover_id}", summary="Read a handover note", response_model=HandoverOut)
def read_one(
    handover_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one note; its version is the answer's ETag."""
    return _answer(handover_id, caller, services, 200)


def _answer(handover_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, HANDOVERS, "handover", handover_id, caller.scope)
        names = people.names(session, [found.found.officer_id])
    return record(HandoverOut.of(found, caller.scope, names), version, status)
