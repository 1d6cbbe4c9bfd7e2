"""Incidents to foretell: of the demo season, and real ones out of a file."""

import tempfile
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree
from sqlalchemy.orm import Session

from geo_patrol.crs import METRIC_EPSG, project, to_metric
from geo_patrol.hotspots.holdout import DAY_US, Ground, Incidents
from geo_patrol.hotspots.neighbours import Neighbours
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import grids, incidents, places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.coverage import coverage_table
from geo_patrol.workflows.demo import load_demo

HORIZON_US = 14 * DAY_US
MOST_CUTS = 12
# Real points come without cells: squares this near to one that was known before the first cut.
BUILT_UP_M = 500.0

LON, LAT = ("longitude", "lon", "lng", "x"), ("latitude", "lat", "y")
TIME = ("time", "occurred_at", "datetime", "date_single", "date", "timestamp")

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Place:
    """Incidents of one area and the cells that are ranked there."""

    incidents: Incidents
    ground: Ground
    near: Neighbours
    cuts_us: tuple[int, ...]
    presence_s_until: Callable[[int], Floats] | None = None


def demo_areas() -> list[Place]:
    """Make a demo season in a store of its own; return all its areas."""
    settings = Settings(_env_file=None)
    start = datetime(2022, 8, 1, tzinfo=settings.zone)
    end = datetime(2023, 1, 1, tzinfo=settings.zone)
    cuts = [start + timedelta(days=days) for days in range(60, 153 - 14, 14)]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'demo.sqlite'}"
        with closing(open_store(url, exclusive=True)) as store, store.reader() as session:
            schema.upgrade(store)
            now = datetime.now(UTC)
            load_demo(
                store, settings, now=now, make_password=lambda: "", hash_password=lambda _: ""
            )
            codes = [area.code for area in places.areas(session, SYSTEM)]
            return [_demo_area(session, settings, code, start, end, cuts) for code in codes]


def _demo_area(
    session: Session,
    settings: Settings,
    code: str,
    start: datetime,
    end: datetime,
    cuts: list[datetime],
) -> Place:
    stored = grids.grid_in_use(session, code)
    if stored is None:
        raise SystemExit(f"{code} has no grid")
    shapes = [project(cell.geometry, METRIC_EPSG) for cell in stored.grid.cells]
    found = incidents.points(session, SYSTEM, [code], start, end)
    places_of = np.array([point for _, _, point in found], dtype=object)
    x, y = to_metric(shapely.get_x(places_of), shapely.get_y(places_of))
    centres = shapely.centroid(np.array(shapes, dtype=object))
    ground = Ground(
        shapely.get_x(centres), shapely.get_y(centres), shapely.area(np.array(shapes)), 100.0
    )
    cell = np.full(len(found), -1, np.int64)
    point, within = shapely.STRtree(shapes).query(shapely.points(x, y), predicate="intersects")
    cell[point] = within
    t_us = np.array([_us(moment) for _, moment, _ in found], np.int64)
    presence = {
        _us(cut): coverage_table(session, SYSTEM, code, start, cut, settings.zone).presence_s
        for cut in cuts
    }
    return Place(
        Incidents(t_us, np.asarray(x), np.asarray(y), cell),
        ground,
        Neighbours.touching(shapes),
        tuple(presence),
        presence.__getitem__,
    )


def read_points(path: Path, cell_m: float) -> Place:
    """Read points with a time from CSV, R data or a GIS file, and lay squares over them.

    Columns are found by their usual names. Each square with its centre within `BUILT_UP_M` of an
    incident from before the first cut is a cell: water and woods would make any map look good.
    """
    table = _read_table(path)
    lon, lat, moment = (_column(table, names) for names in (LON, LAT, TIME))
    known = lon.notna() & lat.notna() & moment.notna()
    t_us = pd.to_datetime(moment[known], utc=True).to_numpy("datetime64[us]").astype(np.int64)
    order = np.argsort(t_us, kind="stable")
    t_us = t_us[order]
    degrees = [one[known].to_numpy(np.float64)[order] for one in (lon, lat)]
    zone = 32600 + int((np.median(degrees[0]) + 180) // 6) + 1
    x, y = to_metric(*degrees, zone + (100 if np.median(degrees[1]) < 0 else 0))
    begin, end = int(t_us[0]), int(t_us[-1]) - HORIZON_US
    cuts = np.linspace((begin + end) // 2, end, MOST_CUTS).astype(np.int64)
    before = t_us < cuts[0]
    west, north = float(x.min()), float(y.max())
    n_cols, n_rows = int(np.ptp(x) // cell_m) + 1, int(np.ptp(y) // cell_m) + 1
    row, col = np.divmod(np.arange(n_rows * n_cols), n_cols)
    centre_x, centre_y = west + (col + 0.5) * cell_m, north - (row + 0.5) * cell_m
    away, _ = KDTree(np.column_stack((x[before], y[before]))).query(
        np.column_stack((centre_x, centre_y)), distance_upper_bound=BUILT_UP_M
    )
    kept = np.isfinite(away)
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    square = ((north - y) // cell_m).astype(np.int64) * n_cols + (x - west) // cell_m
    ground = Ground(
        centre_x[kept], centre_y[kept], np.full(int(kept.sum()), cell_m**2), cell_m
    )  # fmt: skip
    return Place(
        Incidents(t_us, x, y, number[square.astype(np.int64)]),
        ground,
        Neighbours.within(ground.x, ground.y, 1.5 * cell_m),
        tuple(cuts.tolist()),
    )


def _read_table(path: Path) -> pd.DataFrame:
    suffix = path.suffix.lower()
    if suffix in (".rda", ".rdata"):
        import rdata

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            [table] = rdata.read_rda(path).values()
        return pd.DataFrame(table)
    if suffix == ".csv":
        return pd.read_csv(path)
    frame = gpd.read_file(path).to_crs(4326)
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    return table.assign(longitude=frame.geometry.x, latitude=frame.geometry.y)


def _column(table: pd.DataFrame, names: tuple[str, ...]) -> "pd.Series[float]":
    for name in names:
        for column in table.columns:
            if str(column).lower() == name:
                return table[column]
    raise SystemExit(f"no column named like {', '.join(names)}: {list(table.columns)}")


def _us(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6)
