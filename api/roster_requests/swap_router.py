"""Routes of swaps."""

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
from api.roster_requests.bodies import SWAP_EXAMPLES, SwapBody
from api.roster_requests.queries import SwapsQuery
from api.roster_requests.schemas import Swaps, SwapWishOut
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.roster_requests import answers_kept, touching
from geo_patrol.store.repositories.rosters import SWAPS
from geo_patrol.workflows.roster_requests import SWAP, put_swap

router = APIRouter(prefix="/api/v1/swaps", tags=["rosters"])

SwapSent = Annotated[SwapBody, Depends(JsonBody(SwapBody, SWAP_EXAMPLES))]


@router.put("/{swap_id}", summary="Offer a swap", response_model=SwapWishOut)
def put(
    swap_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: SwapSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Offer a shift of one's own to somebody of the squad, for one of theirs or for nothing.

    It is done when they agreed and a leader granted it. It can only be withdrawn, not edited.
    """
    swap = sent.swap(swap_id, caller.officer.id, caller.own_squad)
    with told_on_the_wire(SWAP, caller.scope):
        written = put_swap(
            services.store, caller.scope, swap, now=services.now(), if_match=if_match
        )
    return _answer(swap_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List swaps", response_model=Swaps)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[SwapsQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the swaps that were offered in a period, with what was said to them."""
    with services.store.reader() as session:
        page = SWAPS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *touching(query.officer, query.taker),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
        came = answers_kept(session, [one.record.id for one in page.items])
        names = people.names(session, [a.found.officer_id for each in came.values() for a in each])
    items = [
        SwapWishOut.of(one, came.get(one.record.id, []), caller.scope, names) for one in page.items
    ]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{swap_id}", summary="Read a swap", response_model=SwapWishOut)
def read_one(
    swap_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one swap with what was said to it; its version is the answer's ETag."""
    return _answer(swap_id, caller, services, 200)


def _answer(swap_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, SWAPS, SWAP, swap_id, caller.scope)
        came = answers_kept(session, [swap_id]).get(swap_id, [])
        names = people.names(session, [one.found.officer_id for one in came])
    told = SwapWishOut.of(found, came, caller.scope, names)
    return record(told, version, status)
