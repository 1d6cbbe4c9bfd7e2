"""Routes of the pages: the start page."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth.permissions import PUBLIC, Caller, caller_of
from api.pages.language import remember_language
from api.pages.office import office
from api.pages.overview import ROLES, overview
from api.pages.render import page
from api.pages.sign_in import Typed, log_in_form
from api.pages.targets import ACCOUNT, HOME, safe_target
from api.services import Services, Serving
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.workflows.accounts import setup_is_open

router = APIRouter(include_in_schema=False)


@router.get(HOME, dependencies=[PUBLIC], response_class=HTMLResponse)
def start(request: Request, services: Serving) -> Response:
    """Show the areas and the way to their maps; the log-in form to who is not signed in."""
    caller = caller_of(request, services)
    if caller is not None and caller.change_due:
        return RedirectResponse(ACCOUNT, status_code=303)
    if caller is None or caller.session is None:
        answer = _front(request, services)
    else:
        answer = _home(request, services, caller)
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


def _front(request: Request, services: Services) -> HTMLResponse:
    with services.store.reader() as session:
        setup = setup_is_open(session)
    target = safe_target(request.query_params.get("next", HOME))
    return log_in_form(request, Typed(target=target), setup=setup)


def _home(request: Request, services: Services, caller: Caller) -> HTMLResponse:
    if not caller.may("maps.read"):
        return _office(request, services, caller)
    wait_until_warm()
    with services.store.reader() as session:
        view = overview(session, caller, services.settings, now=services.now())
    return page(
        request, "home.html", view=view, officer=caller.officer, role=ROLES[caller.officer.role]
    )


def _office(request: Request, services: Services, caller: Caller) -> HTMLResponse:
    with services.store.reader() as session:
        view = office(session, caller)
    return page(
        request, "office.html", view=view, officer=caller.officer, role=ROLES[caller.officer.role]
    )
