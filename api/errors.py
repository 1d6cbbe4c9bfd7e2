"""Errors become answers here, and only here."""

from traceback import clear_frames

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.envelope import known_method
from api.logs import fault_fields
from api.pages.error_page import error_page, wants_page
from api.problems import Problem, answer, problem_of
from api.validation import findings_of
from geo_patrol.errors import Forbidden, GeoPatrolError, OutOfReach

log = structlog.get_logger(__name__)

METHOD_NOT_ALLOWED = 405

HTTP_CODES: dict[int, str] = {
    404: "api.no_route",
    405: "api.method_not_allowed",
    415: "api.media_type",
}


def add_handlers(app: FastAPI) -> None:
    """Make an application answer all errors that its routes raise with problems."""
    app.add_exception_handler(GeoPatrolError, _on_purpose)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http)


def respond(request: Request, problem: Problem) -> Response:
    """Return a problem as a page to a person who follows a link, as a document to a program."""
    if wants_page(request):
        return error_page(request, problem)
    return answer(request, problem)


def respond_to(request: Request, error: Exception) -> Response:
    """Return the answer to any exception; the unexpected is logged, and not told."""
    if isinstance(error, GeoPatrolError):
        _log_refusal(request, error)
        return respond(request, problem_of(error))
    # The traceback may hold what people typed: the log gets the place and the kind, no values.
    log.error("fault", **fault_fields(error))
    return respond(request, Problem(500, "api.fault"))


def _log_refusal(request: Request, error: GeoPatrolError) -> None:
    """Log who reached for what they may not have: opaque names, nothing that anybody typed."""
    who = {
        "actor": getattr(request.state, "actor", "-"),
        "method": known_method(request.method),
        "route": str(getattr(request.scope.get("route"), "path", "-")),
    }
    if isinstance(error, OutOfReach):
        log.warning("out of reach", object=error.object, **who)
    elif isinstance(error, Forbidden):
        log.warning("refused", code=error.key, **who)


class CatchFaults:
    """Answer what escaped the handlers below: unexpected faults, and refusals by middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer for it when what is below cannot."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except ClientDisconnect:
            log.info("client gone")
        except Exception as error:
            if started:
                raise
            await respond_to(Request(scope), error)(scope, receive, send)


async def _on_purpose(request: Request, error: Exception) -> Response:
    response = respond_to(request, error)
    _let_go(error)
    return response


def _let_go(error: BaseException | None) -> None:
    """Free what the frames of an answered error hold: they may have 25 MB of a body in hand.

    An error that came out of a thread is held by its own frames, until the collector finds it.
    """
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__context__


async def _invalid_request(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    findings = findings_of(error.errors())
    return respond(request, Problem(422, "api.invalid", findings=findings))


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    code = HTTP_CODES.get(error.status_code, "api.bad_request")
    headers = dict(error.headers or {})
    if error.status_code == METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods_at(request))
    return respond(request, Problem(error.status_code, code, headers=headers))


def _methods_at(request: Request) -> list[str]:
    """Return all methods that an address takes.

    There is a route for each of them, and the framework names those of the first one only.
    """
    routes = (one for one in request.app.routes if isinstance(one, APIRoute))
    here = (one for one in routes if one.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for one in here for method in one.methods or ()})
