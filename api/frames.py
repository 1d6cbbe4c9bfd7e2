"""Tables of geometry in the columns that ``maps`` asks for."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import Point

from geo_patrol.cameras.outlines import view_of
from geo_patrol.cameras.records import Camera
from geo_patrol.grid import Grid
from geo_patrol.incidents.catalogue import Terms
from geo_patrol.store.repositories.places import Area, Reference
from geo_patrol.workflows.coverage import CoverageTable, GapTable
from geo_patrol.workflows.hotspots import GiReport, RateReport
from geo_patrol.workflows.seeing import SeenReport
from geo_patrol.zones import Zone

CRS = 4326
TRUST = ("status", "status_note", "source", "licence")
HEAT_MARGIN_M = 1000.0


def of_boundaries(records: Sequence[Area | Reference], names: Sequence[str]) -> gpd.GeoDataFrame:
    """Return areas or reference features with the named columns, and how far to trust them."""
    columns = {name: [getattr(one, name) for one in records] for name in (*names, *TRUST)}
    return gpd.GeoDataFrame(columns, geometry=[one.geometry for one in records], crs=CRS)


def of_zones(zones: Sequence[Zone]) -> gpd.GeoDataFrame:
    """Return zones with level, name, validity and how far to trust them."""
    names = ("level", "name", "valid_from", *TRUST)
    columns = {name: [getattr(one, name) for one in zones] for name in names}
    return gpd.GeoDataFrame(columns, geometry=[one.geometry for one in zones], crs=CRS)


def of_incidents(found: Sequence[tuple[str, datetime, Point]], terms: Terms) -> gpd.GeoDataFrame:
    """Return incidents (category, time, place) as points, categories in both languages."""
    return gpd.GeoDataFrame(
        {
            "category_zh": [terms[category].zh for category, _, _ in found],
            "category_en": [terms[category].en for category, _, _ in found],
            "occurred_at": pd.to_datetime([moment for _, moment, _ in found], utc=True),
        },
        geometry=[point for _, _, point in found],
        crs=CRS,
    )


def effort(table: CoverageTable) -> gpd.GeoDataFrame:
    """Return an area's cells with what was spent in each."""
    names = ("effort_s", "presence_s", "length_m", "n_visits")
    return of_cells(table.grid, {name: getattr(table, name) for name in names})


def gaps(table: GapTable) -> gpd.GeoDataFrame:
    """Return an area's cells with their standing at the end of the period."""
    seen = np.where(table.last_leave_us >= 0, table.last_leave_us, np.iinfo(np.int64).min)
    columns = {
        "gap_class": list(table.gap_class),
        "ratio": table.ratio,
        "last_seen": pd.to_datetime(
            pd.Series(seen, dtype="int64").where(seen > 0), unit="us", utc=True
        ),
        "required_s": table.required_s,
    }
    return of_cells(table.grid, columns)


def rates(report: RateReport) -> gpd.GeoDataFrame:
    """Return an area's cells with what patrols found in and around each, for the time there."""
    found = report.rates
    columns = {
        "rate_class": list(report.rate_class),
        "n": report.n,
        "presence_s": report.hours * 3600,
        "n_around": found.incidents,
        "presence_s_around": found.hours * 3600,
        "low_per_h": found.low_per_h,
        "high_per_h": found.high_per_h,
    }
    return of_cells(report.grid, columns)


def spots(report: GiReport) -> gpd.GeoDataFrame:
    """Return an area's cells with how their surroundings compare with chance."""
    names = ("n", "n_around", "z", "p_adjusted")
    columns = {name: getattr(report, name) for name in names}
    return of_cells(report.grid, {"spot_class": list(report.spot_class), **columns})


def seen(report: SeenReport) -> gpd.GeoDataFrame:
    """Return an area's cells with the shares of each that were seen, by whom."""
    names = ("patrol", "camera", "both", "neither")
    columns = {name: getattr(report.table, name) for name in names}
    area_m2 = [cell.area_m2 for cell in report.grid.cells]
    return of_cells(report.grid, {"area_m2": area_m2, **columns})


def of_cameras(found: Iterable[Camera]) -> gpd.GeoDataFrame:
    """Return cameras, each once, with what they see; ``place`` is where they stand."""
    cameras = list({one.id: one for one in found}.values())
    return gpd.GeoDataFrame(
        {
            **{n: [getattr(one, n) for one in cameras] for n in ("code", "name", "range_m")},
            "hours": [
                ", ".join(f"{span.start:%H:%M}–{span.end:%H:%M}" for span in one.hours)
                for one in cameras
            ],
            "place": [Point(one.lon, one.lat) for one in cameras],
        },
        geometry=[view_of(one) for one in cameras],
        crs=CRS,
    )


def stacked(parts: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return the cells of several areas as one table."""
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=CRS)


def of_cells(grid: Grid, columns: dict[str, object]) -> gpd.GeoDataFrame:
    """Return a grid's cells with columns in their order."""
    cells = grid.cells
    return gpd.GeoDataFrame(
        {
            "code": [cell.code for cell in cells],
            "kind": [cell.kind for cell in cells],
            **columns,
        },
        geometry=[cell.geometry for cell in cells],
        crs=CRS,
    )


def grid_sizes(sizes: Iterable[float | None]) -> str:
    """Return the sides of grids' squares as text, e.g. ``100``; irregular grids have none."""
    return "/".join(f"{size:g}" for size in sorted({size for size in sizes if size is not None}))


@dataclass(frozen=True)
class LocalMetres:
    """Metres along meridian and parallel around a place: pixels of a map in degrees.

    Over a few tens of kilometres the scale differs from the true one by less than 0.3 %.
    """

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, bounds: Sequence[float]) -> "LocalMetres":
        """Return the ground around west, south, east, north (degrees), with a margin."""
        west, south, east, north = bounds
        lon_m, lat_m = _metres_per_degree((south + north) / 2)
        margin = HEAT_MARGIN_M
        return cls(
            west - margin / lon_m,
            south - margin / lat_m,
            east + margin / lon_m,
            north + margin / lat_m,
        )

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        return self.west, self.south, self.east, self.north

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres from the south-west corner."""
        lon_m, lat_m = _metres_per_degree((self.south + self.north) / 2)
        return 0.0, 0.0, (self.east - self.west) * lon_m, (self.north - self.south) * lat_m

    def to_metres(
        self, lon: NDArray[np.float64], lat: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return metres east and north of the south-west corner."""
        lon_m, lat_m = _metres_per_degree((self.south + self.north) / 2)
        return (lon - self.west) * lon_m, (lat - self.south) * lat_m


def _metres_per_degree(lat: float) -> tuple[float, float]:
    """Return metres per degree of longitude and latitude on the WGS-84 ellipsoid."""
    a, e2 = 6_378_137.0, 0.006_694_379_990_141_3
    w2 = 1 - e2 * math.sin(math.radians(lat)) ** 2
    per_lon = math.radians(a * math.cos(math.radians(lat)) / math.sqrt(w2))
    per_lat = math.radians(a * (1 - e2) / w2**1.5)
    return per_lon, per_lat
