"""A thread that brings messages to the office, however long the office is away."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

import structlog

from api.webhooks.posting import Posting
from geo_patrol.alarms.webhook import Webhook
from geo_patrol.store.engine import Store
from geo_patrol.workflows.deliveries import Post, deliver

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=2)
"""How soon a message is on its way. Looking costs two queries by indexes."""


class Courier:
    """Looks for messages and sends them until it is told to stop."""

    def __init__(
        self,
        store: Store,
        hook: Webhook,
        now: Callable[[], datetime],
        post: Post | None = None,
    ) -> None:
        self._store, self._hook, self._now = store, hook, now
        self._post = post or Posting(hook, now)
        self._stop = Event()
        self._thread = Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the message at hand."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self.work()
            self._stop.wait(EVERY.total_seconds())

    def work(self) -> int:
        """Send what is due; return how many messages arrived."""
        try:
            return deliver(self._store, self._hook, self._post, self._now)
        except Exception as error:
            # A store that is away now is there later, and what is to be sent is in it.
            log.warning("office not told", kind=type(error).__name__)
            return 0
