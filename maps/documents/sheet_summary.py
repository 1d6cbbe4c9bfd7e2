"""The first sheet of a briefing's workbook: all headline figures, and how they changed."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from geo_patrol.messages import text
from geo_patrol.reports.briefing import Amount, Briefing, Value, ValueKind
from maps.documents import brief_look as look
from maps.documents.brief_desk import LINES, Desk
from maps.documents.brief_outline import definition_numbers
from maps.documents.brief_values import number_format, plain

SECTION, FIGURE, UNIT, NOW, BEFORE, CHANGE, PERCENT, YEAR, YEAR_CHANGE, YEAR_PERCENT = range(10)
_WIDTHS = (20, 26, 10, 13, 13, 13, 11, 13, 13, 11, 12, 10)
_NO_PERCENT: frozenset[ValueKind] = frozenset({"share", "score"})
"""A percentage of a percentage, or of a score, says nothing."""


def write_summary(desk: Desk, briefing: Briefing) -> None:
    """Write the sheet."""
    language = desk.language
    sheet = desk.sheet(text("briefing_paper.sheet_summary", language))
    row = desk.top(sheet, desk.outline.title)
    kind = briefing.kind
    names = [
        text("briefing_paper.section", language),
        text("briefing_paper.figure", language),
        text("briefing_paper.unit", language),
        text(f"briefing_paper.now_{kind}", language),
        text(f"briefing_paper.before_{kind}", language),
        text(f"briefing_paper.change_{kind}", language),
        text(f"briefing_paper.change_{kind}", language) + " %",
    ]
    # Of a year, the period before is the year before.
    years = kind != "annual"
    if years:
        names += [
            text("briefing_paper.year_before", language),
            text("briefing_paper.year_change", language),
            text("briefing_paper.year_change", language) + " %",
        ]
    names += [text("briefing_paper.not_said", language), text("briefing_paper.defined", language)]
    for column, name in enumerate(names):
        desk.words(sheet, row, column, name, desk.head)
        sheet.set_column(column, column, _WIDTHS[column])
    sheet.set_row(row, 32)
    head, numbers = row, definition_numbers(briefing)
    for section, told in zip(briefing.sections, desk.outline.sections, strict=True):
        for one in section.amounts:
            row += 1
            _amount(desk, sheet, row, told.heading, one, years=years)
            place = len(names) - 2
            desk.value(sheet, row, place, one.unknown, "count")
            _link(desk, sheet, row, place + 1, numbers[one.code])
    desk.print_set_up(sheet, head)
    sheet.freeze_panes(head + 1, NOW)


def _amount(desk: Desk, sheet: Any, row: int, heading: str, one: Amount, *, years: bool) -> None:
    desk.words(sheet, row, SECTION, heading, desk.wrapped)
    desk.words(sheet, row, FIGURE, plain(one.name.of(desk.language)), desk.wrapped)
    desk.words(sheet, row, UNIT, plain(one.unit.of(desk.language)), desk.cell)
    desk.value(sheet, row, NOW, one.value, one.kind, bold=True)
    _compared(desk, sheet, row, BEFORE, one, one.before)
    if years:
        _compared(desk, sheet, row, YEAR, one, one.year_before)


def _compared(desk: Desk, sheet: Any, row: int, column: int, one: Amount, was: Value) -> None:
    """Write what was, and formulas of the change; their values are in the file, too."""
    desk.value(sheet, row, column, was, one.kind)
    unknown = text("briefing_paper.no_change_known", desk.language)
    now_cell, was_cell = xl_rowcol_to_cell(row, NOW), xl_rowcol_to_cell(row, column)
    known = f"ISNUMBER({now_cell}),ISNUMBER({was_cell})"
    more: float | str = unknown
    part: float | str = unknown
    if isinstance(one.value, int | float) and isinstance(was, int | float):
        more = one.value - was
        if was > 0 and one.kind not in _NO_PERCENT:
            part = one.value / was - 1
    written = number_format(one.kind, desk.language)
    signed = desk.form(num_format=f"+{written};-{written};{written}", align="right", **LINES)
    formula = f'=IF(AND({known}),{now_cell}-{was_cell},"{unknown}")'
    sheet.write_formula(row, column + 1, formula, signed, more)
    percent = desk.form(num_format="+0.0%;-0.0%;0.0%", align="right", **LINES)
    if one.kind in _NO_PERCENT:
        sheet.write_string(row, column + 2, unknown, percent)
        return
    formula = f'=IF(AND({known}),IF({was_cell}>0,{now_cell}/{was_cell}-1,"{unknown}"),"{unknown}")'
    sheet.write_formula(row, column + 2, formula, percent, part)


def _link(desk: Desk, sheet: Any, row: int, column: int, number: int) -> None:
    """Lead to the definition: its row on the sheet of definitions."""
    name = text("briefing_paper.sheet_definitions", desk.language)
    first = 2 + len(desk.outline.warnings) + 1
    address = f"internal:'{name}'!A{first + 1 + number}"
    form = desk.form(font_color=look.ACCENT, underline=1, align="center", **LINES)
    sheet.write_url(row, column, address, form, f"[{number}]")
