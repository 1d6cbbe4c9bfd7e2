"""A bounded queue before the application: so many requests run, so many wait, the rest may go.

A server that takes everything answers nobody in time. Who is turned away learns it at once, before
the body is read, and when to come back. Who sends slowly, from a boat with a weak signal, lends the
place out meanwhile: work is what is short, not patience.
"""

import asyncio
import secrets
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.reserved import is_reserved
from geo_patrol.errors import TooManyRequests, Unavailable

NEVER_QUEUED = frozenset({"/healthz"})
"""A busy process is alive: who restarts it for being busy makes it worse."""

RETRY_S = range(2, 8)

BODIES_OF_STRANGER = 8
"""Bodies on the way from one address, of requests without a session that was admitted before."""
SLOW_S = 1.0
"""A body that took longer: who sends it may not be admitted any more when it is here."""

STRANGER = "stranger"
"""In a request's state: the address that it counts for, when no session does."""
ADMIT_AGAIN = "admit_again"
"""In a request's state: asks again whether its sender may do what was asked for."""
PLACE = "place"
"""In a request's state: its `Place`, for an answer that goes on for hours to give back."""


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
        self._bodies: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._line)

    @asynccontextmanager
    async def place(self, stranger: str | None = None) -> AsyncIterator["Place"]:
        """Hold a place; ``stranger`` is the address that a request without a session counts for.

        Raises
        ------
        Unavailable
            At once when too many wait already, and after the longest wait.
        """
        if self.running >= self.most_running and self.waiting >= self.most_waiting:
            raise self._refusal()
        await self.enter()
        place = Place(self, stranger)
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

    @contextmanager
    def body(self, stranger: str | None) -> Iterator[None]:
        """Count a body that is on the way.

        Raises
        ------
        Unavailable
            When too many are.
        TooManyRequests
            When too many of them are of strangers at one address.
        """
        if self.receiving >= self.most_waiting:
            raise self._refusal()
        if stranger is not None and self._bodies[stranger] >= BODIES_OF_STRANGER:
            self.shed += 1
            raise TooManyRequests("pressure.too_many_bodies", retry_s=retry_s())
        self.receiving += 1
        if stranger is not None:
            self._bodies[stranger] += 1
        try:
            yield
        finally:
            self.receiving -= 1
            if stranger is not None:
                self._bodies[stranger] -= 1
                self._bodies += Counter()  # forgets who has none

    def _refusal(self) -> Unavailable:
        self.shed += 1
        return Unavailable("pressure.busy", retry_s=retry_s())


class Place:
    """One request's place, lent out while its body is on the way.

    No more than ``most_waiting`` lend theirs: each holds what it has received in memory. Others
    are refused. They don't keep their places meanwhile: whoever sends slowly enough could have all.
    """

    def __init__(self, queue: Queue, stranger: str | None = None) -> None:
        self.queue = queue
        self.stranger = stranger
        self.held = True
        self.lent_s = 0.0

    def give_back(self) -> None:
        """Let somebody else run: what follows waits far more than it works."""
        if self.held:
            self.held = False
            self.queue.leave()

    async def receive(self, receive: Receive) -> Message:
        """Return the next piece of a body.

        Raises
        ------
        Unavailable, TooManyRequests
            As `Queue.body`, when it is not here yet.
        """
        coming = asyncio.ensure_future(receive())
        # What is here already costs no turn.
        await asyncio.sleep(0)
        if coming.done():
            return await coming
        try:
            with self.queue.body(self.stranger):
                return await self._lend(coming)
        finally:
            coming.cancel()

    async def _lend(self, coming: asyncio.Future[Message]) -> Message:
        clock = asyncio.get_running_loop().time
        lent_at = clock()
        self.queue.leave()
        self.held = False
        message = await coming
        self.lent_s += clock() - lent_at
        await self.queue.enter(first=True)
        self.held = True
        return message


class LimitRunning:
    """Let a request run when it has a place in a queue.

    Parameters
    ----------
    queue
        Of requests in general.
    reserved
        Of calls for help.

    Raises
    ------
    Unavailable
        To those turned away, and to those whose work the server's end cut off.
    """

    def __init__(self, app: ASGIApp, queue: Queue, reserved: Queue) -> None:
        self.app = app
        self.queue = queue
        self.reserved = reserved

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its turn."""
        if scope["type"] != "http" or scope["path"] in NEVER_QUEUED:
            return await self.app(scope, receive, send)
        whole = False
        state = scope.setdefault("state", {})
        queue = self.reserved if is_reserved(scope) else self.queue

        async def lending() -> Message:
            nonlocal whole
            if whole:
                return await receive()
            message = await place.receive(receive)
            whole = not message.get("more_body", False)
            if whole and place.lent_s >= SLOW_S and ADMIT_AGAIN in state:
                await run_in_threadpool(state[ADMIT_AGAIN])
            return message

        try:
            async with queue.place(state.get(STRANGER)) as place:
                state[PLACE] = place
                await self.app(scope, lending, send)
        except asyncio.CancelledError:
            # Only a server that stops cancels a request: its sender gets an answer all the same.
            raise Unavailable("pressure.stopping", retry_s=retry_s()) from None


def retry_s() -> int:
    """Return seconds to stay away: not the same for all, or they would come back together."""
    return RETRY_S[secrets.randbelow(len(RETRY_S))]
