"""A briefing's figures and tables as CSV for spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from api.csv_marks import BYTE_ORDER_MARK, FORMULA
from geo_patrol.messages import Language, text
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import UNSAID, Briefing, Column, Table, Value

_FORMULA = re.compile(FORMULA)


def amounts_csv(briefing: Briefing, language: Language) -> bytes:
    """Return the headline figures: a row for each, with its definition and its records."""
    head = [
        text("brief.csv.code", language),
        text("brief.csv.figure", language),
        text("brief.csv.unit", language),
        text("brief.csv.value", language),
        text("brief.csv.before", language),
        text("brief.csv.year_before", language),
        text("brief.csv.unknown", language),
        text("brief.csv.definition", language),
        text("brief.csv.records", language),
    ]
    rows = [
        [
            one.code,
            one.name.of(language),
            one.unit.of(language),
            one.value,
            one.before,
            one.year_before,
            one.unknown,
            one.definition.of(language),
            " ".join(one.records),
        ]
        for section in briefing.sections
        for one in section.amounts
    ]
    return _written(head, rows)


def table_csv(table: Table, language: Language) -> bytes:
    """Return a table: numbers as numbers, a share from 0 to 1."""
    rows = [
        [cell.of(language) if isinstance(cell, Words) else cell for cell in row]
        for row in table.rows
    ]
    return _written([_titled(one, language) for one in table.columns], rows)


def _titled(column: Column, language: Language) -> str:
    if column.unit == UNSAID or column.kind == "share":
        return column.name.of(language)
    return text(
        "brief.csv.column", language, name=column.name.of(language), unit=column.unit.of(language)
    )


def _written(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_cell(one) for one in head])
    writer.writerows([_cell(one) for one in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue().encode()


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    return _FORMULA.sub(r"'\1", value) if isinstance(value, str) else value
