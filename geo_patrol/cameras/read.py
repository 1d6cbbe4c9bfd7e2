"""Lists of cameras from files: CSV, Excel, GeoJSON points."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path, PurePath
from uuid import UUID, uuid5

from geo_patrol.cameras.columns import camera_aliases
from geo_patrol.cameras.geojson import read_points
from geo_patrol.cameras.hours import typed_hours
from geo_patrol.cameras.records import Camera
from geo_patrol.crs import Datum, to_wgs84
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.ledgers.fields import find_columns, require
from geo_patrol.ledgers.parse import NUMBER, as_moment, as_text
from geo_patrol.ledgers.records import LedgerRead, Table
from geo_patrol.ledgers.table import read_table
from geo_patrol.ledgers.values import Cells
from geo_patrol.tracks.clean import Bounds

CAMERA_NAMESPACE = UUID("a4c1e0d2-7c35-4d6e-8b0a-2f9d51b7e683")
"""Namespace (RFC 9562, version 5) of imported cameras; it never changes."""

MAX_CODE = 64
MAX_NAME = 200
MOST_RANGE_M = 20_000.0
"""A camera that is said to see farther is a mistake."""

_UNIT = re.compile(r"\s*(?:°|度|deg|m|米)$")
_NEEDED = (("code", "name"), ("lon", "lonlat"), ("lat", "lonlat"), ("fov",), ("range",))


@dataclass(frozen=True)
class CamerasRead(LedgerRead[Camera]):
    """A preview of an import of cameras.

    Attributes
    ----------
    doubts
        What is odd about good rows: a camera that sees nothing.
    """

    doubts: tuple[Finding, ...] = ()


def read_cameras(
    source: Path | bytes,
    filename: str | None = None,
    *,
    datum: Datum | None = None,
    tz: tzinfo,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    home_bounds: Bounds | None = None,
) -> CamerasRead:
    """Read a list of cameras.

    Each has a code or a name, a place, a field of view and a range; an azimuth unless it looks all
    round; hours of work and dates if it has them. Ids come from content, so importing again changes
    nothing.

    **Answers to odd numbers.** A range or a field of view of 0 is a camera that sees nothing: it is
    kept, and doubted. A field of view above 360° or below 0, a negative range or one beyond
    ``MOST_RANGE_M``, and a field of view below 360° without an azimuth are bad rows. An azimuth may
    be from −360 to 360; −90 is 270.

    Parameters
    ----------
    source, filename
        A path, or content with its name; the name's ending tells .csv, .tsv, .xlsx, .xlsm, .geojson
        or .json.
    datum
        What the operator declares the coordinates to be. Required but for GeoJSON, which is WGS-84
        by its standard; copies in circulation are often GCJ-02.
    tz
        Zone of dates and times without an offset.
    mapping
        Field → column name (of GeoJSON: property); others are found by their usual names.
    sheet
        Which sheet of a workbook that has several.
    home_bounds
        West, south, east, north in degrees: tells swapped places.

    Returns
    -------
    CamerasRead
        A file without rows gives none. Findings are placed by line, or by feature from 1.

    Raises
    ------
    InvalidInput
        When it is no such file, is damaged or empty, a column that is needed is not found, or the
        datum is missing.
    TooLarge
        When it is over 100,000 rows, 200 columns or 50 MB.
    """
    name = PurePath(filename or (source.name if isinstance(source, Path) else "")).name
    if PurePath(name).suffix.lower() in (".geojson", ".json"):
        table = read_points(source, name)
        datum = datum or "wgs84"
        if not table.rows:
            # Without features there are no properties to look for either.
            return CamerasRead((), (), 0)
    elif datum is None:
        raise InvalidInput("space.datum_required", name=name)
    else:
        table = read_table(source, filename, sheet)
    aliases = camera_aliases()
    found = find_columns(table.columns, aliases, mapping or {})
    require(found, _NEEDED, table.columns, aliases)
    return _cameras(table, found, datum, tz, home_bounds)


def _cameras(
    table: Table, found: Mapping[str, int], datum: Datum, tz: tzinfo, home: Bounds | None
) -> CamerasRead:
    rows: list[Camera] = []
    bad: list[Finding] = []
    doubts: list[Finding] = []
    first_line: dict[UUID, int] = {}
    for row in table.rows:
        cells = Cells(table, row, found)
        camera = _camera(cells, datum, tz, home, table.epoch_1904)
        if camera is not None and first_line.setdefault(camera.id, row.line) != row.line:
            cells.problem("ledgers.duplicate", line=first_line[camera.id])
        if cells.problems or camera is None:
            bad += cells.problems
            continue
        rows.append(camera)
        if camera.range_m == 0 or camera.fov_deg == 0:
            doubts.append(finding(row.line, "cameras.sees_nothing", name=camera.name))
    columns = sorted(found.items(), key=lambda item: item[1])
    taken = tuple((field, table.columns[number]) for field, number in columns)
    return CamerasRead(tuple(rows), tuple(bad), len(table.rows), taken, tuple(doubts))


def _camera(
    cells: Cells, datum: Datum, tz: tzinfo, home: Bounds | None, epoch_1904: bool
) -> Camera | None:
    code, name = cells.typed("code", MAX_CODE), cells.typed("name", MAX_NAME)
    if not (code or name):
        cells.problem("cameras.unnamed")
    place = cells.place(home)
    fov_deg = _needed(cells, "fov", 360.0)
    range_m = _needed(cells, "range", MOST_RANGE_M)
    azimuth_deg = _azimuth(cells, fov_deg)
    told = cells.text("hours")
    hours = typed_hours(told)
    if hours is None:
        cells.problem("cameras.hours_unreadable", value=told[:40])
    begin, end = (_day(cells, field, tz, epoch_1904) for field in ("valid_from", "valid_to"))
    if begin is not None and end is not None and end <= begin:
        cells.problem("cameras.dates_reversed")
    if cells.problems or place is None or fov_deg is None or range_m is None or hours is None:
        return None
    lon, lat = (round(float(degrees), 7) for degrees in to_wgs84(*place, datum))
    content = [
        code or name,
        name or code,
        f"{lon:.7f} {lat:.7f}",
        [azimuth_deg, fov_deg, range_m],
        [[one.start.isoformat(), one.end.isoformat()] for one in hours],
        [moment.isoformat() if moment else None for moment in (begin, end)],
    ]
    return Camera(
        uuid5(CAMERA_NAMESPACE, json.dumps(content, ensure_ascii=False)),
        code or name[:MAX_CODE],
        name or code,
        lon,
        lat,
        azimuth_deg,
        fov_deg,
        range_m,
        hours,
        begin,
        end,
    )


def _azimuth(cells: Cells, fov_deg: float | None) -> float:
    value = _number(cells, "azimuth", -360.0, 360.0)
    if value is None and fov_deg is not None and fov_deg < 360 and not cells.problems:
        cells.problem("cameras.azimuth_missing")
    return 0.0 if value is None else value % 360.0


def _number(cells: Cells, field: str, least: float, most: float) -> float | None:
    """Return a number of degrees or metres, None if empty; not one, or out of range: a problem."""
    cell = cells.raw(field)
    if cell is None:
        return None
    text = unicodedata.normalize("NFKC", as_text(cell)).strip()
    number = _UNIT.sub("", text)
    if not NUMBER.fullmatch(number):
        cells.problem("ledgers.not_a_number", column=cells.column(field), value=text[:40])
        return None
    value = float(number)
    if not least <= value <= most:
        column = cells.column(field)
        limits = {"least": f"{least:g}", "most": f"{most:g}"}
        cells.problem("cameras.out_of_range", column=column, value=number, **limits)
        return None
    return value


def _needed(cells: Cells, field: str, most: float) -> float | None:
    """Return a number from 0 on; empty is a problem too."""
    n_before = len(cells.problems)
    value = _number(cells, field, 0.0, most)
    if value is None and len(cells.problems) == n_before:
        cells.problem("ledgers.cell_empty", column=cells.column(field))
    return value


def _day(cells: Cells, field: str, tz: tzinfo, epoch_1904: bool) -> datetime | None:
    """Return a date (its midnight) or a moment; None if empty. A last day counts to its end."""
    cell = cells.raw(field)
    if cell is None:
        return None
    moment = as_moment(cell, epoch_1904)
    if not isinstance(moment, date):
        value = as_text(cell)[:40]
        cells.problem("cameras.date_unreadable", column=cells.column(field), value=value)
        return None
    if isinstance(moment, datetime):
        return (moment if moment.tzinfo else moment.replace(tzinfo=tz)).astimezone(UTC)
    if field == "valid_to":
        moment += timedelta(days=1)
    return datetime(moment.year, moment.month, moment.day, tzinfo=tz).astimezone(UTC)
