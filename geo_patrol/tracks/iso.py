"""ISO 8601 date-times, many at once.

A server takes a track with written times every few minutes; a library of tables for that alone
would cost it 60 MB for good.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

_ISO = re.compile(
    r"(\d{4})([-/.]?)(\d\d)\2(\d\d)[T ]"
    r"(\d\d)(?:(:?)(\d\d)(?:\6(\d\d)(?:[.,](\d{1,6})\d*)?)?)?"
    r"\s*(?:(Z)|([+-])(\d\d):?(\d\d)?)?",
    re.IGNORECASE,
)
_EPOCH = datetime(1970, 1, 1)
_MINUTE_US = 60_000_000
_DAY_MIN = 24 * 60

Read = tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]


def read_iso(texts: Sequence[str]) -> Read:
    """Read date-times, each with or without an offset.

    Returns
    -------
    us, known, zoned
        Each ``(n,)``: microseconds since 1970, of UTC where an offset stands there, else of the
        clock as written; whether it could be read; whether an offset stands there. Digits beyond
        the microsecond are cut off. The years are 0 to 9999.
    """
    clocks: list[str] = []
    offset_min = np.zeros(len(texts), np.int64)
    zoned = np.zeros(len(texts), np.bool_)
    for i, text in enumerate(texts):
        match = _ISO.fullmatch(text)
        if match is None:
            clocks.append("NaT")
            continue
        year, _, month, day, hour, _, minute, second, part, utc, sign, hours, minutes = (
            match.groups()
        )
        clocks.append(
            f"{year}-{month}-{day}T{hour}:{minute or '00'}:{second or '00'}.{part or '0'}"
        )
        zoned[i] = bool(utc or sign)
        if sign:
            size = int(hours) * 60 + int(minutes or 0)
            offset_min[i] = -size if sign == "-" else size
            if size >= _DAY_MIN:
                clocks[i] = "NaT"
    moments = _moments(clocks)
    known = ~np.isnat(moments)
    us = np.where(known, moments.astype(np.int64), 0)
    return us - offset_min * _MINUTE_US, known, zoned


def to_utc(us: NDArray[np.int64], zone: tzinfo) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Turn what a zone's clock showed into UTC, both in microseconds since 1970.

    Returns
    -------
    us, known
        Where the clock shows a time twice or never, it is not known.
    """
    # Zones change at whole minutes: a clock is asked once for each, not for every fix.
    minutes, place = np.unique(us // _MINUTE_US, return_inverse=True)
    offsets = [_offset_us(minute, zone) for minute in minutes.tolist()]
    known = np.array([offset is not None for offset in offsets], np.bool_)
    shift = np.array([offset or 0 for offset in offsets], np.int64)
    return us - shift[place], known[place]


def _offset_us(minute: int, zone: tzinfo) -> int | None:
    try:
        clock = (_EPOCH + timedelta(minutes=minute)).replace(tzinfo=zone)
        first, second = clock.utcoffset(), clock.replace(fold=1).utcoffset()
    except OverflowError:
        return None
    return None if first is None or first != second else first // timedelta(microseconds=1)


def _moments(clocks: Sequence[str]) -> NDArray[np.datetime64]:
    """Return the clocks' times; none where there is no such day or hour."""
    try:
        return np.array(clocks, "datetime64[us]")
    except ValueError:
        return np.array([_moment(clock) for clock in clocks], "datetime64[us]")


def _moment(clock: str) -> np.datetime64:
    try:
        return np.datetime64(clock, "us")
    except ValueError:
        return np.datetime64("NaT", "us")
