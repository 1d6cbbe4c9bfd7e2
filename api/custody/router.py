"""Routes of custody events."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.custody.schemas import EXAMPLES, CustodyBody, CustodyOut
from api.history.wire import told_on_the_wire
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories import seizures
from geo_patrol.store.repositories.custody import CUSTODY_EVENTS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.custody import put_custody_event
from geo_patrol.workflows.seizing import look, terms_of

router = APIRouter(prefix="/api/v1/custody-events", tags=["seizures"])

CustodySent = Annotated[CustodyBody, Depends(JsonBody(CustodyBody, EXAMPLES))]


@router.put("/{custody_event_id}", summary="Write a custody event", response_model=CustodyOut)
def put(
    custody_event_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: CustodySent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write what was done with some items; events sort themselves by time, however late they come.

    What cannot have been changes nothing and is told. An event is never edited, only voided.
    """
    with told_on_the_wire("custody_event", caller.scope):
        written = put_custody_event(
            services.store,
            caller.scope,
            sent.event(custody_event_id),
            now=services.now(),
            tz=services.settings.zone,
            if_match=if_match,
        )
    return _answer(custody_event_id, caller, services, 201 if written.created else 200)


@router.get("/{custody_event_id}", summary="Read a custody event", response_model=CustodyOut)
def read_one(
    custody_event_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one event; its version is the answer's ETag. The chain is read with the seizure."""
    return _answer(custody_event_id, caller, services, 200)


def _answer(event_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    zone = services.settings.zone
    with services.store.reader() as session:
        kept, version = find(session, CUSTODY_EVENTS, "custody_event", event_id, caller.scope)
        stored = seizures.seizure(session, kept.record.seizure_id, SYSTEM)
        of_it = [] if stored is None else [stored]
        looked = look(session, of_it, terms_of(session, services.now(), zone))
    conflicts = [
        conflict
        for one in looked
        for conflict in one.standing.chain.conflicts
        if conflict.event_id == event_id
    ]
    return record(CustodyOut.of(kept, conflicts, caller.scope), version, status)
