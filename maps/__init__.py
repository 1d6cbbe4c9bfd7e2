"""Maps as self-contained HTML pages, made by folium."""

from maps.context import MapContext
from maps.coverage import coverage_map
from maps.gaps import gaps_map
from maps.heat import heat_map
from maps.hotspots import hotspots_map
from maps.rates import AreaRate, rates_map
from maps.seen import seen_map
from maps.zones import zones_map

__all__ = [
    "AreaRate",
    "MapContext",
    "coverage_map",
    "gaps_map",
    "heat_map",
    "hotspots_map",
    "rates_map",
    "seen_map",
    "zones_map",
]
