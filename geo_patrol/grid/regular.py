"""Telling whether imported cells are whole squares of one lattice."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

# Files keep seven decimals of a degree (1 cm); corners of neighbours then differ by that much.
_SLACK_M = 0.05
_MAX_SQUARES = 4_000_000


@dataclass(frozen=True, eq=False)
class FoundLattice:
    """A lattice as in `geo_patrol.coverage.records.Lattice`, with each cell's place in it."""

    x0: float
    y0: float
    size_m: float
    row: NDArray[np.int64]
    col: NDArray[np.int64]
    cell_of: NDArray[np.int32]


def find_lattice(shapes: NDArray[np.object_]) -> FoundLattice | None:
    """Return the lattice that metric cells are squares of, to 5 cm; None if they are not.

    Parameters
    ----------
    shapes
        ``(n,)`` valid polygons in a metric CRS, n ≥ 1.
    """
    bounds = shapely.bounds(shapes)
    width, height = bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]
    size = float(np.median(np.concatenate([width, height])))
    size = round(size) if abs(size - round(size)) < _SLACK_M else size
    if size < 1 or (np.abs(np.stack([width, height]) - size) > _SLACK_M).any():
        return None
    if (np.abs(np.asarray(shapely.area(shapes)) - size**2) > 4 * size * _SLACK_M).any():
        return None
    x0, y0 = float(bounds[:, 0].min()), float(bounds[:, 3].max())
    col_at, row_at = (bounds[:, 0] - x0) / size, (y0 - bounds[:, 3]) / size
    col, row = np.round(col_at).astype(np.int64), np.round(row_at).astype(np.int64)
    off = np.maximum(np.abs(col_at - col), np.abs(row_at - row)) * size
    places = len(np.unique(np.column_stack([row, col]), axis=0))
    if off.max() > _SLACK_M or places < len(shapes):
        return None
    n_rows, n_cols = int(row.max()) + 1, int(col.max()) + 1
    if n_rows * n_cols > _MAX_SQUARES:
        return None
    cell_of = np.full((n_rows, n_cols), -1, dtype=np.int32)
    cell_of[row, col] = np.arange(len(shapes))
    return FoundLattice(x0, y0, size, row, col, cell_of)
