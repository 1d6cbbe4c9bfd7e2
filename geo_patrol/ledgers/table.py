"""Sheets and CSV files into tables of values, with the lines they stand on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePath

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.ledgers.fields import recognised_in
from geo_patrol.ledgers.records import MAX_COLUMNS, MAX_ROWS, Cell, Formula, Line, Row, Table
from geo_patrol.ledgers.workbook import read_workbook
from geo_patrol.tracks.readers.text import csv_rows

MAX_BYTES = 50 * 1024**2
_HEADER_WITHIN = 20


def read_table(
    source: Path | bytes,
    filename: str | None = None,
    sheet: str | None = None,
    *,
    header_row: int | None = None,
) -> Table:
    """Read a ledger's sheet.

    The header is the line, among the first twenty, with most column names that ledgers use; titles
    above it are passed over, and a second header line that only splits columns is joined to it.

    Parameters
    ----------
    source, filename
        A path, or content with its name; the name's ending tells .xlsx, .xlsm or .csv. CSV may be
        UTF-8 (with or without mark), UTF-16 or GB18030.
    sheet
        Name of the sheet; needed if several look like ledgers.
    header_row
        Line of the header, from 1, if it is not to be looked for; then it is that line alone.

    Returns
    -------
    Table
        Without rows if nothing stands below the header.

    Raises
    ------
    InvalidInput
        When it is no such file, is damaged or encrypted, is empty, or the sheet is not clear.
    TooLarge
        When it is over 100,000 rows, 200 columns or 50 MB (300 MB unpacked).
    """
    name, data = _content(source, filename)
    suffix = PurePath(name).suffix.lower()
    if suffix in (".csv", ".tsv"):
        rows = ((line, [_typed(text) for text in row]) for line, row in _csv(data, name))
        return _table(name, rows, header_row)
    if suffix not in (".xlsx", ".xlsm"):
        key = "ledgers.old_or_locked" if suffix == ".xls" else "ledgers.unknown_format"
        raise InvalidInput(key, name=name)
    lines, epoch_1904 = read_workbook(data, name, sheet)
    return replace(_table(name, lines, header_row), epoch_1904=epoch_1904)


def _content(source: Path | bytes, filename: str | None) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        name, data = PurePath(filename or "").name, source
    else:
        name = PurePath(filename or source.name).name
        try:
            if source.stat().st_size > MAX_BYTES:
                raise TooLarge("ledgers.too_large", name=name, limit_mb=MAX_BYTES // 1024**2)
            data = source.read_bytes()
        except OSError as error:
            raise InvalidInput("ledgers.file_unreadable", name=str(source)) from error
    if len(data) > MAX_BYTES:
        raise TooLarge("ledgers.too_large", name=name, limit_mb=MAX_BYTES // 1024**2)
    if not data.strip():
        raise InvalidInput("ledgers.empty", name=name)
    return name, data


def _csv(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    if b"\x00" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput("ledgers.unknown_format", name=name)
    return csv_rows(data, name)


def _typed(text: str) -> Cell:
    text = text.strip()
    return (Formula(text) if text.startswith("=") else text) or None


def _table(name: str, lines: Iterable[Line], header_row: int | None) -> Table:
    lines = _bounded(lines, name)
    top = list(islice(lines, _HEADER_WITHIN if header_row is None else header_row))
    at = _header_at(top, header_row)
    if at is None:
        raise InvalidInput("ledgers.empty", name=name)
    header, below = [_title(cell) for cell in top[at][1]], top[at + 1 :]
    if header_row is None and below and _splits(below[0][1]):
        header = _joined(header, [_title(cell) for cell in below.pop(0)[1]])
    rows: list[Row] = []
    width = max(len(header), 1)
    for source in (below, lines):
        for line, cells in source:
            padded = (*cells, *(None for _ in range(width - len(cells))))[:width]
            if all(cell is None for cell in padded):
                continue
            if len(rows) == MAX_ROWS:
                raise TooLarge("ledgers.too_many_rows", name=name, limit=MAX_ROWS)
            rows.append(Row(line, padded))
    return Table(name, tuple(_unique(header)), tuple(rows))


def _bounded(lines: Iterable[Line], name: str) -> Iterator[Line]:
    for line, cells in lines:
        if len(cells) > MAX_COLUMNS:
            raise TooLarge("ledgers.too_many_columns", name=name, limit=MAX_COLUMNS)
        yield line, cells


def _header_at(top: Sequence[Line], header_row: int | None) -> int | None:
    if header_row is not None:
        return next((i for i, (line, _) in enumerate(top) if line == header_row), None)
    if not top:
        return None
    scores = [recognised_in(cells) for _, cells in top]
    if max(scores) >= 2:
        return scores.index(max(scores))
    wide = (i for i, (_, cells) in enumerate(top) if sum(c is not None for c in cells) >= 2)
    return next(wide, 0)


def _splits(cells: Sequence[Cell]) -> bool:
    """Tell whether a line below the header is its second half: nothing but column names."""
    return 0 < sum(cell is not None for cell in cells) == recognised_in(cells)


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    return [low or up for up, low in zip(upper, lower, strict=True)]


def _title(cell: Cell) -> str:
    if isinstance(cell, Formula):
        return cell.text
    return "" if cell is None else " ".join(str(cell).split())


def _unique(names: Iterable[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield f"{name} ({seen[name]})" if name and seen[name] > 1 else name
