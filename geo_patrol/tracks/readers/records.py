"""What a reader yields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import Finding, InvalidInput, TooLarge
from geo_patrol.tracks.clean import Bounds, clean, looks_swapped
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.times import Times, parse_times

MAX_FIXES = 5_000_000
"""More in one file is no patrol; reading stops there."""

MAX_TRACKS = 5000
"""Each takes work of its own, were it of one fix only."""

_LONGEST_NAME = 200


@dataclass(frozen=True)
class TrackRead:
    """One track of a file: its good fixes, its bad ones, and how many there were.

    ``n_read == len(fixes) + len(bad)``. A track all of whose fixes are bad is still listed.
    """

    name: str
    fixes: Fixes
    bad: tuple[Finding, ...]
    n_read: int


@dataclass(frozen=True, eq=False)
class RawTrack:
    """Fixes as a file has them, before cleaning; ``where`` formats ``line`` into a place."""

    name: str
    time: Times
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    accuracy_m: ArrayLike | None
    line: ArrayLike
    junk: NDArray[np.bool_] | None = None
    where: str = "{}"


def refuse_many_tracks(number: int, filename: str) -> None:
    """Raise ``TooLarge`` for more tracks than a file may hold."""
    if number > MAX_TRACKS:
        raise TooLarge("tracks.too_many_tracks", name=filename, limit=MAX_TRACKS)


def finish(raw: RawTrack, now: datetime) -> TrackRead:
    """Clean a raw track."""
    fixes, bad = clean(
        raw.time,
        raw.lon,
        raw.lat,
        raw.accuracy_m,
        raw.line,
        now=now,
        junk=raw.junk,
        where=raw.where,
    )
    return TrackRead(raw.name[:_LONGEST_NAME], fixes, bad, len(raw.lon))


def numbers(values: Sequence[object]) -> NDArray[np.float64]:
    """Return numbers or their texts as floats, NaN where there is none to read."""
    return np.array([_number(value) for value in values], dtype=np.float64)


def _number(value: object) -> float:
    if value == "" or isinstance(value, bool) or not isinstance(value, int | float | str):
        return float("nan")
    try:
        return float(value)
    except (ValueError, OverflowError):
        return float("nan")


_IN_A_FILE = {
    "tracks.times_without_zone": "tracks.zone_needed",
    "tracks.times_format": "tracks.time_format",
}


def times_of(
    values: Sequence[object], name: str, tz: tzinfo | None, time_format: str | None = None
) -> Times:
    """Parse a file's times; what is neither text nor number becomes unreadable.

    Raises
    ------
    InvalidInput
        As `parse_times`, with the file's name.
    """
    known = [v if v is None or isinstance(v, str | int | float | datetime) else "?" for v in values]
    try:
        return parse_times(known, tz=tz, time_format=time_format)
    except InvalidInput as error:
        raise InvalidInput(_IN_A_FILE[error.key], **error.params, name=name) from error


def reads_look_swapped(reads: Sequence[TrackRead], home_lon_lat_bounds: Bounds) -> bool:
    """Tell whether a file's longitudes and latitudes stand in each other's place.

    In China swapped places are all refused as outside ±90: those count here with the good ones.
    """
    outside = [
        dict(item.params) for read in reads for item in read.bad if item.key == "tracks.outside"
    ]
    lon = [read.fixes.lon for read in reads] + [np.array([p["lon"] for p in outside], dtype=float)]
    lat = [read.fixes.lat for read in reads] + [np.array([p["lat"] for p in outside], dtype=float)]
    return looks_swapped(np.concatenate(lon), np.concatenate(lat), home_lon_lat_bounds)
