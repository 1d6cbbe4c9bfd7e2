"""Problems for people who follow a link: a page instead of a document."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from api.pages.language import page_language
from api.pages.render import page
from api.pages.sign_in import Typed, log_in_form
from api.pages.targets import ACCOUNT, target_of
from api.problems import TITLES, Problem, request_id
from geo_patrol.messages import text

NOT_SIGNED_IN = 401


def wants_page(request: Request) -> bool:
    """Tell whether a person's browser asks, not a program."""
    return "text/html" in request.headers.get("accept", "")


def error_page(request: Request, problem: Problem) -> Response:
    """Return a problem as a page.

    Who is not signed in gets the log-in form, and goes on after; who must change their password
    is led to where they can.
    """
    if problem.status == NOT_SIGNED_IN:
        return log_in_form(request, Typed(target=target_of(request)), sent_here=problem)
    if problem.code == "accounts.change_due":
        return RedirectResponse(ACCOUNT, status_code=303)
    language = page_language(request)
    return page(
        request,
        "error.html",
        status=problem.status,
        headers=problem.headers,
        title=text(TITLES.get(problem.status, "api.title.bad_request"), language),
        reason=text(problem.code, language, **problem.params),
        findings=[finding.text(language) for finding in problem.findings[:20]],
        request_id=request_id(request),
    )
