"""An office's calendar file: one line for each day that is not what its weekday says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from geo_patrol.errors import Finding, finding
from geo_patrol.ledgers.fields import find_columns, require
from geo_patrol.ledgers.parse import as_moment, as_text
from geo_patrol.ledgers.records import LedgerRead
from geo_patrol.ledgers.table import read_table
from geo_patrol.ledgers.values import Cells
from geo_patrol.seizures.calendar import MAX_NAME, DayKind, SpecialDay, partial_years


@dataclass(frozen=True)
class CalendarRead(LedgerRead[SpecialDay]):
    """A preview of a calendar file.

    Attributes
    ----------
    doubts
        Years of which only single days are given: they still count as not announced.
    """

    doubts: tuple[Finding, ...] = ()


@cache
def _words(group: Literal["columns", "kinds"]) -> Mapping[str, tuple[str, ...]]:
    data = json.loads((files(__package__) / "words.json").read_text(encoding="utf-8"))
    return {code: tuple(names) for code, names in data[group].items()}


def read_calendar(
    source: Path | bytes,
    filename: str | None = None,
    *,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> CalendarRead:
    """Read days off and days worked, with columns for date, kind and, if there is one, name.

    Parameters
    ----------
    source, filename
        A path, or content with its name; .csv, .tsv, .xlsx or .xlsm.
    mapping
        Field (``date``, ``kind``, ``name``) → column; others are found by their usual names.
    sheet
        Which sheet of a workbook that has several.

    Returns
    -------
    CalendarRead
        Rows by date. A day that stands twice is bad the second time, if it says something else.

    Raises
    ------
    InvalidInput
        When it is no such file, is empty, or a column is not found.
    TooLarge
        When it is over 100,000 rows, 200 columns or 50 MB.
    """
    table = read_table(source, filename, sheet)
    aliases = _words("columns")
    found = find_columns(table.columns, aliases, mapping or {})
    require(found, (("date",), ("kind",)), table.columns, aliases)
    days: dict[date, tuple[int, SpecialDay]] = {}
    bad: list[Finding] = []
    for row in table.rows:
        cells = Cells(table, row, found)
        day = _day(cells, table.epoch_1904)
        if day is not None:
            line, first = days.setdefault(day.day, (row.line, day))
            if first.kind != day.kind:
                cells.problem("seizures.day_twice", day=day.day.isoformat(), line=line)
        bad += cells.problems
    rows = tuple(day for _, (_, day) in sorted(days.items()))
    doubts = tuple(finding("", "seizures.year_partial", year=year) for year in partial_years(rows))
    columns = sorted(found.items(), key=lambda item: item[1])
    taken = tuple((field, table.columns[number]) for field, number in columns)
    return CalendarRead(rows, tuple(bad), len(table.rows), taken, doubts)


def _day(cells: Cells, epoch_1904: bool) -> SpecialDay | None:
    told = cells.raw("date")
    moment = as_moment(told, epoch_1904)
    kind = _kind(cells.text("kind"))
    name = cells.typed("name", MAX_NAME)
    if isinstance(moment, datetime):
        moment = moment.date()
    if not isinstance(moment, date):
        cells.problem("seizures.not_a_day", value=as_text(told)[:40])
    if kind is None:
        cells.problem("seizures.not_a_kind_of_day", value=cells.text("kind")[:40])
    if cells.problems or not isinstance(moment, date) or kind is None:
        return None
    return SpecialDay(moment, kind, name)


def _kind(text: str) -> DayKind | None:
    plain = text.strip().lower()
    return next((kind for kind in get_args(DayKind) if plain in _words("kinds")[kind]), None)
