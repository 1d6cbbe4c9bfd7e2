"""Grids in: made or read, and put in use."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.crs import Datum
from geo_patrol.errors import Finding, InvalidInput
from geo_patrol.grid import CellKind, Grid, make_grid
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import places
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows import regridding
from geo_patrol.workflows.boundaries import area_water, home_bounds, known_area
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.zones import ZoneLevel, offset_warning

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

GRID_NAMESPACE = UUID("6f2f6f0e-4a55-5d0b-9b60-5f0c4c8b7a11")


@dataclass(frozen=True)
class GridReport:
    """What putting a grid in use did; ``n_tracks`` were traced through it.

    A ``pending`` one is not in use yet: the server goes on with it.
    """

    area_code: str
    n_cells: int
    new: bool
    provisional: bool
    pending: bool
    n_tracks: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Ground:
    """What cells are classed by."""

    area: Area
    water: BaseGeometry | None
    access: BaseGeometry | None
    zones: list[tuple[ZoneLevel, BaseGeometry]]


def make_area_grid(
    store: Store,
    *,
    area_code: str,
    size_m: float,
    epsg: int,
    county: str,
    town: str | None,
    village: str | None,
    villages: Path | None,
    provisional_sections: bool,
    code_digits: int,
    now: datetime,
    zone: ZoneInfo,
    progress: Progress = silent,
    later: bool = False,
    seen: Mapping[CellKind, float] | None = None,
) -> GridReport:
    """Cut an area's outline into unit cells and put them in use.

    Raises
    ------
    InvalidInput
        When a parameter is out of range or a village has more cells than numbers.
    NotFound
        When there is no such area.
    """
    with store.reader() as session:
        ground = ground_of(session, area_code, now)
    grid = make_grid(
        area_code,
        ground.area.geometry,
        size_m=size_m,
        epsg=epsg,
        county=county,
        town=town,
        village=village,
        villages=None if villages is None else _villages(villages),
        provisional_sections=provisional_sections,
        code_digits=code_digits,
        water=ground.water,
        access=ground.access,
        zones=ground.zones,
        kind="park" if ground.area.kind == "park" else "reservoir",
        seen=seen,
    )
    return use_grid(store, grid, now=now, zone=zone, progress=progress, later=later)


def import_area_grid(
    store: Store,
    path: Path,
    *,
    area_code: str,
    datum: Datum | None,
    columns: dict[str, str] | None,
    epsg: int,
    now: datetime,
    zone: ZoneInfo,
    progress: Progress = silent,
    later: bool = False,
) -> GridReport:
    """Read an official grid of an area and put it in use.

    Raises
    ------
    InvalidInput
        When the file cannot be taken whole; the grid in use stays then.
    NotFound
        When there is no such area.
    """
    from geo_patrol.grid import read_grid

    with store.reader() as session:
        ground = ground_of(session, area_code, now)
        home = home_bounds(session)
    grid = read_grid(
        path,
        area_code=area_code,
        datum=datum,
        columns=columns,  # type: ignore[arg-type]  # its keys are checked where they are used
        kind="park" if ground.area.kind == "park" else "reservoir",
        water=ground.water,
        access=ground.access,
        zones=ground.zones,
        epsg=epsg,
        home=home,
    )
    placed = _in_place(grid, ground.area)
    return use_grid(store, placed, now=now, zone=zone, progress=progress, later=later)


def _in_place(grid: Grid, area: Area) -> Grid:
    """Return the grid with a warning if it lies beside its area; refuse one that lies elsewhere."""
    union = shapely.union_all([cell.geometry for cell in grid.cells])
    if not union.intersects(area.geometry):
        raise InvalidInput("boundaries.grid_elsewhere", area=area.code)
    warning = offset_warning(union, area.geometry, epsg=grid.epsg)
    return grid if warning is None else replace(grid, findings=(warning, *grid.findings))


def use_grid(
    store: Store,
    grid: Grid,
    *,
    now: datetime,
    zone: ZoneInfo,
    progress: Progress = silent,
    later: bool = False,
) -> GridReport:
    """Put a grid in use: all tracks of its squad are traced through it, and then it counts.

    With ``later`` that is left to the server, or to whoever asks for the same grid again.
    """
    new_id = grid_id(grid)
    begun = regridding.begin(store, grid, new_id, now=now)
    n_tracks = 0
    if begun.new and not later:
        n_tracks = regridding.drive(store, new_id, now=now, zone=zone, progress=progress)
    return GridReport(
        area_code=grid.area_code,
        n_cells=len(grid.cells),
        new=begun.new,
        provisional=grid.provisional,
        pending=begun.new and later,
        n_tracks=n_tracks,
        findings=grid.findings,
    )


def grid_id(grid: Grid) -> UUID:
    """Return the id that follows from a grid's content: the same grid again is the same."""
    digest = hashlib.sha256(
        f"{grid.area_code}|{grid.epsg}|{grid.x0}|{grid.y0}|{grid.size_m}".encode()
    )
    for cell in grid.cells:
        plain = f"|{cell.code}|{cell.kind}|{cell.zone_level}|{cell.required_interval_s}"
        digest.update(plain.encode())
        if cell.seen_share is not None:
            digest.update(f"|seen {cell.seen_share}".encode())
        digest.update(shapely.to_wkb(cell.geometry, byte_order=1))
    return uuid5(GRID_NAMESPACE, digest.hexdigest())


def ground_of(session: Session, area_code: str, now: datetime) -> Ground:
    """Return an area with what its cells are classed by; drafts of zones are not.

    Raises
    ------
    NotFound
        When there is no such area.
    """
    return ground_around(session, known_area(session, area_code), now)


def ground_around(session: Session, area: Area, now: datetime) -> Ground:
    """Return what the cells of an area are classed by, whether it is in the store or not."""
    area_code = area.code
    roads = [one.geometry for one in places.references(session, "road")]
    dams = [one.geometry for one in places.references(session, "dam") if one.area_code == area_code]
    in_force = [
        (one.level, one.geometry)
        for one in places.zones(session, SYSTEM, at=now, area_code=area_code)
        if one.status != "draft"
    ]
    return Ground(
        area=area,
        water=area_water(session, area_code),
        access=shapely.GeometryCollection([*roads, *dams]) if roads or dams else None,
        zones=[(level, shape) for level, shape in in_force],
    )


def _villages(path: Path) -> "GeoDataFrame":
    from geo_patrol.vector import read_polygons

    return read_polygons(path).frame
