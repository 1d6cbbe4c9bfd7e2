"""The map of protection zones by level, over water, roads and places."""

from collections.abc import Sequence

from maps import base
from maps.boundaries import area_km2, kinds_present, zone_kinds
from maps.context import MapContext, boundary_status
from maps.page import render
from maps.scene import Headline, Layer, Legend, LegendRow, Scene, Topic, extent
from maps.words import count, words


def zones_map(context: MapContext) -> str:
    """Return the map of zones (for a park: of its blocks) as one self-contained HTML page.

    A zone that is touched tells its name, level, area, status, note and since when it holds.
    """
    return render(
        Scene(
            context=context,
            topics=[zones_topic(context)],
            base=base.legend_rows(context, with_zones=False, water_fill=True),
            base_layers=base.layers(context, with_zones=True),
            bounds=extent(context.zones, context.outline, context.water, context.places),
        )
    )


def zones_topic(context: MapContext, layers: Sequence[Layer] = ()) -> Topic:
    """Return the zones by level as a topic; ``layers`` fill them, where the ground does not."""
    zones = context.zones
    unit = words("maps.unit.km2_alone")
    headlines, rows = [], []
    kinds = zone_kinds(zones)
    for kind in kinds_present(zones):
        area = f"{area_km2(zones[[found == kind for found in kinds]]):.2f}"
        if not kind.draft:
            headlines.append(Headline(kind.name, area, unit))
        rows.append(LegendRow(f"zone-fill {kind.css_class}", kind.name, area, unit=unit))
    if not rows and len(context.outline):
        blocks = words("maps.zones.blocks")
        headlines.append(Headline(blocks, count(len(context.outline)), words("maps.unit.items")))
        area = f"{area_km2(context.outline):.2f}"
        rows.append(LegendRow("zone-fill zone-first", words("maps.layer.outline"), area, unit=unit))
    return Topic(
        name=words("maps.topic.zones" if len(zones) else "maps.topic.blocks"),
        layers=layers,
        kind=words("maps.kind_of_map.zones" if len(zones) else "maps.kind_of_map.blocks"),
        headlines=headlines[:2],
        legend=Legend(
            title=words("maps.zones.legend" if len(zones) else "maps.zones.legend_blocks"),
            rows=rows,
            notes=[words("maps.zones.area_means"), *boundary_status(context)],
        ),
    )
