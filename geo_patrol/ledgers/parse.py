"""What people and spreadsheets mean by the content of one cell."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from geo_patrol.ledgers.records import Cell, Formula
from geo_patrol.tracks.times import typed_clock, typed_moment

NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.\d*)?")
_DEGREES = re.compile(
    r"(?:东经|北纬|经度|纬度|[EN])?\s*:?\s*(?P<degrees>[+-]?\d{1,3}(?:\.\d*)?)\s*[°度]?"
    r"(?:\s*(?P<minutes>\d{1,2}(?:\.\d*)?)\s*['分])?"
    r"(?:\s*(?P<seconds>\d{1,2}(?:\.\d*)?)\s*(?:[\"秒]|''))?\s*[EN]?",
    re.IGNORECASE,
)
# Marks of minutes and seconds as keyboards have them; NFKC makes two primes of a double one.
_MARKS = str.maketrans({"\u2032": "'", "\u2019": "'", "\u2018": "'", "\u201d": '"', "\u201c": '"'})
_YES = frozenset({"是", "有", "√", "✓", "✔", "持证", "已持证", "true", "yes", "y", "1"})
_NO = frozenset(
    {"否", "无", "×", "✗", "未", "未持证", "没有", "false", "no", "n", "0", "-", "—", "/"}
)
# Day numbers from 1954 to 2119: a number typed for something else hardly falls in.
_SERIALS = range(20_000, 80_000)
_DAY_S = 86_400
# Day 60 of Excel is 29 February 1900, which never was: from March on, one less than day 1 says.
_EPOCH_1900 = datetime(1899, 12, 30)


def as_text(cell: Cell) -> str:
    """Return a cell as a person would read it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, Formula):
        return cell.text
    return cell.strip() if isinstance(cell, str) else str(cell)


def yes_or_no(text: str) -> bool | None:
    """Return what a mark or word means, None if it is neither yes nor no."""
    word = unicodedata.normalize("NFKC", text).strip().lower()
    return True if word in _YES else False if word in _NO else None


def as_moment(cell: Cell, epoch_1904: bool = False) -> datetime | date | time | None:
    """Return the moment, day or time of day that a cell holds, None if it holds none.

    Numbers from 20,000 to 80,000 are Excel's days since 1900 (or 1904), fractions below 1 its
    times of day, both rounded to the second.
    """
    if isinstance(cell, datetime | date | time):
        return cell
    if isinstance(cell, str):
        text = cell.strip()
        if NUMBER.fullmatch(text):
            return as_moment(float(text), epoch_1904)
        moment = typed_moment(text)
        return typed_clock(text) if moment is None else moment
    if not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    days, seconds = divmod(round(cell * _DAY_S), _DAY_S)
    if days in _SERIALS:
        epoch = CALENDAR_MAC_1904 if epoch_1904 else _EPOCH_1900
        moment = epoch + timedelta(days=days, seconds=seconds)
        return moment.date() if isinstance(cell, int) or cell.is_integer() else moment
    return (datetime.min + timedelta(seconds=seconds)).time() if 0 < cell < 1 else None


def parse_degrees(text: str) -> float | None:
    """Return degrees from a decimal number or degrees, minutes and seconds, None if neither."""
    match = _DEGREES.fullmatch(unicodedata.normalize("NFKC", text).translate(_MARKS).strip())
    if match is None:
        return None
    minutes, seconds = float(match["minutes"] or 0), float(match["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    whole = float(match["degrees"])
    part = minutes / 60 + seconds / 3600
    return whole - part if match["degrees"].startswith("-") else whole + part
