"""Routes of leave."""

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
from api.roster_requests.bodies import LEAVE_EXAMPLES, LeaveBody
from api.roster_requests.queries import OfOfficerQuery
from api.roster_requests.schemas import LeaveOut, Leaves
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.roster_requests import answers_kept, leave_of
from geo_patrol.store.repositories.rosters import LEAVES
from geo_patrol.workflows.roster_requests import LEAVE, put_leave

router = APIRouter(prefix="/api/v1/leaves", tags=["rosters"])

LeaveSent = Annotated[LeaveBody, Depends(JsonBody(LeaveBody, LEAVE_EXAMPLES))]


@router.put("/{leave_id}", summary="Ask for leave", response_model=LeaveOut)
def put(
    leave_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: LeaveSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Ask for days off, or tell of illness, for oneself; leaders for anybody of the squad.

    What comes late is kept and flagged. Once answered it can only be withdrawn.
    """
    leave = sent.leave(leave_id, caller.officer.id, caller.own_squad)
    with told_on_the_wire(LEAVE, caller.scope):
        written = put_leave(
            services.store, caller.scope, leave, now=services.now(), if_match=if_match
        )
    return _answer(leave_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List leave", response_model=Leaves)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[OfOfficerQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the leave that came in a period; of others' no kind is told but to who plans duties."""
    with services.store.reader() as session:
        page = LEAVES.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *leave_of(query.officer),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
        came = answers_kept(session, [one.record.id for one in page.items])
        names = people.names(session, [a.found.officer_id for each in came.values() for a in each])
    zone = services.settings.zone
    items = [
        LeaveOut.of(one, came.get(one.record.id, []), caller.scope, names, zone)
        for one in page.items
    ]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{leave_id}", summary="Read a leave", response_model=LeaveOut)
def read_one(
    leave_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one leave with what was said to it; its version is the answer's ETag."""
    return _answer(leave_id, caller, services, 200)


def _answer(leave_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, LEAVES, LEAVE, leave_id, caller.scope)
        came = answers_kept(session, [leave_id]).get(leave_id, [])
        names = people.names(session, [one.found.officer_id for one in came])
    told = LeaveOut.of(found, came, caller.scope, names, services.settings.zone)
    return record(told, version, status)
