"""The cells themselves, by what they are: shoreline, access, open water, hinterland, park."""

from collections import Counter

from geopandas import GeoDataFrame

from maps.cells import Grid, cell_layer, kind_name
from maps.context import MapContext, boundary_status, column
from maps.scene import Headline, Legend, LegendRow, Topic
from maps.words import count, words

_KNOWN = ("shoreline", "access", "open_water", "hinterland", "park")


def cells_topic(
    context: MapContext, cells: GeoDataFrame, *, grid: Grid | None = None, id: str = "cells"
) -> Topic:
    """Return cells by kind as a topic; ``grid`` is what `cell_grid` made of the same cells."""
    kinds = column(cells, "kind")
    counts = Counter(kinds)
    present = [kind for kind in _KNOWN if counts[kind]]
    present += sorted(kind for kind in counts if kind not in _KNOWN)
    swatches = [
        (f"kind-{kind.replace('_', '-')}" if kind in _KNOWN else "kind-other", kind_name(kind))
        for kind in present
    ]
    rows = [
        LegendRow(swatch, label, count(counts[kind]), kind=k)
        for k, (kind, (swatch, label)) in enumerate(zip(present, swatches, strict=True))
    ]
    return Topic(
        name=words("maps.topic.cells"),
        kind=words("maps.kind_of_map.cells"),
        layers=[
            cell_layer(
                cells if grid is None else grid,
                words("maps.topic.cells"),
                swatches,
                [present.index(kind) for kind in kinds],
                [],
                id=id,
            )
        ],
        headlines=[
            Headline(words("maps.cells.all"), count(len(cells)), words("maps.unit.cells")),
        ],
        legend=Legend(
            title=words("maps.cells.title"),
            rows=rows,
            notes=[*context.grid, *boundary_status(context)],
        ),
    )
