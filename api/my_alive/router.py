"""Routes of heartbeats and alarm tokens."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.auth.alarm_tokens import new_alarm_token
from api.auth.permissions import Caller, allow
from api.auth.tokens import token_digest
from api.bodies import JsonBody
from api.my_alive.schemas import EXAMPLES, AlarmTokenOut, HeardOut, HeartbeatBody
from api.services import Serving
from geo_patrol.workflows.alarm_tokens import give_token
from geo_patrol.workflows.alive import note_heartbeat

router = APIRouter(prefix="/api/v1/my", tags=["alarms"])

HeartbeatSent = Annotated[HeartbeatBody, Depends(JsonBody(HeartbeatBody, EXAMPLES))]


@router.put("/alive", summary="Give a sign of life", response_model=HeardOut)
def put(
    caller: Annotated[Caller, allow("records.write")], sent: HeartbeatSent, services: Serving
) -> JSONResponse:
    """Say that the crew of a patrol is well, from aboard. It is not kept as a record."""
    now, rule = services.now(), services.settings.overdue_rule
    heard = note_heartbeat(
        services.store, caller.scope, sent.patrol_id, sent.at, sent.place(), now=now
    )
    watched = rule.watches(heard.mode, now, services.settings.zone)
    told = HeardOut(
        patrol_id=sent.patrol_id,
        at=heard.at,
        overdue_at=rule.due_at(heard.at) if watched else None,
    )
    return JSONResponse(told.model_dump(mode="json"))


@router.post("/alarm-token", summary="Get a token to call for help", response_model=AlarmTokenOut)
def give(caller: Annotated[Caller, allow("alarms.raise")], services: Serving) -> JSONResponse:
    """Get a token that calls for help, and nothing else, until a day after the session expired.

    It ends with the session when that is ended by anybody; the one given before ends now.
    """
    fresh = new_alarm_token()
    good_until = give_token(
        services.store, caller.scope, caller.log_in, token_digest(fresh), now=services.now()
    )
    told = AlarmTokenOut(token=fresh, good_until=good_until)
    return JSONResponse(told.model_dump(mode="json"))
