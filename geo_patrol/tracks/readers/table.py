"""Rows of fixes, of one track or many, from any table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.readers.records import RawTrack, TrackRead, finish, refuse_many_tracks
from geo_patrol.tracks.times import Times


@dataclass(frozen=True, eq=False)
class FixTable:
    """Columns of equal length; ``track`` holds keys ("" for none), ``track_name`` their names."""

    time: Times
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    line: NDArray[np.int64]
    accuracy_m: NDArray[np.float64] | None = None
    track: Sequence[str] | None = None
    track_name: Sequence[str] | None = None
    junk: NDArray[np.bool_] | None = None
    where: str = "{}"


def places_of(points: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitudes and latitudes of points; NaN for what is none, or is empty."""
    filled = points.copy()
    filled[shapely.is_empty(points)] = None
    return shapely.get_x(filled), shapely.get_y(filled)


def split_tracks(table: FixTable, *, filename: str, stem: str, now: datetime) -> list[TrackRead]:
    """Return one track per key, in the order in which keys first appear, rows in file order.

    Exports that list the newest first (more steps back in time than forward) are read from the
    end: in a table the order of rows says nothing.

    Raises
    ------
    InvalidInput
        When the table has no rows.
    TooLarge
        When it has too many tracks.
    """
    n = len(table.lon)
    if n == 0:
        raise InvalidInput("tracks.no_track", name=filename)
    if table.track is None:
        return [_one(table, np.arange(n), stem, now)]
    numbered: dict[str, int] = {}
    codes = np.array([numbered.setdefault(key, len(numbered)) for key in table.track])
    keys = list(numbered)
    refuse_many_tracks(len(keys), filename)
    order = np.argsort(codes, kind="stable")
    reads = []
    for rows in np.split(order, np.flatnonzero(np.diff(codes[order])) + 1):
        names = table.track if table.track_name is None else table.track_name
        name = names[rows[0]].strip() or keys[codes[rows[0]]].strip() or stem
        reads.append(_one(table, rows, name, now))
    return reads


def _one(table: FixTable, rows: NDArray[np.intp], name: str, now: datetime) -> TrackRead:
    known = table.time.t_ms[rows][~(table.time.missing | table.time.unreadable)[rows]]
    steps = np.sign(np.diff(known))
    newest_first = bool(np.sum(steps) < 0)
    if newest_first:
        rows = rows[::-1]
    raw = RawTrack(
        name,
        Times(table.time.t_ms[rows], table.time.missing[rows], table.time.unreadable[rows]),
        table.lon[rows],
        table.lat[rows],
        None if table.accuracy_m is None else table.accuracy_m[rows],
        table.line[rows],
        None if table.junk is None else table.junk[rows],
        table.where,
    )
    read = finish(raw, now)
    return replace(read, bad=read.bad[::-1]) if newest_first else read
