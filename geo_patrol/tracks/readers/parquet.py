"""Parquet: EarthRanger and ecoscope relocations as GeoParquet, and plain tables of fixes."""

import io
import json
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.tracks.readers.archive import MAX_BYTES
from geo_patrol.tracks.readers.columns import ColumnMap, Layout, find_layout
from geo_patrol.tracks.readers.records import MAX_FIXES, TrackRead, numbers, times_of
from geo_patrol.tracks.readers.table import FixTable, places_of, split_tracks
from geo_patrol.tracks.times import Times

_CODES = frozenset({"4326", "4490", "CRS84"})
_NAMES = frozenset({"WGS 84", "WGS 84 (CRS84)", "China Geodetic Coordinate System 2000"})


def read_parquet(
    data: bytes,
    filename: str,
    stem: str,
    *,
    now: datetime,
    columns: ColumnMap | None,
    max_fixes: int = MAX_FIXES,
) -> list[TrackRead]:
    """Read one track per value of the track column; findings are placed by row, from 1."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        _guard(file, filename, max_fixes)
        _check_crs(file, filename)
        table = _table(file, filename, columns)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise InvalidInput("tracks.parquet_broken", name=filename) from error
    return split_tracks(table, filename=filename, stem=stem, now=now)


def _table(file: pq.ParquetFile, filename: str, columns: ColumnMap | None) -> FixTable:
    header = list(file.schema_arrow.names)
    layout = find_layout(header, columns, filename)
    read = file.read(columns=[header[i] for i in layout.used()])
    kept = {i: read.column(header[i]).combine_chunks() for i in layout.used()}
    lon, lat = _places(layout, kept, filename)
    return FixTable(
        _times(kept[layout.time], filename, columns or ColumnMap()),
        lon,
        lat,
        np.arange(1, len(lon) + 1),
        accuracy_m=None if layout.accuracy is None else numbers(kept[layout.accuracy].to_pylist()),
        track=None if layout.track is None else _texts(kept[layout.track]),
        track_name=None if layout.track_name is None else _texts(kept[layout.track_name]),
        junk=None
        if layout.junk is None
        else np.array([value is True for value in kept[layout.junk].to_pylist()], dtype=bool),
    )


def _guard(file: pq.ParquetFile, filename: str, max_fixes: int) -> None:
    """Refuse by the footer's own figures, before anything is unpacked."""
    metadata = file.metadata
    if metadata.num_rows > max_fixes:
        raise TooLarge("tracks.too_many", name=filename, limit=max_fixes)
    unpacked = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if unpacked > MAX_BYTES:
        raise TooLarge("tracks.too_large", name=filename, limit_mb=MAX_BYTES // 1024**2)


def _check_crs(file: pq.ParquetFile, filename: str) -> None:
    """Refuse a GeoParquet in anything but geographic coordinates; no CRS means CRS84 there."""
    geo = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
    try:
        crs = geo["columns"][geo["primary_column"]].get("crs")
    except (KeyError, TypeError, AttributeError):
        return
    told = crs if isinstance(crs, dict) else {"name": crs}
    named = told.get("id")
    code = str(named.get("code")) if isinstance(named, dict) else ""
    name = str(told.get("name"))[:60]
    if crs is not None and code not in _CODES and not (code == "" and name in _NAMES):
        raise InvalidInput("tracks.crs_unsupported", name=filename, crs=name)


def _times(column: pa.Array, filename: str, given: ColumnMap) -> Times:
    if not pa.types.is_timestamp(column.type):
        return times_of(column.to_pylist(), filename, given.tz, given.time_format)
    if column.type.tz is None:
        return times_of(column.cast(pa.timestamp("us"), safe=False).to_pylist(), filename, given.tz)
    missing = np.asarray(column.is_null())
    whole = column.cast(pa.timestamp("ms", tz=column.type.tz), safe=False).cast(pa.int64())
    t_ms = np.asarray(whole.fill_null(0)).astype(np.int64)
    return Times(t_ms, missing, np.zeros(len(missing), dtype=bool))


def _places(
    layout: Layout, kept: dict[int, pa.Array], filename: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if isinstance(layout.place, tuple):
        lon, lat = layout.place
        return numbers(kept[lon].to_pylist()), numbers(kept[lat].to_pylist())
    column = kept[layout.place]
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        points = shapely.from_wkt(column.to_pylist(), on_invalid="ignore")
    elif pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        points = shapely.from_wkb(column.to_pylist(), on_invalid="ignore")
    else:
        raise InvalidInput(
            "tracks.geometry_unsupported", name=filename, found=str(column.type)[:40]
        )
    return places_of(points)


def _texts(column: pa.Array) -> list[str]:
    return ["" if value is None else str(value) for value in column.to_pylist()]
