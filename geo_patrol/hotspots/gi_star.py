"""Gi*: cells around which high values, or low ones, lie closer together than by chance."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots import gi_star_kernel as kernel
from geo_patrol.hotspots.neighbours import Neighbours, Window
from geo_patrol.hotspots.significance import LEVEL, Control, adjust

SpotClass = Literal["hot", "cold", "none", "no_value"]
SPOT_CLASSES: tuple[SpotClass, ...] = get_args(SpotClass)
"""What a spot code stands for: its place here."""

# A grid of more squares than this, or with its cells scattered over more, is a mistake.
_MOST_SQUARES = 50_000_000

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class GiStar:
    """The statistic of each cell.

    Attributes
    ----------
    z
        ``(n,)`` standard deviations from what values strewn over the cells at random would give;
        NaN for a cell without a value, 0 for all when nothing can differ (see `gi_star`).
    p
        ``(n,)`` two-sided, of one cell by itself.
    n_near
        ``(n,)`` int64: cells with a value in the neighbourhood, the cell itself among them.
    """

    z: Floats
    p: Floats
    n_near: Ints

    def classes(self, control: Control = "fdr", level: float = LEVEL) -> NDArray[np.int8]:
        """Return each cell's place in `SPOT_CLASSES`, at a level held over all cells.

        See `geo_patrol.hotspots.significance.adjust` for what is held. ``level`` 0.05 keeps, under
        ``fdr``, the expected share of false ones among the spots to 5 %.
        """
        found = adjust(self.p, control) <= level
        codes = np.select(
            [np.isnan(self.z), found & (self.z > 0), found & (self.z < 0)],
            [SPOT_CLASSES.index(name) for name in ("no_value", "hot", "cold")],
            SPOT_CLASSES.index("none"),
        )
        return codes.astype(np.int8)


def gi_star_grid(values: ArrayLike, row: ArrayLike, col: ArrayLike, window: Window) -> GiStar:
    """Return Gi* of the cells of a regular grid.

    The same as `gi_star` with the neighbours that a window gives, from sums along rows.

    Parameters
    ----------
    values
        ``(n,)`` counts, densities or rates; NaN where a cell has none.
    row, col
        ``(n,)`` each cell's square, rows from north to south. Squares without a cell belong to no
        neighbourhood.
    window
        Which squares are near.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ``, ``hotspots.value_infinite``, or ``hotspots.squares_doubled``
        when two cells claim one square (the cells of an irregular grid have none).
    """
    given, rows, cols = (
        np.asarray(values, np.float64),
        np.asarray(row, np.int64),
        np.asarray(col, np.int64),
    )
    if not (given.ndim == 1 and given.shape == rows.shape == cols.shape):
        raise InvalidInput("hotspots.lengths_differ")
    away, has = _away_from_mean(given)
    if not len(given):
        return _finish(away, has, np.empty(0), np.empty(0, np.int64))
    rows, cols = rows - rows.min(), cols - cols.min()
    shape = int(rows.max()) + 1, int(cols.max()) + 1
    if shape[0] * shape[1] > _MOST_SQUARES:
        raise InvalidInput("hotspots.grid_too_wide")
    half_widths = np.array(window.half_widths, np.int64)
    summed, n_near, doubled = kernel.sum_windows(away, has, rows, cols, shape, half_widths)
    if doubled:
        raise InvalidInput("hotspots.squares_doubled")
    return _finish(away, has, summed, n_near)


def gi_star(values: ArrayLike, neighbours: Neighbours) -> GiStar:
    """Return Getis and Ord's Gi* with its analytical moments, each neighbour weighing one.

    With ``n`` values of mean ``x̄`` and variance ``s²`` (over ``n``), and ``k`` of them in the
    neighbourhood, the cell's own included, ``z = Σ(x − x̄) ÷ s √((n k − k²) ÷ (n − 1))``. Where
    nothing can differ, because all values are alike, or because the neighbourhood is everything,
    z is 0 and p is 1.

    Parameters
    ----------
    values
        ``(n,)`` counts, densities or rates; NaN where a cell has none: it is left out as if it were
        not there. No cells give none.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ`` or ``hotspots.value_infinite``.

    References
    ----------
    Ord and Getis (1995), Local spatial autocorrelation statistics, eq. 4.
    """
    given = np.asarray(values, np.float64)
    if given.shape != (len(neighbours),):
        raise InvalidInput("hotspots.lengths_differ")
    away, has = _away_from_mean(given)
    return _finish(away, has, *kernel.sum_lists(away, has, neighbours.start, neighbours.other))


def warm() -> None:
    """Compile the kernels of Gi*, or load them from disk."""
    gi_star_grid([0.0, 1.0], [0, 0], [0, 1], Window.square(0))
    gi_star([0.0, 1.0], Neighbours.of_pairs(2, [0], [1]))


def _away_from_mean(values: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return values less their mean, 0 where there is none, and where there is one."""
    if np.isinf(values).any():
        raise InvalidInput(
            "hotspots.value_infinite", index=int(np.flatnonzero(np.isinf(values))[0]) + 1
        )
    has = ~np.isnan(values)
    away = np.zeros(len(values))
    # Values that are alike are their mean, however it rounds.
    if has.any() and np.ptp(values[has]) > 0:
        away[has] = values[has] - values[has].mean()
    return away, has


def _finish(away: Floats, has: NDArray[np.bool_], summed: Floats, n_near: Ints) -> GiStar:
    n = int(has.sum())
    variance = float((away**2).sum()) / n if n else 0.0
    z, p = kernel.standardise(has, summed, n_near, n, variance)
    return GiStar(z, p, n_near)
