"""Two transactions at the same moment, in an order that a test decides."""

from collections.abc import Callable
from threading import Thread

from sqlalchemy import text

from geo_patrol.store.engine import Store

WAITING = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE NOT granted AND datname = current_database()"
)


class Beside:
    """Work in a thread of its own, which may have to wait for who started it."""

    def __init__(self, store: Store, work: Callable[[], object]) -> None:
        self._store = store
        self._work = work
        self.answer: object = None
        self._thread = Thread(target=self._run)

    def start(self) -> None:
        """Begin, and return when it has ended or waits for a lock: SQLite has one writer anyway."""
        self._thread.start()
        while self._store.dialect == "postgresql" and self._thread.is_alive():
            with self._store.reader() as session:
                if session.scalar(WAITING):
                    return

    def end(self) -> object:
        """Return what the work gave, or the error that it raised."""
        self._thread.join()
        return self.answer

    def _run(self) -> None:
        try:
            self.answer = self._work()
        except Exception as error:
            self.answer = error
