"""Shapes of the store as matplotlib's paths, in metres, cut to the frame."""

from collections.abc import Iterator

import numpy as np
import shapely
from geopandas import GeoSeries
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from geo_patrol.crs import project
from maps.print.ground import Bounds

Shapes = NDArray[np.object_]

TOGETHER = 2_000
"""Polygons in one path: Agg refuses paths of very many."""


def metric(shapes: GeoSeries, epsg: int) -> Shapes:
    """Return shapes of EPSG:4326 in metres; None and empty ones stay."""
    found: Shapes = project(np.asarray(shapes.to_numpy(), dtype=object), epsg)
    return found


def in_frame(shapes: Shapes, bounds: Bounds) -> NDArray[np.bool_]:
    """Return which shapes reach into the frame."""
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    found: NDArray[np.bool_] = there & shapely.intersects(shapely.box(*bounds), shapes)
    return found


def cut(shapes: Shapes, bounds: Bounds) -> Shapes:
    """Return what of shapes lies in the frame, with some room, so that no border is drawn there."""
    west, south, east, north = bounds
    room = (east - west + north - south) / 20
    frame = shapely.box(west - room, south - room, east + room, north + room)
    found: Shapes = shapely.intersection(shapes[in_frame(shapes, bounds)], frame)
    return found


def polygon_paths(shapes: Shapes) -> Iterator[Outline]:
    """Yield paths of polygons; what is none is left out."""
    parts = shapely.get_parts(shapely.get_parts(shapes))
    parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    for start in range(0, len(parts), TOGETHER):
        # Holes are holes by turning the other way: paths are filled by winding.
        some = shapely.orient_polygons(parts[start : start + TOGETHER])
        _, points, (rings, _) = shapely.to_ragged_array(some)
        codes = np.full(len(points), Outline.LINETO, dtype=np.uint8)
        codes[rings[:-1]] = Outline.MOVETO
        codes[rings[1:] - 1] = Outline.CLOSEPOLY
        yield Outline(points[:, :2], codes)


def line_path(shapes: Shapes) -> Outline | None:
    """Return one path of lines and of the borders of polygons; None without any."""
    parts = shapely.get_parts(shapely.get_parts(shapes))
    kinds = shapely.get_type_id(parts)
    areas = parts[kinds == shapely.GeometryType.POLYGON]
    lines = parts[
        np.isin(kinds, [shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING])
    ]
    lines = np.concatenate([lines, shapely.get_rings(areas)])
    lines = lines[shapely.get_num_points(lines) > 1]
    if not len(lines):
        return None
    points, index = shapely.get_coordinates(lines, return_index=True)
    codes = np.full(len(points), Outline.LINETO, dtype=np.uint8)
    codes[np.flatnonzero(np.diff(index, prepend=-1))] = Outline.MOVETO
    return Outline(points, codes)


def reaches(shapes: GeoSeries, bounds: Bounds, epsg: int) -> bool:
    """Return whether any of some shapes of EPSG:4326 reaches into the frame."""
    return bool(in_frame(metric(shapes, epsg), bounds).any())
