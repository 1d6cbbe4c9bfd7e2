"""The page of a map whose matter is one layer of cells."""

from collections.abc import Sequence

from geopandas import GeoDataFrame

from maps import base
from maps.context import MapContext
from maps.page import render
from maps.scene import Headline, Layer, Legend, Scene, extent
from maps.words import Words


def cells_page(
    context: MapContext,
    cells: GeoDataFrame,
    layer: Layer,
    *,
    kind: Words,
    headlines: Sequence[Headline],
    legend: Legend,
    above: Sequence[Layer] = (),
) -> str:
    """Return cells over their ground as one self-contained HTML page.

    Parameters
    ----------
    context, cells
        The frame of the map; the cells that the page shows whole when it opens.
    layer
        How the cells are drawn: see `maps.cells.cell_layer`.
    kind, headlines, legend
        What the map is of, its answer in numbers, its classes.
    above
        Layers over the cells.
    """
    return render(
        Scene(
            context=context,
            kind=kind,
            headlines=headlines,
            legend=legend,
            base=base.legend_rows(context),
            layers=[*base.layers(context), layer, *above],
            bounds=extent(cells, context.zones, context.outline, context.water),
        )
    )
