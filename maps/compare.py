"""Two periods side by side: the same cells, the same classes, two maps that move together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from geopandas import GeoDataFrame

from maps import base
from maps.cells import cell_grid
from maps.classes import effort_breaks
from maps.context import MapContext, boundary_status, column
from maps.coverage import coverage_topic, effort_s
from maps.page import render
from maps.palette import EFFORT_CLASSES
from maps.scene import Layer, Legend, LegendRow, Pane, Scene, Topic, extent
from maps.words import Words, joined, words


@dataclass(frozen=True)
class Compared:
    """One of two periods: its name, and its cells as `coverage_map` takes them."""

    name: Words
    cells: GeoDataFrame


def comparison_map(context: MapContext, earlier: Compared, later: Compared) -> str:
    """Return the effort of two periods side by side as one self-contained HTML page.

    Classes are chosen from both periods together, by the rule of `coverage_map`: one colour is as
    much time on either side. The legend counts the cells of each.
    """
    both = (earlier, later)
    breaks = effort_breaks(np.concatenate([effort_s(one.cells) for one in both]), EFFORT_CLASSES)
    same_cells = column(earlier.cells, "code") == column(later.cells, "code")
    shared = cell_grid(earlier.cells) if same_cells else None
    topics = [
        coverage_topic(context, one.cells, grid=shared, id=name, breaks=breaks)
        for name, one in zip(("earlier", "later"), both, strict=True)
    ]
    layers: list[Layer] = [layer for topic in topics for layer in topic.layers]
    topic = replace(
        topics[0],
        kind=words("maps.kind_of_map.comparison"),
        headlines=[],
        legend=_legend(context, topics),
        layers=layers,
    )
    return render(
        Scene(
            context=context,
            topics=[topic],
            base=base.legend_rows(context),
            base_layers=base.layers(context),
            bounds=extent(later.cells, earlier.cells, context.zones, context.outline),
            when=joined([earlier.name, later.name], " → "),
            panes=[
                Pane(one.name, str(layer["id"])) for one, layer in zip(both, layers, strict=True)
            ],
        )
    )


def _legend(context: MapContext, topics: Sequence[Topic]) -> Legend:
    pairs = zip(*(topic.legend.rows for topic in topics), strict=True)
    rows = [
        LegendRow(one.swatch, one.label, kind=one.kind, counts=(one.count, other.count))
        for one, other in pairs
    ]
    return Legend(
        title=words("maps.coverage.title"),
        rows=rows,
        notes=[
            words("maps.coverage.definition"),
            words("maps.compare.rule"),
            *context.grid,
            *boundary_status(context),
        ],
    )
