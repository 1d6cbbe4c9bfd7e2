"""Maps to test on: the sample boundaries under a 100 m lattice made here."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from geo_patrol.cameras.outlines import view_of
from geo_patrol.cameras.records import Camera
from maps import (
    AreaRate,
    Briefing,
    ByShift,
    Compared,
    Heat,
    MapContext,
    Moments,
    briefing_map,
    comparison_map,
    coverage_map,
    gaps_map,
    heat_map,
    hotspots_map,
    rates_map,
    seen_map,
    zones_map,
)
from maps.words import Words, same

Kind = Literal[
    "zones", "coverage", "gaps", "heat", "hotspots", "rates", "seen", "briefing", "comparison"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
OF_CELLS: tuple[Kind, ...] = ("coverage", "gaps", "hotspots", "rates", "seen")

BOUNDARIES = Path(__file__).parents[2] / "data" / "boundaries"
SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2022, 10, 1, tzinfo=SHANGHAI)
END = datetime(2022, 11, 1, tzinfo=SHANGHAI)
N_INCIDENTS = 395
N_SHIFTS = 21
"""Shifts that a briefing's slider shows: of the first week."""


@dataclass(frozen=True)
class Sample:
    """A context, and cells, incidents and cameras to draw in it."""

    context: MapContext
    cells: GeoDataFrame
    incidents: GeoDataFrame
    cameras: GeoDataFrame


def draw(kind: Kind, sample: Sample, **changes: Any) -> str:
    """Return a map of the sample; ``changes`` are fields of its context."""
    context = replace(sample.context, **changes)
    match kind:
        case "zones":
            return zones_map(context)
        case "coverage":
            return coverage_map(context, sample.cells)
        case "gaps":
            return gaps_map(context, sample.cells, n_untracked_patrols=3)
        case "heat":
            raster, bounds = smoothed(sample)
            return heat_map(context, raster, bounds, 300, sample.incidents)
        case "hotspots":
            return hotspots_map(context, sample.cells, sample.incidents, rings=1)
        case "rates":
            return rates_map(context, sample.cells, areas=[AreaRate(0.2, 18)], rings=2)
        case "seen":
            return seen_map(context, sample.cells, sample.cameras)
        case "briefing":
            return briefing_map(context, make_briefing(sample))
        case "comparison":
            return comparison_map(context, *compared(sample))


def compared(sample: Sample) -> tuple[Compared, Compared]:
    """Return the cells as they are, after a period with less effort that left some cells out."""
    cells = sample.cells
    less = cells.assign(effort_s=np.floor(cells["effort_s"] * 0.4))
    names: tuple[Words, Words] = (same("2022-09"), same("2022-10"))
    return Compared(names[0], less), Compared(names[1], cells)


def make_briefing(sample: Sample) -> Briefing:
    """Return all there is of a sample, in the shifts of its first week."""
    raster, bounds = smoothed(sample)
    return Briefing(
        gaps=sample.cells,
        effort=sample.cells,
        seen=sample.cells,
        spots=sample.cells,
        incidents=sample.incidents,
        tracks=make_tracks(sample.cells),
        cameras=sample.cameras,
        check_points=make_check_points(sample.cells),
        heat=Heat(raster, bounds, 300),
        by_shift=make_shifts(sample.cells),
        as_of=END,
        n_untracked_patrols=3,
    )


def make_shifts(cells: GeoDataFrame) -> ByShift:
    """Return a week of shifts in which crews get a little further with each."""
    starts = [START + timedelta(hours=8 * k) for k in range(N_SHIFTS)]
    moments = Moments(
        starts,
        [("night", "early", "middle")[k % 3] for k in range(N_SHIFTS)],  # type: ignore[misc]
        starts[-1] + timedelta(hours=8),
        SHANGHAI,
    )
    effort_s = cells["effort_s"].to_numpy()
    turn = (np.arange(len(cells)) % N_SHIFTS) <= np.arange(N_SHIFTS)[:, np.newaxis]
    each = np.where(turn, np.floor(effort_s / 90), 0.0)
    seen = np.cumsum(each, axis=0) > 0
    gap_class = np.where(seen, np.where(each > 0, 0, 1), 4)
    return ByShift(moments, each, gap_class)


def make_tracks(cells: GeoDataFrame) -> GeoDataFrame:
    """Return a way of each shift of the week, through the middles of some cells."""
    middles = cells.geometry.representative_point()
    ways = [shapely.LineString(middles.iloc[k :: N_SHIFTS * 3].tolist()) for k in range(N_SHIFTS)]
    started = [START.astimezone(UTC) + timedelta(hours=8 * k + 1) for k in range(N_SHIFTS)]
    return GeoDataFrame({"started_at": started}, geometry=ways, crs=4326)


def make_check_points(cells: GeoDataFrame) -> GeoDataFrame:
    """Return three check points."""
    spots = cells.geometry.iloc[[0, len(cells) // 2, len(cells) - 1]].representative_point()
    return GeoDataFrame(
        {"code": ["QD-1", "QD-2", "QD-3"], "name": ["坝顶", "岭根", "南汊"]},
        geometry=list(spots),
        crs=4326,
    )


def smoothed(
    sample: Sample,
) -> tuple[NDArray[np.float64], tuple[float, float, float, float]]:
    """Return a density raster, rows from north to south, and its bounds."""
    west, south, east, north = shapely.buffer(shapely.box(*sample.cells.total_bounds), 0.01).bounds
    points = sample.incidents.geometry
    counts, _, _ = np.histogram2d(
        points.y, points.x, bins=(160, 160), range=((south, north), (west, east))
    )
    pixel_km2 = (north - south) * 110.9 / 160 * (east - west) * 97.0 / 160
    return gaussian_filter(counts[::-1] / pixel_km2, 4), (west, south, east, north)


@cache
def read(name: str) -> GeoDataFrame:
    return gpd.read_file(BOUNDARIES / f"{name}.geojson")


def nothing(frame: GeoDataFrame) -> GeoDataFrame:
    """Return the frame without its rows."""
    return frame.iloc[:0]


def lattice(zone: GeoDataFrame, size_m: float) -> GeoDataFrame:
    """Return squares of a lattice in EPSG:4549, cut by the zone, as EPSG:4326."""
    metric = zone.to_crs(4549).geometry.union_all()
    west, south, east, north = metric.bounds
    columns = np.arange(np.floor(west / size_m), np.ceil(east / size_m)) * size_m
    rows = np.arange(np.floor(south / size_m), np.ceil(north / size_m))[::-1] * size_m
    x, y = (grid.ravel() for grid in np.meshgrid(columns, rows))
    cut = shapely.intersection(shapely.box(x, y, x + size_m, y + size_m), metric)
    kept = cut[shapely.area(cut) > 0.1 * size_m**2]
    codes = [f"330624112{i:06d}" for i in range(1, len(kept) + 1)]
    return GeoDataFrame({"code": codes}, geometry=kept, crs=4549).to_crs(4326)


def with_figures(cells: GeoDataFrame, rng: np.random.Generator) -> GeoDataFrame:
    """Return the cells with gaps that grow, and efforts that fade, away from the north-west."""
    middles = cells.to_crs(4549).geometry.centroid
    x, y = middles.x.to_numpy(), middles.y.to_numpy()
    away = np.hypot(x - x.min(), y - y.max())
    far = away / away.max() + rng.normal(0, 0.035, len(cells))
    ratio = np.clip(np.exp((far - 0.35) * 4.2), 0.05, None)
    never = far > 0.86
    free = (far < 0.10) & (rng.random(len(cells)) < 0.6)
    untracked = ~never & ~free & (ratio > 1) & (np.abs(far - 0.66) < 0.02)
    required_s = np.where(free, np.nan, np.where(far < 0.5, 8 * 3600.0, 86400.0))
    age_s = np.round(ratio * np.where(free, 86400.0, required_s))
    seen = END.astimezone(UTC) - pd.to_timedelta(age_s, unit="s")
    effort_s = np.where(never, 0.0, np.round(3600 * 9 * np.clip(1 - far, 0, 1) ** 3))
    return cells.assign(
        kind=np.select([far < 0.3, far < 0.6], ["open_water", "shoreline"], "hinterland"),
        gap_class=np.select(
            [never, free, untracked, ratio <= 1, ratio <= 2, ratio <= 5],
            ["never", "not_required", "untracked", "on_time", "late_1_2", "late_2_5"],
            "late_5_plus",
        ),
        ratio=np.where(never | free, np.nan, ratio),
        last_seen=pd.Series(seen, index=cells.index).where(~never),
        required_s=required_s,
        effort_s=effort_s,
        presence_s=np.round(effort_s * 0.8),
        length_m=np.round(effort_s * 0.9),
        n_visits=np.ceil(effort_s / 900).astype(int),
    )


def with_hot_spots(cells: GeoDataFrame) -> GeoDataFrame:
    """Return the cells with a hot spot and a cold one, and rates that little effort leaves open."""
    n, place = len(cells), np.arange(len(cells)) / len(cells)
    there_s = cells["presence_s"].to_numpy()
    z = 6 * np.cos(place * np.pi)
    enough = there_s > 3600
    classes = ["higher", "lower", "as_elsewhere"]
    return cells.assign(
        spot_class=np.select([place > 0.97, z > 4, z < -4], ["no_value", "hot", "cold"], "none"),
        z=np.where(place > 0.97, np.nan, z),
        p_adjusted=np.where(place > 0.97, np.nan, np.where(np.abs(z) > 5, 0.002, 0.03)),
        n=np.where(enough, 2, 0),
        n_around=np.where(enough, 9, 0),
        rate_class=np.select(
            [~enough, place < 0.1, place < 0.2], ["too_little_effort", *classes[:2]], classes[2]
        ),
        presence_s_around=there_s * 20,
        low_per_h=np.zeros(n),
        high_per_h=np.where(there_s > 0, 0.5, np.inf),
    )


def with_sight(cells: GeoDataFrame) -> GeoDataFrame:
    """Return the cells with shares that patrols and cameras saw."""
    n = len(cells)
    patrol = np.repeat([0.9, 0.6, 0.3, 0.02, 0.0], -(-n // 5))[:n]
    camera = np.tile([0.0, 0.0, 0.7], -(-n // 3))[:n]
    both = np.minimum(patrol, camera) * 0.8
    return cells.assign(
        area_m2=cells.to_crs(4549).area,
        patrol=patrol,
        camera=camera,
        both=both,
        neither=1 - (patrol + camera - both),
    )


def make_cameras(cells: GeoDataFrame) -> GeoDataFrame:
    """Return two cameras in the middle of cells: one looks aside, the other all round."""
    spots = [cells.geometry.iloc[len(cells) * k // 3].representative_point() for k in (1, 2)]
    cameras = [
        Camera(UUID(int=k), f"CZ-{k}", name, spot.x, spot.y, 200, fov_deg, 400)
        for k, (name, spot, fov_deg) in enumerate(
            zip(("坝顶球机", "湾口枪机"), spots, (360, 70), strict=True)
        )
    ]
    return GeoDataFrame(
        {
            "code": [one.code for one in cameras],
            "name": [one.name for one in cameras],
            "range_m": [one.range_m for one in cameras],
            "hours": ["", "06:00–20:00"],
            "place": spots,
        },
        geometry=[view_of(one) for one in cameras],
        crs=4326,
    )


def make_incidents(cells: GeoDataFrame, rng: np.random.Generator) -> GeoDataFrame:
    """Return incidents clustered around six cells."""
    names = {
        "垂钓": "Angling",
        "网捕·地笼": "Netting or ground cage",
        "游泳": "Swimming",
        "烧烤·露营": "Barbecue or camping",
    }
    spots = cells.geometry.iloc[rng.choice(len(cells), 6, replace=False)].representative_point()
    around = spots.iloc[rng.choice(6, N_INCIDENTS)]
    shift = rng.normal(0, 0.0018, (2, N_INCIDENTS))
    zh = rng.choice(list(names), N_INCIDENTS)
    minutes = rng.integers(0, 31 * 24 * 60, N_INCIDENTS)
    return GeoDataFrame(
        {
            "category_zh": zh,
            "category_en": [names[name] for name in zh],
            "occurred_at": START.astimezone(UTC) + pd.to_timedelta(minutes, unit="min"),
        },
        geometry=gpd.points_from_xy(around.x + shift[0], around.y + shift[1]),
        crs=4326,
    )


def make_context() -> MapContext:
    zone = read("zone1_illustrative").query("reservoir == 'changzhao'")
    water = read("reservoirs_water").query("code == 'changzhao'")
    roads = read("roads_osm_z10")
    licence = zone["licence"].iloc[0]
    zones = GeoDataFrame(
        {
            "level": ["first"],
            "name": [zone["name"].iloc[0]],
            "status": ["illustrative"],
            "status_note": ["水面加 200 m 陆域,按通用做法推定"],
            "source": ["由 OpenStreetMap 水面推得"],
            "licence": [licence],
            "valid_from": [pd.Timestamp("2022-08-01", tz=SHANGHAI)],
        },
        geometry=list(zone.geometry),
        crs=4326,
    )
    outline = GeoDataFrame(
        {
            "code": ["changzhao"],
            "name_zh": ["长诏水库"],
            "name_en": ["Changzhao reservoir"],
            "status": ["illustrative"],
            "source": [""],
            "licence": [licence],
        },
        geometry=list(zone.geometry),
        crs=4326,
    )
    near = shapely.buffer(shapely.box(*zone.total_bounds), 0.03)
    return MapContext(
        title_zh="长诏水库",
        title_en="Changzhao reservoir",
        start=START,
        end=END,
        zones=zones,
        outline=outline,
        water=water,
        roads=roads[roads.intersects(near)],
        places=read("reservoir_dams").query("reservoir == 'changzhao'").assign(layer="dam"),
        generated_at=END + timedelta(hours=9, minutes=30),
        timezone=SHANGHAI,
        demo=True,
        grid_note="格 100 m",
        grid_note_en="cells 100 m",
    )


def make_sample(size_m: float) -> Sample:
    rng = np.random.default_rng(20221001)
    context = make_context()
    cells = with_sight(with_hot_spots(with_figures(lattice(context.zones, size_m), rng)))
    return Sample(context, cells, make_incidents(cells, rng), make_cameras(cells))
