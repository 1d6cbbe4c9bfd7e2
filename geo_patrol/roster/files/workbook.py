"""The month grid as a workbook, in the form that offices hang on the wall.

Totals and cover are formulas, so that they follow what is changed by hand; their values are in the
file, too, for programs that only show it. Nothing that people typed is ever a formula.
"""

import io
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from geo_patrol.messages import Language, text
from geo_patrol.roster.files.codes import codes_of
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.month import Month
from geo_patrol.roster.files.xlsx_desk import HEAD, Desk
from geo_patrol.roster.files.xlsx_grid import (
    FIRST,
    FIRST_DAY,
    LICENCES,
    NAME,
    TOTALS,
    last_column,
    write_grid,
)

SMALL_PAPER = 26
"""People whom a page of A4 has room for."""
_A3, _A4 = 8, 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_LEGEND = (
    "roster_files.legend_sign",
    "roster_files.legend_shift",
    "roster_files.legend_post",
    "roster_files.legend_area",
    "roster_files.legend_times",
    "roster_files.total_hours",
    "roster_files.total_shifts",
    "roster_files.total_nights",
)


def as_workbook(month: Month, language: Language) -> bytes:
    """Return the month grid as XLSX; the same roster gives the same bytes."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    made = month.as_of.astimezone(month.zone).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": month.title(language), "created": made})
    letters = Letters(month.problem, month.names)
    legend_name = text("roster_files.sheet_legend", language)
    desk = Desk(month, language, letters, codes_of(month, letters), book, legend_name)
    sheet = book.add_worksheet(text("roster_files.sheet_grid", language))
    last = write_grid(desk, sheet)
    _set_up(desk, sheet, last)
    _offer(desk, sheet)
    _legend(desk, book.add_worksheet(legend_name))
    book.close()
    return file.getvalue()


def _set_up(desk: Desk, sheet: Any, last: int) -> None:
    """Set widths, what stays in sight, and that it prints on one page."""
    month, end = desk.month, last_column(desk)
    n_days = month.problem.n_days
    longest = max((len(one.said) for one in desk.codes if len(one.shifts) == 1), default=1)
    sheet.set_column(NAME, NAME, 12)
    sheet.set_column(LICENCES, LICENCES, 9)
    sheet.set_column(FIRST_DAY, FIRST_DAY + n_days - 1, 4.8 if longest <= 2 else 6.4)
    sheet.set_column(end - len(TOTALS) + 1, end, 6)
    sheet.freeze_panes(FIRST, FIRST_DAY)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4 if len(month.people) <= SMALL_PAPER else _A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, last, end)
    sheet.set_footer("&R&8&P/&N")


def _offer(desk: Desk, sheet: Any) -> None:
    """Offer the codes where cells are filled in by hand; others may be written all the same."""
    if not desk.month.people or not desk.codes:
        return
    box = (
        FIRST,
        FIRST_DAY,
        FIRST + len(desk.month.people) - 1,
        FIRST_DAY + desk.month.problem.n_days - 1,
    )
    offered = {
        "validate": "list",
        "source": f"={desk.column('A')}",
        "error_type": "information",
        "error_title": text("roster_files.sheet_grid", desk.language),
        "error_message": text("roster_files.not_in_list", desk.language),
    }
    sheet.data_validation(*box, offered)


def _legend(desk: Desk, sheet: Any) -> None:
    """Write what each code means, and what it counts: the totals are made of it."""
    head, form = desk.form(bold=True, bg_color=HEAD), desk.form()
    left = desk.form(align="left", indent=1)
    for column, key in enumerate(_LEGEND):
        sheet.write_string(0, column, text(key, desk.language), head)
    for row, one in enumerate(desk.codes, start=1):
        sheet.write_string(row, 0, one.said, form)
        for column, words in enumerate(one.told(desk.month, desk.language), start=1):
            sheet.write_string(row, column, words, left)
        for column, value in enumerate((one.hours, len(one.shifts), one.nights), start=5):
            sheet.write_number(row, column, value, form)
    sheet.set_column(0, 1, 9)
    sheet.set_column(2, 4, 22)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
