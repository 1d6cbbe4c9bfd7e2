"""Routes of what runs, stops or lengthens periods."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.custody.clock_schemas import EXAMPLES, ClockBody, ClockEventOut
from api.history.wire import told_on_the_wire
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.custody import CLOCK_EVENTS
from geo_patrol.workflows.custody import put_clock_event

router = APIRouter(prefix="/api/v1/clock-events", tags=["seizures"])

ClockSent = Annotated[ClockBody, Depends(JsonBody(ClockBody, EXAMPLES))]


@router.put("/{clock_event_id}", summary="Write a clock event", response_model=ClockEventOut)
def put(
    clock_event_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: ClockSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write an approval, a report, testing, an extension or a decision; never edited, only voided.

    Who approves is who sends it: a leader.
    """
    with told_on_the_wire("clock_event", caller.scope):
        written = put_clock_event(
            services.store,
            caller.scope,
            sent.fact(clock_event_id),
            now=services.now(),
            tz=services.settings.zone,
            if_match=if_match,
        )
    return _answer(clock_event_id, caller, services, 201 if written.created else 200)


@router.get("/{clock_event_id}", summary="Read a clock event", response_model=ClockEventOut)
def read_one(
    clock_event_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one event; its version is the answer's ETag."""
    return _answer(clock_event_id, caller, services, 200)


def _answer(event_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        kept, version = find(session, CLOCK_EVENTS, "clock_event", event_id, caller.scope)
    return record(ClockEventOut.of(kept, caller.scope), version, status)
