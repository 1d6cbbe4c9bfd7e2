"""Alembic's way in: it runs on the engine that `store.schema` hands over."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection, Engine, text

from geo_patrol.store.tables import Base

LOCK = 3306240001


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Keep a second process that starts at once out: it finds the work done (PostgreSQL)."""
    # However long the other one's migrations take.
    connection.execute(text("SET lock_timeout = 0"))
    connection.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))
        connection.execute(text("RESET lock_timeout"))
        connection.commit()


@contextmanager
def keys_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """Let a table be made anew while others refer to it (SQLite)."""
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("no connection")
    # Only between transactions does this do anything.
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        lost = driver.execute("PRAGMA foreign_key_check").fetchall()
        if lost:
            raise RuntimeError(f"rows refer to what is not there: {lost[:3]}")
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


engine: Engine = context.config.attributes["engine"]
with engine.connect() as opened:
    guard = alone if opened.dialect.name == "postgresql" else keys_checked_at_the_end
    with guard(opened):
        context.configure(
            connection=opened,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            render_as_batch=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        opened.commit()
