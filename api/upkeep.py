"""What a running server does by itself, at start and once a day: the end of retention, sweeping."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event, Thread

import structlog

from geo_patrol.personal import Keyring
from geo_patrol.store.engine import Store
from geo_patrol.store.evidence import EvidenceFolder
from geo_patrol.workflows.marking import fill_marks
from geo_patrol.workflows.persons import expire

log = structlog.get_logger(__name__)

EVERY = timedelta(days=1)
AGAIN = timedelta(minutes=10)
"""When something is left to do: the store was away, or somebody read an older state of it."""


Chore = Callable[[], None]
"""What is done besides, once a day; what it cannot do is left until tomorrow."""


class Upkeep:
    """A thread that does the chores until it is told to stop."""

    def __init__(
        self,
        store: Store,
        evidence: EvidenceFolder,
        keyring: Keyring,
        now: Callable[[], datetime],
        chores: Sequence[Chore] = (),
    ) -> None:
        self._chores = chores
        self._store, self._evidence, self._keyring, self._now = store, evidence, keyring, now
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
            pause = EVERY if self._work() else AGAIN
            if self._stop.wait(pause.total_seconds()):
                return

    def _work(self) -> bool:
        """Do the chores; return whether nothing is left of them."""
        try:
            n_swept = self._evidence.sweep()
            if n_swept:
                log.info("half uploads swept away", n=n_swept)
        except OSError as error:
            log.warning("half uploads not swept away", kind=type(error).__name__)
        done = self._serve_retention()
        if done:
            self._do_more()
        return done

    def _serve_retention(self) -> bool:
        try:
            n_expired = expire(self._store, now=self._now())
            if n_expired:
                log.info("personal fields expired", n=n_expired)
            # Whatever expired: a server that stopped just then has not come to it.
            return self._store.forget() and self._fill_marks()
        except Exception as error:
            # A store that is away now is there later; the chore is never lost.
            log.warning("retention not served", kind=type(error).__name__)
            return False

    def _do_more(self) -> None:
        for chore in self._chores:
            try:
                chore()
            except Exception as error:
                log.warning("chore not done", kind=type(error).__name__)

    def _fill_marks(self) -> bool:
        filled = fill_marks(self._store, self._keyring, stopped=self._stop.is_set)
        if filled.n_records or filled.n_unreadable:
            log.info("marks made", n=filled.n_records, unreadable=filled.n_unreadable)
        return filled.done
