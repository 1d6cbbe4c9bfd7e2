"""The kinds of maps there are."""

from typing import Literal, get_args

MapKind = Literal["zones", "coverage", "gaps", "heat", "hotspots", "rates", "seen"]
MAP_KINDS: tuple[MapKind, ...] = get_args(MapKind)
