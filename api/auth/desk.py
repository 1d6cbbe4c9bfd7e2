"""Where passwords are hashed: few at once, and no long line before it."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from api.auth.passwords import Passwords
from geo_patrol.errors import Unavailable

HASHES_AT_ONCE = 2
"""Each takes 19 MiB and a core for some 40 ms."""
LONGEST_LINES = {False: 10, True: 20}
"""Of strangers, and of known browsers: a squad at shift change. Who stands in line counts among the
requests that run at once (`max_running`): a flood of strangers must leave room for all others."""

Answer = TypeVar("Answer")


class Desk:
    """Does what costs a hash in threads of its own.

    Strangers and known browsers wait in the same line, but each may make it only so long: a flood
    of strangers leaves room.
    """

    def __init__(self) -> None:
        self.passwords = Passwords()
        self._turnstile = CapacityLimiter(HASHES_AT_ONCE)
        self._inside = {False: 0, True: 0}

    def inside(self, *, known: bool) -> int:
        """Return how many are served or wait, of known browsers or of strangers."""
        return self._inside[known]

    async def serve(self, work: Callable[[], Answer], *, known: bool) -> Answer:
        """Return what some work gives, done when it is its turn.

        Raises
        ------
        Unavailable
            When too many wait already.
        """
        if self._inside[known] >= LONGEST_LINES[known]:
            raise Unavailable("api.login_busy")
        self._inside[known] += 1
        try:
            return await run_sync(work, limiter=self._turnstile)
        finally:
            self._inside[known] -= 1
