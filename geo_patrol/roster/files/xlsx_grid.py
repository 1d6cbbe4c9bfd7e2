"""The grid of a month on its sheet: people, days, totals, cover, legend, signatures."""

from datetime import datetime, time
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from geo_patrol.messages import text
from geo_patrol.roster.files.legend import leave_said, legend_lines, post_called, weekday
from geo_patrol.roster.files.month import licences
from geo_patrol.roster.files.totals import Total, there, totals_of
from geo_patrol.roster.files.xlsx_desk import (
    HEAD,
    INK,
    QUIET,
    RED,
    SHIFT_GROUND,
    WHITE,
    Desk,
    merged,
    quoted,
)

TITLE, WEEKDAYS, DAYS, FLAGS, FIRST = range(5)
"""Rows; those of the flags are hidden: 1 is a weekend, 2 a public holiday."""
NAME, LICENCES, FIRST_DAY = range(3)
"""Columns."""
TOTALS = (
    "roster_files.total_shifts",
    "roster_files.total_nights",
    "roster_files.total_weekends",
    "roster_files.total_hours",
)
_FLAG = {"workday": 0, "weekend": 1, "holiday": 2}


def last_column(desk: Desk) -> int:
    """Return the last column of the sheet."""
    return FIRST_DAY + desk.month.problem.n_days + len(TOTALS) - 1


def write_grid(desk: Desk, sheet: Any) -> int:
    """Write the sheet; return its last row."""
    _head(desk, sheet)
    for row, (officer, total) in enumerate(
        zip(desk.month.people, totals_of(desk.month), strict=True), start=FIRST
    ):
        _person(desk, sheet, row, officer.id, total)
    row = FIRST + len(desk.month.people)
    _colours(desk, sheet, row - 1)
    return _foot(desk, sheet, _cover(desk, sheet, row))


def _head(desk: Desk, sheet: Any) -> None:
    month, end = desk.month, last_column(desk)
    title = desk.form(font_size=18, bold=True, border=0)
    merged(sheet, (TITLE, NAME, TITLE, end), month.title(desk.language), title)
    sheet.set_row(TITLE, 34)
    head = desk.form(bold=True, bg_color=HEAD)
    names = {NAME: "roster_files.name", LICENCES: "roster_files.licences"}
    names |= {end - len(TOTALS) + 1 + n: key for n, key in enumerate(TOTALS)}
    for column, key in names.items():
        box = (WEEKDAYS, column, DAYS, column)
        merged(sheet, box, text(key, desk.language), head)
    over_months = month.problem.days[0].month != month.problem.days[-1].month
    for column, day in enumerate(month.problem.days, start=FIRST_DAY):
        kind = month.problem.day_type(day)
        look = {"bold": True, "font_color": INK if kind == "workday" else RED}
        said = weekday(day, desk.language)
        sheet.write_string(WEEKDAYS, column, said, desk.day_form(day, font_size=9, **look))
        named = over_months and (column == FIRST_DAY or day.day == 1)
        form = desk.day_form(day, num_format="m/d" if named else "d", shrink=named, **look)
        sheet.write_datetime(DAYS, column, datetime.combine(day, time()), form)
        sheet.write_number(FLAGS, column, _FLAG[kind])
    sheet.set_row(FLAGS, None, None, {"hidden": True})


def _person(desk: Desk, sheet: Any, row: int, id: str, total: Total) -> None:
    month = desk.month
    officer = next(one for one in month.people if one.id == id)
    sheet.set_row(row, 21)
    name = desk.form(align="left", indent=1, font_size=11, shrink=True)
    sheet.write_string(row, NAME, month.called[id], name)
    small = desk.form(font_size=9, font_color=QUIET, shrink=True)
    sheet.write_string(row, LICENCES, licences(month, officer, desk.language), small)
    for column, day in enumerate(month.problem.days, start=FIRST_DAY):
        said = desk.letters.cell(month.duties.get((id, day), ()))
        said = said or leave_said(month, id, day, desk.language)
        form = desk.day_form(day, shrink=True)
        if said:
            sheet.write_string(row, column, said, form)
        else:
            sheet.write_blank(row, column, None, form)
    _sums(desk, sheet, row, total)


def _sums(desk: Desk, sheet: Any, row: int, total: Total) -> None:
    last = FIRST_DAY + desk.month.problem.n_days - 1
    a, z = xl_col_to_name(FIRST_DAY), xl_col_to_name(last)
    same = f"(${a}{row + 1}:${z}{row + 1}={desk.column('A')})"
    flags = f"(${a}${FLAGS + 1}:${z}${FLAGS + 1}=1)"
    formulas = (
        (f"{same}*{desk.column('G')}", total.shifts),
        (f"{same}*{desk.column('H')}", total.nights),
        (f"{same}*{desk.column('G')}*{flags}", total.weekends),
        (f"{same}*{desk.column('F')}", total.hours),
    )
    form = desk.form(bold=True)
    for column, (counted, value) in enumerate(formulas, start=last + 1):
        sheet.write_formula(row, column, f"=SUMPRODUCT({counted})", form, value)


def _colours(desk: Desk, sheet: Any, last: int) -> None:
    """Let a cell's colour follow its letter, also where it is changed by hand."""
    if last < FIRST:
        return
    cell = f"{xl_col_to_name(FIRST_DAY)}{FIRST + 1}"
    end = FIRST_DAY + desk.month.problem.n_days - 1
    # Of codes that begin alike, the longer one goes first.
    for shift in sorted(desk.month.problem.shifts, key=lambda one: -len(one.code)):
        rule = {
            "type": "formula",
            "criteria": f"=LEFT({cell},{len(shift.code)})={quoted(shift.code)}",
            "format": desk.book.add_format(SHIFT_GROUND[shift.kind]),
            "stop_if_true": True,
        }
        sheet.conditional_format(FIRST, FIRST_DAY, last, end, rule)


def _cover(desk: Desk, sheet: Any, row: int) -> int:
    """Write a row for each post: how many are there, of how many; return the row below."""
    month, first = desk.month, row
    label = desk.form(align="left", indent=1, font_size=9, bg_color=HEAD, shrink=True)
    form = desk.form(font_size=9, bg_color="#fafbfb", shrink=True)
    counts = there(month)
    for post in month.posts:
        said = post_called(month, post, desk.language)
        merged(sheet, (row, NAME, row, LICENCES), said, label)
        signs = [one.said for one in desk.codes if post.id in one.posts]
        for column, day in enumerate(month.problem.days, start=FIRST_DAY):
            letter = xl_col_to_name(column)
            cells = f"{letter}${FIRST + 1}:{letter}${FIRST + max(1, len(month.people))}"
            counted = "+".join(f"({cells}={quoted(one)})" for one in signs)
            need = month.problem.need(post, day)
            value = f"{counts.get((post.id, day), 0)}/{need}"
            # One term alone would be truths, which are no numbers yet.
            formula = f'=SUMPRODUCT(({counted})*1)&"/{need}"'
            sheet.write_formula(row, column, formula, form, value)
        row += 1
    if row > first:
        end = FIRST_DAY + month.problem.n_days - 1
        sheet.conditional_format(first, FIRST_DAY, row - 1, end, _short(desk, first))
    return row


def _short(desk: Desk, first: int) -> dict[str, object]:
    cell = f"{xl_col_to_name(FIRST_DAY)}{first + 1}"
    slash = f'FIND("/",{cell})'
    looks = {"bg_color": RED, "font_color": WHITE, "bold": True}
    return {
        "type": "formula",
        "criteria": f"=VALUE(LEFT({cell},{slash}-1))<VALUE(MID({cell},{slash}+1,9))",
        "format": desk.book.add_format(looks),
    }


def _foot(desk: Desk, sheet: Any, row: int) -> int:
    """Write legend, standing and signatures; return the last row."""
    end = last_column(desk)
    small = desk.form(border=0, align="left", font_size=9, font_color=QUIET, text_wrap=True)
    for line in legend_lines(desk.month, desk.letters, desk.language):
        merged(sheet, (row, NAME, row, end), line, small)
        sheet.set_row(row, 28 if len(line) > 110 else 15)
        row += 1
    signing = desk.form(border=0, align="left", font_size=11, valign="bottom")
    merged(sheet, (row, NAME, row, end), text("roster_files.signing", desk.language), signing)
    sheet.set_row(row, 34)
    return row
