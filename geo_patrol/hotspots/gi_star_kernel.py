"""Kernels of Gi*: sums over neighbourhoods, and what they mean."""

import math

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@njit
def sum_windows(
    away: Floats, has: Bools, row: Ints, col: Ints, shape: tuple[int, int], half_widths: Ints
) -> tuple[Floats, Ints, bool]:
    """Sum values and count cells in the window around each cell of a grid.

    Each row of the window is one difference of running sums along a row of the grid. The last
    answer tells whether two cells claim one square; the sums mean nothing then.
    """
    n_rows, n_cols = shape
    n, rings = len(away), len(half_widths) // 2
    summed, n_near = np.zeros(n), np.zeros(n, np.int64)
    taken = np.zeros((n_rows, n_cols), np.bool_)
    value, count = np.zeros((n_rows, n_cols + 1)), np.zeros((n_rows, n_cols + 1), np.int32)
    for i in range(n):
        if taken[row[i], col[i]]:
            return summed, n_near, True
        taken[row[i], col[i]] = True
        value[row[i], col[i] + 1] = away[i]
        count[row[i], col[i] + 1] = 1 if has[i] else 0
    for r in range(n_rows):
        for c in range(n_cols):
            value[r, c + 1] += value[r, c]
            count[r, c + 1] += count[r, c]
    for i in range(n):
        total, near = 0.0, 0
        for r in range(max(row[i] - rings, 0), min(row[i] + rings + 1, n_rows)):
            half = half_widths[r - row[i] + rings]
            first, end = max(col[i] - half, 0), min(col[i] + half + 1, n_cols)
            total += value[r, end] - value[r, first]
            near += count[r, end] - count[r, first]
        summed[i], n_near[i] = total, near
    return summed, n_near, False


@njit
def sum_lists(away: Floats, has: Bools, start: Ints, other: Ints) -> tuple[Floats, Ints]:
    """Sum values and count cells over each cell and its neighbours."""
    n = len(away)
    summed, n_near = np.zeros(n), np.zeros(n, np.int64)
    for i in range(n):
        total, near = away[i], 1 if has[i] else 0
        for k in range(start[i], start[i + 1]):
            total += away[other[k]]
            near += 1 if has[other[k]] else 0
        summed[i], n_near[i] = total, near
    return summed, n_near


@njit
def standardise(
    has: Bools, summed: Floats, n_near: Ints, n: int, variance: float
) -> tuple[Floats, Floats]:
    """Return z and its two-sided p; NaN for cells without a value, 0 and 1 where none can differ.

    ``n`` cells have a value, and these the variance; the values were taken less their mean.
    """
    z, p = np.full(len(has), np.nan), np.full(len(has), np.nan)
    for i in range(len(has)):
        if has[i]:
            spread = variance * n_near[i] * (n - n_near[i])
            z[i] = summed[i] / math.sqrt(spread / (n - 1)) if spread > 0.0 else 0.0
            p[i] = math.erfc(abs(z[i]) / math.sqrt(2.0))
    return z, p
