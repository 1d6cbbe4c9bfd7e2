"""Routes of alarms."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field
from sqlalchemy.orm import Session

from api.alarms.schemas import (
    EXAMPLES,
    POSITION_EXAMPLES,
    SIGN_EXAMPLES,
    AlarmBody,
    AlarmOut,
    Alarms,
    PlaceOut,
    PositionBody,
    PositionOut,
    SignBody,
    SignOut,
    WholeAlarmOut,
)
from api.alarms.sight import sight_of
from api.answers import record
from api.auth.alarm_tokens import has_alarm_token, may_call_for_help
from api.auth.permissions import Caller, allow
from api.bodies import Code, JsonBody
from api.history.wire import told_on_the_wire
from api.queries import Period, read_span
from api.services import Services, Serving
from api.versions import current_version
from geo_patrol.store.repositories import alarm_signs, alarms, history
from geo_patrol.workflows import alarms as calls

router = APIRouter(prefix="/api/v1", tags=["alarms"])

AlarmSent = Annotated[AlarmBody, Depends(JsonBody(AlarmBody, EXAMPLES))]
SignSent = Annotated[SignBody, Depends(JsonBody(SignBody, SIGN_EXAMPLES))]
PositionSent = Annotated[PositionBody, Depends(JsonBody(PositionBody, POSITION_EXAMPLES))]


class AlarmFilters(Period):
    """Query of the list of alarms."""

    squad: Code | None = Field(None, description="Code of a squad.")
    running: bool = Field(False, description="Only those that nobody has ended.")
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next` of the page before; none for the first page."
    )


@router.put("/alarms/{alarm_id}", summary="Call for help", response_model=AlarmOut)
def put(
    request: Request,
    alarm_id: UUID,
    caller: Annotated[Caller, may_call_for_help()],
    sent: AlarmSent,
    services: Serving,
) -> JSONResponse:
    """Call for help, with a session or an alarm token, under an id that the client made.

    It has a place of its own: neither the rates nor the queue of other requests hold it up.
    """
    by_token = has_alarm_token(request)
    who = calls.Caller(caller.scope, caller.own_squad, by_token=by_token)
    alarm = sent.alarm(alarm_id, caller.officer.id)
    with told_on_the_wire("alarm", caller.scope):
        written = calls.put_alarm(services.store, who, alarm, now=services.now())
    with services.store.reader() as session:
        found = calls.known_alarm(session, alarm_id, caller.scope)
        told = AlarmOut.of(found, sight_of(session, caller, found, services.now()))
    return record(told, written.version, 201 if written.created else 200)


@router.get("/alarms", summary="List alarms", response_model=Alarms)
def read_all(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[AlarmFilters, Query()],
    services: Serving,
) -> JSONResponse:
    """List alarms in time order."""
    with services.store.reader() as session:
        page = alarms.alarms(
            session,
            caller.scope,
            read_span(query, services.settings),
            squad=query.squad,
            running=query.running,
            cursor=query.cursor,
            limit=query.limit,
        )
        now = services.now()
        items = [AlarmOut.of(one, sight_of(session, caller, one, now)) for one in page.items]
    return JSONResponse(Alarms(items=items, next=page.next_cursor).model_dump(mode="json"))


@router.get("/alarms/{alarm_id}", summary="Read an alarm", response_model=WholeAlarmOut)
def read_one(
    alarm_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one alarm, with what was said to it and where who called was."""
    with services.store.reader() as session:
        return _whole(session, alarm_id, caller, services)


def _whole(session: Session, alarm_id: UUID, caller: Caller, services: Services) -> JSONResponse:
    version = current_version(session, "alarm", alarm_id)
    found = calls.known_alarm(session, alarm_id, caller.scope)
    sight = sight_of(session, caller, found, services.now())
    said = [SignOut.of(one) for one in alarm_signs.signs(session, alarm_id)]
    if not sight.in_full:
        said = [one.model_copy(update={"text": "", "officer_id": None}) for one in said]
    went = alarm_signs.positions(session, alarm_id) if sight.place else []
    told = WholeAlarmOut(
        **AlarmOut.of(found, sight).model_dump(),
        signs=said,
        positions=[PlaceOut.of(one) for one in went],
    )
    return record(told, version)


@router.put("/alarm-signs/{sign_id}", summary="Answer an alarm", response_model=SignOut)
def put_sign(
    sign_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: SignSent,
    services: Serving,
) -> JSONResponse:
    """Say that one has seen an alarm, is coming, or that it is over."""
    sign = sent.sign_of(sign_id, caller.officer.id)
    with told_on_the_wire("alarm_sign", caller.scope):
        written = calls.put_sign(services.store, caller.scope, sign, now=services.now())
    with services.store.reader() as session:
        found = alarm_signs.sign(session, sign_id, caller.scope)
        if found is None:
            raise history.not_there(session, "alarm_sign", sign_id, "records.not_found")
    return record(SignOut.of(found), written.version, 201 if written.created else 200)


@router.put(
    "/alarm-positions/{position_id}",
    summary="Say where who called for help is",
    response_model=PositionOut,
)
def put_position(
    position_id: UUID,
    caller: Annotated[Caller, may_call_for_help()],
    sent: PositionSent,
    services: Serving,
) -> JSONResponse:
    """Say where one is after one's call for help, until it is over."""
    position = sent.position(position_id)
    with told_on_the_wire("alarm_position", caller.scope):
        written = calls.put_position(services.store, caller.scope, position, now=services.now())
    told = PositionOut(
        id=position.id, alarm_id=position.alarm_id, **PlaceOut.of(position).model_dump()
    )
    return record(told, written.version, 201 if written.created else 200)
