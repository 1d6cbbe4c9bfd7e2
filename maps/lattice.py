"""Cells' shapes, packed: squares of a metric lattice as rows and columns, others point by point.

A lattice is straight in metres and not quite so in degrees. Its corners are a polynomial of row
and column, good to `NEAR_DEG`, so that 30,000 squares are a few coefficients and a few kilobytes.
Whatever is no square of a lattice (cells cut by a border, irregular ones) is carried as it is.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoSeries
from numpy.polynomial import polynomial
from numpy.typing import NDArray

from geo_patrol.crs import fixes_to_metric, from_metric
from geo_patrol.packing import PER_DEGREE
from maps.packed import Numbers

NEAR_DEG = 0.6 / PER_DEGREE
"""Farthest that a corner may lie from where it is drawn: six centimetres."""

FEWEST = 16
"""Squares that are worth a lattice of their own."""

MOST_LATTICES = 12
_DEGREE = 3
_NODES = 24
_NEAR_M = 0.05

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Squares(NamedTuple):
    """Cells that are squares along the axes of the metric CRS: which, and where in metres."""

    which: Ints
    west: Floats
    south: Floats
    size_m: Floats
    corners: Floats
    """``(n, 4, 2)`` longitude and latitude."""


def pack_cells(geometry: GeoSeries) -> dict[str, object]:
    """Return cells' shapes (EPSG:4326) as `maps.packed.Numbers`, for ``assets/grid.js``.

    Cells without a shape are drawn nowhere; polygons keep holes and parts.
    """
    shapes = np.asarray(geometry.array)
    squares = _squares(shapes)
    lattices, rest = [], np.ones(len(shapes), dtype=bool)
    for _ in range(MOST_LATTICES):
        if len(squares.which) < FEWEST:
            break
        found, packed = _lattice(squares)
        if packed is not None:
            lattices.append(packed)
            rest[squares.which[found]] = False
        squares = _without(squares, found)
    return {"n": len(shapes), "lattices": lattices, "rest": _pack_rest(shapes, rest)}


def _squares(shapes: NDArray[np.object_]) -> Squares:
    """Return the cells that are squares, of whatever size."""
    plain = (
        (shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON)
        & (shapely.get_num_coordinates(shapes) == 5)
        & (shapely.get_num_interior_rings(shapes) == 0)
    )
    index = np.flatnonzero(plain)
    corners = shapely.get_coordinates(shapes[index]).reshape(-1, 5, 2)[:, :4]
    x, y = (
        a.reshape(-1, 4) for a in fixes_to_metric(corners[..., 0].ravel(), corners[..., 1].ravel())
    )
    west, south, east, north = x.min(axis=1), y.min(axis=1), x.max(axis=1), y.max(axis=1)
    wide, high = east - west, north - south
    # Sides are whole decimetres: that of one cell, as measured, would be metres off a row later.
    size_m = np.round(wide, 1)
    at_edges = (
        (np.minimum(x - west[:, None], east[:, None] - x) < _NEAR_M)
        & (np.minimum(y - south[:, None], north[:, None] - y) < _NEAR_M)
    ).all(axis=1)
    kept = at_edges & (np.abs(high - size_m) < _NEAR_M) & (size_m > 0)
    return Squares(index[kept], west[kept], south[kept], size_m[kept], corners[kept])


def _lattice(squares: Squares) -> tuple[NDArray[np.bool_], dict[str, object] | None]:
    """Return which squares lie on the lattice of the first, and that lattice, if it fits them."""
    size = float(squares.size_m[0])
    col = np.rint((squares.west - squares.west[0]) / size)
    row = np.rint((squares.south - squares.south[0]) / size)
    found: NDArray[np.bool_] = (
        (np.abs(squares.west - squares.west[0] - col * size) < _NEAR_M)
        & (np.abs(squares.south - squares.south[0] - row * size) < _NEAR_M)
        & (squares.size_m == size)
    )
    if found.sum() < FEWEST:
        return found, None
    col, row = col[found], row[found]
    west, south = squares.west[0] + col.min() * size, squares.south[0] + row.min() * size
    col, row = (col - col.min()).astype(np.int64), (row - row.min()).astype(np.int64)
    n_cols, n_rows = int(col.max()) + 1, int(row.max()) + 1
    lon, lat = _polynomials(west, south, size, n_cols, n_rows)
    # Compared where they lie: a corner is whichever of the four is nearest in both directions.
    corners = squares.corners[found]
    side = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    at_col = (col[:, None] + side[:, 0]) / n_cols
    at_row = (row[:, None] + side[:, 1]) / n_rows
    drawn = np.stack(
        (polynomial.polyval2d(at_col, at_row, lon), polynomial.polyval2d(at_col, at_row, lat)), -1
    )
    off = np.abs(corners[:, :, None] - drawn[:, None]).max(axis=-1).min(axis=2).max(axis=1)
    if float(off.max()) > NEAR_DEG:
        return found, None
    return found, {
        "cell": Numbers(squares.which[found]),
        "col": Numbers(col),
        "row": Numbers(row),
        "n_cols": n_cols,
        "n_rows": n_rows,
        "lon": _told(lon),
        "lat": _told(lat),
    }


def _polynomials(
    west: float, south: float, size: float, n_cols: int, n_rows: int
) -> tuple[Floats, Floats]:
    """Return ``(4, 4)`` coefficients of column and row (as shares of all), for each coordinate."""
    u, v = (a.ravel() for a in np.meshgrid(np.linspace(0, 1, _NODES), np.linspace(0, 1, _NODES)))
    lon, lat = from_metric(west + u * n_cols * size, south + v * n_rows * size)
    terms = polynomial.polyvander2d(u, v, [_DEGREE, _DEGREE])
    fits = np.linalg.lstsq(terms, np.stack((lon, lat), axis=1), rcond=None)[0].astype(np.float64)
    square = (_DEGREE + 1, _DEGREE + 1)
    return fits[:, 0].reshape(square), fits[:, 1].reshape(square)


def _told(coefficients: Floats) -> list[list[float]]:
    return [[round(float(c), 9) for c in row] for row in coefficients]


def _without(squares: Squares, found: NDArray[np.bool_]) -> Squares:
    kept = ~found
    return squares._replace(
        which=squares.which[kept],
        west=squares.west[kept],
        south=squares.south[kept],
        size_m=squares.size_m[kept],
        corners=squares.corners[kept],
    )


def _pack_rest(shapes: NDArray[np.object_], rest: NDArray[np.bool_]) -> dict[str, object]:
    return {"cell": Numbers(np.flatnonzero(rest)), **pack_rings(shapes[rest])}


def pack_rings(shapes: Sequence[object] | NDArray[np.object_]) -> dict[str, object]:
    """Return polygons' rings: how many each has, their numbers of points, and the points.

    Parts and holes are rings alike: filled by the even-odd rule they are what they were. Points
    are millionths of a degree, without those that close a ring.
    """
    given = np.asarray(shapes, dtype=object)
    parts, of_shape = shapely.get_parts(given, return_index=True)
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, of_shape = parts[polygons], of_shape[polygons]
    rings, of_part = shapely.get_rings(parts, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    closing = np.ones(len(of_ring), dtype=bool)
    closing[:-1] = of_ring[1:] != of_ring[:-1]
    points, of_ring = points[~closing], of_ring[~closing]
    whole = np.rint(points * PER_DEGREE).astype(np.int64).reshape(-1, 2)
    return {
        "rings": Numbers(np.bincount(of_shape[of_part], minlength=len(given))),
        "points": Numbers(np.bincount(of_ring, minlength=len(rings))),
        "lon": Numbers(whole[:, 0], step=1),
        "lat": Numbers(whole[:, 1], step=1),
    }


def pack_lines(shapes: Sequence[object] | NDArray[np.object_]) -> dict[str, object]:
    """Return lines as `pack_rings` has polygons: parts of each, points of each part, points."""
    given = np.asarray(shapes, dtype=object)
    parts, of_shape = shapely.get_parts(given, return_index=True)
    lines = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    parts, of_shape = parts[lines], of_shape[lines]
    points, of_part = shapely.get_coordinates(parts, return_index=True)
    whole = np.rint(points * PER_DEGREE).astype(np.int64).reshape(-1, 2)
    return {
        "rings": Numbers(np.bincount(of_shape, minlength=len(given))),
        "points": Numbers(np.bincount(of_part, minlength=len(parts))),
        "lon": Numbers(whole[:, 0], step=1),
        "lat": Numbers(whole[:, 1], step=1),
    }
