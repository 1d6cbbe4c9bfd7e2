"""The map of rates: what patrols met for the time they were there, and where nobody can say."""

from collections import Counter
from typing import Literal, NamedTuple

import numpy as np
from geopandas import GeoDataFrame

from geo_patrol.errors import InvalidInput
from maps.cells import Grid, cell_layer, field, reach, texts
from maps.cells_page import cells_page
from maps.context import MapContext, boundary_status, column
from maps.scene import Headline, Legend, LegendRow, Topic
from maps.words import Words, count, joined, words

RateOnMap = Literal["nobody", "too_little_effort", "lower", "as_elsewhere", "higher"]

_ORDER: tuple[RateOnMap, ...] = ("nobody", "too_little_effort", "lower", "as_elsewhere", "higher")
# Told from what calls for a patrol to what calls for none.
_TOLD: tuple[RateOnMap, ...] = ("higher", "as_elsewhere", "lower", "too_little_effort", "nobody")
_SWATCHES: dict[RateOnMap, str] = {
    "nobody": "unvisited",
    "too_little_effort": "rate-too-little",
    "lower": "rate-lower",
    "as_elsewhere": "rate-as-elsewhere",
    "higher": "rate-higher",
}


class AreaRate(NamedTuple):
    """What an area's cells are compared with: incidents per hour, and the hours that tell."""

    overall_per_h: float
    enough_h: float


def rates_map(
    context: MapContext, cells: GeoDataFrame, *, areas: list[AreaRate], rings: int
) -> str:
    """Return the map of incidents per hour of presence as one self-contained HTML page.

    Parameters
    ----------
    context
        The frame of the map.
    cells
        ``code``, ``kind``, ``rate_class`` (higher, lower, as_elsewhere, too_little_effort), ``n``
        and ``presence_s`` of the cell; ``n_around``, ``presence_s_around`` of it with what is
        around it, ``low_per_h`` and ``high_per_h`` of that (infinite for none), ``geometry``
        (EPSG:4326). May be empty. A cell without presence is a class of its own.
    areas
        One for each area drawn; NaN and infinite where nothing is known.
    rings
        Rings of cells around each that its rate takes in.

    Raises
    ------
    InvalidInput
        When a class is none of the four, or the geometry is not EPSG:4326.
    """
    return cells_page(context, cells, rates_topic(context, cells, areas=areas, rings=rings))


def rates_topic(
    context: MapContext,
    cells: GeoDataFrame,
    *,
    areas: list[AreaRate],
    rings: int,
    grid: Grid | None = None,
    id: str = "cells",
) -> Topic:
    """Return rates as a topic; ``grid`` is what `cell_grid` made of the same cells."""
    classes = _classes(cells)
    counts = Counter(classes)
    unsure = counts["too_little_effort"] + counts["nobody"]
    unit = words("maps.unit.cells")
    return Topic(
        name=words("maps.topic.rates"),
        kind=words("maps.kind_of_map.rates"),
        layers=[
            cell_layer(
                cells if grid is None else grid,
                words("maps.layer.rates"),
                [(_SWATCHES[name], rate_name(name)) for name in _ORDER],
                [_ORDER.index(name) for name in classes],
                _fields(cells),
                id=id,
            )
        ],
        headlines=[
            Headline(words("maps.rate.higher"), count(counts["higher"]), unit, "late"),
            Headline(words("maps.rate.unsure"), count(unsure), unit, "never"),
        ],
        legend=Legend(
            title=words("maps.rate.title"),
            rows=[
                LegendRow(
                    _SWATCHES[name], rate_name(name), count(counts[name]), kind=_ORDER.index(name)
                )
                for name in _TOLD
            ],
            notes=[
                words("maps.rate.warning"),
                joined([reach(rings), *context.grid]),
                *_compared_with(areas),
                words("maps.rate.found_by"),
                *boundary_status(context),
            ],
        ),
    )


def rate_name(name: RateOnMap) -> Words:
    """Return the name of a class."""
    names: dict[RateOnMap, str] = {
        "higher": "maps.rate.higher",
        "as_elsewhere": "maps.rate.as_elsewhere",
        "lower": "maps.rate.lower",
        "too_little_effort": "maps.rate.too_little_effort",
        "nobody": "maps.rate.nobody",
    }
    return words(names[name])


def _classes(cells: GeoDataFrame) -> list[RateOnMap]:
    known: dict[str, RateOnMap] = {name: name for name in _ORDER if name != "nobody"}
    found: list[RateOnMap] = []
    if not len(cells):
        return found
    presence_s = cells["presence_s"].to_numpy(dtype=np.float64)
    for code, name, there_s in zip(
        column(cells, "code"), column(cells, "rate_class"), presence_s, strict=True
    ):
        if name not in known:
            raise InvalidInput("maps.unknown_rate_class", code=code, name=name)
        found.append(known[name] if there_s > 0 else "nobody")
    return found


def _compared_with(areas: list[AreaRate]) -> list[Words]:
    """Return what cells are compared with; several areas each have a rate of their own."""
    if len(areas) > 1:
        return [words("maps.rate.each_area")]
    if not areas or not areas[0].overall_per_h > 0:
        return [words("maps.rate.nothing_found")]
    return [
        words("maps.rate.overall", rate=f"{areas[0].overall_per_h:.2g}"),
        words("maps.rate.enough", hours=f"{areas[0].enough_h:,.0f}"),
    ]


def _fields(cells: GeoDataFrame) -> list[dict[str, object]]:
    if not len(cells):
        return []

    return [
        field(words("maps.field.n_found"), "plain", cells["n"], brief=True),
        field(words("maps.field.presence"), "duration", cells["presence_s"], brief=True),
        field(words("maps.field.n_found_around"), "plain", cells["n_around"]),
        field(words("maps.field.presence_around"), "duration", cells["presence_s_around"]),
        texts(words("maps.field.per_h"), _intervals(cells)),
    ]


def _intervals(cells: GeoDataFrame) -> list[str | None]:
    """Return the 95 % interval of each rate; None where there is none."""
    return [
        f"{low:.2g}–{high:.2g}" if np.isfinite(high) else None
        for low, high in zip(cells["low_per_h"], cells["high_per_h"], strict=True)
    ]
