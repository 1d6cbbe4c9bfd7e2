"""The map of what is seen: by patrols, by cameras, by both, and where nobody looks."""

from collections import Counter
from typing import Literal

import numpy as np
from geopandas import GeoDataFrame
from numpy.typing import NDArray

from geo_patrol.packing import pack
from maps.cells import Grid, cell_layer, field
from maps.cells_page import cells_page
from maps.context import MapContext, boundary_status, column, require_lonlat
from maps.points import told_dots
from maps.scene import Headline, Layer, Legend, LegendRow, Topic
from maps.words import Words, count, joined, same, words

SeenOnMap = Literal["no_shape", "both", "patrol", "camera", "part", "blind"]

BLIND = 0.95
"""A cell of which nobody saw this much is blind: what is left is a strip along its edge."""

HALF = 0.5

_ORDER: tuple[SeenOnMap, ...] = ("no_shape", "both", "patrol", "camera", "part", "blind")
_TOLD: tuple[SeenOnMap, ...] = ("blind", "part", "camera", "patrol", "both", "no_shape")
_SWATCHES: dict[SeenOnMap, str] = {
    "no_shape": "gap-not-required",
    "both": "seen-both",
    "patrol": "seen-patrol",
    "camera": "seen-camera",
    "part": "seen-part",
    "blind": "seen-blind",
}


def seen_map(
    context: MapContext, cells: GeoDataFrame, cameras: GeoDataFrame, *, n_behind: int = 0
) -> str:
    """Return the map of what is seen, and by whom, as one self-contained HTML page.

    Parameters
    ----------
    context
        The frame of the map.
    cells
        ``code``, ``kind``, ``area_m2``, the shares ``patrol``, ``camera``, ``both`` and
        ``neither`` of each (NaN for a cell without a shape), ``geometry`` (EPSG:4326). May be
        empty.
    cameras
        ``code``, ``name``, ``range_m``, ``hours`` (text, "" round the clock), ``place`` (points)
        and ``geometry`` (the sectors that they see), both EPSG:4326. May be empty.
    n_behind
        Tracks that are not looked at yet; what patrols saw is not whole before.
    """
    require_lonlat(cameras, "cameras")
    topic = seen_topic(context, cells, len(cameras), n_behind=n_behind)
    return cells_page(context, cells, topic, above=[camera_layer(cameras)] if len(cameras) else [])


def seen_topic(
    context: MapContext,
    cells: GeoDataFrame,
    n_cameras: int,
    *,
    n_behind: int = 0,
    grid: Grid | None = None,
    id: str = "cells",
) -> Topic:
    """Return what is seen as a topic; ``grid`` is what `cell_grid` made of the same cells."""
    classes = _classes(cells)
    counts = Counter(classes)
    return Topic(
        name=words("maps.topic.seen"),
        kind=words("maps.kind_of_map.seen"),
        layers=[
            cell_layer(
                cells if grid is None else grid,
                words("maps.layer.seen"),
                [(_SWATCHES[name], seen_name(name)) for name in _ORDER],
                [_ORDER.index(name) for name in classes],
                _fields(cells),
                id=id,
            )
        ],
        headlines=[
            Headline(
                words("maps.seen.blind"), count(counts["blind"]), words("maps.unit.cells"), "never"
            ),
            Headline(words("maps.seen.area"), _area_share(cells), words("maps.unit.percent")),
        ],
        legend=Legend(
            title=words("maps.seen.title"),
            rows=_rows(counts, n_cameras),
            notes=[
                *([words("maps.seen.behind", n=count(n_behind))] if n_behind else []),
                words("maps.seen.definition"),
                joined([words("maps.seen.blind_means"), *context.grid]),
                *boundary_status(context),
            ],
        ),
    )


def seen_name(name: SeenOnMap) -> Words:
    """Return the name of a class."""
    names: dict[SeenOnMap, str] = {
        "both": "maps.seen.both",
        "patrol": "maps.seen.patrol",
        "camera": "maps.seen.camera",
        "part": "maps.seen.part",
        "blind": "maps.seen.blind",
        "no_shape": "maps.seen.no_shape",
    }
    return words(names[name])


def _shares(cells: GeoDataFrame, name: str) -> NDArray[np.float64]:
    if not len(cells):
        return np.zeros(0)
    values: NDArray[np.float64] = cells[name].to_numpy(dtype=np.float64)
    return values


def _classes(cells: GeoDataFrame) -> list[SeenOnMap]:
    """Return each cell's class: blind or seen in part first, then by whom most of it is seen."""
    patrol, camera, both, neither = (
        _shares(cells, name) for name in ("patrol", "camera", "both", "neither")
    )
    by_whom: tuple[SeenOnMap, ...] = ("both", "patrol", "camera")
    found: list[SeenOnMap] = []
    most = np.stack([both, patrol - both, camera - both]).argmax(axis=0) if len(both) else []
    for blind, k in zip(neither.tolist(), most, strict=True):
        if np.isnan(blind):
            found.append("no_shape")
        elif blind >= BLIND:
            found.append("blind")
        else:
            found.append("part" if blind > HALF else by_whom[k])
    return found


def _area_share(cells: GeoDataFrame) -> str:
    """Return the share of the ground that anyone saw, in percent; a dash without any ground."""
    neither, area_m2 = _shares(cells, "neither"), _shares(cells, "area_m2")
    known = ~np.isnan(neither)
    whole = float(area_m2[known].sum())
    if not whole > 0:
        return "—"
    return f"{100 * float((area_m2[known] * (1 - neither[known])).sum()) / whole:.0f}"


def _rows(counts: Counter[SeenOnMap], n_cameras: int) -> list[LegendRow]:
    rows = [
        LegendRow(_SWATCHES[name], seen_name(name), count(counts[name]), kind=_ORDER.index(name))
        for name in _TOLD
        if name != "no_shape" or counts[name]
    ]
    return [*rows, LegendRow("camera-view", words("maps.layer.cameras"), count(n_cameras))]


def _fields(cells: GeoDataFrame) -> list[dict[str, object]]:
    if not len(cells):
        return []

    return [
        field(words("maps.field.seen_neither"), "share", _shares(cells, "neither"), brief=True),
        field(words("maps.field.seen_patrol"), "share", _shares(cells, "patrol")),
        field(words("maps.field.seen_camera"), "share", _shares(cells, "camera")),
        field(words("maps.field.seen_both"), "share", _shares(cells, "both")),
    ]


def camera_layer(cameras: GeoDataFrame) -> Layer:
    """Return the cameras' layer: what each looks at, and where it stands."""
    rows = zip(
        column(cameras, "code"),
        column(cameras, "name"),
        cameras["range_m"],
        column(cameras, "hours"),
        strict=True,
    )
    details: list[dict[str, object]] = [
        {
            "title": same(name or code),
            "lines": [
                (words("maps.field.camera_code"), same(code)),
                (words("maps.field.camera_range"), same(f"{range_m:g} m")),
                (
                    words("maps.field.camera_hours"),
                    same(hours) if hours else words("maps.seen.round_the_clock"),
                ),
            ],
        }
        for code, name, range_m, hours in rows
    ]
    layer = told_dots("cameras", words("maps.layer.cameras"), cameras["place"], "camera", details)
    return layer | {
        "shapes": pack(cameras.geometry),
        "closed": True,
        "draws": [["lines", "camera-view"]],
    }
