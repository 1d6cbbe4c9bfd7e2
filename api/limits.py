"""Limits on request bodies: how long they are, and how long they take to arrive."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo_patrol.errors import TooLarge, TooSlow

BYTES_PER_MB = 1024 * 1024


class LimitBody:
    """Let no more than ``max_mb`` of a body through, in no more than ``max_s`` seconds.

    What follows is not read. The time runs from when the body is first asked for, whether pieces
    still trickle in or not.

    Raises
    ------
    TooLarge
        To whoever reads the body, or at once when the declared length is over the limit.
    TooSlow
        To whoever reads the body.
    """

    def __init__(self, app: ASGIApp, max_mb: float, max_s: float) -> None:
        self.app = app
        self.max_mb = max_mb
        self.max_bytes = int(max_mb * BYTES_PER_MB)
        self.max_s = max_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body counted and timed."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and (len(declared) > 15 or int(declared) > self.max_bytes):
            raise self._too_large()
        read = 0
        whole = False
        deadline: float | None = None

        async def counted() -> Message:
            nonlocal read, whole, deadline
            if whole:
                return await receive()
            if deadline is None:
                deadline = asyncio.get_running_loop().time() + self.max_s
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise TooSlow("pressure.body_too_slow", limit_s=f"{self.max_s:g}") from None
            whole = not message.get("more_body", False)
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > self.max_bytes:
                    raise self._too_large()
            return message

        await self.app(scope, counted, send)

    def _too_large(self) -> TooLarge:
        return TooLarge("api.body_too_large", limit_mb=f"{self.max_mb:g}")
