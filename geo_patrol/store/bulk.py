"""Many rows at once: COPY in PostgreSQL, one prepared statement in SQLite."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from geo_patrol.store.trail import mark_changed

BATCH = 10_000


def bulk_insert(
    session: Session,
    row_class: type[DeclarativeBase],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Insert rows of plain values into the named columns, within the session's transaction."""
    table = row_class.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{row_class.__name__} is no table")
    connection = session.connection()
    dialect = connection.dialect
    chosen = [table.c[name] for name in columns]
    adapters = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in chosen]
    adapted = (
        tuple(
            value if adapt is None else adapt(value)
            for adapt, value in zip(adapters, row, strict=True)
        )
        for row in rows
    )
    names = ", ".join(columns)
    session.flush()
    mark_changed(session)
    if dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", adapted)
        return
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608  # our own names
    while batch := list(islice(adapted, BATCH)):
        connection.exec_driver_sql(statement, batch)


def _copy(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    driver: Any = connection.connection.driver_connection
    dialect = connection.dialect
    faults = dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except faults as error:
        # What any other statement would raise: a full disk, a server that went away.
        gone = dialect.is_disconnect(error, driver, None)
        if gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            statement, None, error, faults, connection_invalidated=gone, dialect=dialect
        ) from error
