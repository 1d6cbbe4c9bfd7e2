"""A cell and what lies around it, on a grid of either kind."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.crs import project
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import Grid
from geo_patrol.hotspots import gi_star_kernel as kernel
from geo_patrol.hotspots.gi_star import GiStar, gi_star, gi_star_grid
from geo_patrol.hotspots.neighbours import Neighbours, Window

MOST_RINGS = 10

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Squares:
    """The cells of a regular grid by their place, and which squares count as near.

    Attributes
    ----------
    row, col
        ``(n,)`` int64 each cell's square, rows from north to south.
    window
        Which squares are near.
    """

    row: Ints
    col: Ints
    window: Window

    def __len__(self) -> int:
        return len(self.row)


Around = Squares | Neighbours


def around_cells(grid: Grid, rings: int) -> Around:
    """Return each cell with so many rings of cells around it; 0 is the cell alone.

    On a regular grid a ring is the next one of squares, so 1 makes a block of 3 × 3. In an
    irregular grid it is all cells that touch one nearer.

    Raises
    ------
    InvalidInput
        ``hotspots.rings_out_of_range`` below 0 or above `MOST_RINGS`.
    """
    if not 0 <= rings <= MOST_RINGS:
        raise InvalidInput("hotspots.rings_out_of_range", rings=rings, most=MOST_RINGS)
    if grid.cell_of is not None:
        row, col = (
            np.array([getattr(cell, name) for cell in grid.cells], np.int64)
            for name in ("row", "col")
        )
        return Squares(row, col, Window.square(rings))
    if rings == 0:
        return Neighbours.of_pairs(len(grid.cells), [], [])
    shapes = [project(cell.geometry, grid.epsg) for cell in grid.cells]
    return Neighbours.touching(shapes).widened(rings)


def sums_around(values: ArrayLike, around: Around) -> Floats:
    """Return the sum of values over each cell and what is near it: ``(n,)``.

    Exact for whole numbers below 2⁵³. No cells give none.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ``, or ``hotspots.squares_doubled`` when two cells of a regular
        grid claim one square.
    """
    given = np.asarray(values, np.float64)
    if given.shape != (len(around),):
        raise InvalidInput("hotspots.lengths_differ")
    if not len(given):
        return given.copy()
    has = np.ones(len(given), np.bool_)
    if isinstance(around, Neighbours):
        return kernel.sum_lists(given, has, around.start, around.other)[0]
    row, col = around.row - around.row.min(), around.col - around.col.min()
    shape = int(row.max()) + 1, int(col.max()) + 1
    halves = np.array(around.window.half_widths, np.int64)
    summed, _, doubled = kernel.sum_windows(given, has, row, col, shape, halves)
    if doubled:
        raise InvalidInput("hotspots.squares_doubled")
    return summed


def gi_star_around(values: ArrayLike, around: Around) -> GiStar:
    """Return Gi* of the cells of a grid of either kind.

    Raises
    ------
    InvalidInput
        As `geo_patrol.hotspots.gi_star.gi_star_grid` and `geo_patrol.hotspots.gi_star.gi_star`.
    """
    if isinstance(around, Neighbours):
        return gi_star(values, around)
    return gi_star_grid(values, around.row, around.col, around.window)
