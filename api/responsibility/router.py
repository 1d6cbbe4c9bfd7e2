"""Routes of responsibilities."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.responsibility.bodies import RESPONSIBILITY_EXAMPLES, ResponsibilityBody
from api.responsibility.queries import ParkQuery
from api.responsibility.schemas import Responsibilities, ResponsibilityOut
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.responsibility import RESPONSIBILITIES, of_area
from geo_patrol.workflows.responsibility import RESPONSIBILITY, put_responsibility

router = APIRouter(prefix="/api/v1/responsibilities", tags=["responsibility"])

ResponsibilitySent = Annotated[
    ResponsibilityBody, Depends(JsonBody(ResponsibilityBody, RESPONSIBILITY_EXAMPLES))
]


@router.put(
    "/{responsibility_id}", summary="Write a responsibility", response_model=ResponsibilityOut
)
def put(
    responsibility_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: ResponsibilitySent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write who answers for a block or a cell from when on; one at a time.

    Who goes on after them is said by a hand-over.
    """
    one = sent.responsibility(responsibility_id)
    with told_on_the_wire(RESPONSIBILITY, caller.scope):
        written = put_responsibility(
            services.store, caller.scope, one, now=services.now(), if_match=if_match
        )
    return _answer(responsibility_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List responsibilities", response_model=Responsibilities)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[ParkQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the responsibilities that begin in a period, in time order."""
    with services.store.reader() as session:
        page = RESPONSIBILITIES.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_area(RESPONSIBILITIES, query.area),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [ResponsibilityOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get(
    "/{responsibility_id}", summary="Read a responsibility", response_model=ResponsibilityOut
)
def read_one(
    responsibility_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one responsibility; its version is the answer's ETag."""
    return _answer(responsibility_id, caller, services, 200)


def _answer(
    responsibility_id: UUID, caller: Caller, services: Services, status: int
) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(
            session, RESPONSIBILITIES, RESPONSIBILITY, responsibility_id, caller.scope
        )
    return record(ResponsibilityOut.of(found, caller.scope), version, status)
