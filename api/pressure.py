"""A bounded queue before the application: so many requests run, so many wait, the rest may go.

A server that takes everything answers nobody in time. Who is turned away learns it at once, before
the body is read, and when to come back.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

from geo_patrol.errors import Unavailable

NEVER_QUEUED = frozenset({"/healthz"})
"""A busy process is alive: who restarts it for being busy makes it worse."""

RETRY_S = range(2, 8)


class Queue:
    """Places in one event loop; those who wait get them in the order in which they came.

    Parameters
    ----------
    running
        Most requests that run at once.
    waiting
        Most requests that wait for a place.
    wait_s
        Longest wait, in seconds.
    """

    def __init__(self, *, running: int, waiting: int, wait_s: float) -> None:
        self.most_running = running
        self.most_waiting = waiting
        self.wait_s = wait_s
        self.running = 0
        self.shed = 0
        self._line: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._line)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place.

        Raises
        ------
        Unavailable
            At once when too many wait already, and after the longest wait.
        """
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    async def _enter(self) -> None:
        if self.running < self.most_running:
            self.running += 1
            return
        if len(self._line) >= self.most_waiting:
            raise self._refusal()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line.append(turn)
        try:
            await asyncio.wait((turn,), timeout=self.wait_s)
        except asyncio.CancelledError:
            # The place may have been handed over in the same moment: it must not be lost.
            if turn.done():
                self._leave()
            else:
                self._line.remove(turn)
            raise
        if not turn.done():
            self._line.remove(turn)
            raise self._refusal()

    def _leave(self) -> None:
        if self._line:
            self._line.popleft().set_result(None)
        else:
            self.running -= 1

    def _refusal(self) -> Unavailable:
        self.shed += 1
        return Unavailable("pressure.busy", retry_s=retry_s())


class LimitRunning:
    """Let a request run when it has a place in a queue.

    Raises
    ------
    Unavailable
        To those turned away, and to those whose work the server's end cut off.
    """

    def __init__(self, app: ASGIApp, queue: Queue) -> None:
        self.app = app
        self.queue = queue

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its turn."""
        if scope["type"] != "http" or scope["path"] in NEVER_QUEUED:
            return await self.app(scope, receive, send)
        try:
            async with self.queue.place():
                await self.app(scope, receive, send)
        except asyncio.CancelledError:
            # Only a server that stops cancels a request: its sender gets an answer all the same.
            raise Unavailable("pressure.stopping", retry_s=retry_s()) from None


def retry_s() -> int:
    """Return seconds to stay away: not the same for all, or they would come back together."""
    return RETRY_S[secrets.randbelow(len(RETRY_S))]
