"""One look at the store every half second, for all who follow; each learns what concerns them."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import structlog

from geo_patrol.alarms.overdue import FORGOTTEN
from geo_patrol.errors import TooManyRequests, Unavailable
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories.live import Marks, marks
from geo_patrol.store.scope import Scope

log = structlog.get_logger(__name__)

LOOK_S = 0.5
MOST_FOLLOWED = 100
"""Streams at once. Each costs a connection and a few kilobytes, none of the places of requests."""
RETRY_S = 5
MARK_LENGTH = 16


class Feed:
    """Looks at the store while anybody follows; made for one event loop.

    What other processes write is seen as well: it is the store that is looked at.

    Parameters
    ----------
    store
        Gives the open store.
    """

    def __init__(self, store: Callable[[], Store], now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._followers: set[asyncio.Event] = set()
        self._looking: asyncio.Task[None] | None = None
        self.known: Marks | None = None
        self.is_closed = False

    @property
    def n_followed(self) -> int:
        """How many follow now."""
        return len(self._followers)

    @contextmanager
    def followed(self) -> Iterator[asyncio.Event]:
        """Follow: the event is set at first, and whenever something has changed, or is over.

        Raises
        ------
        TooManyRequests
            When too many do.
        Unavailable
            When the server is about to end.
        """
        if self.is_closed:
            raise Unavailable("pressure.stopping", retry_s=RETRY_S)
        if self.n_followed >= MOST_FOLLOWED:
            raise TooManyRequests("live.too_many", retry_s=RETRY_S)
        changed = asyncio.Event()
        if self.known is not None:
            changed.set()
        self._followers.add(changed)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_on())
        try:
            yield changed
        finally:
            self._followers.discard(changed)
            if not self._followers:
                self._look_away()

    def close(self) -> None:
        """Have all streams end: the server stops."""
        self.is_closed = True
        self._wake()

    def look(self) -> Marks:
        """Return how far all has come.

        Raises
        ------
        Unavailable
            When the store is away.
        """
        with self._store().glance() as session:
            return marks(session, self._now() - FORGOTTEN)

    def _look_away(self) -> None:
        # Whoever comes next has it looked at anew.
        if self._looking is not None:
            self._looking.cancel()
        self._looking, self.known = None, None

    async def _look_on(self) -> None:
        while True:
            await self._look_once()
            await asyncio.sleep(LOOK_S)

    async def _look_once(self) -> None:
        try:
            # Not among the threads of requests: when all of those are at work, news go on.
            found = await asyncio.to_thread(self.look)
        except Exception as error:
            # A store that is away now is there later, and so are the news.
            log.warning("news not looked for", kind=type(error).__name__)
            return
        if found != self.known:
            self.known = found
            self._wake()

    def _wake(self) -> None:
        for changed in self._followers:
            changed.set()


def told_of(found: Marks, scope: Scope) -> dict[str, str]:
    """Return the marks of the squads within reach, as opaque texts that change when these do.

    ``records`` when anything was written; ``alarms`` when people were told something, a call for
    help above all; ``alive`` when a crew that is out gave a sign of life.
    """
    mine = [(code, one) for code, one in sorted(found.squads.items()) if scope.includes(code)]
    return {
        "records": _mark([(code, one.seq, one.notice) for code, one in mine]),
        "alarms": _mark([(code, one.notice) for code, one in mine]),
        "alive": _mark([(code, one.alive_at) for code, one in mine]),
    }


def _mark(of: object) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()[:MARK_LENGTH]
