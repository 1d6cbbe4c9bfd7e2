"""Times as files and people write them, turned into Unix milliseconds."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

import numpy as np
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.iso import Read, read_iso, to_utc

RawTime = str | int | float | datetime | None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

UNIX_SECONDS = "unix_s"
UNIX_MILLISECONDS = "unix_ms"

_LONGEST = 64
"""Characters of any time that people type."""

_NOTHING = frozenset({"", "nat", "nan", "none", "null"})
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d*)?")
_COMPACT = re.compile(r"(?:19|20)\d{12}")

_DAY = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})"
_CLOCK = (
    r"(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::\s*(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,9}))?)?"
    r"|[时点](?:(?P<semi>半)|整|(?P<minute_zh>\d{1,2})分?(?:(?P<second_zh>\d{1,2})秒?)?)?)"
    r"\s*(?P<meridiem>[AP]M)?"
)
_TYPED_CLOCK = re.compile(rf"\s*{_CLOCK}\s*", re.IGNORECASE)
_TYPED = re.compile(
    rf"\s*{_DAY}(?:\s*[日号]\s*|[T\s]+|$)(?P<clock>{_CLOCK})?"
    r"\s*(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Times:
    """Parsed times.

    Attributes
    ----------
    t_ms
        ``(n,)`` int64, Unix milliseconds; 0 where there is none.
    missing, unreadable
        ``(n,)`` bool: nothing was written; something was, but it is no time.
    """

    t_ms: NDArray[np.int64]
    missing: NDArray[np.bool_]
    unreadable: NDArray[np.bool_]


def parse_times(
    values: Sequence[RawTime], *, tz: tzinfo | None, time_format: str | None = None
) -> Times:
    """Read times written in one of the ways a file may have them.

    Without a format: ISO 8601, dates as people type them (`typed_moment`), ``20221003214005``,
    or, if every value is a number, Unix seconds or milliseconds by their size.

    Parameters
    ----------
    tz
        Zone of times that carry no offset; None if there should be none such.
    time_format
        ``unix_s``, ``unix_ms``, or a ``strptime`` format.

    Raises
    ------
    InvalidInput
        When a time has no offset and ``tz`` is None: nothing guesses it.
    """
    texts = [_as_text(value) for value in values]
    missing = np.array([text.lower() in _NOTHING for text in texts], dtype=np.bool_)
    if time_format in (UNIX_SECONDS, UNIX_MILLISECONDS):
        return _from_unix(texts, missing, time_format)
    if time_format is None and not missing.all() and _all_unix(texts, missing):
        return _from_unix(texts, missing, None)
    us, known, zoned = _as_written(texts) if time_format is None else _by_format(texts, time_format)
    readable = known & ~missing
    naive = readable & ~zoned
    if naive.any():
        if tz is None:
            raise InvalidInput("tracks.times_without_zone", example=texts[int(np.argmax(naive))])
        us[naive], readable[naive] = to_utc(us[naive], tz)
    t_ms = np.where(readable, us // 1000, 0)
    return Times(t_ms, missing, ~missing & ~readable)


def typed_moment(text: str) -> datetime | date | None:
    """Read a date, with or without a time of day, as people type it.

    ``2022-10-03 21:40``, ``2022/10/3 21:40``, ``2022年10月3日21时40分``, ``2022.10.3 下午3点半``.

    Returns
    -------
    datetime, date or None
        An aware datetime if an offset stands there, else a naive one; a date when there is no
        time of day; None when it cannot be read (two-digit years and day-first orders cannot).
    """
    match = _TYPED.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match["clock"] is None:
            return None if match["zone"] else day
        clock = _clock(match)
        return None if clock is None else datetime.combine(day, clock, tzinfo=_offset(match))
    except ValueError:
        return None


def typed_clock(text: str) -> time | None:
    """Read a time of day as people type it; None when it cannot be read."""
    match = _TYPED_CLOCK.fullmatch(unicodedata.normalize("NFKC", text))
    return None if match is None else _clock(match)


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    minute = 30 if match["semi"] else int(match["minute"] or match["minute_zh"] or 0)
    second = int(match["second"] or match["second_zh"] or 0)
    half, meridiem = match["half"] or "", (match["meridiem"] or "").upper()
    if meridiem and not 1 <= hour <= 12:
        return None
    if (half in ("下午", "傍晚", "晚上") and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif (meridiem == "PM" and hour < 12) or (meridiem == "AM" and hour == 12):
        hour = (hour + 12) % 24
    try:
        return time(hour, minute, second, int((match["fraction"] or "0").ljust(6, "0")[:6]))
    except ValueError:
        return None


def _offset(match: re.Match[str]) -> tzinfo | None:
    zone = match["zone"]
    if not zone or zone in "Zz":
        return UTC if zone else None
    sign = -1 if zone[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[3:].strip(":") or 0)))


def _as_text(value: RawTime) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _all_unix(texts: list[str], missing: NDArray[np.bool_]) -> bool:
    return all(
        absent or (_NUMBER.fullmatch(text) and not _COMPACT.fullmatch(text))
        for text, absent in zip(texts, missing, strict=True)
    )


def _from_unix(texts: list[str], missing: NDArray[np.bool_], unit: str | None) -> Times:
    values = np.array([float(t) if _NUMBER.fullmatch(t) else np.nan for t in texts], dtype=float)
    if unit is None:
        # Milliseconds pass 1e11 in 1973, seconds in the year 5138.
        unit = UNIX_SECONDS if np.nanmedian(np.abs(values)) < 1e11 else UNIX_MILLISECONDS
    values = np.rint(values * 1000) if unit == UNIX_SECONDS else np.rint(values)
    # Years beyond 9999 are no times, and further out int64 ends.
    readable = np.abs(values) < 2.5e14
    t_ms = np.where(readable, values, 0).astype(np.int64)
    return Times(t_ms, missing, ~missing & ~readable)


def _by_format(texts: list[str], time_format: str) -> Read:
    """Read texts of one format; naive times as UTC."""
    # Only the command line is told a format: a server never loads this.
    import pandas as pd

    try:
        parsed = pd.to_datetime(texts, format=time_format, utc=True, errors="coerce")
    except (ValueError, re.error) as error:
        raise InvalidInput("tracks.times_format", format=time_format) from error
    known = ~np.asarray(parsed.isna())
    us = np.where(known, parsed.as_unit("us").asi8, 0).astype(np.int64)
    return us, known, np.full(len(texts), "%z" in time_format, np.bool_)


def _as_written(texts: list[str]) -> Read:
    """Read ISO 8601, and what people type instead."""
    us, known, zoned = read_iso(texts)
    for i in np.flatnonzero(~known).tolist():
        moment = _typed(texts[i])
        if moment is not None:
            known[i], zoned[i] = True, moment.tzinfo is not None
            aware = moment if zoned[i] else moment.replace(tzinfo=UTC)
            us[i] = (aware - _EPOCH) // timedelta(microseconds=1)
    return us, known, zoned


def _typed(text: str) -> datetime | None:
    if len(text) > _LONGEST:
        return None
    if _COMPACT.fullmatch(text):
        try:
            return datetime.strptime(text, "%Y%m%d%H%M%S")
        except ValueError:
            return None
    moment = typed_moment(text)
    return moment if isinstance(moment, datetime) else None
