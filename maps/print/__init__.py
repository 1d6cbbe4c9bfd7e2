"""Maps on paper, drawn by matplotlib: what the screen shows, ready to be printed."""

from maps.print.change import change_content
from maps.print.content import Content
from maps.print.incidents import incidents_content
from maps.print.overview import AreaFigures, overview_content
from maps.print.page import print_map, printed_forms, printed_map
from maps.print.sheet import PrintedMap, SheetSpec
from maps.print.subjects import (
    coverage_content,
    gaps_content,
    heat_content,
    hotspots_content,
    rates_content,
    seen_content,
    zones_content,
)

__all__ = [
    "AreaFigures",
    "Content",
    "PrintedMap",
    "SheetSpec",
    "change_content",
    "coverage_content",
    "gaps_content",
    "heat_content",
    "hotspots_content",
    "incidents_content",
    "overview_content",
    "print_map",
    "printed_forms",
    "printed_map",
    "rates_content",
    "seen_content",
    "zones_content",
]
