"""A snapshot of a PostgreSQL store, table by table, taken and put back by COPY.

Text, not binary: it can be read without this program, and outlives versions of PostGIS.
"""

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Connection, inspect, text

from geo_patrol.errors import InvalidInput, Unavailable
from geo_patrol.store.backup import contents
from geo_patrol.store.backup.files import chunks, writing
from geo_patrol.store.backup.manifest import Part
from geo_patrol.store.tables import Base

LEVEL = 1
_BLOCK = 1 << 20
OURS = {*Base.metadata.tables, contents.VERSION, contents.RESTORING}

Counted = Callable[[int, int], None]
"""Called with how many tables are done, and how many there are."""


def copy_out(
    connection: Connection, folder: Path, counted: Counted
) -> tuple[list[Part], dict[str, int]]:
    """Write each table to a part; return the parts in order, and the rows of each table.

    The connection's transaction reads one state.

    Raises
    ------
    Unavailable
        When the server goes away.
    OSError
        When a part cannot be written.
    """
    parts: list[Part] = []
    rows: dict[str, int] = {}
    names = contents.open_tables(connection)
    inspector = inspect(connection)
    for done, name in enumerate(names):
        counted(done, len(names))
        columns = tuple(column["name"] for column in inspector.get_columns(name))
        part = folder / f"{name}.copy.gz"
        with writing(part) as packed:
            with gzip.GzipFile("", "wb", LEVEL, packed, mtime=0) as zipped:
                rows[name] = _out(connection, name, columns, zipped)
        parts.append(Part(name=part.name, table=name, columns=columns, **packed.digest._asdict()))
    counted(len(names), len(names))
    return parts, rows


def _out(connection: Connection, name: str, columns: tuple[str, ...], zipped: gzip.GzipFile) -> int:
    with _translated(name), _cursor(connection) as cursor:
        with cursor.copy(_statement("COPY {} ({}) TO STDOUT", name, columns)) as copy:
            # Row by row as the driver gives it is too little at a time to compress.
            with io.BufferedWriter(zipped, _BLOCK) as gathered:
                for block in copy:
                    gathered.write(block)
        return cursor.rowcount


def copy_in(
    connection: Connection, folder: Path, parts: tuple[Part, ...], counted: Counted
) -> dict[str, int]:
    """Put the rows of all parts into empty tables of the same revision; return them counted.

    Raises
    ------
    InvalidInput
        When the database refuses a part.
    Unavailable
        When the server goes away.
    """
    rows: dict[str, int] = {}
    tables = [(part, part.table) for part in parts if part.table is not None]
    there = set(contents.open_tables(connection))
    for _, name in tables:
        if name not in there:
            raise InvalidInput("backup.part_refused", name=name)
    _empty(connection)
    for done, (part, name) in enumerate(tables):
        counted(done, len(tables))
        with _translated(name), _cursor(connection) as cursor:
            with (
                gzip.open(folder / part.name) as plain,
                cursor.copy(_statement("COPY {} ({}) FROM STDIN", name, part.columns)) as copy,
            ):
                for block in chunks(plain):
                    copy.write(block)
            rows[name] = cursor.rowcount
    counted(len(tables), len(tables))
    _set_sequences(connection)
    return rows


def _empty(connection: Connection) -> None:
    """Take away what migrations put in by themselves: the snapshot has it as it became."""
    for name in reversed(contents.open_tables(connection)):
        if contents.count(connection, name):
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608


def _set_sequences(connection: Connection) -> None:
    """Have new rows numbered on from the last ones."""
    inspector = inspect(connection)
    for name in contents.tables(connection):
        for column in inspector.get_columns(name):
            if "identity" in column or "nextval(" in str(column["default"]):
                connection.execute(
                    text(
                        "SELECT setval(pg_get_serial_sequence(:table, :column),"  # noqa: S608
                        f" max({column['name']})) FROM {name} HAVING max({column['name']}) > 0"
                    ),
                    {"table": name, "column": column["name"]},
                )


def hide(connection: Connection) -> None:
    """Take the revision's table away: no program takes the store for its own until `show`."""
    connection.execute(text(f"ALTER TABLE {contents.VERSION} RENAME TO {contents.RESTORING}"))


def show(connection: Connection) -> None:
    """Put the revision's table back."""
    connection.execute(text(f"ALTER TABLE {contents.RESTORING} RENAME TO {contents.VERSION}"))


def clear(connection: Connection) -> None:
    """Drop all that migrations made, whatever is in it."""
    connection.execute(text("DROP SCHEMA IF EXISTS gis CASCADE"))
    for name in contents.tables(connection):
        if name in OURS:
            connection.execute(text(f"DROP TABLE {name} CASCADE"))
    connection.execute(text("DROP FUNCTION IF EXISTS refuse_rewriting()"))


def _statement(pattern: str, name: str, columns: tuple[str, ...]) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(pattern).format(sql.Identifier(name), listed)


@contextmanager
def _cursor(connection: Connection) -> Iterator[psycopg.Cursor]:
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError("no connection to PostgreSQL")
    with driver.cursor() as cursor:
        yield cursor


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise Unavailable("store.away") from error
    except psycopg.Error as error:
        raise InvalidInput("backup.part_refused", name=name) from error
