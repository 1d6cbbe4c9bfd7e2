"""Routes of the page of one's own account: who I am, my password, my sessions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth import own
from api.auth.permissions import Caller, own_account
from api.auth.sessions import door_of, set_cookies
from api.pages.account_view import account_view
from api.pages.forms import Faults, Form, faults_of
from api.pages.language import page_language, remember_language
from api.pages.render import page
from api.pages.targets import ACCOUNT
from api.problems import problem_of
from api.services import Services, Serving
from geo_patrol.errors import GeoPatrolError, InvalidInput, TooManyRequests, Unavailable, finding

router = APIRouter(prefix=ACCOUNT, include_in_schema=False)

Own = Annotated[Caller, own_account()]

FIELDS = {"current": "current", "new": "new", "password": "new", "again": "again"}
"""The fields of the form that a finding on a password stands at."""

DONE = {
    "password": "account_pages.done.password",
    "session": "account_pages.done.session",
    "others": "account_pages.done.others",
    "second-factor": "account_pages.done.second_factor",
    "setup": "account_pages.done.setup",
}
"""What was just done, by the word that the address says it with."""


@router.get("", response_class=HTMLResponse)
def show(request: Request, caller: Own, services: Serving) -> HTMLResponse:
    """Show who one is, where one is signed in, and how one comes in."""
    answer = account_page(request, services, caller)
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


@router.post("/password")
async def change_password(request: Request, caller: Own, form: Form, services: Serving) -> Response:
    """Change one's password by form; every session ends but this one, which gets a new token."""
    current, new = form.get("current", ""), form.get("new", "")
    try:
        if new != form.get("again", ""):
            where = finding("again", "account_pages.differs")
            raise InvalidInput("accounts.password_refused", findings=(where,))
        door = door_of(request, services.settings)
        begun = await own.change_password(services, caller, current, new, door)
    except (InvalidInput, TooManyRequests, Unavailable) as error:
        return await run_in_threadpool(account_page, request, services, caller, error=error)
    answer = done("password")
    set_cookies(answer, begun, services)
    return answer


@router.post("/sessions/end")
def end_others(caller: Own, services: Serving) -> Response:
    """End all sessions but this one."""
    own.end_others(services, caller)
    return done("others")


@router.post("/sessions/{session_id}/end")
def end_one(session_id: UUID, caller: Own, services: Serving) -> Response:
    """End one session."""
    own.end_one(services, caller, session_id)
    return done("session")


def done(what: str) -> RedirectResponse:
    """Return the way back to the account, which tells what was done."""
    return RedirectResponse(f"{ACCOUNT}?done={what}", status_code=303)


def account_page(
    request: Request,
    services: Services,
    caller: Caller,
    *,
    error: GeoPatrolError | None = None,
) -> HTMLResponse:
    """Return the page; ``error`` is why the password was not changed."""
    problem = None if error is None else problem_of(error)
    return page(
        request,
        "account.html",
        status=200 if problem is None else problem.status,
        headers=None if problem is None else problem.headers,
        at=ACCOUNT,
        view=account_view(services, caller),
        officer=caller.officer,
        change_due=caller.change_due,
        policy=services.settings.password_policy,
        done=None if error else DONE.get(request.query_params.get("done", "")),
        wrong=_wrong(request, error),
    )


def _wrong(request: Request, error: GeoPatrolError | None) -> Faults:
    if error is None:
        return {}
    language = page_language(request)
    return faults_of(error, language, FIELDS) or {"form": [error.text(language)]}
