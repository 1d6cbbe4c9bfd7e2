"""A limit on request bodies: refused by their declared length, and while they arrive."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo_patrol.errors import TooLarge

BYTES_PER_MB = 1024 * 1024


class LimitBody:
    """Let no more than ``max_mb`` of a body through; what follows is not read.

    Raises
    ------
    TooLarge
        To whoever reads the body, or at once when the declared length is over the limit.
    """

    def __init__(self, app: ASGIApp, max_mb: float) -> None:
        self.app = app
        self.max_mb = max_mb
        self.max_bytes = int(max_mb * BYTES_PER_MB)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body counted."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and (len(declared) > 15 or int(declared) > self.max_bytes):
            raise self._refusal()
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > self.max_bytes:
                    raise self._refusal()
            return message

        await self.app(scope, counted, send)

    def _refusal(self) -> TooLarge:
        return TooLarge("api.body_too_large", limit_mb=f"{self.max_mb:g}")
