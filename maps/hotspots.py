"""The map of hot and cold spots: where incidents lie together more than chance would have it."""

from collections import Counter
from typing import Literal

import numpy as np
from geopandas import GeoDataFrame

from geo_patrol.errors import InvalidInput
from geo_patrol.packing import pack_points
from maps.cells import cell_layer, field, reach
from maps.cells_page import cells_page
from maps.context import MapContext, boundary_status, column, require_lonlat
from maps.scene import Headline, Layer, Legend, LegendRow
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
    classes = _classes(cells)
    counts = Counter(classes)
    n_hot = counts["hot"] + counts["hot_strong"]
    n = count(len(incidents))
    always = set(_TOLD) - {"no_value"}
    return cells_page(
        context,
        cells,
        cell_layer(
            cells,
            words("maps.layer.spots"),
            [(_SWATCHES[name], spot_name(name)) for name in _ORDER],
            [_ORDER.index(name) for name in classes],
            _fields(cells),
        ),
        kind=words("maps.kind_of_map.hotspots"),
        headlines=[
            Headline(words("maps.spot.hot_all"), count(n_hot), words("maps.unit.cells"), "late"),
            Headline(words("maps.heat.incidents"), n, words("maps.heat.unit_of_count")),
        ],
        legend=Legend(
            title=words("maps.spot.title"),
            rows=[
                *(
                    LegendRow(_SWATCHES[name], spot_name(name), count(counts[name]))
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
        above=[_dots(incidents)] if len(incidents) else [],
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


def _dots(incidents: GeoDataFrame) -> Layer:
    """Return the incidents as dots that tell nothing: the cells under them do."""
    return {
        "id": "incidents",
        "name": words("maps.layer.incidents"),
        "points": pack_points(incidents.geometry),
        "dot": "incident",
    }


def _fields(cells: GeoDataFrame) -> list[dict[str, object]]:
    if not len(cells):
        return []
    return [
        field(words("maps.field.n"), "plain", [int(n) for n in cells["n"]], brief=True),
        field(words("maps.field.n_around"), "plain", [int(n) for n in cells["n_around"]]),
        field(
            words("maps.field.z"),
            "plain",
            [f"{z:+.1f}" if np.isfinite(z) else None for z in cells["z"]],
        ),
        field(words("maps.field.p"), "plain", [_p(p) for p in cells["p_adjusted"]]),
    ]


def _p(p: float) -> str | None:
    if not np.isfinite(p):
        return None
    return "<0.001" if p < 0.001 else f"{p:.2g}"
