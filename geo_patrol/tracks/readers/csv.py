"""CSV: loggers' tables with any column names, EarthRanger and ecoscope relocation exports."""

from datetime import datetime

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.tracks.readers.columns import ColumnMap, Layout, find_layout
from geo_patrol.tracks.readers.records import MAX_FIXES, TrackRead, numbers, times_of
from geo_patrol.tracks.readers.table import FixTable, places_of, split_tracks
from geo_patrol.tracks.readers.text import csv_rows

_TRUE = frozenset({"true", "1", "t", "yes"})


def read_csv(
    data: bytes,
    filename: str,
    stem: str,
    *,
    now: datetime,
    columns: ColumnMap | None,
    max_fixes: int = MAX_FIXES,
) -> list[TrackRead]:
    """Read one track per value of the track column, or one if there is none.

    Findings are placed by the line of the file.
    """
    rows = csv_rows(data, filename)
    header = [name.strip() for name in next(rows, (0, []))[1]]
    if not header:
        raise InvalidInput("tracks.empty_file", name=filename)
    layout = find_layout(header, columns, filename)
    used = layout.used()
    last = used[-1]
    lines: list[int] = []
    kept: dict[int, list[str]] = {i: [] for i in used}
    for line, row in rows:
        if len(lines) >= max_fixes:
            raise TooLarge("tracks.too_many", name=filename, limit=max_fixes)
        if len(row) <= last:
            row = row + [""] * (last + 1 - len(row))
        lines.append(line)
        for i in used:
            kept[i].append(row[i])
    given = columns or ColumnMap()
    lon, lat = _places(layout, kept)
    table = FixTable(
        times_of(kept[layout.time], filename, given.tz, given.time_format),
        lon,
        lat,
        np.array(lines, dtype=np.int64),
        accuracy_m=None if layout.accuracy is None else numbers(kept[layout.accuracy]),
        track=None if layout.track is None else kept[layout.track],
        track_name=None if layout.track_name is None else kept[layout.track_name],
        junk=None
        if layout.junk is None
        else np.array([text.strip().lower() in _TRUE for text in kept[layout.junk]], dtype=bool),
    )
    return split_tracks(table, filename=filename, stem=stem, now=now)


def _places(
    layout: Layout, kept: dict[int, list[str]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if isinstance(layout.place, tuple):
        lon, lat = layout.place
        return numbers(kept[lon]), numbers(kept[lat])
    points = shapely.from_wkt(kept[layout.place], on_invalid="ignore")
    return places_of(points)
