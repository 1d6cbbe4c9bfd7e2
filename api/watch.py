"""A thread that looks after crews on the water, tells what waits, and clears notices away."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Event, Thread

import structlog

from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import notices
from geo_patrol.workflows.camera_silence import tell_silent_cameras
from geo_patrol.workflows.due import DIGEST_AT, tell_digest
from geo_patrol.workflows.overdue import watch
from geo_patrol.workflows.telling import tell_all_of_unseen_alerts

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=20)
SWEPT_EVERY = timedelta(days=1)
NOTICES_KEPT = timedelta(days=30)
"""After they were over. What they were about stays in its record."""


class Watch:
    """Looks for overdue crews until it is told to stop."""

    def __init__(self, store: Store, settings: Settings, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._rule, self._zone = settings.overdue_rule, settings.zone
        self._limits = settings.case_limits
        self._swept_at: datetime | None = None
        self._digest_of: date | None = None
        self._stop = Event()
        self._thread = Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the look at hand."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self.work()
            self._stop.wait(EVERY.total_seconds())

    def work(self) -> bool:
        """Look once; return whether that could be done."""
        now = self._now()
        try:
            done = watch(self._store, self._rule, self._zone, now=now)
            if done.n_raised or done.n_ended:
                log.warning("overdue crews", raised=done.n_raised, ended=done.n_ended)
            tell_all_of_unseen_alerts(self._store, now=now)
            self._tell_digest(now)
            self._sweep(now)
        except Exception as error:
            # A store that is away now is there later, and so is the silence.
            log.warning("crews not looked after", kind=type(error).__name__)
            return False
        return True

    def _tell_digest(self, now: datetime) -> None:
        """Tell once a day what is due and which cameras are silent; the store knows it was told."""
        local = now.astimezone(self._zone)
        if local.date() == self._digest_of or local.time() < DIGEST_AT:
            return
        n_told = tell_digest(self._store, self._zone, now=now, limits=self._limits)
        n_silent = tell_silent_cameras(self._store, self._zone, now=now)
        self._digest_of = local.date()
        if n_told or n_silent:
            log.info("squads told what is due", n=n_told, silent_cameras=n_silent)

    def _sweep(self, now: datetime) -> None:
        if self._swept_at is not None and now - self._swept_at < SWEPT_EVERY:
            return
        with self._store.upkeep() as session:
            n_swept = notices.sweep(session, now - NOTICES_KEPT)
        self._swept_at = now
        if n_swept:
            log.info("notices cleared away", n=n_swept)
