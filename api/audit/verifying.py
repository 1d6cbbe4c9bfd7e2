"""A verification that tells how far it is while it goes on, to one who waits for it."""

from collections.abc import AsyncGenerator, Callable
from datetime import datetime
from threading import Event, Lock, Thread

import structlog

from api.audit.schemas import Verification, VerifyingOut
from api.logs import fault_fields
from geo_patrol.errors import GeoPatrolError, TooManyRequests
from geo_patrol.store.engine import Store
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.jobs import problem_of

log = structlog.get_logger(__name__)

RETRY_S = 5
_turn = Lock()
"""One at a time: each reads the whole store."""


class _GivenUp(Exception):
    """Nobody waits for it any more."""


class Verifying:
    """A verification in a thread of its own.

    Raises
    ------
    TooManyRequests
        When another one is under way.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        if not _turn.acquire(blocking=False):
            raise TooManyRequests("audit.under_way", retry_s=RETRY_S)
        self._store, self._now = store, now
        self._told = VerifyingOut(state="running")
        self._stop, self._is_over = Event(), Event()
        Thread(target=self._run, name="verify", daemon=True).start()

    async def told(self) -> AsyncGenerator[str]:
        """Yield how far it is, and in the end what it saw; who asks no more stops it."""
        try:
            while not self._is_over.is_set():
                yield self._told.model_dump_json()
            yield self._told.model_dump_json()
        finally:
            self._stop.set()

    def _run(self) -> None:
        try:
            seen = verify(self._store, progress=self._hear)
            found = Verification.of(seen, self._now())
            self._told = VerifyingOut(state="done", verification=found)
        except _GivenUp:
            pass
        except Exception as error:
            if not isinstance(error, GeoPatrolError):
                log.error("verification failed", **fault_fields(error))
            self._told = VerifyingOut(state="failed", problem=problem_of(error)["problem"])
        finally:
            _turn.release()
            self._is_over.set()

    def _hear(self, what: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _GivenUp
        self._told = VerifyingOut(
            state="running", what=what.removeprefix("progress."), done=done, total=total
        )
