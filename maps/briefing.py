"""The briefing map: all topics of an area in one file, with what lies over them, by shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import numpy as np
from geopandas import GeoDataFrame
from numpy.typing import NDArray

from maps import base
from maps.boundaries import outline_layer, zones_layer
from maps.cells import Grid, cell_grid, field
from maps.classes import classify, effort_breaks
from maps.context import MapContext, column
from maps.coverage import coverage_topic, swatches_of
from maps.gaps import GAP_SWATCHES, gaps_topic
from maps.heat import heat_topic
from maps.hotspots import hotspots_topic
from maps.kinds import cells_topic
from maps.moments import Moments, Standing, changing
from maps.page import render
from maps.palette import EFFORT_CLASSES
from maps.points import incident_layer, told_dots
from maps.scene import Bounds, Layer, LegendRow, Scene, Shape, Topic, extent
from maps.seen import camera_layer, seen_topic
from maps.tracks import track_layer
from maps.words import Words, count, same, words
from maps.zones import zones_topic

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Heat:
    """Density of incidents, as `maps.heat.heat_map` takes it."""

    raster: Floats
    bounds: Bounds
    bandwidth_m: float


@dataclass(frozen=True)
class ByShift:
    """How cells stood in each shift of the period.

    Attributes
    ----------
    moments
        The ``k`` shifts.
    effort_s
        ``(k, n)`` seconds spent in each cell in each shift.
    gap_class
        ``(k, n)`` place in `geo_patrol.coverage.gaps.GAP_CLASSES` at the end of each shift.
    """

    moments: Moments
    effort_s: Floats
    gap_class: Ints


@dataclass(frozen=True)
class Briefing:
    """What a briefing map shows. Tables of cells have the same cells in the same order.

    Attributes
    ----------
    gaps, effort, seen, spots
        As `gaps_map`, `coverage_map`, `seen_map` and `hotspots_map` take them.
    incidents
        As `heat_map` takes them.
    tracks
        As `maps.tracks.track_layer` takes them.
    cameras
        As `seen_map` takes them.
    check_points
        ``code``, ``name``, ``geometry`` (points, EPSG:4326).
    heat
        None draws no heat.
    by_shift
        None makes a map without a slider.
    as_of
        The moment that ages are counted to.
    n_untracked_patrols, n_behind, rings
        As the maps of one topic take them.
    """

    gaps: GeoDataFrame
    effort: GeoDataFrame
    seen: GeoDataFrame
    spots: GeoDataFrame
    incidents: GeoDataFrame
    tracks: GeoDataFrame
    cameras: GeoDataFrame
    check_points: GeoDataFrame
    heat: Heat | None
    by_shift: ByShift | None
    as_of: datetime
    n_untracked_patrols: int = 0
    n_behind: int = 0
    rings: int = 1


def briefing_map(context: MapContext, briefing: Briefing) -> str:
    """Return all topics of an area as one self-contained HTML page.

    One topic colours the map at a time: gaps, coverage, what is seen, hot spots, heat, zones, kinds
    of cells. Incidents (gathered), tracks, cameras and check points lie over it and can be
    switched. The slider shows the whole period, a day or a shift: what cells were then, what
    happened and who was under way. Topics that are of the whole period only say so.
    """
    moments = None if briefing.by_shift is None else briefing.by_shift.moments
    overlays = _overlays(context, briefing, moments)
    return render(
        Scene(
            context=context,
            topics=_topics(context, briefing),
            base=[*base.legend_rows(context), *_overlay_rows(overlays)],
            base_layers=base.layers(context),
            layers=overlays,
            bounds=extent(briefing.gaps, context.zones, context.outline, context.water),
            clock=None if moments is None else moments.payload(),
        )
    )


def _topics(context: MapContext, briefing: Briefing) -> list[Topic]:
    grid = cell_grid(briefing.gaps)
    gaps = gaps_topic(
        context,
        briefing.gaps,
        n_untracked_patrols=briefing.n_untracked_patrols,
        as_of=briefing.as_of,
        grid=grid,
        id="gaps",
    )
    effort = coverage_topic(context, briefing.effort, grid=grid, id="effort")
    if briefing.by_shift is not None:
        gaps = _with_time(gaps, _gap_moments(briefing.by_shift))
        effort = _with_time(effort, _effort_moments(briefing.by_shift))
    topics = [
        gaps,
        effort,
        seen_topic(
            context,
            briefing.seen,
            len(briefing.cameras),
            n_behind=briefing.n_behind,
            grid=grid,
            id="seen",
        ),
        hotspots_topic(
            context,
            briefing.spots,
            len(briefing.incidents),
            rings=briefing.rings,
            grid=grid,
            id="spots",
        ),
    ]
    if briefing.heat is not None:
        heat = briefing.heat
        topics.append(
            heat_topic(context, heat.raster, heat.bounds, heat.bandwidth_m, briefing.incidents)
        )
    return [*topics, _zones(context), _cells(context, briefing, grid)]


def _zones(context: MapContext) -> Topic:
    filled = zones_layer(context, filled=True)
    if not len(context.zones):
        filled = outline_layer(context, under_cells=False)
    # Borders and their names are drawn by the ground already.
    unnamed = {key: value for key, value in filled.items() if key not in ("labels", "points")}
    return zones_topic(context, [unnamed | {"id": "zones-filled"}])


def _cells(context: MapContext, briefing: Briefing, grid: Grid) -> Topic:
    return cells_topic(context, briefing.gaps, grid=grid, id="kinds")


def _with_time(topic: Topic, time: dict[str, object]) -> Topic:
    return Topic(
        kind=topic.kind,
        headlines=topic.headlines,
        legend=topic.legend,
        layers=topic.layers,
        name=topic.name,
        time=time,
    )


def _gap_moments(by_shift: ByShift) -> dict[str, object]:
    days = by_shift.moments.days
    last = np.flatnonzero(np.diff(days, append=days[-1] + 1))
    return changing(
        "gaps",
        Standing(by_shift.gap_class[last], GAP_SWATCHES),
        Standing(by_shift.gap_class, GAP_SWATCHES),
        words("maps.moment.gaps"),
    )


def _effort_moments(by_shift: ByShift) -> dict[str, object]:
    days = by_shift.moments.days
    by_day = np.zeros((int(days[-1]) + 1, by_shift.effort_s.shape[1]))
    np.add.at(by_day, days, by_shift.effort_s)
    return changing(
        "effort", _efforts(by_day), _efforts(by_shift.effort_s), words("maps.moment.effort")
    )


def _efforts(effort_s: Floats) -> Standing:
    """Return efforts in classes of their own: of a day's, or a shift's, not of the period's."""
    breaks = effort_breaks(effort_s.ravel(), EFFORT_CLASSES)
    return Standing(
        classify(effort_s.ravel(), breaks).reshape(effort_s.shape),
        swatches_of(breaks, any_effort=bool((effort_s > 0).any())),
        [field(words("maps.field.effort"), "duration", effort_s, brief=True)],
    )


def _overlays(context: MapContext, briefing: Briefing, moments: Moments | None) -> Sequence[Layer]:
    layers: list[Layer] = []
    if len(briefing.tracks):
        layers.append(track_layer(briefing.tracks, moments))
    if len(briefing.cameras):
        layers.append(camera_layer(briefing.cameras) | {"large": True})
    if len(briefing.check_points):
        layers.append(check_point_layer(briefing.check_points))
    if len(briefing.incidents):
        step = None
        if moments is not None:
            step = moments.step_of([t.timestamp() for t in briefing.incidents["occurred_at"]])
        layers.append(incident_layer(context, briefing.incidents, step=step, gathered=True))
    return layers


def check_point_layer(points: GeoDataFrame) -> Layer:
    """Return check points as squares, each with its name and code."""
    details: list[dict[str, object]] = [
        {"title": same(name or code), "lines": [(words("maps.field.camera_code"), same(code))]}
        for code, name in zip(column(points, "code"), column(points, "name"), strict=True)
    ]
    name = words("maps.layer.check_points")
    layer = told_dots("check-points", name, points.geometry, "check-point", details)
    return layer | {"square": True, "large": True}


def _overlay_rows(layers: Sequence[Layer]) -> list[LegendRow]:
    """Return what lies over the topic: how its marks look, and how many there are."""
    looks: dict[str, tuple[str, Shape]] = {
        "incidents": ("bunch", "dot"),
        "tracks": ("track", "line"),
        "cameras": ("camera", "dot"),
        "check-points": ("check-point", "square"),
    }
    rows = []
    for id, (swatch, shape) in looks.items():
        for layer in layers:
            if layer["id"] == id:
                name, n = cast(Words, layer["name"]), cast(int, layer["n"])
                rows.append(LegendRow(swatch, name, count(n), shape, layer=id))
    return rows
