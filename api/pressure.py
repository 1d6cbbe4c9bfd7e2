"""A bounded queue before the application: so many requests run, so many wait, the rest may go.

A server that takes everything answers nobody in time. Who is turned away learns it at once, before
the body is read, and when to come back. Who sends slowly, from a boat with a weak signal, lends the
place out meanwhile: work is what is short, not patience.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
        self.receiving = 0
        self.shed = 0
        self._line: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._line)

    @asynccontextmanager
    async def place(self) -> AsyncIterator["Place"]:
        """Hold a place.

        Raises
        ------
        Unavailable
            At once when too many wait already, and after the longest wait.
        """
        if self.running >= self.most_running and self.waiting >= self.most_waiting:
            raise self._refusal()
        await self.enter()
        place = Place(self)
        try:
            yield place
        finally:
            if place.held:
                self.leave()

    async def enter(self, *, first: bool = False) -> None:
        """Take a place when there is one; ``first`` before all others in line.

        Raises
        ------
        Unavailable
            After the longest wait.
        """
        if self.running < self.most_running:
            self.running += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if first:
            self._line.appendleft(turn)
        else:
            self._line.append(turn)
        try:
            await asyncio.wait((turn,), timeout=self.wait_s)
        except asyncio.CancelledError:
            # The place may have been handed over in the same moment: it must not be lost.
            if turn.done():
                self.leave()
            else:
                self._line.remove(turn)
            raise
        if not turn.done():
            self._line.remove(turn)
            raise self._refusal()

    def leave(self) -> None:
        """Hand a place to the first in line, or keep it free."""
        if self._line:
            self._line.popleft().set_result(None)
        else:
            self.running -= 1

    def _refusal(self) -> Unavailable:
        self.shed += 1
        return Unavailable("pressure.busy", retry_s=retry_s())


class Place:
    """One request's place, lent out while its body is on the way.

    No more than ``most_waiting`` lend theirs: each holds what it has received in memory.
    """

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.held = True

    async def receive(self, receive: Receive) -> Message:
        """Return the next piece of a body."""
        queue = self.queue
        coming = asyncio.ensure_future(receive())
        # What is here already costs no turn.
        await asyncio.sleep(0)
        if coming.done() or queue.receiving >= queue.most_waiting:
            return await coming
        queue.leave()
        self.held = False
        queue.receiving += 1
        try:
            message = await coming
        finally:
            queue.receiving -= 1
        await queue.enter(first=True)
        self.held = True
        return message


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
        whole = False

        async def lending() -> Message:
            nonlocal whole
            message = await (receive() if whole else place.receive(receive))
            whole = not message.get("more_body", False)
            return message

        try:
            async with self.queue.place() as place:
                await self.app(scope, lending, send)
        except asyncio.CancelledError:
            # Only a server that stops cancels a request: its sender gets an answer all the same.
            raise Unavailable("pressure.stopping", retry_s=retry_s()) from None


def retry_s() -> int:
    """Return seconds to stay away: not the same for all, or they would come back together."""
    return RETRY_S[secrets.randbelow(len(RETRY_S))]
