"""The layers under every map: water, roads, boundaries, places; and their legend rows."""

from geo_patrol.packing import pack, pack_points
from maps.boundaries import level_class, levels, outline_layer, zones_layer
from maps.context import MapContext, column, level_name
from maps.scene import Layer, LegendRow
from maps.words import same, words


def layers(context: MapContext, *, with_zones: bool = False) -> list[Layer]:
    """Return the reference layers that have anything to draw, lowest first.

    ``with_zones`` fills the zones and lets them be asked about; without it only their borders
    are drawn, over the cells.
    """
    found = [
        _water(context),
        _roads(context),
        outline_layer(context, under_cells=not with_zones),
        zones_layer(context, filled=with_zones),
        _places(context),
    ]
    return [layer for layer in found if layer["shapes"] or layer.get("points")]


def legend_rows(
    context: MapContext, *, with_zones: bool = True, water_fill: bool = False
) -> list[LegendRow]:
    """Return what the lines mean: borders, then water, roads, dams.

    Without ``water_fill`` (under cells) only the shoreline of the water is seen; without
    ``with_zones`` the borders are told elsewhere in the legend.
    """
    rows = []
    if with_zones:
        for level in levels(context.zones):
            rows.append(
                LegendRow(f"zone-line {level_class(level)}", level_name(level), shape="line")
            )
        if not rows and len(context.outline):
            rows.append(LegendRow("outline alone", words("maps.layer.outline"), shape="line"))
    if len(context.water) and water_fill:
        rows.append(LegendRow("water shoreline", words("maps.layer.water")))
    elif len(context.water):
        rows.append(LegendRow("shoreline", words("maps.layer.shoreline"), shape="line"))
    if len(context.roads):
        rows.append(LegendRow("road", words("maps.layer.roads"), shape="line"))
    if "dam" in column(context.places, "layer"):
        rows.append(LegendRow("place-dam", words("maps.layer.dams"), shape="square"))
    return rows


def _water(context: MapContext) -> Layer:
    return {
        "id": "water",
        "name": words("maps.layer.water"),
        "shapes": pack(context.water.geometry),
        "closed": True,
        # A base map has water and roads of its own.
        "draws": [["lines", "shoreline"]]
        if context.ground
        else [["ground", "water"], ["lines", "shoreline"]],
    }


def _roads(context: MapContext) -> Layer:
    return {
        "id": "roads",
        "name": words("maps.layer.roads"),
        "shapes": pack(context.roads.geometry),
        "closed": False,
        "draws": [["ground", "road"]],
        "off": context.ground is not None,
    }


def _places(context: MapContext) -> Layer:
    places = context.places
    kinds = ["dam" if kind == "dam" else "town" for kind in column(places, "layer")]
    return {
        "id": "places",
        "name": words("maps.layer.places"),
        "shapes": [],
        "points": pack_points(places.geometry),
        "labels": [same(name) for name in column(places, "name")],
        "label_class": "label-place",
        "classes": ["place-dam", "place-town"],
        "class_of": [0 if kind == "dam" else 1 for kind in kinds],
    }
