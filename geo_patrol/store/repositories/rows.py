"""Rows as values: read and written on the tables themselves, no objects made or remembered."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, Table, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from geo_patrol.store.tables import Base
from geo_patrol.store.trail import mark_changed


def table_of(row_class: type[Base]) -> Table:
    """Return the table of a row class."""
    table = row_class.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{row_class.__name__} is no table")
    return table


def rows_of(
    session: Session, statement: Executable, asked: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """Return the rows of a statement on tables; ``asked`` are its parameters."""
    return session.connection().execute(statement, asked).all()


def row_of(session: Session, statement: Executable, asked: Mapping[str, Any] | None = None) -> Any:
    """Return the first of the rows, or None."""
    return session.connection().execute(statement, asked).first()


def save_row(
    session: Session,
    row_class: type[Base],
    record_id: UUID,
    values: dict[str, Any],
    *,
    new: bool,
    **first: Any,
) -> None:
    """Add a new row of a record, or change the one of its id.

    Parameters
    ----------
    first
        What a row gets when it is new, and keeps.
    """
    table = table_of(row_class)
    if new:
        session.connection().execute(insert(table), {"id": record_id, **values, **first})
    else:
        session.connection().execute(update(table).where(table.c.id == record_id).values(**values))
        # Rows that the session has read are read anew.
        session.expire_all()
    mark_changed(session)


def add_rows(session: Session, row_class: type[Base], rows: list[dict[str, Any]]) -> None:
    """Add rows of plain values."""
    if rows:
        session.connection().execute(insert(table_of(row_class)), rows)
        mark_changed(session)


def add_row_once(session: Session, row_class: type[Base], row: dict[str, Any]) -> None:
    """Add a row unless one of its key is there, be it one that another transaction adds now."""
    add_rows_once(session, row_class, [row])


def add_rows_once(session: Session, row_class: type[Base], rows: list[dict[str, Any]]) -> None:
    """Add the rows whose keys are not there, as `add_row_once` does."""
    if not rows:
        return
    table = table_of(row_class)
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(postgresql.insert(table).on_conflict_do_nothing(), rows)
    else:
        session.connection().execute(sqlite.insert(table).on_conflict_do_nothing(), rows)
    mark_changed(session)
