"""Opening a store, and the two ways into it: readers, and one transaction that writes.

SQLite before 3.51.3 can lose a write when a WAL reset races with another connection, so here one
process has one writing connection that alone checkpoints, and readers cannot write.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import structlog
from filelock import FileLock, Timeout
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    TimeoutError,
)
from sqlalchemy.orm import Session

from geo_patrol.audit import Algorithm
from geo_patrol.errors import InvalidInput, Unavailable
from geo_patrol.store.functions import register_functions
from geo_patrol.store.trail import WritingSession, settle

Dialect = Literal["sqlite", "postgresql"]
WRITE_WAIT_S = 10
CONNECT_WAIT_S = 5
FORGET_WAIT_MS = 200
CONNECTION_AGE_S = 1800
PAGE_CACHE_KB = 2048
"""For each connection; the system's own file cache is behind it."""

log = structlog.get_logger(__name__)


@dataclass
class Store:
    """An open store. `reader` and `writer` give sessions; a writer's session is one transaction."""

    dialect: Dialect
    url: str
    _read_engine: Engine
    _write_engine: Engine
    _lock: FileLock | None = field(default=None)
    audit_algorithm: Algorithm = "sha256"
    _glance_engine: Engine | None = None

    @contextmanager
    def reader(self) -> Iterator[Session]:
        """Give a session that reads one consistent state.

        Raises
        ------
        Unavailable
            When the store is away or does not answer.
        """
        with _translated(), Session(self._read_engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def glance(self) -> Iterator[Session]:
        """Give a session for a single query, which is a consistent state by itself.

        It spares PostgreSQL the begin and end of a transaction.

        Raises
        ------
        Unavailable
            As `reader`.
        """
        with (
            _translated(),
            Session(self._glance_engine or self._read_engine, expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def writer(self) -> Iterator[Session]:
        """Give a session whose changes are committed at the end, all or none.

        What was noted in it (`store.trail.note`) is entered in the audit chains in the same
        transaction. A change that nothing was noted of is a fault of the program: it is not kept.

        Raises
        ------
        Unavailable
            When the store is busy for too long, full, or away. Nothing was written.
        """
        with self._writing() as session:
            yield session
            settle(session, self.audit_algorithm)

    @contextmanager
    def upkeep(self) -> Iterator[Session]:
        """Give a writing session for what is no record: caches, and when a session was last seen.

        Raises
        ------
        Unavailable
            As `writer`.
        """
        with self._writing() as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with _translated(), WritingSession(self._write_engine, expire_on_commit=False) as session:
            with session.begin():
                yield session

    def forget(self) -> bool:
        """Leave nothing of what was deleted in the write-ahead log (SQLite); return whether it is.

        Who reads an older state needs the log: then it is kept, and this is to be done again later.
        PostgreSQL's old rows go with its next vacuum, its log with its archive's retention.

        Raises
        ------
        Unavailable
            As `writer`.
        """
        if self.dialect != "sqlite":
            return True
        with _translated(), self._write_engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is None:
                return False
            # All writers wait meanwhile: readers are given a moment, not the time a writer is.
            driver.execute(f"PRAGMA busy_timeout = {FORGET_WAIT_MS}")
            try:
                busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                driver.execute(f"PRAGMA busy_timeout = {WRITE_WAIT_S * 1000}")
        if busy:
            log.warning("what was deleted is still in the write-ahead log")
        return not busy

    def connect_for_schema(self) -> Engine:
        """Return the engine that migrations run on."""
        return self._write_engine

    def close(self) -> None:
        """Close all connections and give up the lock."""
        for engine in (self._read_engine, self._write_engine, self._glance_engine):
            if engine is not None:
                engine.dispose()
        if self._lock is not None:
            self._lock.release()


@contextmanager
def _translated() -> Iterator[None]:
    """Turn a store's faults into the answer a caller can act on."""
    try:
        yield
    except TimeoutError as error:
        raise Unavailable("store.busy") from error
    except (IntegrityError, DataError) as error:
        # The checks before a write are to find this; what they missed is no fault of the store.
        log.warning("store refused a row", error=type(error.orig).__name__)
        raise InvalidInput("store.refused") from error
    except OperationalError as error:
        log.warning("store fault", error=type(error.orig).__name__)
        raise Unavailable(_reason(str(error.orig).lower())) from error
    except sqlite3.OperationalError as error:
        # Of what the driver was asked past SQLAlchemy.
        raise Unavailable(_reason(str(error).lower())) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable("store.away") from error
        if "not a database" in str(error.orig):
            raise Unavailable("store.not_a_store") from error
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Unavailable("store.full") from error
        raise


def _reason(message: str) -> str:
    if "full" in message or "no space left" in message:
        return "store.full"
    if "locked" in message or "busy" in message or "lock timeout" in message:
        return "store.busy"
    return "store.away"


def open_store(
    url: str, *, exclusive: bool = False, audit_algorithm: Algorithm = "sha256"
) -> Store:
    """Open the store at a URL; the schema is not touched.

    Parameters
    ----------
    url
        ``sqlite:///path`` or ``postgresql+psycopg://…``.
    exclusive
        This process means to write. On SQLite it takes the lock file beside the database, so
        that there is one writing process.
    audit_algorithm
        Hash of new audit entries.

    Raises
    ------
    Unavailable
        When another process holds the lock of an SQLite store.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InvalidInput("store.unknown_kind", kind="?") from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return Store(
            "postgresql",
            url,
            _postgresql(url, "read"),
            _postgresql(url, "write"),
            audit_algorithm=audit_algorithm,
            _glance_engine=_postgresql(url, "glance"),
        )
    if backend != "sqlite":
        raise InvalidInput("store.unknown_kind", kind=backend)
    path = Path(str(parsed.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _take_lock(path) if exclusive else None
    except OSError as error:
        raise Unavailable("store.cannot_make", path=str(path), reason=str(error)) from error
    return Store(
        "sqlite",
        url,
        _sqlite(url, writes=False),
        _sqlite(url, writes=True),
        lock,
        audit_algorithm,
    )


def _postgresql(url: str, use: Literal["read", "glance", "write"]) -> Engine:
    # The driver is loaded for who needs it.
    from psycopg import IsolationLevel

    # Readers have connections of their own: who waits to write keeps nobody from reading.
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=4,
        pool_timeout=WRITE_WAIT_S,
        # No ping before each use: when the server was away, whoever finds out is told 503, and
        # all connections are made anew.
        pool_recycle=CONNECTION_AGE_S,
        connect_args={
            "connect_timeout": CONNECT_WAIT_S,
            "options": f"-c lock_timeout={WRITE_WAIT_S}s",
        },
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # Once for good: what an execution option would set and take back at each use.
        connection.read_only = use != "write"
        if use == "write":
            # Whoever waited for a lock sees what its holder did, whatever the server's default.
            connection.isolation_level = IsolationLevel.READ_COMMITTED
        elif use == "glance":
            connection.autocommit = True
        else:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ

    return engine


def _take_lock(path: Path) -> FileLock:
    lock = FileLock(path.with_suffix(".lock"), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Unavailable("store.locked", path=path.name) from error
    return lock


def _sqlite(url: str, *, writes: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=1 if writes else 8,
        max_overflow=0 if writes else 8,
        pool_timeout=WRITE_WAIT_S,
        connect_args={"check_same_thread": False, "timeout": WRITE_WAIT_S},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver must not open transactions of its own: `begin` below does.
        connection.isolation_level = None
        register_functions(connection)
        for pragma in _pragmas(writes):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def throw_away(context: ExceptionContext) -> None:
        # The system tells of a failed sync once: what a file that stays open has of it is unsure.
        code = getattr(context.original_exception, "sqlite_errorcode", 0)
        if code & 0xFF == sqlite3.SQLITE_IOERR:
            context.is_disconnect = True

    return engine


def _pragmas(writes: bool) -> tuple[str, ...]:
    common = (
        "foreign_keys=ON",
        "synchronous=FULL",
        "temp_store=MEMORY",
        f"cache_size=-{PAGE_CACHE_KB}",
    )
    if writes:
        # What is deleted is overwritten: a destroyed key must not be left in a free page.
        return ("journal_mode=WAL", "secure_delete=ON", *common)
    return (*common, "wal_autocheckpoint=0", "query_only=ON")
