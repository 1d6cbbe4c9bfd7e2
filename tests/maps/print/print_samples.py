"""Sheets to test on: one of each kind, from the sample that the maps on screen are tested on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal, get_args

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from map_samples import SHANGHAI, START, AreaRate, Sample, nothing, read, smoothed

from geo_patrol.evidence.fonts import find_font
from maps import MapContext
from maps.print import (
    AreaFigures,
    Content,
    SheetSpec,
    change_content,
    coverage_content,
    gaps_content,
    heat_content,
    hotspots_content,
    incidents_content,
    overview_content,
    rates_content,
    seen_content,
    zones_content,
)

FONT = find_font(None)

PrintKind = Literal[
    "gaps",
    "coverage",
    "seen",
    "heat",
    "hotspots",
    "rates",
    "zones",
    "incidents",
    "effort_change",
    "incident_change",
    "overview",
]
PRINT_KINDS: tuple[PrintKind, ...] = get_args(PrintKind)

BEFORE = (datetime(2022, 9, 1, tzinfo=SHANGHAI), START)
N_AREAS = 9


def spec(**changes: object) -> SheetSpec:
    """Return a sheet, small for a quick test."""
    values: dict[str, object] = {"font": FONT, "form": "png", "dpi": 60}
    return SheetSpec(**{**values, **changes})  # type: ignore[arg-type]


def with_towns(context: MapContext) -> MapContext:
    """Return the context with the towns around."""
    towns = read("town_seats").assign(layer="town")
    places = pd.concat([context.places, towns], ignore_index=True)
    return replace(context, places=GeoDataFrame(places, crs=4326))


def content_of(kind: PrintKind, sample: Sample, **changes: object) -> Content:
    """Return a map of the sample; ``changes`` are fields of its context."""
    context = replace(with_towns(sample.context), **changes)  # type: ignore[arg-type]
    draw: dict[PrintKind, Callable[[], Content]] = {
        "gaps": lambda: gaps_content(context, sample.cells, n_untracked_patrols=3),
        "coverage": lambda: coverage_content(context, sample.cells),
        "seen": lambda: seen_content(context, sample.cells, sample.cameras),
        "heat": lambda: heat_content(context, *smoothed(sample), 300, sample.incidents),
        "hotspots": lambda: hotspots_content(context, sample.cells, sample.incidents, rings=1),
        "rates": lambda: rates_content(context, sample.cells, areas=[AreaRate(0.2, 18)], rings=2),
        "zones": lambda: zones_content(context),
        "incidents": lambda: incidents_content(context, sample.incidents),
        "effort_change": lambda: change_content(context, _efforts(sample), BEFORE, "effort"),
        "incident_change": lambda: change_content(context, _counted(sample), BEFORE, "incidents"),
        "overview": lambda: overview_content(_county(context), _met(_areas())),
    }
    return draw[kind]()


def many_areas(context: MapContext, n: int) -> Content:
    """Return an overview of ``n`` areas in rows of eight."""
    corners = [(120.8 + 0.03 * (k % 8), 29.4 + 0.022 * (k // 8)) for k in range(n)]
    squares = [shapely.box(x, y, x + 0.016, y + 0.012) for x, y in corners]
    areas = GeoDataFrame(
        {
            "code": [f"area-{k}" for k in range(n)],
            "name_zh": [f"第{k + 1}巡查片区(沿江东路段)" for k in range(n)],
            "name_en": "",
            "status": "placeholder",
        },
        geometry=squares,
        crs=4326,
    )
    bare = replace(with_towns(context), outline=areas, zones=nothing(context.zones))
    return overview_content(bare, _met(areas))


def zones_of_all_levels(context: MapContext) -> MapContext:
    """Return the context with zones of three levels, and a draft that reaches over them."""
    first = context.zones.geometry.iloc[0]
    draft = shapely.union(first.buffer(0.006), shapely.box(121.02, 29.39, 121.045, 29.41))
    zones = GeoDataFrame(
        {
            "level": ["first", "second", "quasi", "second"],
            "status": ["approved", "approved", "illustrative", "draft"],
        },
        geometry=[first, first.buffer(0.004), first.buffer(0.009), draft],
        crs=4326,
    )
    return replace(context, zones=zones)


def named_places(names: list[str]) -> GeoDataFrame:
    """Return towns of these names in a row across the reservoir."""
    west, south, east, north = 120.995, 29.40, 121.055, 29.43
    share = (np.arange(len(names)) + 0.5) / len(names)
    points = gpd.points_from_xy(west + share * (east - west), south + share * (north - south))
    return GeoDataFrame({"name": names, "layer": "town"}, geometry=points, crs=4326)


def _efforts(sample: Sample) -> GeoDataFrame:
    """Return the cells with less effort than before in the north, and more in the south."""
    before = sample.cells["effort_s"].to_numpy()
    times = np.exp(np.linspace(-1.2, 1.2, len(before)))
    return sample.cells.assign(before=before, after=before * times)


def _counted(sample: Sample) -> GeoDataFrame:
    rng = np.random.default_rng(7)
    n = len(sample.cells)
    return sample.cells.assign(before=rng.poisson(0.7, n), after=rng.poisson(0.9, n) * 2)


def _areas() -> GeoDataFrame:
    zones, blocks = read("zone1_illustrative"), read("park_blocks_placeholder")
    return GeoDataFrame(
        {
            "code": [*zones["reservoir"], *blocks["id"]],
            "name_zh": ["长诏水库", "钦寸水库", *blocks["name"]],
            "name_en": "",
            "status": ["illustrative"] * len(zones) + ["placeholder"] * len(blocks),
        },
        geometry=[*zones.geometry, *blocks.geometry],
        crs=4326,
    )


def _county(context: MapContext) -> MapContext:
    return replace(
        context,
        title_zh="新昌县",
        title_en="Xinchang",
        outline=_areas(),
        zones=nothing(context.zones),
        water=read("reservoirs_water"),
    )


def _met(areas: GeoDataFrame) -> AreaFigures:
    values = {code: 20.0 + 79 * k / len(areas) for k, code in enumerate(areas["code"])}
    return AreaFigures({"zh": "达标格次", "en": "Met"}, values, "%")
