"""Routes of the pages: the start page, signing in and out by form."""

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from api.auth.permissions import PUBLIC, Caller, caller_of
from api.auth.schemas import MAX_PASSWORD
from api.auth.sessions import (
    address_of,
    clear_cookie,
    set_cookie,
    sign_in,
    sign_out,
    token_in,
)
from api.bodies import read_body
from api.pages.language import page_language, remember_language
from api.pages.overview import ROLES, overview
from api.pages.render import page
from api.pages.targets import HOME, safe_target
from api.problems import problem_of
from api.services import Services, Serving
from geo_patrol.errors import GeoPatrolError, NotSignedIn, TooManyRequests

router = APIRouter(include_in_schema=False)

FORM = "application/x-www-form-urlencoded"
FORM_BYTES = 16 * 1024
MAX_LOGIN = 64


@router.get("/", dependencies=[PUBLIC], response_class=HTMLResponse)
def start(request: Request, services: Serving) -> HTMLResponse:
    """Show the areas and the way to their maps; the log-in form to who is not signed in."""
    caller = caller_of(request, services)
    answer = _log_in_form(request) if caller is None else _home(request, services, caller)
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


@router.post("/login", dependencies=[PUBLIC])
async def log_in(request: Request, services: Serving) -> Response:
    """Sign in by form; what is wrong is said where it was typed."""
    form = await _form(request)
    login, password = form.get("login", ""), form.get("password", "")
    target = safe_target(form.get("next", HOME))
    try:
        if not _could_be(login, password):
            raise NotSignedIn("api.wrong_login")
        begun = await sign_in(
            services, login, password, address_of(request), token_in(request, services.settings)
        )
    except (NotSignedIn, TooManyRequests) as error:
        return _log_in_form(request, login=login[:MAX_LOGIN], target=target, error=error)
    answer = RedirectResponse(target, status_code=303)
    set_cookie(answer, begun.token, services.settings)
    return answer


@router.post("/logout", dependencies=[PUBLIC])
async def log_out(request: Request, services: Serving) -> Response:
    """Sign out by form."""
    await run_in_threadpool(sign_out, request, services)
    answer = RedirectResponse(HOME, status_code=303)
    clear_cookie(answer, services.settings)
    return answer


def _home(request: Request, services: Services, caller: Caller) -> HTMLResponse:
    with services.store.reader() as session:
        view = overview(session, caller, services.settings, now=services.now())
    return page(
        request,
        "home.html",
        view=view,
        officer=caller.officer,
        role=ROLES[caller.officer.role],
        draws=caller.may("maps.read"),
    )


def _log_in_form(
    request: Request,
    *,
    login: str = "",
    target: str | None = None,
    error: GeoPatrolError | None = None,
) -> HTMLResponse:
    problem = None if error is None else problem_of(error)
    target = safe_target(target or request.query_params.get("next", HOME))
    return page(
        request,
        "login.html",
        status=200 if problem is None else problem.status,
        headers=None if problem is None else problem.headers,
        switch={} if target == HOME else {"next": target},
        target=target,
        login=login,
        error=None if error is None else error.text(page_language(request)),
        note=None,
    )


def _could_be(login: str, password: str) -> bool:
    """Tell whether anybody could have that name and password at all."""
    named = 0 < len(login) <= MAX_LOGIN and login.isprintable()
    return named and 0 < len(password) <= MAX_PASSWORD


async def _form(request: Request) -> dict[str, str]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != FORM:
        raise HTTPException(415)
    body = await read_body(request, FORM_BYTES)
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        raise HTTPException(400) from None
    return {name: values[0] for name, values in fields.items()}
