"""The areas as the office keeps them: boundaries, cells, and what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import shapely
from sqlalchemy.orm import Session

from geo_patrol.crs import project
from geo_patrol.store.repositories import (
    boundary_imports,
    cameras,
    grid_changes,
    new_areas,
    place_counts,
)
from geo_patrol.store.repositories import places as stored
from geo_patrol.store.repositories.boundary_imports import Kept
from geo_patrol.store.repositories.grid_changes import GridChange
from geo_patrol.store.repositories.place_counts import GridSummary
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.zones import Zone, ZoneLevel
from geo_patrol.zones.bringing import LEVELS


@dataclass(frozen=True, eq=False)
class ZonesOfLevel:
    """The zones of a level in force, and how much ground they cover together."""

    level: ZoneLevel
    zones: tuple[Zone, ...]
    area_m2: float


@dataclass(frozen=True, eq=False)
class AreaEntry:
    """An area as it stands.

    ``since`` is when its outline was put in force, or the area opened; None while it is what the
    store began with. ``pending`` are imports that nobody decided on, or whose day is to come.
    """

    area: Area
    area_m2: float
    since: datetime | None
    levels: tuple[ZonesOfLevel, ...]
    grid: GridSummary | None
    change: GridChange | None
    n_cameras: int
    n_check_points: int
    pending: tuple[Kept, ...]


def register(
    session: Session, scope: Scope, *, epsg: int, now: datetime, only: str | None = None
) -> list[AreaEntry]:
    """Return the areas within reach: reservoirs, then the park, by code; retired ones last."""
    there = stored.areas(session, scope, retired=True)
    areas = [one for one in there if only in (None, one.code)]
    areas.sort(key=lambda one: one.retired_at is not None)
    zones = [one for one in stored.zones(session, scope, at=now) if one.status != "draft"]
    grids = place_counts.grids_in_use(session)
    points = place_counts.check_points_by_area(session)
    changes = {one.area_code: one for one in grid_changes.changes(session)}
    imports = boundary_imports.imports(session, scope)
    opened = new_areas.opened_at(session)
    counted = _cameras_in(session, scope, areas)
    found = []
    for area, n_cameras in zip(areas, counted, strict=True):
        mine = [one for one in imports if one.record.area_code == area.code]
        applied = [
            one.record.applied_at
            for one in mine
            if one.record.state == "in_force" and one.record.level is None
        ]
        found.append(
            AreaEntry(
                area=area,
                area_m2=_area_m2([area.geometry], epsg),
                since=applied[0] if applied else opened.get(area.code),
                levels=_levels([one for one in zones if one.area_code == area.code], epsg),
                grid=grids.get(area.code),
                change=changes.get(area.code),
                n_cameras=n_cameras,
                n_check_points=points.get(area.code, 0),
                pending=tuple(one for one in mine if one.record.state in ("draft", "waiting")),
            )
        )
    return found


def _levels(zones: Sequence[Zone], epsg: int) -> tuple[ZonesOfLevel, ...]:
    found = []
    for level in LEVELS:
        its = tuple(one for one in zones if one.level == level)
        if its:
            area_m2 = _area_m2([one.geometry for one in its], epsg)
            found.append(ZonesOfLevel(level, its, area_m2))
    return tuple(found)


def _area_m2(shapes: Sequence[shapely.Geometry], epsg: int) -> float:
    metric = project(np.array(shapes, dtype=object), epsg)
    return float(shapely.union_all(metric).area)


def _cameras_in(session: Session, scope: Scope, areas: Sequence[Area]) -> list[int]:
    there = [one.camera for one in cameras.cameras(session, scope)]
    points = shapely.points([(one.lon, one.lat) for one in there]) if there else np.array([])
    return [int(shapely.contains(one.geometry, points).sum()) for one in areas]
