"""What every answer carries (id, security headers), and what it leaves: a log line, a count."""

import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger(__name__)

PAGE_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'; object-src 'none'"
)
MAP_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline';"
    " style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)
"""A map runs its own inline script on data that people typed: in an origin of its own."""

OPENER = "Cross-Origin-Opener-Policy"
HEADERS: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(self)",
    "Cache-Control": "no-store",
    "Content-Security-Policy": PAGE_POLICY,
    OPENER: "same-origin",
}
"""Set unless a route set its own."""

METHODS = frozenset(
    {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
)

Count = Callable[[str, str, int, float], None]
"""Takes note of an answer: method, route's pattern, status, seconds it took."""


class Envelope:
    """Give each request an id, each answer its headers, and the log one line without names."""

    def __init__(self, app: ASGIApp, *, secure: bool, count: Count) -> None:
        self.app = app
        self.count = count
        self.headers = dict(HEADERS)
        if secure:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request_id = uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def dress(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._dress(MutableHeaders(scope=message), request_id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, dress)
            finally:
                taken_s = time.perf_counter() - started
                method, route = known_method(scope["method"]), _route(scope)
                self.count(method, route, status, taken_s)
                log.info(
                    "request", method=method, route=route, status=status, ms=round(taken_s * 1e3, 1)
                )

    def _dress(self, headers: MutableHeaders, request_id: str) -> None:
        headers["X-Request-ID"] = request_id
        sandboxed = "sandbox" in headers.get("content-security-policy", "")
        for name, value in self.headers.items():
            # A browser refuses a sandboxed document that also asks for an opener of its own.
            if not (sandboxed and name == OPENER):
                headers.setdefault(name, value)


def known_method(method: str) -> str:
    """Return a method as logs and figures name it: one made up by a client is not repeated."""
    return method if method in METHODS else "other"


def _route(scope: Scope) -> str:
    """Return the route's pattern: ids and queries of the address are not for the log."""
    return str(getattr(scope.get("route"), "path", "-"))
