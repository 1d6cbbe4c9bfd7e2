"""The maps that are on screen too, for paper: the same classes, counts and words."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from geopandas import GeoDataFrame, GeoSeries
from numpy.typing import NDArray

from maps.boundaries import zone_kinds
from maps.context import MapContext, level_rank, require_lonlat
from maps.coverage import coverage_topic
from maps.gaps import gaps_topic
from maps.heat import heat_topic, ticks
from maps.hotspots import hotspots_topic
from maps.packed import Numbers
from maps.print.content import (
    Content,
    Dotted,
    Filled,
    Heat,
    HeatBar,
    Lined,
    around,
    place_names,
    zone_line,
)
from maps.print.ground import Bounds
from maps.rates import AreaRate, rates_topic
from maps.scene import Topic
from maps.seen import seen_topic
from maps.words import words
from maps.zones import zones_topic

MOST_DOTS = 3_000
"""More incidents would cover what is made of them."""


def gaps_content(
    context: MapContext,
    cells: GeoDataFrame,
    *,
    n_untracked_patrols: int,
    as_of: datetime | None = None,
) -> Content:
    """Return the map of gaps, as `maps.gaps_map` takes it."""
    topic = gaps_topic(
        context, cells, n_untracked_patrols=n_untracked_patrols, as_of=as_of, grid={}
    )
    return _of_cells(context, cells, topic)


def coverage_content(context: MapContext, cells: GeoDataFrame) -> Content:
    """Return the map of effort, as `maps.coverage_map` takes it."""
    return _of_cells(context, cells, coverage_topic(context, cells, grid={}))


def seen_content(
    context: MapContext, cells: GeoDataFrame, cameras: GeoDataFrame, *, n_behind: int = 0
) -> Content:
    """Return the map of what is seen, as `maps.seen_map` takes it."""
    require_lonlat(cameras, "cameras")
    topic = seen_topic(context, cells, len(cameras), n_behind=n_behind, grid={})
    if not len(cameras):
        return _of_cells(context, cells, topic)
    places = GeoSeries(list(cameras["place"]), crs=4326)
    marks: list[Lined | Dotted] = [
        Lined(cameras.geometry, "camera-view"),
        Dotted(places, ["camera"], [0] * len(cameras)),
    ]
    return _of_cells(context, cells, topic, marks)


def hotspots_content(
    context: MapContext, cells: GeoDataFrame, incidents: GeoDataFrame, *, rings: int
) -> Content:
    """Return the map of hot and cold spots, as `maps.hotspots_map` takes it."""
    require_lonlat(incidents, "incidents")
    topic = hotspots_topic(context, cells, len(incidents), rings=rings, grid={})
    return _of_cells(context, cells, topic, _dots(incidents))


def rates_content(
    context: MapContext, cells: GeoDataFrame, *, areas: list[AreaRate], rings: int
) -> Content:
    """Return the map of rates, as `maps.rates_map` takes it."""
    return _of_cells(context, cells, rates_topic(context, cells, areas=areas, rings=rings, grid={}))


def heat_content(
    context: MapContext,
    raster: NDArray[np.float64],
    bounds: Bounds,
    bandwidth_m: float,
    incidents: GeoDataFrame,
) -> Content:
    """Return the map of density, as `maps.heat_map` takes it."""
    require_lonlat(incidents, "incidents")
    topic = heat_topic(context, raster, bounds, bandwidth_m, incidents)
    top = float(np.nanmax(raster, initial=0.0, where=np.isfinite(raster)))
    return Content(
        context=context,
        kind=topic.kind,
        legend=topic.legend,
        headlines=topic.headlines,
        over=[Heat(raster, top, bounds)] if top > 0 else [],
        marks=_dots(incidents),
        names=place_names(context),
        water_filled=True,
        bar=HeatBar(ticks(top), top, words("maps.heat.unit")) if top > 0 else None,
        bounds=around(context, incidents),
    )


def zones_content(context: MapContext) -> Content:
    """Return the map of zones (for a park: of its blocks), as `maps.zones_map` takes it."""
    topic = zones_topic(context)
    kinds = zone_kinds(context.zones)
    # Drafts lie below what is in force, and the strictest on top: it is inside the others.
    order = sorted(
        range(len(kinds)), key=lambda k: (kinds[k].draft, level_rank(kinds[k].level)), reverse=True
    )
    names = [zone_line(kind.level, kind.draft) for kind in kinds]
    styles = list(dict.fromkeys(names[k] for k in order))
    shapes, class_of = context.zones.geometry.iloc[order], [styles.index(names[k]) for k in order]
    if not len(context.zones):
        shapes, styles = context.outline.geometry, ["zone-first"]
        class_of = [0] * len(context.outline)
    return Content(
        context=context,
        kind=topic.kind,
        legend=topic.legend,
        headlines=topic.headlines,
        over=[Filled(shapes, styles, class_of, cells=False)],
        names=place_names(context),
        zones_told=True,
        bounds=around(context),
    )


def _of_cells(
    context: MapContext,
    cells: GeoDataFrame,
    topic: Topic,
    marks: Sequence[Lined | Dotted] = (),
) -> Content:
    """Return cells in the classes that the screen shows them in."""
    require_lonlat(cells, "cells")
    layer = topic.layers[0]
    class_of, styles = layer["class_of"], layer["classes"]
    if not isinstance(class_of, Numbers) or not isinstance(styles, list):
        raise TypeError("the layer is none of cells")
    return Content(
        context=context,
        kind=topic.kind,
        legend=topic.legend,
        headlines=topic.headlines,
        over=[Filled(cells.geometry, styles, class_of.whole.tolist())],
        marks=marks,
        names=place_names(context),
        bounds=around(context, cells),
    )


def _dots(incidents: GeoDataFrame) -> list[Lined | Dotted]:
    if not 0 < len(incidents) <= MOST_DOTS:
        return []
    return [Dotted(incidents.geometry, ["incident"], [0] * len(incidents))]
