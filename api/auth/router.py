"""Routes of the session: sign in, who am I, sign out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from api.auth.permissions import PUBLIC, Caller, signed_in
from api.auth.schemas import EXAMPLES, LogIn, SessionOut
from api.auth.sessions import (
    address_of,
    clear_cookie,
    set_cookie,
    sign_in,
    sign_out,
    token_in,
)
from api.bodies import JsonBody, Sent
from api.services import Serving

router = APIRouter(prefix="/api/v1/session", tags=["session"])

LogInSent = Annotated[Sent[LogIn], Depends(JsonBody(LogIn, EXAMPLES))]


@router.post("", summary="Sign in", dependencies=[PUBLIC], response_model=SessionOut)
async def begin(request: Request, sent: LogInSent, services: Serving) -> JSONResponse:
    """Begin a session; the answer sets its cookie. A session the browser had before ends."""
    begun = await sign_in(
        services,
        sent.model.login,
        sent.model.password,
        address_of(request),
        token_in(request, services.settings),
    )
    answer = JSONResponse(SessionOut.of(begun.officer).model_dump(mode="json"))
    set_cookie(answer, begun.token, services.settings)
    return answer


@router.get("", summary="Who am I", response_model=SessionOut)
def read(caller: Annotated[Caller, signed_in()]) -> JSONResponse:
    """Tell who is signed in, and what they may do."""
    return JSONResponse(SessionOut.of(caller.officer).model_dump(mode="json"))


@router.delete("", summary="Sign out", dependencies=[PUBLIC], status_code=204)
async def end(request: Request, services: Serving) -> Response:
    """End the session and take its cookie; nothing happens without one."""
    await run_in_threadpool(sign_out, request, services)
    answer = Response(status_code=204)
    clear_cookie(answer, services.settings)
    return answer
