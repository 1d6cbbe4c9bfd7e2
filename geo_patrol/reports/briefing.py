"""A briefing as it is before anybody sets it: what it says, in both languages, with its numbers.

The same record makes the document, the paper, the slides and the workbook, so that they cannot say
different things. Values are plain numbers in the units that their columns name.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from geo_patrol.messages.words import Words

BriefingKind = Literal["monthly", "quarterly", "annual"]
BRIEFING_KINDS: tuple[BriefingKind, ...] = get_args(BriefingKind)

ValueKind = Literal["text", "count", "share", "hours", "km", "km2", "days", "score", "yuan", "date"]
"""What a column holds. ``share`` is from 0 to 1, shown as percent with one decimal; ``hours``,
``km``, ``km2`` and ``score`` have one decimal, the rest is whole."""

ChartKind = Literal["bars", "stacked", "lines"]

MapSubject = Literal["overview", "zones", "gaps", "coverage", "seen", "heat", "hotspots", "change"]
"""What a map shows; ``change`` is the time spent in each cell against the period before, and
``overview`` each area's share of required windows that were met."""

Value = str | int | float | date | None
"""None is not known, or not counted here: it is written as such, never as 0."""


UNSAID = Words("", "")


@dataclass(frozen=True, slots=True)
class Amount:
    """A headline figure, with what it was in the period before and a year before.

    Attributes
    ----------
    code
        Of its definition: a code of `figures.FIGURES`, or one of the coverage room.
    unknown
        How many records do not say what is summed.
    records
        Addresses, below the API, of the lists of records behind it.
    """

    code: str
    name: Words
    kind: ValueKind
    unit: Words
    value: Value
    definition: Words
    before: Value = None
    year_before: Value = None
    unknown: int = 0
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column."""

    name: Words
    kind: ValueKind
    unit: Words = UNSAID


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values; a cell that says something in both languages is `Words`.

    Attributes
    ----------
    totals
        The last row sums up the others.
    note
        What a reader must know of it; empty words for nothing.
    """

    code: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value | Words, ...], ...]
    totals: bool = False
    note: Words = UNSAID


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one colour of bars."""

    name: Words
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that slides and documents draw natively."""

    code: str
    title: Words
    kind: ChartKind
    unit: Words
    value_kind: ValueKind
    categories: tuple[Words, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class MapSheet:
    """A map that belongs to a section, drawn of these areas in the briefing's period."""

    code: str
    subject: MapSubject
    area_codes: tuple[str, ...]
    title: Words
    caption: Words


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with all that stands below it, in the order of the fields."""

    code: str
    heading: Words
    paragraphs: tuple[Words, ...] = ()
    amounts: tuple[Amount, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    maps: tuple[MapSheet, ...] = ()


@dataclass(frozen=True)
class Briefing:
    """A bulletin of a month, a ranking of a quarter or a report of a year.

    Attributes
    ----------
    start, end
        Half-open, aware, in local time.
    number
        How the office counts its issues: ``2022 年第 10 期``.
    notices
        Status, source and licence of boundaries; what is invented; which years' holidays are not
        announced.
    complete
        False while the period is not over.
    """

    kind: BriefingKind
    title: Words
    number: Words
    period: Words
    start: datetime
    end: datetime
    as_of: datetime
    area_codes: tuple[str, ...]
    sections: tuple[Section, ...]
    notices: tuple[Words, ...] = ()
    demo: bool = False
    complete: bool = True
