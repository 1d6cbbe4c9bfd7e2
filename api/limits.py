"""Limits on request bodies: how long they are, and how long they take to arrive."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.memory import give_back_now
from geo_patrol.errors import TooLarge, TooSlow
from geo_patrol.settings import Settings

BYTES_PER_MB = 1024 * 1024
LARGE_BYTES = BYTES_PER_MB


@dataclass(frozen=True)
class BodyLimit:
    """How long a body may be, in megabytes, and how long it may take to arrive, in seconds."""

    max_mb: float
    max_s: float

    @property
    def max_bytes(self) -> int:
        """The same limit in bytes."""
        return int(self.max_mb * BYTES_PER_MB)

    def too_large(self) -> TooLarge:
        """Return what to say to a longer one."""
        return TooLarge("api.body_too_large", limit_mb=f"{self.max_mb:g}")


def body_limit(settings: Settings) -> BodyLimit:
    """Return the limit of bodies in general."""
    return BodyLimit(settings.max_body_mb, settings.max_body_seconds)


def evidence_limit(settings: Settings) -> BodyLimit:
    """Return the limit of an evidence file: it is written to the disk as it comes."""
    return BodyLimit(settings.evidence_max_mb, settings.evidence_max_seconds)


class LimitBody:
    """Let no more of a body through than its limit says, in no more than its time.

    What follows is not read. The time runs from when the body is first asked for, whether pieces
    still trickle in or not.

    Parameters
    ----------
    limit
        Of bodies in general.
    larger
        Of addresses that begin so.

    Raises
    ------
    TooLarge
        To whoever reads the body, or at once when the declared length is over the limit.
    TooSlow
        To whoever reads the body.
    """

    def __init__(
        self, app: ASGIApp, limit: BodyLimit, larger: Mapping[str, BodyLimit] | None = None
    ) -> None:
        self.app = app
        self.limit = limit
        self.larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body counted and timed."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        limit = self._limit_of(scope["path"])
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and (len(declared) > 15 or int(declared) > limit.max_bytes):
            raise limit.too_large()
        read = 0
        whole = False
        deadline: float | None = None

        async def counted() -> Message:
            nonlocal read, whole, deadline
            if whole:
                return await receive()
            if deadline is None:
                deadline = asyncio.get_running_loop().time() + limit.max_s
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise TooSlow("pressure.body_too_slow", limit_s=f"{limit.max_s:g}") from None
            whole = not message.get("more_body", False)
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > limit.max_bytes:
                    raise limit.too_large()
            return message

        try:
            await self.app(scope, counted, send)
        finally:
            if read > LARGE_BYTES:
                # What was made of it lay between what stays.
                await run_in_threadpool(give_back_now)

    def _limit_of(self, path: str) -> BodyLimit:
        for beginning, limit in self.larger.items():
            if path.startswith(beginning):
                return limit
        return self.limit
