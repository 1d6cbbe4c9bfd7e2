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
POLYGON, LINES = 3, (1, 2)
"""Shapely's numbers of kinds of geometry."""

Ints = NDArray[np.int64]
Geometries = NDArray[np.object_]

Ring = list[int]
Shape = Ring | list[list[Ring]]


def pack(geometries: Iterable[BaseGeometry | None]) -> list[Shape]:
    """Return shapes for polygons and lines (also multi-part) in EPSG:4326.

    A geometry that is missing, empty, or neither polygon nor line gives an empty list, so that
    positions stay those of the input.
    """
    wanted = np.array([*geometries, None], dtype=object)[:-1]
    parts, owner = shapely.get_parts(wanted, return_index=True)
    rings, part = _rings(parts)
    steps, begins = _steps(rings, shapely.get_type_id(parts)[part] == POLYGON)
    flat, at = steps.ravel().tolist(), (2 * begins).tolist()
    shapes: list[Shape] = [[] for _ in wanted]
    nested: dict[int, list[list[Ring]]] = {}
    # Most cells are one ring: only what is in several is looked at ring by ring.
    alone = np.bincount(owner[part], minlength=len(wanted)) == 1
    before = -1
    for number, (its, of) in enumerate(zip(owner[part].tolist(), part.tolist(), strict=True)):
        ring = flat[at[number] : at[number + 1]]
        if alone[its]:
            shapes[its] = ring
        elif of == before:
            nested[its][-1].append(ring)
        else:
            nested.setdefault(its, []).append([ring])
        before = of
    for its, found in nested.items():
        shapes[its] = found
    return shapes


def pack_points(geometries: Iterable[BaseGeometry | None]) -> list[list[float] | None]:
    """Return ``[lat, lon]`` of points in EPSG:4326 to a tenth of a metre; None for missing ones."""
    return [
        [round(point.y, 6), round(point.x, 6)]
        if isinstance(point, shapely.Point) and not point.is_empty
        else None
        for point in geometries
    ]


def _rings(parts: Geometries) -> tuple[Geometries, Ints]:
    """Return the rings of polygons, and lines as they are, with the place of the part of each."""
    kind = shapely.get_type_id(parts)
    areas = np.flatnonzero((kind == POLYGON) & ~shapely.is_empty(parts))
    lines = np.flatnonzero(np.isin(kind, LINES) & ~shapely.is_empty(parts))
    rings, nth = shapely.get_rings(parts[areas], return_index=True)
    part = np.concatenate((areas[nth], lines)).astype(np.int64)
    order = np.argsort(part, kind="stable")
    return np.concatenate((rings, parts[lines]))[order], part[order]


def _steps(rings: Geometries, is_closed: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return all rings' points as steps, ``(n, 2)``, and where each ring begins; one more at last.

    A closing point is left out, and so are points that are repeated.
    """
    places, ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.rint(places * PER_DEGREE).astype(np.int64)
    is_first = np.diff(ring, prepend=-1) != 0
    is_last = np.diff(ring, append=-1) != 0
    moved = np.ones(len(whole), dtype=bool)
    moved[1:] = (whole[1:] != whole[:-1]).any(axis=1)
    kept = (moved | is_first) & ~(is_last & is_closed[ring])
    whole, ring, is_first = whole[kept], ring[kept], is_first[kept]
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    begins = np.flatnonzero(is_first)
    steps[begins] = np.diff(whole[begins], axis=0, prepend=np.zeros((1, 2), np.int64))
    return steps, np.append(begins, len(whole))
