"""What speaks for going to an area's cells: how long nobody came, and what is found per hour."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.crs import project, to_metric
from geo_patrol.hotspots.around import Around, Squares, sums_around
from geo_patrol.hotspots.effort_rate import effort_rates
from geo_patrol.hotspots.neighbours import Neighbours, Window
from geo_patrol.incidents.records import Source
from geo_patrol.roster.ground import CellGround
from geo_patrol.roster.needs import CellNeeds
from geo_patrol.store.repositories import incidents, places
from geo_patrol.store.repositories.cell_shapes import CellShapes, cell_shapes
from geo_patrol.store.repositories.check_points import check_points
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import AreaCells, area_cells, demands_of
from geo_patrol.workflows.cell_figures import cell_figures
from geo_patrol.workflows.hotspot_counts import PATROL_SOURCES
from geo_patrol.workflows.hotspots import RATE_RINGS
from geo_patrol.workflows.standing import area_standing

RISK_SPAN = timedelta(days=365)
"""A season of everything: what is met in summer nights is worth knowing the next summer."""

NAMED = ("dam", "town")
"""Layers whose names say where something is, besides check points."""

_WITH_PATROL: tuple[Source, ...] = ("campaign", "joint")

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class NamedPlaces:
    """Places that people know by name; ``x``, ``y`` metric."""

    names: tuple[str, ...]
    x: Floats
    y: Floats

    def nearest(self, x: float, y: float, within_m: float) -> str | None:
        """Return the name of the nearest place that is not farther; None without one."""
        if not self.names:
            return None
        away_m = np.hypot(self.x - x, self.y - y)
        k = int(away_m.argmin())
        return self.names[k] if away_m[k] <= within_m else None


@dataclass(frozen=True, eq=False)
class AreaNeeds:
    """An area within reach, its cells' codes and points, and what speaks for going there.

    Attributes
    ----------
    lon, lat
        ``(n,)`` a point in each cell, degrees.
    """

    area: Area
    codes: tuple[str, ...]
    lon: Floats
    lat: Floats
    named: NamedPlaces
    needs: CellNeeds


@dataclass(frozen=True, eq=False)
class _Layout:
    ground: CellGround
    around: Around
    lon: Floats
    lat: Floats
    epsg: int


def area_needs(
    session: Session, scope: Scope, area_code: str, zone: ZoneInfo, *, as_of: datetime
) -> AreaNeeds:
    """Return what speaks for going to the cells of an area, as known at a moment.

    Raises
    ------
    NotFound
        When there is no such area within reach, or it has no grid yet.
    Unavailable
        When the store's days are still to be made of its visits.
    """
    of = area_cells(session, scope, area_code)
    layout = _layout(session, of.grid_id)
    stands = area_standing(session, scope, of.area, zone, as_of=as_of)
    if stands is None:
        raise RuntimeError("a grid went while it was read")
    risk = _risk(session, scope, of, layout.around, zone, as_of)
    needs = CellNeeds(layout.ground, of.demands.required_s, stands.cells.last_leave_us, risk)
    named = _named(session, scope, area_code, layout.epsg)
    return AreaNeeds(of.area, of.demands.codes, layout.lon, layout.lat, named, needs)


def with_needs(one: AreaNeeds, needs: CellNeeds) -> AreaNeeds:
    """Return an area whose cells stand otherwise."""
    return replace(one, needs=needs)


@lru_cache(maxsize=64)
def _remembered(_grid_id: UUID) -> list[_Layout]:
    return []


def _layout(session: Session, grid_id: UUID) -> _Layout:
    """Return where a grid's cells are, which is read once: a grid version never changes."""
    kept = _remembered(grid_id)
    if not kept:
        shapes = cell_shapes(session, grid_id)
        points = shapely.point_on_surface(shapes.geometry)
        lon, lat = shapely.get_x(points), shapely.get_y(points)
        x, y = to_metric(lon, lat, shapes.epsg)
        ground = CellGround(
            x=np.asarray(x, np.float64),
            y=np.asarray(y, np.float64),
            kinds=np.array(demands_of(session, grid_id).kinds, dtype=np.str_),
            side_m=np.sqrt(shapes.area_m2),
            seen_share=shapes.seen_share,
        )
        kept.append(_Layout(ground, _around(shapes), lon, lat, shapes.epsg))
    return kept[0]


def _around(shapes: CellShapes) -> Around:
    if shapes.regular:
        return Squares(shapes.row, shapes.col, Window.square(RATE_RINGS))
    metric = [project(one, shapes.epsg) for one in shapes.geometry]
    return Neighbours.touching(metric).widened(RATE_RINGS)


def _risk(
    session: Session, scope: Scope, of: AreaCells, around: Around, zone: ZoneInfo, as_of: datetime
) -> Floats:
    """Return what patrols find in each cell per hour, smoothed, ÷ what they find in the area.

    As `geo_patrol.workflows.hotspots.rate_report`, without shapes. 1 where nothing was found yet.
    """
    start = as_of - RISK_SPAN
    spent = cell_figures(session, of, start, as_of, zone)
    by_code = incidents.n_by_cell(
        session,
        scope,
        of.area.code,
        start,
        as_of,
        sources=PATROL_SOURCES,
        only_with_patrol=_WITH_PATROL,
    )
    n = np.array([by_code.get(code, 0) for code in of.demands.codes], np.int64)
    # Sums of whole milliseconds are exact: where nobody was there is nothing left over.
    presence_ms = np.rint(spent.presence_us / 1000)
    overall = effort_rates(n, presence_ms / 1000).overall_per_h
    if not overall > 0:
        return np.ones(len(n))
    rates = effort_rates(
        sums_around(n, around), sums_around(presence_ms, around) / 1000, overall_per_h=overall
    )
    return rates.smoothed_per_h / overall


def _named(session: Session, scope: Scope, area_code: str, epsg: int) -> NamedPlaces:
    points = check_points(session, scope, area=area_code, retired=False)
    found = [(one.record.name, one.record.lon, one.record.lat) for one in points]
    for layer in NAMED:
        for one in places.references(session, layer):
            if one.name:
                point = one.geometry.representative_point()
                found.append((one.name, point.x, point.y))
    x, y = to_metric([lon for _, lon, _ in found], [lat for _, _, lat in found], epsg)
    return NamedPlaces(
        tuple(name for name, _, _ in found), np.asarray(x, np.float64), np.asarray(y, np.float64)
    )
