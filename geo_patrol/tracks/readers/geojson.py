"""GeoJSON: lines with a time for each position, or points with a time each."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.tracks.readers.columns import ColumnMap, find_field
from geo_patrol.tracks.readers.records import (
    MAX_FIXES,
    RawTrack,
    TrackRead,
    finish,
    numbers,
    refuse_many_tracks,
    times_of,
)
from geo_patrol.tracks.readers.table import FixTable, split_tracks
from geo_patrol.tracks.readers.text import decode

_TIMES = ("coordTimes", "times")
_GEOGRAPHIC = ("CRS84", "4326", "4490")


def read_geojson(
    data: bytes,
    filename: str,
    stem: str,
    *,
    now: datetime,
    columns: ColumnMap | None,
    max_fixes: int = MAX_FIXES,
) -> list[TrackRead]:
    """Read a FeatureCollection, a Feature or a list of features.

    LineStrings and MultiLineStrings give a track each, their times taken from the property
    ``coordTimes`` or ``times``, or from ``coordinateProperties.times`` (as converters from GPX
    write them). If there are none, Points with a time property are the fixes, grouped by a
    property such as ``track`` or ``patrol_id``. Beside lines with times, points are waypoints.
    Findings are placed by the path within the document, features counted from 0.
    """
    _refuse_multitudes(data, filename, max_fixes)
    features = list(_features(_load(data, filename), filename))
    given = columns or ColumnMap()
    lines = [line for feature in features for line in _lines(feature, filename)]
    timed = [line for line in lines if line.times]
    if timed:
        _refuse_many(sum(len(line.positions) for line in timed), filename, max_fixes)
        refuse_many_tracks(len(timed), filename)
        return [finish(_raw(line, filename, stem, given), now) for line in timed]
    points = [feature for feature in features if feature.kind == "Point"]
    _refuse_many(len(points), filename, max_fixes)
    table = _point_table(points, filename, given)
    if table is not None:
        return split_tracks(table, filename=filename, stem=stem, now=now)
    if lines:
        raise InvalidInput("tracks.line_without_times", name=filename, where=lines[0].where)
    if points:
        raise InvalidInput("tracks.points_without_times", name=filename)
    raise InvalidInput("tracks.no_track", name=filename)


@dataclass(frozen=True, eq=False)
class _Feature:
    path: str
    number: int
    kind: str
    coordinates: Sequence[object]
    properties: Mapping[str, object]

    @property
    def where(self) -> str:
        return self.path.format(self.number)


@dataclass(frozen=True, eq=False)
class _Line:
    name: str
    where: str
    positions: Sequence[object]
    times: Sequence[object] | None


def _refuse_multitudes(data: bytes, filename: str, max_fixes: int) -> None:
    """Refuse more than that many fixes can need, before objects are made of it.

    Each fix has a list of its own; as a feature it has some objects and twenty texts too.
    """
    most = {b"[": 2, b"{": 5, b",": 20, b'"': 80}
    counted = (data.count(mark) // each for mark, each in most.items())
    _refuse_many(max(counted), filename, max_fixes)


def _refuse_many(number: int, filename: str, max_fixes: int) -> None:
    if number > max_fixes:
        raise TooLarge("tracks.too_many", name=filename, limit=max_fixes)


def _load(data: bytes, filename: str) -> object:
    try:
        return json.loads(decode(data, filename))
    except json.JSONDecodeError as error:
        raise InvalidInput(
            "tracks.json_broken", name=filename, line=error.lineno, column=error.colno
        ) from error
    except (RecursionError, ValueError) as error:
        # Nested without end, or a number of thousands of digits.
        raise InvalidInput("tracks.json_broken", name=filename, line=1, column=1) from error


def _features(document: object, filename: str) -> Iterator[_Feature]:
    if not isinstance(document, dict | list):
        raise InvalidInput("tracks.not_geojson", name=filename)
    items, path = [document], ""
    if isinstance(document, list):
        items, path = document, "[{}]"
    else:
        _check_crs(document, filename)
        if isinstance(document.get("features"), list):
            items, path = document["features"], "features[{}]"
    for i, item in enumerate(items):
        if not isinstance(item, dict):
            raise InvalidInput("tracks.not_geojson", name=filename)
        geometry = item.get("geometry", item)
        properties = item.get("properties")
        if not isinstance(geometry, dict):
            continue
        coordinates = geometry.get("coordinates")
        yield _Feature(
            path,
            i,
            str(geometry.get("type", "")),
            coordinates if isinstance(coordinates, list) else [],
            properties if isinstance(properties, dict) else {},
        )


def _check_crs(document: Mapping[str, object], filename: str) -> None:
    """Refuse the old ``crs`` member if it says anything but longitude and latitude."""
    crs = json.dumps(document.get("crs") or "CRS84")
    if not any(code in crs for code in _GEOGRAPHIC):
        raise InvalidInput("tracks.crs_unsupported", name=filename, crs=crs[:60])


def _lines(feature: _Feature, filename: str) -> Iterator[_Line]:
    if feature.kind not in ("LineString", "MultiLineString"):
        return
    times = _times(feature.properties)
    name = feature.properties.get("name")
    title = name.strip() if isinstance(name, str) else ""
    if feature.kind == "LineString":
        yield _line(
            title, f"{feature.where}.coordinates".lstrip("."), feature.coordinates, times, filename
        )
        return
    parts = feature.coordinates
    if times is not None and (
        len(times) != len(parts) or not all(isinstance(part, list) for part in times)
    ):
        raise InvalidInput(
            "tracks.times_mismatch",
            name=filename,
            where=feature.where,
            n_places=len(parts),
            n_times=len(times),
        )
    for i, part in enumerate(parts):
        label = f"{title} ({i + 1})" if title and len(parts) > 1 else title
        own = None if times is None else times[i]
        yield _line(label, f"{feature.where}.coordinates[{i}]".lstrip("."), part, own, filename)


def _line(name: str, where: str, positions: object, times: object, filename: str) -> _Line:
    places = positions if isinstance(positions, list) else []
    if not isinstance(times, list):
        return _Line(name, where, places, None)
    if len(times) != len(places):
        raise InvalidInput(
            "tracks.times_mismatch",
            name=filename,
            where=where,
            n_places=len(places),
            n_times=len(times),
        )
    return _Line(name, where, places, times)


def _times(properties: Mapping[str, object]) -> list[object] | None:
    nested = properties.get("coordinateProperties")
    for holder in (properties, nested if isinstance(nested, dict) else {}):
        for key in _TIMES:
            times = holder.get(key)
            if isinstance(times, list):
                return times
    return None


def _raw(line: _Line, filename: str, stem: str, given: ColumnMap) -> RawTrack:
    return RawTrack(
        line.name or stem,
        times_of(line.times or [], filename, given.tz, given.time_format),
        numbers([_ordinate(position, 0) for position in line.positions]),
        numbers([_ordinate(position, 1) for position in line.positions]),
        None,
        np.arange(len(line.positions)),
        where=line.where.replace("{", "{{").replace("}", "}}") + "[{}]",
    )


def _ordinate(position: object, axis: int) -> object:
    return position[axis] if isinstance(position, list) and len(position) > axis else None


def _point_table(points: Sequence[_Feature], filename: str, given: ColumnMap) -> FixTable | None:
    """Return the points as a table; None if none of them has a property of time."""
    header = list(dict.fromkeys(key for point in points for key in point.properties))
    names = {
        field: getattr(given, field) or _property(header, field)
        for field in ("time", "accuracy", "track")
    }
    if names["time"] not in header:
        return None

    def values(field: str) -> list[object] | None:
        name = names[field]
        return None if name is None else [point.properties.get(name) for point in points]

    tracks, radii = values("track"), values("accuracy")
    return FixTable(
        times_of(values("time") or [], filename, given.tz, given.time_format),
        numbers([_ordinate(point.coordinates, 0) for point in points]),
        numbers([_ordinate(point.coordinates, 1) for point in points]),
        np.array([point.number for point in points], dtype=np.int64),
        accuracy_m=None if radii is None else numbers(radii),
        track=None if tracks is None else ["" if t is None else str(t) for t in tracks],
        where=points[0].path,
    )


def _property(header: Sequence[str], field: str) -> str | None:
    number = find_field(header, field)
    return None if number is None else header[number]
