"""What incidents are looked for by, besides time and place."""

import string
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.incidents.records import Source
from geo_patrol.store.tables import (
    IncidentRow,
    OutcomeRow,
    PersonMarkRow,
    SeizedItemRow,
    ZoneRow,
)
from geo_patrol.zones import ZoneLevel

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@dataclass(frozen=True)
class Sought:
    """What an incident must have to be found; nothing finds all that count.

    Attributes
    ----------
    words
        Each must stand in the narrative or in a note. Capital and small ASCII letters are alike.
    level
        Of the zone it lies in.
    categories
        Codes of which it has one; None for any.
    outcome, gear
        Codes of which it has at least one.
    marks
        Keyed hashes of persons or plates; see `geo_patrol.personal`. Each must be one of its own.
    include_void
        Find those that do not count, too.
    """

    words: tuple[str, ...] = ()
    level: ZoneLevel | None = None
    cell: str | None = None
    categories: tuple[str, ...] | None = None
    outcome: str | None = None
    source: Source | None = None
    gear: str | None = None
    marks: tuple[str, ...] = ()
    include_void: bool = False


EVERYTHING = Sought(include_void=True)


def conditions(session: Session, sought: Sought) -> list[ColumnElement[bool]]:
    """Return the conditions on rows of incidents.

    Words are looked for in each row that the other conditions leave: what is written in Chinese
    is told apart by two characters, and the index of neither store finds fewer than three.
    """
    columns = {
        IncidentRow.cell_code: sought.cell,
        IncidentRow.source: sought.source,
    }
    found: list[ColumnElement[bool]] = [
        column == value for column, value in columns.items() if value is not None
    ]
    if sought.categories is not None:
        found.append(IncidentRow.category.in_(sought.categories))
    if not sought.include_void:
        found.append(IncidentRow.void.is_(False))
    if sought.level is not None:
        found.append(
            IncidentRow.zone_id.in_(select(ZoneRow.id).where(ZoneRow.level == sought.level))
        )
    if sought.outcome is not None:
        found.append(_has(OutcomeRow, OutcomeRow.kind == sought.outcome))
    if sought.gear is not None:
        found.append(_has(SeizedItemRow, SeizedItemRow.kind == sought.gear))
    found += [_marked(mark) for mark in sought.marks]
    postgres = session.get_bind().dialect.name == "postgresql"
    return found + [_says(word, postgres=postgres) for word in sought.words]


def _has(part: type[OutcomeRow] | type[SeizedItemRow], what: ColumnElement[bool]) -> Any:
    return exists().where(part.incident_id == IncidentRow.id, what)


def _marked(mark: str) -> ColumnElement[bool]:
    marks = select(PersonMarkRow.record_id).where(
        PersonMarkRow.kind == "incident", PersonMarkRow.mark == mark
    )
    return IncidentRow.id.in_(marks)


def _says(word: str, *, postgres: bool) -> ColumnElement[bool]:
    escaped = "".join(f"\\{one}" if one in "\\%_" else one for one in word.translate(_LOWER))
    pattern = f"%{escaped}%"

    def says(column: Any) -> ColumnElement[bool]:
        # Both stores take ASCII letters only for alike.
        lower = func.lower(column.collate("C") if postgres else column)
        condition: ColumnElement[bool] = lower.like(pattern, escape="\\")
        return condition

    return or_(
        says(IncidentRow.narrative),
        _has(OutcomeRow, says(OutcomeRow.note)),
        _has(SeizedItemRow, says(SeizedItemRow.note)),
    )
