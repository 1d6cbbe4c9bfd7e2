"""A briefing as a workbook: real numbers, sums that follow what is changed, and the same charts.

Nothing that people typed is ever a formula. What is not counted is told so, in words, which no sum
takes for 0.
"""

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from geo_patrol.messages import Language, text
from geo_patrol.reports.briefing import Briefing
from maps.documents import brief_look as look
from maps.documents.brief_desk import Desk
from maps.documents.brief_lists import list_name
from maps.documents.brief_outline import Outline, outline_of
from maps.documents.sheet_charts import write_charts
from maps.documents.sheet_summary import write_summary
from maps.documents.sheet_tables import write_table
from maps.type_scale import WORKBOOK_PT

_WIDTHS = (8, 24, 60, 100)
"""Of the columns of definitions, digits."""
_NOTICE_WIDTH = 110


def _options() -> dict[str, Any]:
    """Return how the library is to write; it changes what it is given, so each book has its own."""
    return {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": look.SANS, "font_size": WORKBOOK_PT["body"]},
    }


def render(briefing: Briefing, pictures: Mapping[str, bytes], language: Language) -> bytes:
    """Return a briefing as XLSX; the same briefing gives the same bytes.

    Parameters
    ----------
    pictures
        Of maps, which a workbook has no use for.
    """
    del pictures
    outline = outline_of(briefing, language)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _options())
    made = briefing.as_of.astimezone(briefing.start.tzinfo).replace(tzinfo=None, microsecond=0)
    book.set_properties(
        {
            "title": outline.title,
            "subject": f"{outline.number} {outline.period}".strip(),
            "author": "geo-patrol",
            "comments": " ".join(outline.warnings),
            "created": made,
        }
    )
    desk = Desk(book, outline, language, demo=briefing.demo)
    write_summary(desk, briefing)
    for section in outline.sections:
        for table in section.tables:
            write_table(desk, table)
    write_charts(desk, [chart for section in outline.sections for chart in section.charts])
    _definitions(desk, outline)
    _notices(desk, outline)
    book.close()
    return file.getvalue()


def _definitions(desk: Desk, outline: Outline) -> None:
    sheet = desk.sheet(text("briefing_paper.sheet_definitions", desk.language))
    head = ("number", "figure", "defined", "records")
    row = desk.top(sheet, text("briefing_paper.definitions", desk.language))
    for column, key in enumerate(head):
        desk.words(sheet, row, column, text(f"briefing_paper.{key}", desk.language), desk.head)
    for place, one in enumerate(outline.definitions, start=row + 1):
        sheet.write_number(place, 0, one.number, desk.cell)
        desk.words(sheet, place, 1, one.name, desk.wrapped)
        desk.words(sheet, place, 2, one.words, desk.wrapped)
        records = "\n".join(
            f"{list_name(address, desk.language)}  {address}" for address in one.records
        )
        desk.words(sheet, place, 3, records, desk.wrapped)
        desk.give_height(sheet, place, ("", one.name, one.words, records), _WIDTHS)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    desk.print_set_up(sheet, row)


def _notices(desk: Desk, outline: Outline) -> None:
    sheet = desk.sheet(text("briefing_paper.sheet_notices", desk.language))
    row = desk.top(sheet, text("briefing_paper.notices", desk.language))
    for place, one in enumerate(outline.notices, start=row):
        sheet.write_number(place, 0, place - row + 1, desk.cell)
        desk.words(sheet, place, 1, one, desk.wrapped)
        desk.give_height(sheet, place, (one,), (_NOTICE_WIDTH,))
    sheet.set_column(0, 0, _WIDTHS[0])
    sheet.set_column(1, 1, _NOTICE_WIDTH)
    desk.print_set_up(sheet, None)
