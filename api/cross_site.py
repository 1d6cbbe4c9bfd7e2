"""No other site may make a signed-in browser change anything here (CSRF)."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from geo_patrol.errors import Forbidden

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_SITE = frozenset({"same-origin", "none"})


class RefuseCrossSite:
    """Refuse unsafe requests that a browser says come from another origin.

    Browsers send ``Sec-Fetch-Site`` (to trustworthy origins) or at least ``Origin``; a request
    without either does not come from a page, and carries no cookie that a page could abuse.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or raise ``Forbidden``."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            if not from_own_pages(Headers(scope=scope)):
                raise Forbidden("api.cross_site")
        await self.app(scope, receive, send)


def from_own_pages(headers: Headers) -> bool:
    """Tell whether a request comes from our own pages, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITE
    origin = headers.get("origin")
    if origin is None:
        return True
    # The scheme is not compared: behind a proxy that ends TLS the two differ.
    try:
        return origin != "null" and urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False
