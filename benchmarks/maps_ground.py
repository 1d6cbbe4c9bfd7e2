"""What the maps are measured on: a large grid that crews went over, and many incidents."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray

from benchmarks.walks import make_tracks
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, Lattice
from geo_patrol.crs import METRIC_EPSG, from_metric
from maps import MapContext

SIZE_M = 100.0
WEST_M, SOUTH_M = 490_000.0, 3_250_000.0
"""South-west corner of the grid in EPSG:4549, near the reservoirs."""

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2022, 10, 1, tzinfo=ZONE)
KINDS = ("open_water", "shoreline", "access", "hinterland")
CATEGORIES = {
    "垂钓": "Angling",
    "网捕·地笼": "Netting or ground cage",
    "游泳": "Swimming",
    "烧烤·露营": "Barbecue or camping",
    "倾倒": "Dumping",
    "船只": "Boating",
}
Floats = NDArray[np.float64]


@cache
def covered_cells(n_cells: int, n_fixes: int, seed: int) -> GeoDataFrame:
    """Return square cells, row by row, with what crews spent in each: of walks as in coverage."""
    side = int(np.ceil(n_cells**0.5))
    cell_of = np.arange(side * side, dtype=np.int32).reshape(side, side)
    cell_of[cell_of >= n_cells] = OUTSIDE
    lattice = Lattice(0.0, side * SIZE_M, SIZE_M, cell_of)
    sums = np.zeros((3, n_cells))
    for track in make_tracks(n_fixes, side * SIZE_M, side * SIZE_M, seed):
        visits, _ = trace(
            track.t_ms, track.x, track.y, track.accuracy_m, lattice, VALIDITY[track.mode]
        )
        inside = visits.cell > OUTSIDE
        cell = visits.cell[inside]
        stay_s = (visits.leave_us - visits.enter_us)[inside] / 1e6
        for row, weights in enumerate((stay_s, visits.length_m[inside], np.ones(len(cell)))):
            sums[row] += np.bincount(cell, weights, n_cells)
    effort_s, length_m, n_visits = sums
    row, col = np.divmod(np.arange(n_cells), side)
    x, y = WEST_M + col * SIZE_M, SOUTH_M + (side - row) * SIZE_M
    return GeoDataFrame(
        {
            "code": [f"330624112{i:06d}" for i in range(1, n_cells + 1)],
            "kind": np.asarray(KINDS)[(row // 30 + col // 25) % len(KINDS)],
            "effort_s": effort_s,
            # Two phones to a crew: nearly half of the effort.
            "presence_s": np.round(effort_s * 0.55),
            "length_m": length_m,
            "n_visits": n_visits.astype(np.int64),
        },
        geometry=gpd.GeoSeries(shapely.box(x, y - SIZE_M, x + SIZE_M, y), crs=METRIC_EPSG).to_crs(
            4326
        ),
    )


@cache
def gathered_incidents(n: int, seed: int) -> GeoDataFrame:
    """Return incidents around eighty places where they happen, and some anywhere."""
    rng = np.random.default_rng(seed)
    extent_m = 17_000.0
    places = rng.uniform(0, extent_m, (80, 2))
    weights = rng.pareto(1.2, 80) + 0.1
    at = places[rng.choice(80, n, p=weights / weights.sum())] + rng.normal(0, 350, (n, 2))
    anywhere = rng.random(n) < 0.15
    at[anywhere] = rng.uniform(0, extent_m, (int(anywhere.sum()), 2))
    lon, lat = from_metric(WEST_M + at[:, 0], SOUTH_M + at[:, 1])
    zh = rng.choice(list(CATEGORIES), n)
    minutes = rng.integers(0, 365 * 24 * 60, n)
    return GeoDataFrame(
        {
            "category_zh": zh,
            "category_en": [CATEGORIES[name] for name in zh],
            "occurred_at": START.astimezone(UTC) + pd.to_timedelta(minutes, unit="min"),
        },
        geometry=gpd.points_from_xy(lon, lat),
        crs=4326,
    )


def bare_context() -> MapContext:
    """Return a frame of a map without anything to draw in it."""
    nothing = GeoDataFrame(geometry=[], crs=4326)
    return MapContext(
        title_zh="测量用网格",
        title_en="A grid to measure with",
        start=START,
        end=START + timedelta(days=31),
        zones=nothing,
        outline=nothing,
        water=nothing,
        roads=nothing,
        places=nothing,
        generated_at=START + timedelta(days=31),
        timezone=ZONE,
        demo=True,
    )
