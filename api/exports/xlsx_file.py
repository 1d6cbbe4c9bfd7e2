"""Excel workbooks: text is text, whatever it looks like, and moments are local clocks."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import openpyxl
import pyarrow as pa
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from api.exports.clocks import local_clocks
from api.exports.records import Column, Export
from api.exports.titles import title
from geo_patrol.messages import Language, text

MOST_CHARACTERS = 32_767
"""A cell holds no more; what is longer is cut."""


def xlsx_bytes(export: Export, language: Language) -> bytes:
    """Return a table as a workbook of one sheet, with titles and words as in CSV."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(text("exports.figure." + export.about.figure, language))
    sheet.freeze_panes = "A2"
    sheet.append([_text(title(one.name, language), sheet) for one in export.columns])
    columns = [list(_cells(one, export, sheet, language)) for one in export.columns]
    for row in zip(*columns, strict=True):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(
    one: Column, export: Export, sheet: WriteOnlyWorksheet, language: Language
) -> Iterator[Any]:
    kind = one.values.type
    if pa.types.is_timestamp(kind):
        for clock in local_clocks(one.values, export.about.zone).to_pylist():
            yield None if clock is None else datetime.fromisoformat(clock)
        return
    chinese = language == "zh"
    for value in one.values.to_pylist():
        if isinstance(value, bool) and chinese:
            yield text("exports.yes" if value else "exports.no", language)
        elif isinstance(value, str):
            in_words = (one.terms or {}).get(value) if chinese else None
            yield _text(value if in_words is None else in_words["zh"], sheet)
        else:
            yield value


def _text(value: str, sheet: WriteOnlyWorksheet) -> Any:
    """Return a cell that no program takes for a formula."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST_CHARACTERS])
    cell.data_type = "s"
    return cell
