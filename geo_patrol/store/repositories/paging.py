"""Pages in time order: a cursor is where the last page ended."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import tuple_

from geo_patrol.errors import InvalidInput
from geo_patrol.store.types import BigKey, UtcDateTime

Item = TypeVar("Item")
MAX_PAGE = 1000


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some items, and the cursor that the next ones begin at; None when there are no more."""

    items: tuple[Item, ...]
    next_cursor: str | None


def after(
    statement: Any, time: Any, key: Any, cursor: str | None, *, newest_first: bool = False
) -> Any:
    """Order a statement by time, then arrival, and start it behind a cursor.

    A cursor is good for the order that it was given in, and no other.

    Raises
    ------
    InvalidInput
        When the cursor is not one that a page gave.
    """
    order = (time.desc(), key.desc()) if newest_first else (time, key)
    statement = statement.order_by(*order)
    if cursor is None:
        return statement
    moment, pk = _decode(cursor)
    here, there = tuple_(time, key), tuple_(moment, pk, types=[UtcDateTime(), BigKey])
    return statement.where(here < there if newest_first else here > there)


def page_of(rows: Sequence[Any], limit: int, time: str) -> tuple[Sequence[Any], str | None]:
    """Cut rows, fetched one more than the limit, and make the next page's cursor."""
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], _encode(getattr(last, time), last.pk)


def _encode(moment: datetime, pk: int) -> str:
    return base64.urlsafe_b64encode(f"{moment.isoformat()}|{pk}".encode()).decode()


def _decode(cursor: str) -> tuple[datetime, int]:
    try:
        moment, pk = base64.urlsafe_b64decode(cursor.encode()).decode().split("|")
        parsed = datetime.fromisoformat(moment)
        if parsed.tzinfo is None:
            raise ValueError("naive")
        key = int(pk)
        if not (1970 <= parsed.year < 2200 and 0 <= key < 2**63):
            raise ValueError("out of range")
        return parsed, key
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise InvalidInput("records.bad_cursor") from error
