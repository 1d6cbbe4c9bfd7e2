"""The officer's app on the phone: its page, its service worker, and the files of both."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth.permissions import PUBLIC
from api.pages.render import page as made_page
from api.web_app.files import BuiltFile, asset, page
from geo_patrol.errors import NotFound

OFFICER = "/officer/"
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
def without_slash() -> Response:
    """Lead to the app: a page's scope ends with a slash."""
    return RedirectResponse(OFFICER, status_code=303)


@router.get(OFFICER, dependencies=[PUBLIC], response_class=HTMLResponse)
def start(request: Request) -> Response:
    """Return the app's only page; words about it while it has not been built."""
    found = page("officer.html")
    if found is None:
        return made_page(request, "not_built.html", status=503, at=OFFICER)
    return _answer(request, found, ASK_AGAIN)


@router.get("/officer/manifest.webmanifest", dependencies=[PUBLIC])
def manifest(request: Request) -> Response:
    """Return what makes the page installable."""
    return _answer(request, page("officer.webmanifest"), ASK_AGAIN)


@router.get("/officer/sw.js", dependencies=[PUBLIC])
def worker(request: Request) -> Response:
    """Return the service worker."""
    return _answer(request, page("officer-sw.js"), ASK_AGAIN)


@router.get("/officer/licences.txt", dependencies=[PUBLIC])
def licences(request: Request) -> Response:
    """Return the terms of the packages that are built into the app."""
    return _answer(request, page("officer-licences.txt"), ASK_AGAIN)


@router.get("/officer/assets/{name}", dependencies=[PUBLIC])
def read(name: str, request: Request) -> Response:
    """Return a file of the app; its name changes with its content, so it may be kept for ever."""
    return _answer(request, asset(name), FOR_EVER)


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
