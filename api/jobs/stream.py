"""Server-sent events: an answer that goes on while something is to be told."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

MEDIA_TYPE = "text/event-stream"
LOOK_S = 0.5
"""Between two looks at what is told."""
LASTS_S = 25.0
"""A stream holds one of the places of requests: then the browser comes again by itself."""
AGAIN_MS = 1000


class EventStream(Response):
    """Sends each new text as an event, until there are no more, or the reader is gone.

    Parameters
    ----------
    texts
        Yields what is to be told now; the same text again is not sent again.
    """

    media_type = MEDIA_TYPE

    def __init__(self, texts: AsyncGenerator[str], *, lasts_s: float = LASTS_S) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._texts, self._lasts_s = texts, lasts_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        head = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        gone = asyncio.ensure_future(_until_gone(receive))
        await send(head)
        # A server that stops cuts this off: what was told is whole all the same.
        with suppress(asyncio.CancelledError):
            await self._tell(send, gone)
        await self._texts.aclose()
        gone.cancel()
        if not gone.done() or gone.cancelled():
            await send({"type": "http.response.body", "body": b""})

    async def _tell(self, send: Send, gone: "asyncio.Future[None]") -> None:
        clock = asyncio.get_running_loop().time
        until, told = clock() + self._lasts_s, ""
        await _send(send, f"retry: {AGAIN_MS}\n\n")
        async for said in self._texts:
            if said != told:
                told = said
                await _send(send, f"data: {said}\n\n")
            if gone.done() or clock() >= until:
                return
            await asyncio.wait((gone,), timeout=LOOK_S)


async def _send(send: Send, piece: str) -> None:
    await send({"type": "http.response.body", "body": piece.encode(), "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
