"""Routes of one's own account."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from api.auth import own
from api.auth.permissions import Caller, own_account, signed_in
from api.auth.schemas import (
    CHANGE_EXAMPLES,
    CODE_EXAMPLES,
    CodeBody,
    OwnSession,
    OwnSessions,
    PasswordChange,
    RecoveryCodes,
    SecondFactorOffer,
    SessionOut,
)
from api.auth.sessions import door_of, set_cookies
from api.bodies import JsonBody
from api.services import Serving

router = APIRouter(prefix="/api/v1", tags=["session"])

ChangeSent = Annotated[PasswordChange, Depends(JsonBody(PasswordChange, CHANGE_EXAMPLES))]
CodeSent = Annotated[CodeBody, Depends(JsonBody(CodeBody, CODE_EXAMPLES))]


@router.post("/session/password", summary="Change my password", response_model=SessionOut)
async def change_password(
    request: Request,
    caller: Annotated[Caller, own_account()],
    sent: ChangeSent,
    services: Serving,
) -> JSONResponse:
    """Change one's password. All sessions end, and the answer sets the cookie of a new one."""
    door = door_of(request, services.settings)
    begun = await own.change_password(services, caller, sent.current, sent.new, door)
    now_calling = Caller(begun.officer.scope, begun.officer, begun.session)
    answer = JSONResponse(SessionOut.of(now_calling).model_dump(mode="json"))
    set_cookies(answer, begun, services)
    return answer


@router.get("/sessions", summary="List my sessions", response_model=OwnSessions)
def read_sessions(caller: Annotated[Caller, own_account()], services: Serving) -> JSONResponse:
    """List where one is signed in, the newest session first."""
    found = own.list_sessions(services, caller)
    items = [OwnSession.of(one, caller.log_in.id) for one in found]
    return JSONResponse(OwnSessions(items=items).model_dump(mode="json"))


@router.delete("/sessions", summary="End my other sessions", status_code=204)
def end_others(caller: Annotated[Caller, own_account()], services: Serving) -> Response:
    """End all sessions but the one that asks."""
    own.end_others(services, caller)
    return Response(status_code=204)


@router.delete("/sessions/{session_id}", summary="End one of my sessions", status_code=204)
def end_one(
    session_id: UUID, caller: Annotated[Caller, own_account()], services: Serving
) -> Response:
    """End one session."""
    own.end_one(services, caller, session_id)
    return Response(status_code=204)


@router.post(
    "/session/second-factor", summary="Begin a second factor", response_model=SecondFactorOffer
)
def offer(caller: Annotated[Caller, signed_in()], services: Serving) -> JSONResponse:
    """Return a secret for an authenticator app; it counts when a code of it confirms it."""
    uri, secret = own.offer_second_factor(services, caller)
    return JSONResponse(SecondFactorOffer(uri=uri, secret=secret).model_dump(mode="json"))


@router.post(
    "/session/second-factor/confirmation",
    summary="Confirm a second factor",
    response_model=RecoveryCodes,
)
def confirm(
    caller: Annotated[Caller, signed_in()], sent: CodeSent, services: Serving
) -> JSONResponse:
    """Have signing in ask for a code from now on; the answer has the recovery codes, once."""
    codes = own.confirm_second_factor(services, caller, sent.code)
    return JSONResponse(RecoveryCodes(codes=codes).model_dump(mode="json"))


@router.post("/session/second-factor/removal", summary="Give up a second factor", status_code=204)
def give_up(caller: Annotated[Caller, signed_in()], sent: CodeSent, services: Serving) -> Response:
    """Sign in without a code again; a last code shows that it is not somebody passing by."""
    own.give_up_second_factor(services, caller, sent.code)
    return Response(status_code=204)
