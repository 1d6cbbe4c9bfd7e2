"""The kinds of maps there are."""

from typing import Literal, get_args

MapKind = Literal["zones", "coverage", "gaps", "heat"]
MAP_KINDS: tuple[MapKind, ...] = get_args(MapKind)
