"""Geometry as short lists of whole numbers, a tenth of GeoJSON's size; maps and phones unpack them.

A ring is ``[Δlon, Δlat, Δlon, Δlat, …]`` in millionths of a degree (0.1 m). Its first pair counts
from the first point of the ring before it, the others from the point before. Polygons come without
their closing point. A shape of one ring or line is that list; one of several parts is a list of
parts, each a list of rings.
"""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

PER_DEGREE = 1_000_000

Ring = list[int]
Shape = Ring | list[list[Ring]]


def pack(geometries: Iterable[BaseGeometry | None]) -> list[Shape]:
    """Return shapes for polygons and lines (also multi-part) in EPSG:4326.

    A geometry that is missing, empty, or neither polygon nor line gives an empty list, so that
    positions stay those of the input.
    """
    cursor = np.zeros(2, dtype=np.int64)
    shapes: list[Shape] = []
    for geometry in geometries:
        parts: list[list[Ring]] = []
        for rings in _parts(geometry):
            packed = []
            for points in rings:
                fixed = _fixed(points)
                steps = np.diff(fixed, axis=0, prepend=cursor[np.newaxis])
                cursor = fixed[0]
                packed.append([int(step) for step in steps.ravel()])
            parts.append(packed)
        simple = len(parts) == 1 and len(parts[0]) == 1
        shapes.append(parts[0][0] if simple else parts)
    return shapes


def pack_points(geometries: Iterable[BaseGeometry | None]) -> list[list[float] | None]:
    """Return ``[lat, lon]`` of points in EPSG:4326 to a tenth of a metre; None for missing ones."""
    return [
        [round(point.y, 6), round(point.x, 6)]
        if isinstance(point, shapely.Point) and not point.is_empty
        else None
        for point in geometries
    ]


def _parts(geometry: BaseGeometry | None) -> list[list[NDArray[np.float64]]]:
    """Return parts → rings → ``(n, 2)`` points; a polygon's closing point is left out."""
    if geometry is None or geometry.is_empty:
        return []
    parts: list[list[NDArray[np.float64]]] = []
    for part in shapely.get_parts(geometry):
        if isinstance(part, shapely.Polygon):
            rings = [part.exterior, *part.interiors]
            parts.append([shapely.get_coordinates(ring)[:-1] for ring in rings])
        elif isinstance(part, shapely.LineString):
            parts.append([shapely.get_coordinates(part)])
    return parts


def _fixed(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return points as whole millionths, repeated ones dropped."""
    whole = np.rint(points * PER_DEGREE).astype(np.int64)
    moved = np.ones(len(whole), dtype=bool)
    moved[1:] = (whole[1:] != whole[:-1]).any(axis=1)
    return whole[moved]
