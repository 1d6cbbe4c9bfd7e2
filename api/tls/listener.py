"""The plain-HTTP door: the certificate for phones that don't trust it yet; all else goes to TLS."""

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.tls.install import FILE, PAGE, address
from api.tls.names import Subjects

OPEN = frozenset({PAGE, FILE})
FILES = "/static/"


class InstallDoor:
    """Pass on what is needed to install the certificate; send everything else to TLS."""

    def __init__(self, app: ASGIApp, subjects: Subjects, port: int) -> None:
        self.app = app
        self.subjects = subjects
        self.port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        path = scope["path"]
        if scope["method"] == "GET" and (path in OPEN or path.startswith(FILES)):
            # Whatever was sent along in the clear is not looked at.
            kept = [one for one in scope["headers"] if one[0] not in (b"cookie", b"authorization")]
            return await self.app({**scope, "headers": kept}, receive, send)
        answer = RedirectResponse(self._target(scope), 308, headers={"Cache-Control": "no-store"})
        await answer(scope, receive, send)

    def _target(self, scope: Scope) -> str:
        """Return the same address over TLS, on a host that the certificate is for."""
        asked = Headers(scope=scope).get("host", "")
        host = asked if asked.endswith("]") else asked.rpartition(":")[0] or asked
        host = host.strip("[]") if self.subjects.holds(host) else self.subjects.first
        path = scope.get("raw_path", b"/").decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        target = address("https", host, self.port, path if path.startswith("/") else "/")
        return f"{target}?{query}" if query else target
