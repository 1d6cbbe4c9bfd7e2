"""Workbooks (.xlsx): the right sheet's cells as plain values, within bounds."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.styles.numbers import is_datetime
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
    if data.startswith(_OLE):
        # Excel 97, or a workbook with a password: both are OLE files.
        raise InvalidInput("ledgers.old_or_locked", name=name)
    _guard(data, name)
    try:
        with warnings.catch_warnings():
            # Of parts that a ledger does not need: printer settings, data validation.
            warnings.simplefilter("ignore")
            return _read(data, name, sheet)
    except GeoPatrolError:
        raise
    except Exception as error:
        # A damaged workbook makes the parser fail in any way: KeyError, TypeError, ParseError, …
        raise InvalidInput("ledgers.xlsx_broken", name=name) from error


def _guard(data: bytes, name: str) -> None:
    """Refuse by the zip's own figures: what is read of a member never goes beyond them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InvalidInput("ledgers.xlsx_broken", name=name) from error
    if sum(info.file_size for info in members) > MAX_UNPACKED or any(
        info.file_size > max(_RATIO_FROM, info.compress_size * MAX_RATIO) for info in members
    ):
        raise TooLarge("ledgers.xlsx_bomb", name=name, limit_mb=MAX_UNPACKED // 1024**2)


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
