"""GeoJSON points as a table: a row for each feature, a column for each property."""

import json
from pathlib import Path
from typing import cast

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.ledgers.records import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table
from geo_patrol.ledgers.table import MAX_BYTES
from geo_patrol.tracks.readers.text import decode

LON, LAT = "lon", "lat"


def read_points(source: Path | bytes, name: str) -> Table:
    """Read a FeatureCollection of points, or one Feature.

    Parameters
    ----------
    source
        A path, or the file's content.
    name
        The file's name, for messages.

    Returns
    -------
    Table
        Columns ``lon`` and ``lat`` from the geometry (properties of these names give way), then the
        properties in the order they come in; a row's line is its feature's number from 1. A feature
        that is no point has no place. No features give no rows.

    Raises
    ------
    InvalidInput
        When it cannot be read, is no GeoJSON, or is in another CRS than degrees.
    TooLarge
        When it is over 50 MB, 100,000 features or 200 properties.
    """
    features = _features(_load(source, name), name)
    if len(features) > MAX_ROWS:
        raise TooLarge("ledgers.too_many_rows", name=name, limit=MAX_ROWS)
    columns: dict[str, None] = {LON: None, LAT: None}
    rows = []
    for number, feature in enumerate(features, 1):
        members = feature if isinstance(feature, dict) else {}
        told = members.get("properties")
        values = {k: _cell(v) for k, v in told.items()} if isinstance(told, dict) else {}
        values |= _place(members.get("geometry"))
        columns |= dict.fromkeys(values)
        if len(columns) > MAX_COLUMNS:
            raise TooLarge("ledgers.too_many_columns", name=name, limit=MAX_COLUMNS)
        rows.append((number, values))
    titles = tuple(columns)
    return Table(
        name,
        titles,
        tuple(Row(number, tuple(values.get(one) for one in titles)) for number, values in rows),
    )


def _load(source: Path | bytes, name: str) -> object:
    data = source
    if isinstance(data, Path):
        try:
            if data.stat().st_size > MAX_BYTES:
                raise TooLarge("ledgers.too_large", name=name, limit_mb=MAX_BYTES // 1024**2)
            data = data.read_bytes()
        except OSError as error:
            raise InvalidInput("ledgers.file_unreadable", name=name) from error
    if len(data) > MAX_BYTES:
        raise TooLarge("ledgers.too_large", name=name, limit_mb=MAX_BYTES // 1024**2)
    try:
        return json.loads(decode(data, name))
    except json.JSONDecodeError as error:
        raise InvalidInput("space.json_broken", name=name, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        # Nested without end, or a number of thousands of digits.
        raise InvalidInput("space.json_broken", name=name, line=1) from error


def _features(document: object, name: str) -> list[object]:
    if not isinstance(document, dict):
        raise InvalidInput("cameras.not_geojson", name=name)
    crs = json.dumps(document.get("crs") or "CRS84")
    if not any(code in crs for code in ("CRS84", "4326", "4490")):
        raise InvalidInput("cameras.not_degrees", name=name)
    if document.get("type") == "Feature":
        return [document]
    features = document.get("features")
    if not isinstance(features, list):
        raise InvalidInput("cameras.not_geojson", name=name)
    return features


def _place(geometry: object) -> dict[str, Cell]:
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return {LON: None, LAT: None}
    position = geometry.get("coordinates")
    ordinates = position[:2] if isinstance(position, list) else []
    if len(ordinates) != 2 or not all(type(one) in (int, float) for one in ordinates):
        return {LON: None, LAT: None}
    return {LON: _cell(ordinates[0]), LAT: _cell(ordinates[1])}


def _cell(value: object) -> Cell:
    """Return a value as a table has it: nested ones as text, nothing for empty texts."""
    if isinstance(value, bool) or isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value != value:
        return None
    return cast(Cell, value)
