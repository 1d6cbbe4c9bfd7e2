"""Text files as Chinese offices have them."""

import codecs
import csv
import io
from collections.abc import Iterator

from geo_patrol.errors import InvalidInput

_DELIMITERS = ",;\t|"


def decode(data: bytes, name: str) -> str:
    """Return the text of UTF-8 (with or without mark), UTF-16 (with) or GB18030 bytes.

    Raises
    ------
    InvalidInput
        When it is none of them.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # GB18030 second: hardly any of its texts is valid UTF-8, while the reverse is common.
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput("tracks.encoding", name=name)


def csv_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the line it begins at.

    The delimiter is the one of comma, semicolon, tab and bar that the first line has most of.

    Raises
    ------
    InvalidInput
        While reading, when quotes do not pair up: ``line`` is where.
    """
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
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
