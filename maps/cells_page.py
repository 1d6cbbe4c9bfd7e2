"""The page of a map whose matter is one layer of cells."""

from collections.abc import Sequence

from geopandas import GeoDataFrame

from maps import base
from maps.context import MapContext
from maps.page import render
from maps.scene import Layer, Scene, Topic, extent


def cells_page(
    context: MapContext, cells: GeoDataFrame, topic: Topic, *, above: Sequence[Layer] = ()
) -> str:
    """Return cells over their ground as one self-contained HTML page.

    Parameters
    ----------
    context, cells
        The frame of the map; the cells that the page shows whole when it opens.
    topic
        What the map is of, with the layer of cells (see `maps.cells.cell_layer`).
    above
        Layers over the cells.
    """
    return render(
        Scene(
            context=context,
            topics=[topic],
            base=base.legend_rows(context),
            base_layers=base.layers(context),
            layers=above,
            bounds=extent(cells, context.zones, context.outline, context.water),
        )
    )
