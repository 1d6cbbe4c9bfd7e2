"""Routes of what belongs to an operation."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.operations.bodies import LINK_EXAMPLES, LinkBody
from api.operations.queries import LinksQuery
from api.operations.schemas import LinkOut, Links
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.operations import LINKS, of_operation, of_target
from geo_patrol.workflows.operations import LINK, put_link

router = APIRouter(prefix="/api/v1/operation-links", tags=["operations"])

LinkSent = Annotated[LinkBody, Depends(JsonBody(LinkBody, LINK_EXAMPLES))]


@router.put("/{link_id}", summary="Link a record to an operation", response_model=LinkOut)
def put(
    link_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: LinkSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Say that a shift, patrol, task or incident belongs to an operation, or why it does not.

    A shift brings all of its patrols along.
    """
    link = sent.link(link_id)
    with told_on_the_wire(LINK, caller.scope):
        written = put_link(
            services.store, caller.scope, link, now=services.now(), if_match=if_match
        )
    return _answer(link_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List links to operations", response_model=Links)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[LinksQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the links that came in a period, in time order; removed ones, too."""
    with services.store.reader() as session:
        page = LINKS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *([] if query.operation is None else [of_operation(query.operation)]),
            *([] if query.target is None else [of_target(query.target)]),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [LinkOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{link_id}", summary="Read a link to an operation", response_model=LinkOut)
def read_one(
    link_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one link; its version is the answer's ETag."""
    return _answer(link_id, caller, services, 200)


def _answer(link_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, LINKS, LINK, link_id, caller.scope)
    return record(LinkOut.of(found, caller.scope), version, status)
