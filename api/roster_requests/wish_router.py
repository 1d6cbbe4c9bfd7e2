"""Routes of wishes for duties."""

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
from api.roster_requests.bodies import WISH_EXAMPLES, WishBody
from api.roster_requests.queries import OfOfficerQuery
from api.roster_requests.schemas import Wishes, WishOut
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.roster_requests import wish_of
from geo_patrol.store.repositories.rosters import WISHES
from geo_patrol.workflows.roster_requests import WISH, put_wish

router = APIRouter(prefix="/api/v1/duty-wishes", tags=["rosters"])

WishSent = Annotated[WishBody, Depends(JsonBody(WishBody, WISH_EXAMPLES))]


@router.put("/{duty_wish_id}", summary="Wish for a duty", response_model=WishOut)
def put(
    duty_wish_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: WishSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Wish to work on a day or to be off, for oneself; leaders for anybody of the squad.

    One wish a day, for days that have not begun: what is withdrawn counts no more.
    """
    wish = sent.wish(duty_wish_id, caller.officer.id, caller.own_squad)
    with told_on_the_wire(WISH, caller.scope):
        written = put_wish(
            services.store,
            caller.scope,
            wish,
            now=services.now(),
            zone=services.settings.zone,
            if_match=if_match,
        )
    return _answer(duty_wish_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List wishes", response_model=Wishes)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[OfOfficerQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the wishes that came in a period, in the order in which they came."""
    with services.store.reader() as session:
        page = WISHES.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *wish_of(query.officer),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [WishOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{duty_wish_id}", summary="Read a wish", response_model=WishOut)
def read_one(
    duty_wish_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one wish; its version is the answer's ETag."""
    return _answer(duty_wish_id, caller, services, 200)


def _answer(duty_wish_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, WISHES, WISH, duty_wish_id, caller.scope)
    return record(WishOut.of(found, caller.scope), version, status)
