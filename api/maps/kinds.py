"""The kinds of maps there are."""

from typing import Literal, get_args

MapKind = Literal[
    "zones", "coverage", "gaps", "heat", "hotspots", "rates", "seen", "briefing", "comparison"
]
MAP_KINDS: tuple[MapKind, ...] = get_args(MapKind)

SheetKind = Literal[
    "zones",
    "coverage",
    "gaps",
    "heat",
    "hotspots",
    "rates",
    "seen",
    "incidents",
    "change",
    "overview",
]
"""What is printed. A sheet has one subject: what is many on screen is several sheets."""
SHEET_KINDS: tuple[SheetKind, ...] = get_args(SheetKind)
