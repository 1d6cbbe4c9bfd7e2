"""What all sheets of a briefing's workbook share: forms, heads, names, and how they print."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from geo_patrol.messages import Language, text
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import Value, ValueKind
from maps.documents import brief_look as look
from maps.documents.brief_outline import Outline
from maps.documents.brief_values import number_format, said
from maps.documents.brief_widths import lines
from maps.type_scale import WORKBOOK_PT

_A4 = 9
_HIGHEST = 409
"""Points: no row is higher."""
_LONGEST_NAME = 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")


class Desk:
    """A workbook in one language, with its forms."""

    def __init__(self, book: Any, outline: Outline, language: Language, *, demo: bool) -> None:
        self.book = book
        self.outline = outline
        self.language: Language = language
        self.demo = demo
        self._names: set[str] = set()
        self._forms: dict[tuple[tuple[str, object], ...], Any] = {}
        self.head = self.form(
            bold=True, bg_color=look.ACCENT, font_color=look.ON_ACCENT, align="center",
            text_wrap=True, font_size=WORKBOOK_PT["table"], **LINES,
        )  # fmt: skip
        self.cell = self.form(**LINES)
        self.wrapped = self.form(text_wrap=True, align="left", indent=1, **LINES)

    def form(self, **looks: object) -> Any:
        """Return a form; the same looks give the same one."""
        key = tuple(sorted(looks.items()))
        if key not in self._forms:
            whole = {
                "font_name": look.SANS,
                "font_size": WORKBOOK_PT["body"],
                "font_color": look.INK,
                "valign": "vcenter",
                **looks,
            }
            self._forms[key] = self.book.add_format(whole)
        return self._forms[key]

    def number_form(self, kind: ValueKind, **looks: object) -> Any:
        """Return the form of a kind's values."""
        written = number_format(kind, self.language)
        return self.form(num_format=written, align="right", **LINES, **looks)

    def sheet(self, name: str) -> Any:
        """Add a sheet; its name is made such that spreadsheets take it, and one of its own."""
        base = _REFUSED.sub(" ", name).strip("' ")[:_LONGEST_NAME] or "_"
        own, n = base, 1
        while own.lower() in self._names:
            n += 1
            own = f"{base[: _LONGEST_NAME - 4]} {n}"
        self._names.add(own.lower())
        made = self.book.add_worksheet(own)
        made.hide_gridlines(2)
        return made

    def words(self, sheet: Any, row: int, column: int, value: str, form: Any) -> None:
        """Write words, which no program takes for a formula."""
        if value:
            sheet.write_string(row, column, value, form)
        else:
            sheet.write_blank(row, column, None, form)

    def value(
        self,
        sheet: Any,
        row: int,
        column: int,
        value: Value | Words,
        kind: ValueKind,
        **looks: object,
    ) -> None:
        """Write a value as what it is; one that is not known as words."""
        if isinstance(value, datetime | date):
            at = datetime.combine(value, time())
            sheet.write_datetime(row, column, at, self.number_form("date", **looks))
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.number_form(kind, **looks))
        else:
            quiet = {"font_color": look.QUIET} if value is None else {}
            side = "left" if kind == "text" else "right"
            form = self.form(align=side, indent=1, text_wrap=True, **LINES, **(quiet | looks))
            self.words(sheet, row, column, said(value, kind, self.language), form)

    def give_height(
        self, sheet: Any, row: int, cells: Sequence[str], widths: Sequence[float]
    ) -> None:
        """Make a row as high as its cells' lines, of columns of so many digits."""
        # Programs that only show a file do not find the height themselves.
        n_lines = max(
            sum(lines(one, max(width / 2 - 1, 2)) for one in cell.split("\n"))
            for cell, width in zip(cells, widths, strict=True)
        )
        sheet.set_row(row, min(_HIGHEST, n_lines * WORKBOOK_PT["body"] * 1.45 + 4))

    def top(self, sheet: Any, title: str, note: str = "") -> int:
        """Write a sheet's title, its period, and what warns; return the row below."""
        big = self.form(bold=True, font_size=WORKBOOK_PT["title"])
        small = self.form(font_size=WORKBOOK_PT["note"], font_color=look.QUIET)
        self.words(sheet, 0, 0, title, big)
        sheet.set_row(0, 28)
        under = "　".join((self.outline.period, self.outline.number, self.outline.made))
        self.words(sheet, 1, 0, under, small)
        row = 2
        warns = self.form(font_color=look.AMBER, bold=True)
        for one in self.outline.warnings:
            self.words(sheet, row, 0, one, warns)
            row += 1
        if note:
            self.words(sheet, row, 0, note, small)
            row += 1
        return row + 1

    def print_set_up(self, sheet: Any, head: int | None) -> None:
        """Print on A4, as wide as a page, with the head on each; keep the head in sight."""
        if head is not None:
            sheet.freeze_panes(head + 1, 0)
            sheet.repeat_rows(head)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        mark = text("briefing_paper.demo_mark", self.language) if self.demo else ""
        # In a footer, an ampersand begins a code.
        foot = f"{self.outline.banner} {self.outline.number}".replace("&", "&&")
        sheet.set_footer(f"&L&9{foot}&C&9{mark}&R&9&P/&N")


LINES: dict[str, object] = {"border": 1, "border_color": look.LINE}
