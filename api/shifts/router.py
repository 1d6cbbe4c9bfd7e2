"""Routes of shifts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.queries import AskedRecords
from api.services import Serving
from api.shifts.schemas import EXAMPLES, ShiftBody, ShiftOut, Shifts
from api.versions import IfMatch, current_version
from geo_patrol.store.repositories import duty, history
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.records import put_shift, shift_as_kept

router = APIRouter(prefix="/api/v1/shifts", tags=["shifts"])

ShiftSent = Annotated[ShiftBody, Depends(JsonBody(ShiftBody, EXAMPLES))]


@router.put("/{shift_id}", summary="Write a shift", response_model=ShiftOut)
def put(
    shift_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: ShiftSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a shift under an id that the client made; sending it again changes nothing."""
    shift = sent.shift(shift_id)
    with told_on_the_wire("shift", caller.scope):
        written = put_shift(
            services.store,
            caller.scope,
            shift,
            now=services.now(),
            if_match=if_match,
        )
    if written.changed:
        # What is in force now is what was sent: it need not be read.
        kept = ShiftOut.of(shift_as_kept(shift), caller.scope)
        return record(kept, written.version, 201 if written.created else 200)
    with services.store.reader() as session:
        return _answer(session, shift_id, caller.scope, 200)


@router.get("", summary="List shifts", response_model=Shifts, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    asked: AskedRecords,
    services: Serving,
) -> JSONResponse:
    """List the shifts that meet a period, in time order. A shift has no place of its own."""
    with services.store.reader() as session:
        page = duty.shifts(
            session,
            caller.scope,
            asked.span,
            squad=asked.squad,
            cursor=asked.cursor,
            limit=asked.limit,
        )
    items = [ShiftOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{shift_id}", summary="Read a shift", response_model=ShiftOut)
def read_one(
    shift_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one shift; its version is the answer's ETag."""
    with services.store.reader() as session:
        return _answer(session, shift_id, caller.scope, 200)


def _answer(session: Session, shift_id: UUID, scope: Scope, status: int) -> JSONResponse:
    # The version first: should an edit come between, it is the older one, and If-Match fails.
    version = current_version(session, "shift", shift_id)
    found = duty.shift(session, shift_id, scope)
    if found is None:
        raise history.not_there(session, "shift", shift_id, "records.not_found")
    return record(ShiftOut.of(found, scope), version, status)
