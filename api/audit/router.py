"""Routes of the audit chains."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from api.audit.schemas import (
    ActorOut,
    Actors,
    Anchor,
    AuditFilters,
    Entries,
    EntryOut,
    HeadOut,
    Verification,
)
from api.audit.verifying import Verifying
from api.auth.permissions import Caller, allow
from api.jobs.stream import MEDIA_TYPE, EventStream
from api.queries import read_span
from api.services import Serving
from geo_patrol.store.repositories import audit, devices, people
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])

LONGEST_S = 3600.0
"""Of a verification that somebody waits for."""

Auditor = Annotated[Caller, allow("audit.read")]


@router.get("", summary="List audit entries", response_model=Entries)
def read_all(
    caller: Auditor, query: Annotated[AuditFilters, Query()], services: Serving
) -> JSONResponse:
    """List entries, the newest first: of a chain in its order, or about an object."""
    span = read_span(query, services.settings)
    wanted = audit.Wanted(
        actor=query.actor,
        action=query.action,
        kind=query.kind,
        outcome=query.outcome,
        start=span.start,
        end=span.end,
    )
    with services.store.reader() as session:
        found = audit.page(
            session,
            chain=query.chain,
            object_name=query.object,
            wanted=wanted,
            before=query.before,
            limit=query.limit,
        )
    items = [EntryOut.of(one) for one in found]
    return JSONResponse(Entries(items=items).model_dump(mode="json"))


@router.get("/actors", summary="List who stands in entries", response_model=Actors)
def read_actors(caller: Auditor, services: Serving) -> JSONResponse:
    """List people and devices by the ids that entries have for them: no entry has a name."""
    with services.store.reader() as session:
        items = [
            *(ActorOut.of_officer(one) for one in people.officers(session, SYSTEM)),
            *(ActorOut.of_device(one) for one in devices.devices(session)),
        ]
    return JSONResponse(Actors(items=items).model_dump(mode="json"))


@router.get("/anchor", summary="Read the chains' heads", response_model=Anchor)
def anchor(caller: Auditor, services: Serving) -> JSONResponse:
    """Return where the chains end now. Kept elsewhere, it shows later that nothing was cut off."""
    with services.store.reader() as session:
        heads = [HeadOut.of(head) for head in audit.heads(session)]
    return JSONResponse(Anchor(at=services.now(), heads=heads).model_dump(mode="json"))


@router.get("/verification", summary="Verify chains and records", response_model=Verification)
def read_verification(caller: Auditor, services: Serving) -> JSONResponse:
    """Check every chain, every version by its chain, every record by its versions.

    It takes some seconds for each 100,000 entries. An anchor is compared at the command line:
    `geo-patrol audit verify --anchor FILE`.
    """
    seen = verify(services.store)
    return JSONResponse(Verification.of(seen, services.now()).model_dump(mode="json"))


@router.get(
    "/verification/events",
    summary="Verify, and tell how far it is",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "Server-sent events."}},
)
def watch_verification(caller: Auditor, services: Serving) -> Response:
    """Check as `Verify chains and records` does, and tell how far that is until it is done.

    Events are `VerifyingOut`: the last has what was seen. One runs at a time; another is answered
    429. It ends when nobody listens any more.
    """
    work = Verifying(services.store, services.now)
    return EventStream(work.told(), lasts_s=LONGEST_S)
