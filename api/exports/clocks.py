"""Moments in words: ISO 8601 with offset, and local clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_QUARTER_US = 900_000_000
"""No zone has changed its offset within a quarter of an hour of UTC, since 1970."""


def iso_moments(values: pa.Array, zone: ZoneInfo) -> pa.Array:
    """Return moments (µs in UTC) as ISO 8601 by the clock of a zone, with its offset."""
    local_us, offset_min = _local(values, zone)
    known, which = np.unique(offset_min, return_inverse=True)
    offsets = pa.array([_offset(one) for one in known.tolist()], pa.string())
    clock = local_us.cast(pa.timestamp("us")).cast(pa.string())
    clock = pc.replace_substring_regex(clock, r"\.0+$", "")
    iso = pc.binary_replace_slice(clock, 10, 11, "T")
    return pc.binary_join_element_wise(iso, offsets.take(pa.array(which)), "")


def local_clocks(values: pa.Array, zone: ZoneInfo) -> pa.Array:
    """Return moments (µs in UTC) by the clock of a zone, cut to the second: no zone, no ``T``."""
    local_us, _ = _local(values, zone)
    seconds = np.asarray(pc.fill_null(local_us, 0)) // 1_000_000
    cut = pa.array(seconds, pa.int64(), mask=np.asarray(pc.is_null(local_us)))
    return cut.cast(pa.timestamp("s")).cast(pa.string())


def _local(values: pa.Array, zone: ZoneInfo) -> tuple[pa.Array, NDArray[np.int64]]:
    """Return moments as if the clock of a zone were UTC, in µs, and its offsets in minutes."""
    unknown = np.asarray(pc.is_null(values))
    utc_us = np.asarray(pc.fill_null(values.cast(pa.int64()), 0))
    quarters, which = np.unique(utc_us // _QUARTER_US, return_inverse=True)
    offsets = np.array([_minutes(one, zone) for one in quarters.tolist()], np.int64)
    offset_min = offsets[which] if len(offsets) else np.empty(0, np.int64)
    local_us = utc_us + offset_min * 60_000_000
    return pa.array(local_us, pa.int64(), mask=unknown), offset_min


def _minutes(quarter: int, zone: ZoneInfo) -> int:
    """Return a zone's offset in a quarter of an hour since 1970."""
    moment = (_EPOCH + timedelta(microseconds=quarter * _QUARTER_US)).astimezone(zone)
    ahead = moment.utcoffset() or timedelta()
    return ahead // timedelta(minutes=1)


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"
