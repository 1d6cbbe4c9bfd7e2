"""The apps of the front end: their pages, their files, and what makes one live on a phone."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth.permissions import PUBLIC
from api.pages.render import page
from api.pages.targets import CONSOLE, OFFICER
from api.web_app.files import BuiltFile, console_app, officer_app
from geo_patrol.errors import NotFound

FOR_EVER = "public, max-age=31536000, immutable"
# Kept, but never used without asking whether it is still the same.
ASK_AGAIN = "no-cache"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
    " media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
    " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " object-src 'none'"
)
"""Nothing from elsewhere, nothing inline. ``blob:`` are pictures and sound just taken."""

router = APIRouter(include_in_schema=False)


@router.get("/officer", dependencies=[PUBLIC])
def officer_without_slash() -> Response:
    """Lead to the app: a page's scope ends with a slash."""
    return RedirectResponse(OFFICER, status_code=303)


@router.get(OFFICER, dependencies=[PUBLIC], response_class=HTMLResponse)
def officer(request: Request) -> Response:
    """Return the officers' app on the phone; words about it while it has not been built."""
    return _start(request, officer_app().pages.get("officer.html"))


@router.get("/officer/manifest.webmanifest", dependencies=[PUBLIC])
def manifest(request: Request) -> Response:
    """Return what makes the page installable."""
    return _answer(request, officer_app().pages.get("officer.webmanifest"), ASK_AGAIN)


@router.get("/officer/sw.js", dependencies=[PUBLIC])
def worker(request: Request) -> Response:
    """Return the service worker."""
    return _answer(request, officer_app().pages.get("officer-sw.js"), ASK_AGAIN)


@router.get("/officer/licences.txt", dependencies=[PUBLIC])
def officer_licences(request: Request) -> Response:
    """Return the terms of the packages that are built into the app."""
    return _answer(request, officer_app().pages.get("officer-licences.txt"), ASK_AGAIN)


@router.get("/officer/assets/{name}", dependencies=[PUBLIC])
def officer_file(name: str, request: Request) -> Response:
    """Return a file of the app; its name changes with its content, so it may be kept for ever."""
    return _answer(request, officer_app().assets.get(name), FOR_EVER)


@router.get("/console", dependencies=[PUBLIC])
def console_without_slash() -> Response:
    """Lead to the console."""
    return RedirectResponse(CONSOLE, status_code=303)


@router.get(CONSOLE, dependencies=[PUBLIC], response_class=HTMLResponse)
def console(request: Request) -> Response:
    """Return the console on the desk; the page holds nothing but what it asks for later."""
    return _start(request, console_app().pages.get("console.html"))


@router.get("/console/licences.txt", dependencies=[PUBLIC])
def console_licences(request: Request) -> Response:
    """Return the terms of the packages that are built into the console."""
    return _answer(request, console_app().pages.get("console-licences.txt"), ASK_AGAIN)


@router.get("/console/assets/{name}", dependencies=[PUBLIC])
def console_file(name: str, request: Request) -> Response:
    """Return a file of the console."""
    return _answer(request, console_app().assets.get(name), FOR_EVER)


def _start(request: Request, found: BuiltFile | None) -> Response:
    if found is None:
        return page(request, "not_built.html", status=503, at=request.url.path)
    return _answer(request, found, ASK_AGAIN)


def _answer(request: Request, found: BuiltFile | None, keep: str) -> Response:
    if found is None:
        raise NotFound("api.no_route")
    headers = {
        "Cache-Control": keep,
        "ETag": f'"{found.print}"',
        "Content-Security-Policy": POLICY,
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
