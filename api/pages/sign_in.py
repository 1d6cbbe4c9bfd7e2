"""Signing in and out by form."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth.permissions import PUBLIC
from api.auth.presence import sign_out
from api.auth.schemas import MAX_PASSWORD
from api.auth.sessions import Asked, door_of, set_cookies, sign_in
from api.auth.tokens import clear_cookie
from api.pages.forms import Form, code_in
from api.pages.language import page_language
from api.pages.render import page
from api.pages.targets import ACCOUNT, HOME, safe_target
from api.problems import Problem, problem_of
from api.services import Serving
from geo_patrol.errors import GeoPatrolError, NotSignedIn, TooManyRequests, Unavailable
from geo_patrol.messages import text

router = APIRouter(include_in_schema=False)

MAX_LOGIN = 64
CODE_FAULTS = frozenset({"accounts.code_needed", "accounts.wrong_second_factor"})
"""Told to who had the right password: they stand at the code, not at the name."""


@dataclass(frozen=True)
class Typed:
    """What a log-in form holds: never a password, which is typed anew."""

    login: str = ""
    target: str = HOME
    phone: bool = False


@router.post("/login", dependencies=[PUBLIC])
async def log_in(request: Request, form: Form, services: Serving) -> Response:
    """Sign in by form; what is wrong is said where it was typed."""
    login, password = form.get("login", ""), form.get("password", "")
    phone = form.get("kind") == "phone"
    typed = Typed(login[:MAX_LOGIN], safe_target(form.get("next", HOME)), phone)
    try:
        if not _could_be(login, password):
            raise NotSignedIn("api.wrong_login")
        asked = Asked(login, password, code_in(form), "phone" if phone else "console")
        begun = await sign_in(services, asked, door_of(request, services.settings))
    except (NotSignedIn, TooManyRequests, Unavailable) as error:
        return log_in_form(request, typed, error=error)
    target = ACCOUNT if begun.change_due else typed.target
    answer = RedirectResponse(target, status_code=303)
    set_cookies(answer, begun, services)
    return answer


@router.post("/logout", dependencies=[PUBLIC])
async def log_out(request: Request, services: Serving) -> Response:
    """Sign out by form."""
    await run_in_threadpool(sign_out, request, services)
    answer = RedirectResponse(HOME, status_code=303)
    clear_cookie(answer, services.settings)
    return answer


def log_in_form(
    request: Request,
    typed: Typed,
    *,
    error: GeoPatrolError | None = None,
    sent_here: Problem | None = None,
    setup: bool = False,
) -> HTMLResponse:
    """Return the log-in form.

    Parameters
    ----------
    error
        Why it was sent in vain.
    sent_here
        Why somebody who wanted something else gets it.
    setup
        Whether the first administrator is still to be made.
    """
    language = page_language(request)
    problem = sent_here if error is None else problem_of(error)
    return page(
        request,
        "login.html",
        status=200 if problem is None else problem.status,
        headers=None if problem is None else problem.headers,
        switch={} if typed.target == HOME else {"next": typed.target},
        typed=typed,
        wrong={} if error is None else {_place(error): [error.text(language)]},
        note=None if sent_here is None else text(sent_here.code, language, **sent_here.params),
        setup=setup,
    )


def _place(error: GeoPatrolError) -> str:
    """Return the field that an error is told at; waiting concerns the form as a whole."""
    if not isinstance(error, NotSignedIn):
        return "form"
    return "code" if error.key in CODE_FAULTS else "password"


def _could_be(login: str, password: str) -> bool:
    """Tell whether anybody could have that name and password at all."""
    named = 0 < len(login) <= MAX_LOGIN and login.isprintable()
    return named and 0 < len(password) <= MAX_PASSWORD
