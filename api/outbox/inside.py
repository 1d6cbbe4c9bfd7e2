"""Asking the application from inside, in somebody's name: what comes by file meets the same routes.

Bodies are read, checked and written by who does it for phones. What guards the doors (rates,
queues, sessions) is left out: there is no network, and nobody is signed in.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import Message

from api.auth.permissions import ON_BEHALF, Caller
from api.errors import CatchFaults, add_handlers
from api.services import Services
from geo_patrol.store.repositories.people import Officer
from geo_patrol.workflows.outbox import Answer, Reason


class Inside:
    """The application's routes, asked in an officer's name."""

    def __init__(self, services: Services, officer: Officer, portal: BlockingPortal) -> None:
        # The list of all routes is the application's: it imports every feature, this one too.
        from api.app import ROUTERS

        self.caller = Caller(officer.scope, officer)
        self.portal = portal
        self.app = FastAPI(
            openapi_url=None,
            redirect_slashes=False,
            telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
            middleware=[Middleware(CatchFaults)],
        )
        self.app.state.services = services
        for router in ROUTERS:
            self.app.router.routes.extend(router.routes)
        add_handlers(self.app)

    def put(self, path: str, body: bytes, media_type: str, if_match: str | None) -> Answer:
        """Write; see `geo_patrol.workflows.outbox.Deliver`."""
        headers = {"content-type": media_type}
        if if_match is not None:
            headers["if-match"] = if_match
        status, told, content = self._ask("PUT", path, headers, body)
        return Answer(status, told.get("etag"), () if status < 400 else _reasons(content))

    def tag_of(self, path: str) -> str | None:
        """Return the entity tag of what is there."""
        status, told, _ = self._ask("GET", path, {}, b"")
        return told.get("etag") if status == 200 else None

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        return self.portal.call(self._asked, method, path, headers, body)

    async def _asked(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        address, _, query = path.partition("?")
        said: list[Message] = []
        coming: Iterator[Message] = iter([{"type": "http.request", "body": body}])

        async def receive() -> Message:
            return next(coming, {"type": "http.disconnect"})

        async def send(message: Message) -> None:
            said.append(message)

        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": address,
            "raw_path": address.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": None,
            "server": None,
            ON_BEHALF: self.caller,
        }
        await self.app(scope, receive, send)
        start = next(one for one in said if one["type"] == "http.response.start")
        told = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        content = b"".join(one.get("body", b"") for one in said if one is not start)
        return int(start["status"]), told, content


def _reasons(content: bytes) -> tuple[Reason, ...]:
    """Return why, in the words of the problem."""
    try:
        problem = json.loads(content)
        found = [Reason("", problem["detail_zh"], problem["detail_en"])]
        for one in problem["findings"]:
            found.append(Reason(one["where"], one["reason_zh"], one["reason_en"]))
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(found)


@contextmanager
def inside(services: Services, officer: Officer) -> Iterator[Inside]:
    """Give the application to ask in an officer's name; what it started is ended after."""
    try:
        with start_blocking_portal() as portal:
            yield Inside(services, officer, portal)
    finally:
        services.painter.close()
        services.darkroom.close()
