"""Records of one squad each whose rows have the columns that the record has, and what was found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.paging import Page, after, page_of
from geo_patrol.store.repositories.rows import row_of, rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables.field import Received


class Identified(Protocol):
    """A dataclass with an id."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> UUID:
        """The id that the client made."""


Record = TypeVar("Record", bound=Identified)


@dataclass(frozen=True)
class Found:
    """What the server knows of a record besides what was sent.

    ``officer_id`` is who sent it first; ``flags`` are codes of what a person should look at.
    All from ``area_code`` on are of those kinds that have such a column.
    """

    squad_code: str
    received_at: datetime
    officer_id: UUID | None = None
    demo: bool = False
    flags: tuple[str, ...] = ()
    area_code: str | None = None
    distance_m: float | None = None
    counts: bool = True
    camera_code: str | None = None
    repeat_of: UUID | None = None
    n_repeats: int = 0


@dataclass(frozen=True)
class Kept(Generic[Record]):
    """A record as it is kept."""

    record: Record
    found: Found


_FIRST = frozenset({"received_at", "officer_id", "demo", "repeat_of", "n_repeats"})
"""What a row keeps from when it was new."""


class Shelf(Generic[Record]):
    """The rows of one kind of record.

    Parameters
    ----------
    time
        The column that pages go by.
    parts
        Fields that hold many dataclasses each, by what makes one of an object in its column:
        their class, where all values are plain ones of JSON.
    """

    def __init__(
        self,
        row: type[Received],
        record: type[Record],
        *,
        time: str,
        parts: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self.table = table_of(row)  # type: ignore[arg-type]  # rows are tables, their base is not
        self._row, self._record, self._time = row, record, time
        self._parts = dict(parts or {})
        columns = {column.name for column in self.table.c}
        told = columns - set(record.__dataclass_fields__) | {"squad_code"}
        self._found = [one.name for one in fields(Found) if one.name in told]
        self.every: Select[Any] = select(self.table)
        self._one = self.every.where(self.table.c.id == bindparam("id"))

    def save(self, session: Session, record: Record, found: Found, *, new: bool) -> None:
        """Add a new record, or replace what is there under its id."""
        values = _plain({name: getattr(record, name) for name in record.__dataclass_fields__})
        del values["id"]
        known = _plain({name: getattr(found, name) for name in self._found})
        first = {name: value for name, value in known.items() if name in _FIRST}
        values |= {name: value for name, value in known.items() if name not in _FIRST}
        save_row(session, self._row, record.id, values, new=new, **first)  # type: ignore[arg-type]

    def one(self, session: Session, record_id: UUID, scope: Scope) -> Kept[Record] | None:
        """Return a record within reach, or None."""
        row = row_of(session, self._one, {"id": record_id})
        return None if row is None or not scope.includes(row.squad_code) else self.kept(row)

    def all(self, session: Session, *, at_once: int = 1000) -> Iterator[Record]:
        """Yield every record there is."""
        found = self.every.order_by(self.table.c.pk).execution_options(yield_per=at_once)
        for row in session.connection().execute(found):
            yield self.kept(row).record

    def within(self, scope: Scope) -> Select[Any]:
        """Return the statement of all rows within reach."""
        return self.every.where(scope.within(self.table.c.squad_code))

    def page(
        self,
        session: Session,
        scope: Scope,
        span: Span,
        *conditions: ColumnElement[bool],
        squad: str | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> Page[Kept[Record]]:
        """Return the records whose time lies in a span, in time order."""
        time = self.table.c[self._time]
        found = self.within(scope).where(*conditions)
        if span.start is not None:
            found = found.where(time >= span.start)
        if span.end is not None:
            found = found.where(time < span.end)
        if squad is not None:
            found = found.where(self.table.c.squad_code == squad)
        found = after(found, time, self.table.c.pk, cursor).limit(limit + 1)
        rows, following = page_of(rows_of(session, found), limit, self._time)
        return Page(tuple(self.kept(row) for row in rows), following)

    def listed(self, session: Session, statement: Select[Any]) -> list[Kept[Record]]:
        """Return the records of a statement on the table."""
        return [self.kept(row) for row in rows_of(session, statement)]

    def kept(self, row: Any) -> Kept[Record]:
        """Return a row as a record."""
        own = {name: _frozen(getattr(row, name)) for name in self._record.__dataclass_fields__}
        own |= {name: tuple(part(**one) for one in own[name]) for name, part in self._parts.items()}
        found = {name: _frozen(getattr(row, name)) for name in self._found}
        return Kept(self._record(**own), Found(**found))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [_object(one) for one in value] if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def _object(value: Any) -> Any:
    if not is_dataclass(value) or isinstance(value, type):
        return value
    own = asdict(value)
    return {name: str(one) if isinstance(one, date | UUID) else one for name, one in own.items()}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
