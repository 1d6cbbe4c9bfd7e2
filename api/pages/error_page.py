"""Problems for people who follow a link: a page instead of a document."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.language import page_language
from api.pages.render import page
from api.pages.targets import safe_target
from api.problems import TITLES, Problem, request_id
from geo_patrol.messages import text

NOT_SIGNED_IN = 401


def wants_page(request: Request) -> bool:
    """Tell whether a person's browser asks, not a program."""
    return "text/html" in request.headers.get("accept", "")


def error_page(request: Request, problem: Problem) -> HTMLResponse:
    """Return a problem as a page; who is not signed in gets the log-in form, and goes on after."""
    language = page_language(request)
    reason = text(problem.code, language, **problem.params)
    if problem.status == NOT_SIGNED_IN:
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return page(
            request,
            "login.html",
            status=problem.status,
            headers=problem.headers,
            switch={"next": safe_target(target)},
            target=safe_target(target),
            login="",
            error=None,
            note=reason,
        )
    return page(
        request,
        "error.html",
        status=problem.status,
        headers=problem.headers,
        title=text(TITLES.get(problem.status, "api.title.bad_request"), language),
        reason=reason,
        findings=[finding.text(language) for finding in problem.findings[:20]],
        request_id=request_id(request),
    )
