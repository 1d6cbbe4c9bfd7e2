"""Routes of the session: sign in, who am I, sign out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from api.auth.permissions import PUBLIC, Caller, own_account
from api.auth.presence import sign_out
from api.auth.schemas import LOG_IN_EXAMPLES, LogIn, SessionOut
from api.auth.sessions import door_of, set_cookies, sign_in
from api.auth.tokens import clear_cookie
from api.bodies import JsonBody
from api.services import Serving

router = APIRouter(prefix="/api/v1/session", tags=["session"])

LogInSent = Annotated[LogIn, Depends(JsonBody(LogIn, LOG_IN_EXAMPLES))]


@router.post("", summary="Sign in", dependencies=[PUBLIC], response_model=SessionOut)
async def begin(request: Request, sent: LogInSent, services: Serving) -> JSONResponse:
    """Begin a session; the answer sets its cookie. A session the browser had before ends.

    An account with a second factor answers 401 with the code `accounts.code_needed` until its
    code is sent along.
    """
    begun = await sign_in(services, sent.asked(), door_of(request, services.settings))
    caller = Caller(begun.officer.scope, begun.officer, begun.session, begun.change_due)
    answer = JSONResponse(SessionOut.of(caller).model_dump(mode="json"))
    set_cookies(answer, begun, services)
    return answer


@router.get("", summary="Who am I", response_model=SessionOut)
def read(caller: Annotated[Caller, own_account()]) -> JSONResponse:
    """Tell who is signed in, and what they may do."""
    return JSONResponse(SessionOut.of(caller).model_dump(mode="json"))


@router.delete("", summary="Sign out", dependencies=[PUBLIC], status_code=204)
async def end(request: Request, services: Serving) -> Response:
    """End the session and take its cookie; nothing happens without one."""
    await run_in_threadpool(sign_out, request, services)
    answer = Response(status_code=204)
    clear_cookie(answer, services.settings)
    return answer
