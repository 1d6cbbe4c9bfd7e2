"""Areas and zones in: read, looked at, put in force, all or nothing."""

from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.crs import Datum
from geo_patrol.errors import Finding, InvalidInput, NotFound, finding
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.areas import enter_area, require_area_code, require_squad
from geo_patrol.workflows.zoning import put_in_force
from geo_patrol.zones import (
    Status,
    Zone,
    ZoneLevel,
    draft_records,
    draft_zones,
    offset_warning,
    status_words,
    zones_from,
)

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

Bounds = tuple[float, float, float, float]
HOME_MARGIN_DEG = 0.3
ZONE_CODE_LENGTH = 64
STATUS_SIGNS: dict[Status, tuple[str, ...]] = {
    "draft": ("draft", "草案"),
    "placeholder": ("placeholder", "临时，待", "临时图形", "占位"),
    "illustrative": ("illustrative", "示意"),
}


@dataclass(frozen=True)
class BoundaryReport:
    """What an import did: how many shapes are new, what was repaired or looks odd."""

    area_code: str
    n_read: int
    n_new: int
    findings: tuple[Finding, ...]


def known_area(session: Session, code: str) -> Area:
    """Return an area.

    Raises
    ------
    NotFound
        With the codes there are.
    """
    found = places.area(session, code, SYSTEM)
    if found is None:
        codes = ", ".join(area.code for area in places.areas(session, SYSTEM)) or "-"
        raise NotFound("boundaries.no_area", area=code, known=codes)
    return found


def home_bounds(session: Session) -> Bounds | None:
    """Return west, south, east, north (degrees) of where shapes are expected, if known."""
    outlines = [one.geometry for one in places.references(session, "county")]
    if not outlines:
        return None
    west, south, east, north = shapely.total_bounds(outlines).tolist()
    margin = HOME_MARGIN_DEG
    return west - margin, south - margin, east + margin, north + margin


def import_area(
    store: Store,
    path: Path,
    *,
    code: str,
    kind: str,
    squad_code: str,
    name_zh: str,
    name_en: str,
    datum: Datum | None,
    status: Status,
    source: str,
    licence: str,
    now: datetime,
) -> BoundaryReport:
    """Read an area's outline and add the area, or replace the one of that code.

    Raises
    ------
    InvalidInput
        When the file cannot be taken whole.
    NotFound
        When there is no such squad.
    """
    from geo_patrol.vector import read_polygons

    require_area_code(code)
    with store.reader() as session:
        home = home_bounds(session)
        require_squad(session, SYSTEM, squad_code)
    read = read_polygons(path, datum=datum, home=home)
    outline = multi(shapely.union_all(read.frame.geometry.to_numpy()))
    area = Area(
        code=code,
        squad_code=squad_code,
        kind=kind,
        name_zh=name_zh,
        name_en=name_en,
        status=status,
        status_note=status_words(status),
        source=source,
        licence=licence,
        geometry=outline,
    )
    with store.writer() as session:
        before = places.area(session, code, SYSTEM)
        new = before is None or not before.geometry.equals(outline)
        if before is not None:
            # Whether it is patrolled is decided elsewhere.
            area = replaced(
                area, retired_at=before.retired_at, retired_reason=before.retired_reason
            )
        if area != before:
            enter_area(session, SYSTEM, area, now)
    return BoundaryReport(code, len(read.frame), int(new), read.repaired)


def import_zones(
    store: Store,
    path: Path,
    *,
    area_code: str,
    level: ZoneLevel,
    datum: Datum | None,
    status: Status | None,
    source: str | None,
    licence: str | None,
    valid_from: datetime,
    now: datetime,
    replace: bool = False,
    dry_run: bool = False,
) -> BoundaryReport:
    """Read zones of a level and put them in force from a day on.

    Zones of that level before them end there and stay in the store; those of the same beginning
    are an error to be replaced on purpose. Importing the same file again changes nothing.

    Raises
    ------
    InvalidInput
        When the file cannot be taken whole; nothing is changed then.
    NotFound
        When there is no such area.
    """
    from geo_patrol.vector import read_polygons

    with store.reader() as session:
        area = known_area(session, area_code)
        home = home_bounds(session)
    read = read_polygons(path, datum=datum, home=home)
    records = zones_from(
        read,
        area_code=area_code,
        level=level,
        status=status or _told_status(read.frame) or "approved",
        source=source or _told(read.frame, "source") or path.name,
        licence=licence or _told(read.frame, "licence") or "",
        valid_from=valid_from,
    )
    _require_distinct(records)
    findings = [*read.repaired, *_apart(read.frame, area)]
    if level == "first":
        # Outer levels are far wider than the area's outline: their place says nothing.
        union = shapely.union_all([record.geometry for record in records])
        warning = offset_warning(union, area.geometry)
        findings += [] if warning is None else [warning]
    if dry_run:
        return BoundaryReport(area_code, len(records), 0, tuple(findings))
    with store.writer() as session:
        n_new = put_in_force(session, records, now=now, replace=replace)
        if n_new and grids.grid_ids_of(session, area_code):
            # Cells keep the zone level that they were made with.
            findings.append(finding("", "boundaries.grid_older"))
    return BoundaryReport(area_code, len(records), n_new, tuple(findings))


def _told(frame: "GeoDataFrame", name: str) -> str | None:
    """Return what a file's own column says, the first value; None where there is none."""
    if name not in frame.columns:
        return None
    values = [str(value).strip() for value in frame[name].dropna()]
    return next((value for value in values if value), None)


def _told_status(frame: "GeoDataFrame") -> Status | None:
    """Return the status that a file says of itself: a shape that doubts itself is no law."""
    told = (_told(frame, "status") or "").lower()
    for status, signs in STATUS_SIGNS.items():
        if any(sign in told for sign in signs):
            return status
    return None


def _apart(frame: "GeoDataFrame", area: Area) -> list[Finding]:
    """Return a finding for each feature that does not touch the area."""
    touches = frame.geometry.intersects(area.geometry)
    return [
        finding(number, "boundaries.not_here", area=area.code) for number in frame.index[~touches]
    ]


def _require_distinct(records: list[Zone]) -> None:
    codes = [record.code for record in records]
    long = [code for code in codes if len(code) > ZONE_CODE_LENGTH]
    if long:
        raise InvalidInput("boundaries.zone_code_long", code=long[0], limit=ZONE_CODE_LENGTH)
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise InvalidInput("boundaries.zone_code_twice", codes=", ".join(twice))


def draft_area_zones(
    store: Store,
    *,
    area_code: str,
    intake: Point | None,
    water_first_m: float,
    land_first_m: float,
    water_second_m: float,
    land_second_m: float,
    valid_from: datetime,
    now: datetime,
) -> BoundaryReport:
    """Draft first- and second-class zones after HJ 338 from an area's water.

    Without an intake the area's dam stands in for it. Drafts replace earlier drafts only, never
    a zone that is in force.

    Raises
    ------
    NotFound
        When the area, its water, or both intake and dam are unknown.
    """
    with store.reader() as session:
        known_area(session, area_code)
        water = area_water(session, area_code)
        county = [one.geometry for one in places.references(session, "county")]
        if intake is None:
            dams = [
                one.geometry
                for one in places.references(session, "dam")
                if one.area_code == area_code
            ]
            intake = dams[0].centroid if dams else None
    if water is None or intake is None:
        raise NotFound("boundaries.no_water", area=area_code)
    shapes = draft_zones(
        water,
        intake,
        water_first_m=water_first_m,
        land_first_m=land_first_m,
        water_second_m=water_second_m,
        land_second_m=land_second_m,
        county=shapely.union_all(county) if county else None,
    )
    records = draft_records(
        shapes,
        area_code=area_code,
        source="HJ 338-2018, derived",
        licence="",
        valid_from=valid_from,
    )
    n_new = 0
    with store.writer() as session:
        for record in records:
            n_new += put_in_force(session, [record], now=now)
    return BoundaryReport(area_code, len(records), n_new, ())


def area_water(session: Session, area_code: str) -> BaseGeometry | None:
    """Return the water of an area, EPSG:4326, or None."""
    shapes = [
        one.geometry for one in places.references(session, "water") if one.area_code == area_code
    ]
    return shapely.union_all(shapes) if shapes else None


def multi(shape: BaseGeometry) -> MultiPolygon:
    """Return a polygon or several as a MultiPolygon."""
    return MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
