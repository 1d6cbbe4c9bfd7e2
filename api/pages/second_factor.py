"""Routes of the pages on which a second factor is begun, confirmed and given up."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth import own
from api.auth.permissions import Caller, signed_in
from api.pages.account import done
from api.pages.account_view import account_view, pending_offer
from api.pages.forms import Form, code_in
from api.pages.language import page_language, remember_language
from api.pages.render import page
from api.pages.targets import SECOND_FACTOR
from api.problems import problem_of
from api.services import Services, Serving
from geo_patrol.errors import GeoPatrolError, InvalidInput, TooManyRequests

router = APIRouter(prefix=SECOND_FACTOR, include_in_schema=False)

Person = Annotated[Caller, signed_in()]


@router.get("", response_class=HTMLResponse)
def show(request: Request, caller: Person, services: Serving) -> HTMLResponse:
    """Show how the second factor stands: not begun, to be confirmed, or in force."""
    answer = _page(request, services, caller)
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


@router.post("")
def begin(request: Request, caller: Person, services: Serving) -> Response:
    """Begin a second factor: a new secret, to be confirmed."""
    try:
        own.offer_second_factor(services, caller)
    except InvalidInput as error:
        return _page(request, services, caller, error=error)
    return RedirectResponse(SECOND_FACTOR, status_code=303)


@router.post("/confirmation")
def confirm(request: Request, caller: Person, form: Form, services: Serving) -> HTMLResponse:
    """Have signing in ask for a code, and show the recovery codes: here, and never again."""
    try:
        codes = own.confirm_second_factor(services, caller, code_in(form))
    except InvalidInput as error:
        return _page(request, services, caller, error=error)
    return page(
        request,
        "recovery_codes.html",
        codes=codes,
        login=caller.officer.login,
        day=f"{services.now().astimezone(services.settings.zone):%Y-%m-%d}",
    )


@router.post("/removal")
def give_up(request: Request, caller: Person, form: Form, services: Serving) -> Response:
    """Sign in without a code again."""
    try:
        own.give_up_second_factor(services, caller, code_in(form))
    except (InvalidInput, TooManyRequests) as error:
        return _page(request, services, caller, error=error)
    return done("second-factor")


def _page(
    request: Request, services: Services, caller: Caller, *, error: GeoPatrolError | None = None
) -> HTMLResponse:
    problem = None if error is None else problem_of(error)
    place = "code" if error is not None and error.findings else "form"
    return page(
        request,
        "second_factor.html",
        status=200 if problem is None else problem.status,
        headers=None if problem is None else problem.headers,
        at=SECOND_FACTOR,
        view=account_view(services, caller),
        offer=pending_offer(services, caller),
        wrong={} if error is None else {place: [error.text(page_language(request))]},
    )
