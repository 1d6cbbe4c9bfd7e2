"""Geometry functions that SQLite lacks, given to each of its connections.

The R*Tree triggers call the ``gp_min…``/``gp_max…`` functions, so no row can be written whose
index entry is missing: a connection without them fails loudly.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry


@lru_cache(maxsize=64)
def _bounds(wkb: bytes) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.from_wkb(wkb).bounds
    return west, south, east, north


def _bound(position: int) -> Any:
    def function(wkb: bytes | None) -> float | None:
        if wkb is None:
            return None
        value = _bounds(wkb)[position]
        return None if np.isnan(value) else value

    return function


@lru_cache(maxsize=4096)
def _prepared(wkb: bytes) -> BaseGeometry:
    shape = shapely.from_wkb(wkb)
    shapely.prepare(shape)
    return shape


def _covers(wkb: bytes | None, lon: float, lat: float) -> bool:
    return wkb is not None and bool(_prepared(wkb).covers(shapely.Point(lon, lat)))


def _meets_box(wkb: bytes | None, west: float, south: float, east: float, north: float) -> bool:
    return wkb is not None and bool(
        _prepared(wkb).intersects(shapely.box(west, south, east, north))
    )


def register_functions(connection: Any) -> None:
    """Give a SQLite connection the functions that triggers and queries use."""
    for position, name in enumerate(("gp_min_lon", "gp_min_lat", "gp_max_lon", "gp_max_lat")):
        connection.create_function(name, 1, _bound(position), deterministic=True)
    connection.create_function("gp_meets_box", 5, _meets_box, deterministic=True)
    connection.create_function("gp_covers", 3, _covers, deterministic=True)
