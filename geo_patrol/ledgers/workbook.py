"""Workbooks (.xlsx): the right sheet's cells as plain values, within bounds."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.styles.numbers import is_datetime
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.ledgers.fields import recognised_in
from geo_patrol.ledgers.records import MAX_COLUMNS, MAX_ROWS, Cell, Formula, Line
from geo_patrol.tracks.readers.archive import MAX_RATIO

MAX_UNPACKED = 300 * 1024**2
_RATIO_FROM = 10 * 1024**2
_LAST_LINE = 1_048_576
_LOOK_AT = 20
_OLE = b"\xd0\xcf\x11\xe0"
_HEAD_BYTES = 4096
_MOST_SHEETS = 50
_MOST_MERGED = 5_000
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


_Result = TypeVar("_Result")


class SheetLines(NamedTuple):
    """A sheet as it stands.

    ``merged`` are boxes of cells that are shown as one: first column and line, last column and
    line, all from 1.
    """

    title: str
    lines: list[Line]
    merged: list[tuple[int, int, int, int]]


def read_sheets(data: bytes, name: str, most_lines: int) -> tuple[list[SheetLines], bool]:
    """Return all sheets that are shown, and whether the workbook counts days from 1904.

    Raises
    ------
    InvalidInput
        When it is no workbook, an old or locked one, or damaged.
    TooLarge
        When it is over a limit, packed or unpacked, or a sheet has more lines that are not empty.
    """
    return _within_bounds(data, name, lambda: _read_all(data, name, most_lines))


def read_workbook(data: bytes, name: str, sheet: str | None) -> tuple[list[Line], bool]:
    """Return the lines that are not empty, and whether the workbook counts days from 1904.

    Without ``sheet``, the only visible one that looks like a ledger is taken.

    Raises
    ------
    InvalidInput
        When it is no workbook, an old or locked one, damaged, or the sheet is not clear.
    TooLarge
        When it is over a limit, packed or unpacked.
    """
    return _within_bounds(data, name, lambda: _read(data, name, sheet))


def _within_bounds(data: bytes, name: str, read: Callable[[], _Result]) -> _Result:
    if data.startswith(_OLE):
        # Excel 97, or a workbook with a password: both are OLE files.
        raise InvalidInput("ledgers.old_or_locked", name=name)
    _guard(data, name)
    try:
        with warnings.catch_warnings():
            # Of parts that a ledger does not need: printer settings, data validation.
            warnings.simplefilter("ignore")
            return read()
    except GeoPatrolError:
        raise
    except Exception as error:
        # A damaged workbook makes the parser fail in any way: KeyError, TypeError, ParseError, …
        raise InvalidInput("ledgers.xlsx_broken", name=name) from error


def _guard(data: bytes, name: str) -> None:
    """Refuse by the zip's own figures: what is read of a member never goes beyond them.

    A part that declares entities is no workbook's; parsers differ in what they do with them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            declared = any(_declares(archive, info) for info in members)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise InvalidInput("ledgers.xlsx_broken", name=name) from error
    if declared:
        raise InvalidInput("ledgers.xlsx_broken", name=name)
    if sum(info.file_size for info in members) > MAX_UNPACKED or any(
        info.file_size > max(_RATIO_FROM, info.compress_size * MAX_RATIO) for info in members
    ):
        raise TooLarge("ledgers.xlsx_bomb", name=name, limit_mb=MAX_UNPACKED // 1024**2)


def _declares(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    if not info.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(info) as part:
        return b"<!DOCTYPE" in part.read(_HEAD_BYTES).replace(b"\0", b"")


def _read(data: bytes, name: str, sheet: str | None) -> tuple[list[Line], bool]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        shown = [ws for ws in book.worksheets if ws.sheet_state == "visible"]
        if sheet is not None:
            chosen = [ws for ws in book.worksheets if ws.title.strip() == sheet.strip()]
            if not chosen:
                titles = ", ".join(ws.title for ws in shown)
                raise InvalidInput("ledgers.sheet_unknown", name=name, sheet=sheet, found=titles)
        else:
            chosen = _likely(shown)
        if len(chosen) > 1:
            titles = ", ".join(ws.title for ws in chosen)
            raise InvalidInput("ledgers.sheet_needed", name=name, found=titles)
        if not chosen:
            raise InvalidInput("ledgers.empty", name=name)
        return list(_sheet_rows(chosen[0], name)), book.epoch == CALENDAR_MAC_1904
    finally:
        book.close()


def _read_all(data: bytes, name: str, most_lines: int) -> tuple[list[SheetLines], bool]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        shown = [ws for ws in book.worksheets if ws.sheet_state == "visible"]
        if len(shown) > _MOST_SHEETS:
            raise TooLarge("ledgers.too_many_sheets", name=name, limit=_MOST_SHEETS)
        read = []
        for ws in shown:
            lines = list(islice(_sheet_rows(ws, name), most_lines + 1))
            if len(lines) > most_lines:
                raise TooLarge("ledgers.too_many_rows", name=name, limit=most_lines)
            read.append(SheetLines(ws.title.strip(), lines, _merged(data, ws)))
        return read, book.epoch == CALENDAR_MAC_1904
    finally:
        book.close()


def _merged(data: bytes, sheet: Any) -> list[tuple[int, int, int, int]]:
    """Return the merged boxes of a sheet, which a reader of lines does not tell."""
    boxes: list[tuple[int, int, int, int]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(sheet._worksheet_path) as part:
        rows: Any = None
        for event, element in iterparse(part, events=("start", "end")):
            if element.tag == f"{_SPREADSHEET}sheetData":
                rows = element
            elif event == "end" and element.tag == f"{_SPREADSHEET}row":
                # What is read is let go: a sheet may have a million rows.
                rows.clear()
            elif event == "end" and element.tag == f"{_SPREADSHEET}mergeCell":
                left, top, right, bottom = range_boundaries(element.attrib["ref"])
                if left and top and right and bottom and len(boxes) < _MOST_MERGED:
                    boxes.append((left, top, right, bottom))
    return boxes


def _likely(sheets: Sequence[Any]) -> list[Any]:
    """Return the sheets that look like ledgers; if none does, the first that is not empty."""
    tops = [(ws, list(islice(_sheet_rows(ws, ""), _LOOK_AT))) for ws in sheets]
    return [ws for ws, top in tops if any(recognised_in(cells) >= 2 for _, cells in top)] or [
        ws for ws, top in tops if top
    ][:1]


def _sheet_rows(sheet: Any, name: str) -> Iterator[Line]:
    # The size a sheet declares may be wrong either way.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
    n_filled, blank = 0, None
    for line, row in enumerate(rows, start=1):
        if line > _LAST_LINE or n_filled > MAX_ROWS + _LOOK_AT:
            raise TooLarge("ledgers.too_many_rows", name=name, limit=MAX_ROWS)
        if row is blank:
            # Lines that the file leaves out come as one and the same tuple.
            continue
        width = len(row)
        while width and row[width - 1].value is None:
            width -= 1
        if not width:
            blank = row
            continue
        n_filled += 1
        yield line, [_value(cell) for cell in row[:width]]


def _value(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return Formula(value) if cell.data_type == "f" else value.strip() or None
    if isinstance(value, datetime):
        # A cell formatted as a day holds no time of day, though it reads as midnight.
        day_only = value.time() == time() and is_datetime(cell.number_format) == "date"
        return value.date() if day_only else value
    if isinstance(value, date | time):
        return value
    if isinstance(value, timedelta):
        within_day = timedelta() <= value < timedelta(days=1)
        return (datetime.min + value).time() if within_day else str(value)
    return Formula(str(value))
