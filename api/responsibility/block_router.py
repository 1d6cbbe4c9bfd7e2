"""Routes of blocks."""

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
from api.responsibility.bodies import BLOCK_EXAMPLES, BlockBody
from api.responsibility.queries import ParkQuery
from api.responsibility.schemas import BlockOut, Blocks
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.responsibility import BLOCKS, of_area
from geo_patrol.workflows.responsibility import BLOCK, put_block

router = APIRouter(prefix="/api/v1/blocks", tags=["responsibility"])

BlockSent = Annotated[BlockBody, Depends(JsonBody(BlockBody, BLOCK_EXAMPLES))]


@router.put("/{block_id}", summary="Write a block", response_model=BlockOut)
def put(
    block_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: BlockSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write some cells of an area under one name.

    A cell is in one block at a time. A block that gets other cells ends, and goes on under its code
    by a new record: what was counted before stays.
    """
    one = sent.block(block_id)
    with told_on_the_wire(BLOCK, caller.scope):
        written = put_block(
            services.store, caller.scope, one, now=services.now(), if_match=if_match
        )
    return _answer(block_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List blocks", response_model=Blocks)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[ParkQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the blocks that begin in a period, in time order."""
    with services.store.reader() as session:
        page = BLOCKS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_area(BLOCKS, query.area),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [BlockOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{block_id}", summary="Read a block", response_model=BlockOut)
def read_one(
    block_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one block; its version is the answer's ETag."""
    return _answer(block_id, caller, services, 200)


def _answer(block_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, BLOCKS, BLOCK, block_id, caller.scope)
    return record(BlockOut.of(found, caller.scope), version, status)
