"""Routes of hours of guidance."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.firms.bodies import SLOT_EXAMPLES, SlotBody
from api.firms.queries import SlotsQuery
from api.firms.schemas import SlotOut, Slots
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.firms import SLOTS, free_slots
from geo_patrol.workflows.firm_service import SLOT, put_slot

router = APIRouter(prefix="/api/v1/guidance-slots", tags=["firms"])

Sent = Annotated[SlotBody, Depends(JsonBody(SlotBody, SLOT_EXAMPLES))]


@router.put("/{slot_id}", summary="Offer or book an hour of guidance", response_model=SlotOut)
def put(
    slot_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: Sent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Offer an hour, as leaders do; book it for a firm, or give it back with a reason, as all may.

    Both are edits with If-Match: of two that book one hour, the second is told so.
    """
    with told_on_the_wire(SLOT, caller.scope):
        written = put_slot(
            services.store,
            caller.scope,
            sent.slot(slot_id, caller.own_squad),
            now=services.now(),
            if_match=if_match,
        )
    return _answer(slot_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List hours of guidance", response_model=Slots)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[SlotsQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the hours of guidance of a period, in time order."""
    with services.store.reader() as session:
        page = SLOTS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *free_slots(query.free),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [SlotOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{slot_id}", summary="Read an hour of guidance", response_model=SlotOut)
def read_one(
    slot_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one hour of guidance; its version is the answer's ETag."""
    return _answer(slot_id, caller, services, 200)


def _answer(slot_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, SLOTS, SLOT, slot_id, caller.scope)
    return record(SlotOut.of(found, caller.scope), version, status)
