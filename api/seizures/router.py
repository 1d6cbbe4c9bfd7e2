"""Routes of seizures."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.seizures.bodies import SeizureBody, SeizureReader
from api.seizures.schemas import SeizureFilters, SeizureLine, SeizureOut, Seizures
from api.services import Services, Serving
from api.versions import IfMatch, current_version
from geo_patrol.store.repositories import people, seizures
from geo_patrol.store.repositories.seizures import Asked
from geo_patrol.workflows.seizing import find, look, put_seizure, terms_of

router = APIRouter(prefix="/api/v1/seizures", tags=["seizures"])

SeizureSent = Annotated[SeizureBody, Depends(SeizureReader())]


@router.put("/{seizure_id}", summary="Write a seizure", response_model=SeizureOut)
def put(
    seizure_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: SeizureSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a decision to seize with its inventory, under an id that the client made.

    What would not hold up (one officer, no approval, no photo) is taken and told in `findings`.
    """
    with told_on_the_wire("seizure", caller.scope):
        written = put_seizure(
            services.store,
            caller.scope,
            sent.seizure(seizure_id, caller.own_squad),
            now=services.now(),
            tz=services.settings.zone,
            if_match=if_match,
        )
    return _answer(seizure_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List seizures", response_model=Seizures)
def read_all(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[SeizureFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List the seizures of a period, in time order."""
    asked = Asked(
        squad=query.squad,
        incident_id=query.incident,
        open=query.open,
        state=query.state,
        kind=query.kind,
        place=query.place,
        text=query.text,
    )
    with services.store.reader() as session:
        page = seizures.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            asked,
            cursor=query.cursor,
            limit=query.limit,
            newest_first=query.order == "newest",
        )
    told = Seizures(items=[SeizureLine.of(one) for one in page.items], next=page.next_cursor)
    return JSONResponse(told.model_dump(mode="json"))


@router.get("/{seizure_id}", summary="Read a seizure", response_model=SeizureOut)
def read_one(
    seizure_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one seizure with its chain of custody and its clocks; its version is the ETag."""
    return _answer(seizure_id, caller, services, 200)


def _answer(seizure_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    now = services.now()
    with services.store.reader() as session:
        # The version first: should an edit come between, it is the older one, and If-Match fails.
        version = current_version(session, "seizure", seizure_id)
        stored = find(session, seizure_id, caller.scope)
        [looked] = look(session, [stored], terms_of(session, now, services.settings.zone))
        names = people.names(session, [one.officer_id for one in stored.seizure.officers])
    return record(SeizureOut.of(looked, caller.scope, names, now), version, status)
