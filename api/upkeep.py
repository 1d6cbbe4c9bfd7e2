"""What a running server does by itself: the end of retention, at start and once a day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

import structlog

from geo_patrol.store.engine import Store
from geo_patrol.workflows.persons import expire

log = structlog.get_logger(__name__)

EVERY = timedelta(days=1)


class Upkeep:
    """A thread that does the chores until it is told to stop."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._stop = Event()
        self._thread = Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the chore at hand."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                n_expired = expire(self._store, now=self._now())
                if n_expired:
                    log.info("personal fields expired", n=n_expired)
            except Exception as error:
                # A store that is away today is there tomorrow; the chore is never lost.
                log.warning("retention not served", kind=type(error).__name__)
            if self._stop.wait(EVERY.total_seconds()):
                return
