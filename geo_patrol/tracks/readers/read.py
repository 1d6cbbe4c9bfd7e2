"""One way in: the format by the file's name, checked against its content."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePath
from typing import Protocol

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.tracks.readers.archive import MAX_BYTES, single_file
from geo_patrol.tracks.readers.columns import ColumnMap
from geo_patrol.tracks.readers.csv import read_csv
from geo_patrol.tracks.readers.geojson import read_geojson
from geo_patrol.tracks.readers.gpx import read_gpx
from geo_patrol.tracks.readers.kml import read_kml
from geo_patrol.tracks.readers.records import MAX_FIXES, TrackRead


class _Reader(Protocol):
    def __call__(
        self,
        data: bytes,
        filename: str,
        stem: str,
        *,
        now: datetime,
        columns: ColumnMap | None,
        max_fixes: int,
    ) -> list[TrackRead]: ...


def _read_parquet(
    data: bytes,
    filename: str,
    stem: str,
    *,
    now: datetime,
    columns: ColumnMap | None,
    max_fixes: int,
) -> list[TrackRead]:
    # Its library is large, and only the command line takes such files.
    from geo_patrol.tracks.readers.parquet import read_parquet

    return read_parquet(data, filename, stem, now=now, columns=columns, max_fixes=max_fixes)


# Suffix → what the content must look like, and its reader.
_FORMATS: Mapping[str, tuple[str, _Reader]] = {
    ".gpx": ("XML", read_gpx),
    ".kml": ("XML", read_kml),
    ".geojson": ("JSON", read_geojson),
    ".json": ("JSON", read_geojson),
    ".csv": ("text", read_csv),
    ".tsv": ("text", read_csv),
    ".parquet": ("Parquet", _read_parquet),
    ".geoparquet": ("Parquet", _read_parquet),
}
SUFFIXES = (*_FORMATS, ".kmz", ".zip")
"""The file name endings that can be read."""


def read_tracks(
    path: Path, *, now: datetime, columns: ColumnMap | None = None, max_bytes: int = MAX_BYTES
) -> list[TrackRead]:
    """Read the tracks of a file; see `read_tracks_bytes`."""
    try:
        if path.stat().st_size > max_bytes:
            raise TooLarge("tracks.too_large", name=path.name, limit_mb=max_bytes // 1024**2)
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput("tracks.file_unreadable", name=str(path)) from error
    return read_tracks_bytes(data, path.name, now=now, columns=columns, max_bytes=max_bytes)


def read_tracks_bytes(
    data: bytes,
    filename: str,
    *,
    now: datetime,
    columns: ColumnMap | None = None,
    max_bytes: int = MAX_BYTES,
    max_fixes: int = MAX_FIXES,
) -> list[TrackRead]:
    """Read the tracks of a GPX, KML, KMZ, GeoJSON, CSV or Parquet file, or of one such in a zip.

    Parameters
    ----------
    data, filename
        Content and name; the name's ending tells the format, the content must agree.
    now
        Aware; fixes later than this (+ 5 min) are bad.
    columns
        Names of columns or properties, format of times, and the zone of times without offset.
    max_bytes, max_fixes
        Limits of the content, unpacked.

    Returns
    -------
    list of TrackRead
        At least one, none without fixes, bad ones counted. Nothing is converted: the places are
        taken as WGS-84 degrees, and the caller declares it if they are not.

    Raises
    ------
    InvalidInput
        When the file cannot be read as a whole: then none of it is taken.
    TooLarge
        When it is over a limit.
    """
    name = PurePath(filename).name
    if len(data) > max_bytes:
        raise TooLarge("tracks.too_large", name=name, limit_mb=max_bytes // 1024**2)
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidInput("tracks.unknown_format", name=name, suffixes=", ".join(SUFFIXES))
    if suffix in (".zip", ".kmz"):
        inner = tuple(_FORMATS) if suffix == ".zip" else (".kml",)
        member, data = single_file(data, name, inner, max_bytes)
        stem = PurePath(member if suffix == ".zip" else name).stem
        suffix = PurePath(member).suffix.lower()
    else:
        stem = PurePath(name).stem
    if not data.strip(b"\x00\t\r\n "):
        raise InvalidInput("tracks.empty_file", name=name)
    expected, reader = _FORMATS[suffix]
    found = _look(data)
    if found != expected:
        raise InvalidInput("tracks.content_mismatch", name=name, expected=expected, found=found)
    return reader(data, name, stem, now=now, columns=columns, max_fixes=max_fixes)


def _look(data: bytes) -> str:
    """Return what the content looks like: Parquet, zip, XML, JSON, text or binary."""
    if data[:4] == b"PAR1":
        return "Parquet"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    start = data[:1024]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\x00", b"")[2:]
    elif b"\x00" in start:
        return "binary"
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.match(rb"<[?!a-zA-Z]", start):
        return "XML"
    return "JSON" if start[:1] in (b"{", b"[") else "text"
