"""The map of hot and cold spots: where incidents lie together more than chance would have it."""

from collections import Counter
from typing import Literal

import numpy as np
from geopandas import GeoDataFrame

from geo_patrol.errors import InvalidInput
from maps.cells import Grid, cell_layer, field, reach, texts
from maps.cells_page import cells_page
from maps.context import MapContext, boundary_status, column, require_lonlat
from maps.points import incident_layer
from maps.scene import Headline, Legend, LegendRow, Topic
from maps.words import Words, count, joined, words

SpotOnMap = Literal["no_value", "none", "cold", "cold_strong", "hot", "hot_strong"]

STRONG = 0.01
"""A spot whose adjusted p is no greater is a strong one."""

_ORDER: tuple[SpotOnMap, ...] = ("no_value", "none", "cold", "cold_strong", "hot", "hot_strong")
_TOLD: tuple[SpotOnMap, ...] = ("hot_strong", "hot", "none", "cold", "cold_strong", "no_value")
_SWATCHES: dict[SpotOnMap, str] = {
    "no_value": "gap-not-required",
    "none": "spot-none",
    "cold": "spot-cold",
    "cold_strong": "spot-cold-strong",
    "hot": "spot-hot",
    "hot_strong": "spot-hot-strong",
}


def hotspots_map(
    context: MapContext, cells: GeoDataFrame, incidents: GeoDataFrame, *, rings: int
) -> str:
    """Return the map of hot and cold spots as one self-contained HTML page.

    Parameters
    ----------
    context
        The frame of the map.
    cells
        ``code``, ``kind``, ``spot_class`` (hot, cold, none, no_value), ``p_adjusted`` and ``z``
        (NaN for none), ``n`` and ``n_around``, incidents in the cell and with those around it,
        ``geometry`` (EPSG:4326). May be empty.
    incidents
        ``geometry`` (points, EPSG:4326): what the spots are made of. May be empty.
    rings
        Rings of cells around each that its neighbourhood reaches.

    Raises
    ------
    InvalidInput
        When a class is none of the four, or the geometry is not EPSG:4326.
    """
    require_lonlat(incidents, "incidents")
    dots = [incident_layer(context, incidents, silent=True)] if len(incidents) else []
    topic = hotspots_topic(context, cells, len(incidents), rings=rings)
    return cells_page(context, cells, topic, above=dots)


def hotspots_topic(
    context: MapContext,
    cells: GeoDataFrame,
    n_incidents: int,
    *,
    rings: int,
    grid: Grid | None = None,
    id: str = "cells",
) -> Topic:
    """Return hot and cold spots as a topic; ``grid`` is what `cell_grid` made of the same cells."""
    classes = _classes(cells)
    counts = Counter(classes)
    n_hot = counts["hot"] + counts["hot_strong"]
    n = count(n_incidents)
    always = set(_TOLD) - {"no_value"}
    return Topic(
        name=words("maps.topic.hotspots"),
        kind=words("maps.kind_of_map.hotspots"),
        layers=[
            cell_layer(
                cells if grid is None else grid,
                words("maps.layer.spots"),
                [(_SWATCHES[name], spot_name(name)) for name in _ORDER],
                [_ORDER.index(name) for name in classes],
                _fields(cells),
                id=id,
            )
        ],
        headlines=[
            Headline(words("maps.spot.hot_all"), count(n_hot), words("maps.unit.cells"), "late"),
            Headline(words("maps.heat.incidents"), n, words("maps.heat.unit_of_count")),
        ],
        legend=Legend(
            title=words("maps.spot.title"),
            rows=[
                *(
                    LegendRow(
                        _SWATCHES[name],
                        spot_name(name),
                        count(counts[name]),
                        kind=_ORDER.index(name),
                    )
                    for name in _TOLD
                    if name in always or counts[name]
                ),
                LegendRow("incident", words("maps.layer.incidents"), n, "dot"),
            ],
            notes=[
                words("maps.spot.definition"),
                joined([reach(rings), *context.grid]),
                words("maps.spot.warning"),
                *boundary_status(context),
            ],
        ),
    )


def spot_name(name: SpotOnMap) -> Words:
    """Return the name of a class."""
    names: dict[SpotOnMap, str] = {
        "hot_strong": "maps.spot.hot_strong",
        "hot": "maps.spot.hot",
        "none": "maps.spot.none",
        "cold": "maps.spot.cold",
        "cold_strong": "maps.spot.cold_strong",
        "no_value": "maps.spot.no_value",
    }
    return words(names[name])


def _classes(cells: GeoDataFrame) -> list[SpotOnMap]:
    strong: dict[str, SpotOnMap] = {"hot": "hot_strong", "cold": "cold_strong"}
    weak: dict[str, SpotOnMap] = {"hot": "hot", "cold": "cold"}
    rest: dict[str, SpotOnMap] = {"none": "none", "no_value": "no_value"}
    found: list[SpotOnMap] = []
    if not len(cells):
        return found
    for code, name, p in zip(
        column(cells, "code"), column(cells, "spot_class"), cells["p_adjusted"], strict=True
    ):
        chosen = (strong if p <= STRONG else weak) | rest
        if name not in chosen:
            raise InvalidInput("maps.unknown_spot_class", code=code, name=name)
        found.append(chosen[name])
    return found


def _fields(cells: GeoDataFrame) -> list[dict[str, object]]:
    if not len(cells):
        return []
    z = [f"{z:+.1f}" if np.isfinite(z) else None for z in cells["z"]]
    return [
        field(words("maps.field.n"), "plain", cells["n"], brief=True),
        field(words("maps.field.n_around"), "plain", cells["n_around"]),
        texts(words("maps.field.z"), z),
        texts(words("maps.field.p"), [_p(p) for p in cells["p_adjusted"]]),
    ]


def _p(p: float) -> str | None:
    if not np.isfinite(p):
        return None
    return "<0.001" if p < 0.001 else f"{p:.2g}"
