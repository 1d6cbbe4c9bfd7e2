"""Routes of hand-overs of responsibilities."""

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
from api.responsibility.bodies import HANDOVER_EXAMPLES, ResponsibilityHandoverBody
from api.responsibility.queries import HandoversQuery
from api.responsibility.schemas import ResponsibilityHandoverOut, ResponsibilityHandovers
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.responsibility import HANDED, of_responsibility
from geo_patrol.workflows.responsibility import HANDOVER, put_handover

router = APIRouter(prefix="/api/v1/responsibility-handovers", tags=["responsibility"])

HandoverSent = Annotated[
    ResponsibilityHandoverBody, Depends(JsonBody(ResponsibilityHandoverBody, HANDOVER_EXAMPLES))
]


@router.put(
    "/{duty_handover_id}",
    summary="Write a hand-over of a responsibility",
    response_model=ResponsibilityHandoverOut,
)
def put(
    duty_handover_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: HandoverSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write that a responsibility goes from who has it then to somebody else.

    It may lie ahead. Who left can be relieved, and does not take over.
    """
    one = sent.handover(duty_handover_id)
    with told_on_the_wire(HANDOVER, caller.scope):
        written = put_handover(
            services.store, caller.scope, one, now=services.now(), if_match=if_match
        )
    return _answer(duty_handover_id, caller, services, 201 if written.created else 200)


@router.get(
    "", summary="List hand-overs of responsibilities", response_model=ResponsibilityHandovers
)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[HandoversQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the hand-overs of a period, in time order."""
    with services.store.reader() as session:
        page = HANDED.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_responsibility(query.responsibility),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [ResponsibilityHandoverOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get(
    "/{duty_handover_id}",
    summary="Read a hand-over of a responsibility",
    response_model=ResponsibilityHandoverOut,
)
def read_one(
    duty_handover_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one hand-over; its version is the answer's ETag."""
    return _answer(duty_handover_id, caller, services, 200)


def _answer(
    duty_handover_id: UUID, caller: Caller, services: Services, status: int
) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, HANDED, HANDOVER, duty_handover_id, caller.scope)
    return record(ResponsibilityHandoverOut.of(found, caller.scope), version, status)
