"""What counts are divided by: the ground of a cell, or its shore."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import Lattice, Validity
from geo_patrol.errors import InvalidInput

LEAST_AREA_M2 = 100.0
LEAST_SHORE_M = 10.0
"""A cell with less has no density: one incident there would outdo any other place."""

# A line is a track that is never too fast, too long under way or unsure of its place.
_ALL_VALID = Validity(np.inf, np.inf, np.inf, 0)
_MS_PER_M = 1000

Floats = NDArray[np.float64]


def per_km2(counts: ArrayLike, area_m2: ArrayLike, *, least_m2: float = LEAST_AREA_M2) -> Floats:
    """Return counts per square kilometre, NaN where a cell has less area than ``least_m2``.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ`` or ``hotspots.denominator_negative``.
    """
    return _divided(counts, area_m2, least_m2, 1e6)


def per_km_of_shore(
    counts: ArrayLike, shore_m: ArrayLike, *, least_m: float = LEAST_SHORE_M
) -> Floats:
    """Return counts per kilometre of shoreline, NaN where a cell has less of it than ``least_m``.

    NaN says that the figure does not apply, not that nothing happened: anglers stand on the shore,
    and a cell of open water has none.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ`` or ``hotspots.denominator_negative``.
    """
    return _divided(counts, shore_m, least_m, 1e3)


def shore_lengths(
    lines: Sequence[BaseGeometry], cells: Lattice | PolygonCells, n_cells: int
) -> Floats:
    """Return the length of lines within each cell, in metres: ``(n_cells,)``.

    Lines are cut at cell borders by the same kernels as tracks, and by the same rule: what runs
    along a border of a lattice is in one cell only. What lies in no cell counts nowhere.

    Parameters
    ----------
    lines
        Lines, or polygons for the sake of their boundaries (islands too), in the metric CRS of the
        cells; empty ones do no harm. A line given twice counts twice.
    cells
        A regular grid, or the index of an irregular one.
    """
    found = np.zeros(n_cells)
    for line in _plain_lines(lines):
        x, y = shapely.get_coordinates(line).T
        way_m = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
        # At one metre a second: no piece that matters is shorter than the kernels' microsecond.
        t_ms = np.rint(way_m * _MS_PER_M).astype(np.int64)
        unknown = np.full(len(x), np.nan)
        if isinstance(cells, Lattice):
            visits, _ = trace(t_ms, x, y, unknown, cells, _ALL_VALID)
        else:
            visits, _ = trace_polygons(t_ms, x, y, unknown, cells, _ALL_VALID)
        inside = visits.cell >= 0
        found += np.bincount(visits.cell[inside], visits.length_m[inside], n_cells)
    return found


def _plain_lines(shapes: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    parts = shapely.get_parts(np.array(shapes, dtype=object))
    polygonal = shapely.get_dimensions(parts) == 2
    rings = shapely.get_parts(shapely.boundary(parts[polygonal]))
    lines: NDArray[np.object_] = np.concatenate((parts[~polygonal], rings))
    real: NDArray[np.bool_] = (shapely.get_dimensions(lines) == 1) & ~shapely.is_empty(lines)
    return lines[real]


def _divided(counts: ArrayLike, by: ArrayLike, least: float, scale: float) -> Floats:
    count, amount = np.asarray(counts, np.float64), np.asarray(by, np.float64)
    if not (count.ndim == 1 and count.shape == amount.shape):
        raise InvalidInput("hotspots.lengths_differ")
    if (amount < 0).any():
        raise InvalidInput("hotspots.denominator_negative")
    found = np.full(len(count), np.nan)
    np.divide(count * scale, amount, out=found, where=(amount >= least) & (amount > 0))
    return found
