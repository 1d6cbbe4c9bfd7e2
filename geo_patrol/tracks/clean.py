"""Cleaning: keep the good fixes, count and name the bad ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import Finding, finding
from geo_patrol.tracks.fixes import Fixes, rounded
from geo_patrol.tracks.times import RawTime, Times, parse_times

FUTURE_TOLERANCE = timedelta(minutes=5)
MOST_AHEAD = timedelta(hours=24)
"""A device's clock may be fast: its fixes are kept, for what comes again must be the same track.
One that is a day ahead says nothing."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No receiver of today logged before: such times are overflowed or reset clocks."""

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

# In the order in which they are tried: a fix is listed under the first that holds.
_REASONS = (
    "tracks.junk",
    "tracks.time_missing",
    "tracks.time_unreadable",
    "tracks.not_a_number",
    "tracks.outside",
    "tracks.too_old",
    "tracks.future",
    "tracks.time_back",
    "tracks.duplicate",
    "tracks.same_time",
)
_GOOD = len(_REASONS)


def clean(
    time: Times | NDArray[np.int64] | Sequence[RawTime],
    lon: ArrayLike,
    lat: ArrayLike,
    accuracy_m: ArrayLike | None = None,
    line: ArrayLike | None = None,
    *,
    now: datetime,
    tz: tzinfo | None = None,
    junk: NDArray[np.bool_] | None = None,
    where: str = "{}",
) -> tuple[Fixes, tuple[Finding, ...]]:
    """Sort raw fixes of one track into good and bad.

    Bad are: flagged as junk by the source, without a readable time, with a place that is not a
    number or not within ±180/±90, before 1990, later than ``now`` + 24 h, going back in time
    behind the last good one, or at the same time as it (the same place: a duplicate).

    Parameters
    ----------
    time
        ``(n,)``: Unix milliseconds (int64), or times as written, or parsed already.
    lon, lat
        ``(n,)`` degrees, EPSG:4326; NaN where unreadable.
    accuracy_m
        ``(n,)`` metres; negative and infinite values mean unknown, as devices use them.
    line
        ``(n,)`` what to look up for each fix, 1, 2, … by default.
    now
        Aware.
    tz
        Zone of written times without an offset.
    junk
        ``(n,)`` True where the source itself calls the fix junk.
    where
        Format of a finding's place, filled with its line.

    Returns
    -------
    fixes, findings
        The good ones, strictly increasing in time, and one finding for each bad one, in the order
        of the file: together as many as came in. Empty input gives none of either. Places are
        rounded to 1e-7 degrees, so that figures made at once and later from the store agree.

    Raises
    ------
    InvalidInput
        When times have no offset and ``tz`` is None.
    """
    times = _times(time, tz)
    x = np.asarray(lon, dtype=np.float64)
    y = np.asarray(lat, dtype=np.float64)
    n = len(times.t_ms)
    lines = np.arange(1, n + 1) if line is None else np.asarray(line)
    reason = _judge(times, x, y, junk, now)
    good = reason == _GOOD
    fixes = Fixes(
        times.t_ms[good], rounded(x[good]), rounded(y[good]), _accuracy(accuracy_m, n)[good]
    )
    return fixes, tuple(_findings(reason, lines, where, times.t_ms, x, y))


def count_by_reason(bad: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each message key, most frequent first."""
    return dict(Counter(item.key for item in bad).most_common())


def count_ahead(fixes: Fixes, now: datetime) -> int:
    """Return how many fixes are later than ``now`` + 5 min: the device's clock is fast."""
    return int(np.count_nonzero(fixes.t_ms > round((now + FUTURE_TOLERANCE).timestamp() * 1000)))


def looks_swapped(lon: ArrayLike, lat: ArrayLike, home_lon_lat_bounds: Bounds) -> bool:
    """Tell whether longitude and latitude stand in each other's place.

    True when most places fall in the home bounds if swapped, and hardly any as they are. Places
    that are no numbers don't count; without places the answer is False.
    """
    x = np.asarray(lon, dtype=np.float64)
    y = np.asarray(lat, dtype=np.float64)
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return False
    x, y = x[known], y[known]
    swapped, straight = _inside(y, x, home_lon_lat_bounds), _inside(x, y, home_lon_lat_bounds)
    return bool(swapped.mean() > 0.5 and straight.mean() < 0.1)


def _inside(
    lon: NDArray[np.float64], lat: NDArray[np.float64], bounds: Bounds
) -> NDArray[np.bool_]:
    west, south, east, north = bounds
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _times(time: Times | NDArray[np.int64] | Sequence[RawTime], tz: tzinfo | None) -> Times:
    if isinstance(time, Times):
        return time
    if isinstance(time, np.ndarray):
        none = np.zeros(len(time), dtype=np.bool_)
        return Times(time.astype(np.int64), none, none)
    return parse_times(time, tz=tz)


def _judge(
    times: Times,
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    junk: NDArray[np.bool_] | None,
    now: datetime,
) -> NDArray[np.intp]:
    """Return for each fix the index of its reason, or ``_GOOD``."""
    t_ms = times.t_ms
    latest = round((now + MOST_AHEAD).timestamp() * 1000)
    single = (
        np.zeros(len(t_ms), dtype=np.bool_) if junk is None else junk,
        times.missing,
        times.unreadable,
        ~(np.isfinite(lon) & np.isfinite(lat)),
        (np.abs(lon) > 180) | (np.abs(lat) > 90),
        t_ms < round(EARLIEST.timestamp() * 1000),
        t_ms > latest,
    )
    reason = np.select(single, list(range(len(single))), default=_GOOD).astype(np.intp)
    sound = np.flatnonzero(reason == _GOOD)
    if len(sound):
        reason[sound] = _in_order(t_ms[sound], lon[sound], lat[sound])
    return reason


def _in_order(
    t_ms: NDArray[np.int64], lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Judge each fix against the last good one before it, which holds the latest time so far."""
    reason = np.full(len(t_ms), _GOOD, dtype=np.intp)
    latest = np.maximum.accumulate(t_ms)
    good = np.concatenate(([True], t_ms[1:] > latest[:-1]))
    last_good = np.maximum.accumulate(np.where(good, np.arange(len(t_ms)), 0))
    same_place = (lon == lon[last_good]) & (lat == lat[last_good])
    same_time = t_ms == t_ms[last_good]
    reason[~good & ~same_time] = _REASONS.index("tracks.time_back")
    reason[~good & same_time & same_place] = _REASONS.index("tracks.duplicate")
    reason[~good & same_time & ~same_place] = _REASONS.index("tracks.same_time")
    return reason


def _accuracy(accuracy_m: ArrayLike | None, n: int) -> NDArray[np.float32]:
    if accuracy_m is None:
        return np.full(n, np.nan, dtype=np.float32)
    radius = np.asarray(accuracy_m, dtype=np.float64)
    # A radius of a million metres says nothing, and float32 would end at 3e38.
    return np.where((radius >= 0) & (radius < 1e6), radius, np.nan).astype(np.float32)


def _findings(
    reason: NDArray[np.intp],
    lines: NDArray[np.generic],
    where: str,
    t_ms: NDArray[np.int64],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
) -> Iterable[Finding]:
    dated = {_REASONS.index(f"tracks.{name}") for name in ("too_old", "future")}
    outside = _REASONS.index("tracks.outside")
    bad = np.flatnonzero(reason != _GOOD)
    columns = (reason[bad], lines[bad], t_ms[bad], lon[bad], lat[bad])
    for code, line, t, x, y in zip(*(column.tolist() for column in columns), strict=True):
        place = where.format(line)
        if code == outside:
            yield finding(place, "tracks.outside", lon=x, lat=y)
        elif code in dated:
            yield finding(place, _REASONS[code], time=_iso(t))
        else:
            yield finding(place, _REASONS[code])


def _iso(t_ms: int) -> str:
    return str(np.datetime_as_string(np.datetime64(t_ms, "ms"), unit="s")) + "Z"
