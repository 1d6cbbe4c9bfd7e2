"""Many rows at once: COPY in PostgreSQL, one prepared statement in SQLite."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Table
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
        [
            value if adapt is None else adapt(value)
            for adapt, value in zip(adapters, row, strict=True)
        ]
        for row in rows
    )
    names = ", ".join(columns)
    session.flush()
    mark_changed(session)
    if dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy,
        ):
            for row in adapted:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608  # our own names
    cursor = connection.connection.cursor()
    while batch := list(islice(adapted, BATCH)):
        cursor.executemany(statement, batch)
    cursor.close()
