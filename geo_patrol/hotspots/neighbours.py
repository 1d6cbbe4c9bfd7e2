"""Which cells are near which: on a regular grid by place, elsewhere by a list."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.bandwidth import checked

Ints = NDArray[np.int64]

# Corners of neighbours drawn apart by less than this are one corner.
_SLACK_M = 0.05


@dataclass(frozen=True)
class Window:
    """The squares of a regular grid that count as near to one: its own is always among them.

    Attributes
    ----------
    half_widths
        For each row from the northernmost to the southernmost, the middle one being the cell's own:
        how many columns count to either side. Always an odd number of rows, the same from north to
        south as back.
    """

    half_widths: tuple[int, ...]

    @classmethod
    def square(cls, rings: int) -> "Window":
        """Return the block of cells that reaches so many rings around a cell; 1 is the nearest 8.

        Raises
        ------
        InvalidInput
            ``hotspots.reach_negative``.
        """
        if rings < 0:
            raise InvalidInput("hotspots.reach_negative", reach=rings)
        return cls((rings,) * (2 * rings + 1))

    @classmethod
    def disc(cls, reach_m: float, size_m: float) -> "Window":
        """Return the cells whose centres are no farther from a cell's than a distance.

        Raises
        ------
        InvalidInput
            ``hotspots.reach_negative``, or ``hotspots.raster_not_positive`` for the size.
        """
        if not (size_m > 0 and math.isfinite(size_m)):
            raise InvalidInput("hotspots.raster_not_positive")
        if not (reach_m >= 0 and math.isfinite(reach_m)):
            raise InvalidInput("hotspots.reach_negative", reach=reach_m)
        # A centre at the very distance counts, however the division rounds.
        reach = reach_m / size_m * (1 + 1e-12)
        rows = math.floor(reach)
        return cls(
            tuple(math.floor(math.sqrt(reach**2 - row**2)) for row in range(-rows, rows + 1))
        )


@dataclass(frozen=True, eq=False)
class Neighbours:
    """For each cell the others near it; nearness goes both ways.

    Attributes
    ----------
    start
        ``(n + 1,)`` int64: the neighbours of cell ``i`` are ``other[start[i]:start[i + 1]]``.
    other
        ``(m,)`` int64 cell indexes, ascending within a cell; never the cell itself.
    """

    start: Ints
    other: Ints

    def __len__(self) -> int:
        return len(self.start) - 1

    @classmethod
    def of_pairs(cls, n_cells: int, one: ArrayLike, other: ArrayLike) -> "Neighbours":
        """Make the lists from pairs of cells, in any order, given one way or both.

        A cell paired with itself, or a pair given twice, does no harm.

        Raises
        ------
        InvalidInput
            ``hotspots.cell_unknown`` for an index outside ``[0, n_cells)``.
        """
        a, b = np.asarray(one, np.int64), np.asarray(other, np.int64)
        ends = np.concatenate((a, b))
        if len(ends) and not (ends.min() >= 0 and ends.max() < n_cells):
            raise InvalidInput("hotspots.cell_unknown", cells=n_cells)
        apart = np.tile(a != b, 2)
        keys = np.unique((ends * n_cells + np.concatenate((b, a)))[apart])
        first, second = np.divmod(keys, max(n_cells, 1))
        return cls(np.searchsorted(first, np.arange(n_cells + 1)).astype(np.int64), second)

    @classmethod
    def touching(cls, cells: Sequence[BaseGeometry]) -> "Neighbours":
        """Return which polygons share a border or a corner, to 5 cm; overlapping ones count too.

        Parameters
        ----------
        cells
            Polygons in a metric CRS; an empty one has no neighbours.
        """
        shapes = np.array(cells, dtype=object)
        tree = shapely.STRtree(shapes)
        one, other = tree.query(shapes, predicate="dwithin", distance=_SLACK_M)
        return cls.of_pairs(len(shapes), one, other)

    @classmethod
    def within(cls, x: ArrayLike, y: ArrayLike, reach_m: float) -> "Neighbours":
        """Return which points are no farther from each other than a distance.

        Parameters
        ----------
        x, y
            ``(n,)`` metres: the cells' centres.

        Raises
        ------
        InvalidInput
            ``hotspots.reach_negative``, ``hotspots.lengths_differ`` or ``hotspots.not_finite``.
        """
        from scipy.spatial import KDTree

        xs, ys = checked(x, y)
        if not (reach_m >= 0 and math.isfinite(reach_m)):
            raise InvalidInput("hotspots.reach_negative", reach=reach_m)
        if not len(xs):
            return cls.of_pairs(0, [], [])
        pairs = KDTree(np.column_stack((xs, ys))).query_pairs(reach_m, output_type="ndarray")
        return cls.of_pairs(len(xs), pairs[:, 0], pairs[:, 1])

    def widened(self, rings: int) -> "Neighbours":
        """Return who is reached in so many steps from neighbour to neighbour; 1 is these.

        Raises
        ------
        InvalidInput
            ``hotspots.reach_negative``.
        """
        from scipy.sparse import csr_array

        if rings < 0:
            raise InvalidInput("hotspots.reach_negative", reach=rings)
        n = len(self)
        if rings == 0:
            return Neighbours.of_pairs(n, [], [])
        step = csr_array((np.ones(len(self.other), np.bool_), self.other, self.start), (n, n))
        reached = step
        for _ in range(rings - 1):
            reached = reached + reached @ step
        one, other = reached.nonzero()
        return Neighbours.of_pairs(n, one, other)

    def degrees(self) -> Ints:
        """Return how many neighbours each cell has: ``(n,)``."""
        return np.diff(self.start)
