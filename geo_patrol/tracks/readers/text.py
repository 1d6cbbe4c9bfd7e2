"""Text files as Chinese offices have them."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import TextIO

from geo_patrol.errors import InvalidInput, TooLarge

_MOST_CELLS = 5000
_LONGEST_LINE = 1 << 21
_DELIMITERS = ",;\t|"
# Bytes decoded at once: the whole text would take up to four times the file.
_PIECE = 1 << 20


def decode(data: bytes, name: str) -> str:
    """Return the text of UTF-8 (with or without mark), UTF-16 (with) or GB18030 bytes.

    Raises
    ------
    InvalidInput
        When it is none of them.
    """
    return data.decode(_encoding(data, name))


def _encoding(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # GB18030 second: hardly any of its texts is valid UTF-8, while the reverse is common.
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for at in range(0, len(data), _PIECE):
                decoder.decode(data[at : at + _PIECE])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise InvalidInput("tracks.encoding", name=name)


def _bounded(text: TextIO, delimiter: str, name: str) -> Iterator[str]:
    """Yield lines, but none of ten million cells: each would become an object."""
    while line := text.readline(_LONGEST_LINE):
        if line.count(delimiter) > _MOST_CELLS:
            raise TooLarge("tracks.too_many_columns", name=name, limit=_MOST_CELLS)
        if len(line) == _LONGEST_LINE:
            raise TooLarge("tracks.line_too_long", name=name)
        yield line


def csv_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the line it begins at.

    The delimiter is the one of comma, semicolon, tab and bar that the first line has most of.

    Raises
    ------
    InvalidInput
        At once, when the encoding is not known; while reading, when quotes do not pair up:
        ``line`` is where.
    TooLarge
        While reading, at a line that is longer, or of more cells, than any table's.
    """
    encoding = _encoding(data, name)
    lines = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    first = ""
    while not first.strip() and (line := lines.readline(_LONGEST_LINE)):
        first = line
    lines.seek(0)
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(_bounded(lines, delimiter, name), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InvalidInput("tracks.csv_broken", name=name, line=start) from error
        if any(cell.strip() for cell in row):
            yield start, row
