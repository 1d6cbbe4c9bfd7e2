"""The coverage map: how much time the tracks spent in each cell."""

import numpy as np
from geopandas import GeoDataFrame
from numpy.typing import NDArray

from maps.cells import Grid, cell_layer, field
from maps.cells_page import cells_page
from maps.classes import classify, effort_breaks
from maps.context import MapContext, boundary_status
from maps.palette import EFFORT_CLASSES
from maps.scene import Headline, Legend, LegendRow, Topic
from maps.words import Words, count, duration, duration_range, joined, words


def coverage_map(context: MapContext, cells: GeoDataFrame) -> str:
    """Return the map of effort per cell as one self-contained HTML page.

    Cells without effort are a class of their own, drawn; the others fall into at most five
    classes by `effort_breaks`.

    Parameters
    ----------
    context
        The frame of the map.
    cells
        ``code``, ``kind``, ``effort_s`` (sum over tracks), ``presence_s`` (union in time),
        ``length_m``, ``n_visits``, ``geometry`` (EPSG:4326). May be empty.
    """
    return cells_page(context, cells, coverage_topic(context, cells))


def coverage_topic(
    context: MapContext,
    cells: GeoDataFrame,
    *,
    grid: Grid | None = None,
    id: str = "cells",
    breaks: tuple[int, ...] | None = None,
) -> Topic:
    """Return effort per cell as a topic.

    ``grid`` is what `cell_grid` made of the same cells; ``breaks`` are borders of classes that were
    chosen elsewhere, of more than these cells.
    """
    effort = effort_s(cells)
    own = effort_breaks(effort, EFFORT_CLASSES) if breaks is None else breaks
    class_of = classify(effort, own)
    any_effort = bool((effort > 0).any()) or breaks is not None
    swatches = swatches_of(own, any_effort=any_effort)
    counts = np.bincount(class_of, minlength=len(swatches))
    unit = words("maps.unit.cells")
    return Topic(
        name=words("maps.topic.coverage"),
        kind=words("maps.kind_of_map.coverage"),
        layers=[
            cell_layer(
                cells if grid is None else grid,
                words("maps.layer.effort"),
                swatches,
                class_of,
                _fields(cells),
                id=id,
            )
        ],
        headlines=[
            Headline(
                words("maps.coverage.visited"),
                count(int(counts[1:].sum())),
                unit,
                classes=range(1, len(swatches)),
            ),
            Headline(
                words("maps.coverage.unvisited"), count(int(counts[0])), unit, "late", classes=[0]
            ),
        ],
        legend=Legend(
            title=words("maps.coverage.title"),
            rows=[
                LegendRow(swatch, label, count(int(n)), kind=k)
                for k, ((swatch, label), n) in enumerate(zip(swatches, counts, strict=True))
            ],
            notes=[
                words("maps.coverage.definition"),
                joined([words("maps.coverage.totals", **_totals(cells)), *context.grid]),
                words("maps.coverage.rule"),
                *boundary_status(context),
            ],
        ),
    )


def effort_s(cells: GeoDataFrame) -> NDArray[np.float64]:
    """Return ``(n,)`` seconds spent in each cell, 0 where none are known."""
    return _column(cells, "effort_s")


def _column(cells: GeoDataFrame, name: str) -> NDArray[np.float64]:
    if not len(cells):
        return np.zeros(0)
    values: NDArray[np.float64] = cells[name].to_numpy(dtype=np.float64)
    return np.nan_to_num(values)


def swatches_of(breaks: tuple[int, ...], *, any_effort: bool) -> list[tuple[str, Words]]:
    """Return CSS class and label of zero and of each class; few classes spread over the ramp."""
    rows = [("unvisited", words("maps.coverage.none"))]
    if not any_effort:
        return rows
    n = len(breaks) + 1
    shades = np.rint(np.linspace(1 if n > 1 else EFFORT_CLASSES, EFFORT_CLASSES, n)).astype(int)
    for k, shade in enumerate(shades):
        rows.append((f"effort-{shade}", _class_label(breaks, k)))
    return rows


def _class_label(breaks: tuple[int, ...], k: int) -> Words:
    if not breaks:
        return words("maps.coverage.any")
    if k == 0:
        return words("maps.coverage.up_to", high=duration(breaks[0]))
    if k == len(breaks):
        return words("maps.coverage.over", low=duration(breaks[-1]))
    return duration_range(breaks[k - 1], breaks[k])


def _totals(cells: GeoDataFrame) -> dict[str, str]:
    return {
        "hours": f"{_column(cells, 'effort_s').sum() / 3600:,.1f}",
        "km": f"{_column(cells, 'length_m').sum() / 1000:,.1f}",
    }


def _fields(cells: GeoDataFrame) -> list[dict[str, object]]:
    return [
        field(words("maps.field.effort"), "duration", _column(cells, "effort_s"), brief=True),
        field(words("maps.field.presence"), "duration", _column(cells, "presence_s")),
        field(words("maps.field.length"), "length", _column(cells, "length_m")),
        field(words("maps.field.n_visits"), "visits", _column(cells, "n_visits")),
    ]
