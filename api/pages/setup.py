"""Routes of the page on which the first administrator is made, by a one-time code."""

from dataclasses import dataclass
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth.own import context_of
from api.auth.permissions import PUBLIC
from api.auth.schemas import MAX_CODE
from api.auth.sessions import Asked, Door, door_of, set_cookies, sign_in
from api.pages.account import done
from api.pages.forms import Faults, Form, faults_of
from api.pages.language import page_language, remember_language
from api.pages.render import page
from api.pages.sign_in import MAX_LOGIN
from api.pages.targets import HOME, SETUP
from api.problems import problem_of
from api.services import Services, Serving
from geo_patrol.accounts.policy import check_password
from geo_patrol.errors import (
    Finding,
    GeoPatrolError,
    InvalidInput,
    NotFound,
    NotSignedIn,
    TooManyRequests,
    Unavailable,
    finding,
)
from geo_patrol.store.repositories.people import Officer
from geo_patrol.workflows.accounts import make_first_administrator, setup_is_open

router = APIRouter(prefix=SETUP, include_in_schema=False)

COUNTED_AS = "setup"
"""The log-in that wrong one-time codes count as failures of."""

FIELDS = {name: name for name in ("code", "name", "login", "password", "again")}


@dataclass(frozen=True)
class Typed:
    """What the form holds: neither the code nor the password, which are typed anew."""

    name: str = ""
    login: str = ""


@router.get("", dependencies=[PUBLIC], response_class=HTMLResponse)
def show(request: Request, services: Serving) -> HTMLResponse:
    """Show the form, as long as there is no administrator."""
    _require_open(services)
    answer = _page(request, services, Typed())
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


@router.post("", dependencies=[PUBLIC])
async def make(request: Request, form: Form, services: Serving) -> Response:
    """Make the first administrator, and sign them in."""
    door = door_of(request, services.settings)
    typed = Typed(form.get("name", "").strip(), form.get("login", "").strip())
    password = form.get("password", "")
    await run_in_threadpool(_require_open, services)
    try:
        services.attempts.check(COUNTED_AS, door.address, None)
        await services.desk.serve(lambda: _make(services, typed, form, password, door), known=False)
    except (InvalidInput, TooManyRequests, Unavailable) as error:
        return _page(request, services, typed, error=error)
    try:
        begun = await sign_in(services, Asked(typed.login, password), door)
    except (NotSignedIn, TooManyRequests, Unavailable):
        # The account is there: they sign in when they can.
        return RedirectResponse(HOME, status_code=303)
    answer = done("setup")
    set_cookies(answer, begun, services)
    return answer


def _require_open(services: Services) -> None:
    with services.store.reader() as session:
        if not setup_is_open(session):
            raise NotFound("api.no_route")


def _make(
    services: Services, typed: Typed, form: dict[str, str], password: str, door: Door
) -> None:
    """Make the administrator; it costs a hash.

    Raises
    ------
    InvalidInput
        With a finding for each field that is wrong.
    TooManyRequests
        After too many wrong codes.
    """
    # Again, behind the turnstile: a crowd that came at once is counted as it passes.
    services.attempts.check(COUNTED_AS, door.address, None)
    officer = Officer(uuid4(), None, typed.login, typed.name, typed.login, "admin", False)
    wrong = [*_names(typed), *_passwords(services, officer, password, form.get("again", ""))]
    if wrong:
        raise InvalidInput("accounts.officer_refused", findings=tuple(wrong))
    try:
        make_first_administrator(
            services.store,
            form.get("code", "")[:MAX_CODE],
            officer,
            services.desk.passwords.hash(password),
            services.settings.password_policy,
            now=services.now(),
        )
    except InvalidInput as error:
        if error.key != "accounts.wrong_code":
            raise
        services.attempts.failed(COUNTED_AS, door.address, None)
        where = finding("code", "accounts.wrong_code")
        raise InvalidInput("accounts.wrong_code", findings=(where,)) from None


def _names(typed: Typed) -> list[Finding]:
    wrong = [
        finding(field, "account_pages.setup.line", limit=MAX_LOGIN)
        for field, value in (("name", typed.name), ("login", typed.login))
        if not 0 < len(value) <= MAX_LOGIN or not value.isprintable()
    ]
    if len(typed.login.split()) > 1:
        wrong.append(finding("login", "account_pages.setup.no_spaces"))
    return wrong


def _passwords(services: Services, officer: Officer, password: str, again: str) -> list[Finding]:
    if password != again:
        return [finding("again", "account_pages.differs")]
    try:
        check_password(password, services.settings.password_policy, context=context_of(officer))
    except InvalidInput as error:
        return list(error.findings)
    return []


def _page(
    request: Request, services: Services, typed: Typed, *, error: GeoPatrolError | None = None
) -> HTMLResponse:
    problem = None if error is None else problem_of(error)
    return page(
        request,
        "setup.html",
        status=200 if problem is None else problem.status,
        headers=None if problem is None else problem.headers,
        at=SETUP,
        typed=typed,
        policy=services.settings.password_policy,
        wrong=_wrong(request, error),
    )


def _wrong(request: Request, error: GeoPatrolError | None) -> Faults:
    if error is None:
        return {}
    language = page_language(request)
    if isinstance(error, TooManyRequests):
        error = TooManyRequests("account_pages.setup.too_often", **error.params)
    return faults_of(error, language, FIELDS) or {"form": [error.text(language)]}
