"""Maps as self-contained HTML pages, made by folium."""

from maps.briefing import Briefing, ByShift, Heat, briefing_map
from maps.compare import Compared, comparison_map
from maps.context import MapContext
from maps.coverage import coverage_map
from maps.gaps import gaps_map
from maps.heat import heat_map
from maps.hotspots import hotspots_map
from maps.moments import Moments
from maps.rates import AreaRate, rates_map
from maps.seen import seen_map
from maps.zones import zones_map

__all__ = [
    "AreaRate",
    "Briefing",
    "ByShift",
    "Compared",
    "Heat",
    "MapContext",
    "Moments",
    "briefing_map",
    "comparison_map",
    "coverage_map",
    "gaps_map",
    "heat_map",
    "hotspots_map",
    "rates_map",
    "seen_map",
    "zones_map",
]
