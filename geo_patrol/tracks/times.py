"""Times as files and people write them, turned into Unix milliseconds."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    import pandas as pd

RawTime = str | int | float | datetime | None

UNIX_SECONDS = "unix_s"
UNIX_MILLISECONDS = "unix_ms"

_NOTHING = frozenset({"", "nat", "nan", "none", "null"})
# Fewer characters cannot hold a day and an hour; pandas would take "now" and "2022" for times.
_SHORTEST_ISO = 12
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d*)?")
_ZONE = re.compile(r"(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$")
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
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?\s*",
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
    parsed = _read(texts, time_format)
    zoned = np.array([bool(_ZONE.search(text)) for text in texts], dtype=np.bool_)
    if time_format is not None:
        zoned[:] = "%z" in time_format
    readable = ~missing & ~np.asarray(parsed.isna())
    naive = readable & ~zoned
    if naive.any():
        if tz is None:
            raise InvalidInput("tracks.times_without_zone", example=texts[int(np.argmax(naive))])
        local = parsed.tz_localize(None).tz_localize(tz, ambiguous="NaT", nonexistent="NaT")
        parsed = parsed.where(~naive, local.tz_convert(UTC))
        readable &= ~np.asarray(parsed.isna())
    t_ms = np.where(readable, parsed.as_unit("ms").asi8, 0).astype(np.int64)
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
    return timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])))


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


def _read(texts: list[str], time_format: str | None) -> "pd.DatetimeIndex":
    """Parse with naive times taken as UTC for now; NaT where unreadable."""
    import pandas as pd

    if time_format is not None:
        try:
            return pd.to_datetime(texts, format=time_format, utc=True, errors="coerce")
        except (ValueError, re.error) as error:
            raise InvalidInput("tracks.times_format", format=time_format) from error
    iso = [text if len(text) >= _SHORTEST_ISO else "" for text in texts]
    parsed = pd.to_datetime(iso, format="ISO8601", utc=True, errors="coerce").as_unit("us")
    left = [i for i in np.flatnonzero(np.asarray(parsed.isna())) if texts[i]]
    if not left:
        return parsed
    typed: list[datetime | None] = [None] * len(texts)
    for i in left:
        typed[i] = _typed_utc(texts[i])
    return parsed.where(
        ~np.isin(np.arange(len(texts)), left), pd.DatetimeIndex(typed, dtype="datetime64[us, UTC]")
    )


def _typed_utc(text: str) -> datetime | None:
    if _COMPACT.fullmatch(text):
        try:
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
    moment = typed_moment(text)
    if not isinstance(moment, datetime):
        return None
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        return None
