"""A sheet for each table of a briefing, with sums where its last row sums up."""

import math
from typing import Any

from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

from geo_patrol.messages import text
from geo_patrol.reports.briefing import Table, ValueKind
from maps.documents import brief_look as look
from maps.documents.brief_desk import Desk
from maps.documents.brief_outline import SaidTable
from maps.documents.brief_widths import ems, heading_ems

_SUMMED: frozenset[ValueKind] = frozenset({"count", "hours", "km", "km2", "days", "yuan"})
_WIDEST = 46.0


def write_table(desk: Desk, table: SaidTable) -> None:
    """Write the sheet of a table."""
    label = text("briefing_paper.table_number", desk.language, n=table.number)
    sheet = desk.sheet(f"{label} {table.title}")
    row = desk.top(sheet, f"{label}　{table.title}", table.note)
    for column, name in enumerate(table.head):
        desk.words(sheet, row, column, name, desk.head)
        sheet.set_column(column, column, _width(table, column))
    widths = [_width(table, column) for column in range(len(table.head))]
    desk.give_height(sheet, row, table.head, widths)
    source = table.source
    n_rows = len(source.rows) - source.totals if source.rows else 0
    for place in range(n_rows):
        for column, (value, kind) in enumerate(zip(source.rows[place], table.kinds, strict=True)):
            desk.value(sheet, row + 1 + place, column, value, kind)
        desk.give_height(sheet, row + 1 + place, table.rows[place], widths)
    if n_rows:
        sheet.autofilter(row, 0, row + n_rows, len(table.head) - 1)
    else:
        words = text("briefing_paper.no_rows", desk.language)
        desk.words(sheet, row + 1, 0, words, desk.form(font_color=look.QUIET))
    if source.totals and source.rows:
        _totals(desk, sheet, source, row + 1, n_rows)
    desk.print_set_up(sheet, row)


def _totals(desk: Desk, sheet: Any, table: Table, first: int, n_rows: int) -> None:
    """Write the last row: a formula where it is the sum of what stands above it."""
    looks = {"bold": True, "bg_color": look.HEAD_GROUND}
    row = first + n_rows
    for column, (value, one) in enumerate(zip(table.rows[-1], table.columns, strict=True)):
        if _is_sum(table, column) and isinstance(value, int | float):
            cells = xl_range(first, column, row - 1, column)
            form = desk.number_form(one.kind, **looks)
            sheet.write_formula(row, column, f"=SUM({cells})", form, value)
        else:
            desk.value(sheet, row, column, value, one.kind, **looks)


def _is_sum(table: Table, column: int) -> bool:
    """Tell whether a column's total is the sum of its rows: of areas that overlap it is not."""
    total = table.rows[-1][column]
    if table.columns[column].kind not in _SUMMED or not isinstance(total, int | float):
        return False
    known = [row[column] for row in table.rows[:-1]]
    numbers = [one for one in known if isinstance(one, int | float)]
    return bool(numbers) and math.isclose(math.fsum(numbers), total, rel_tol=1e-9, abs_tol=1e-9)


def _width(table: SaidTable, column: int) -> float:
    """Return a column's width, in digits, of which a Chinese letter takes two."""
    longest = max((ems(row[column]) for row in table.rows), default=0.0)
    return min(max(longest * 2 + 2, heading_ems(table.head[column]) * 2 + 5, 8.0), _WIDEST)
