"""What a running server does for fixes of trackers: it makes tracks of them, or lets them go."""

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from zoneinfo import ZoneInfo

import structlog

from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.store.engine import Store
from geo_patrol.workflows.piecing import expire, put_together
from geo_patrol.workflows.taking_back import take_back

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 60.0
"""So late at most a piece becomes a track after it is whole, or its patrol has ended."""


class Piecing:
    """A thread that looks every minute, until it is told to stop."""

    def __init__(self, store: Store, zone: ZoneInfo, now: Callable[[], datetime]) -> None:
        self._store, self._zone, self._now = store, zone, now
        self._stop = Event()
        self._thread = Thread(target=self._run, name="piecing", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the work at hand."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(LOOK_EVERY_S):
            try:
                self.work()
            except Exception as error:
                # Nothing is lost by it: what waits, waits for the next time.
                log.warning("fixes not put together", kind=type(error).__name__)

    def work(self) -> None:
        """Look once.

        Raises
        ------
        Unavailable
            When the store is busy or away.
        """
        wait_until_warm()
        now = self._now()
        n_shorter = take_back(self._store, now=now, zone=self._zone)
        n_made = put_together(self._store, now=now, zone=self._zone)
        n_expired = expire(self._store, now=now)
        if n_shorter or n_made or n_expired:
            log.info("fixes put together", made=n_made, shorter=n_shorter, expired=n_expired)
