"""Kernels of the density surface: points spread over bins, and rows summed under a kernel."""

import math

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit

Floats = NDArray[np.float64]

ALL_FINITE = -1
"""What `spread` returns when every coordinate is a finite number."""


@njit
def spread(
    x: Floats,
    y: Floats,
    weights: Floats,
    west: float,
    north: float,
    bin_m: float,
    margin: int,
    binned: Floats,
) -> int:
    """Add points to 3 × 3 bins each, by quadratic B-spline weights: the nine sum to one.

    Rows go south, columns east, from ``margin`` bins beyond the corner. No weights (none at all)
    count each point as one. Returns the first point with a coordinate that is not finite, or
    ``ALL_FINITE``; such a point is added nowhere.
    """
    n_rows, n_cols = binned.shape
    odd = ALL_FINITE
    per_m = 1.0 / bin_m
    for i in range(len(x)):
        u = (x[i] - west) * per_m + margin
        v = (north - y[i]) * per_m + margin
        if not (1.0 <= u < n_cols - 1 and 1.0 <= v < n_rows - 1):
            if odd == ALL_FINITE and not (math.isfinite(x[i]) and math.isfinite(y[i])):
                odd = i
            continue
        col, row = int(u), int(v)
        f, g = u - col, v - row
        weight = weights[i] if len(weights) > 0 else 1.0
        left, right = 0.5 * (1.0 - f) * (1.0 - f), 0.5 * f * f
        up, down = weight * 0.5 * (1.0 - g) * (1.0 - g), weight * 0.5 * g * g
        middle, here = 1.0 - left - right, weight - up - down
        binned[row - 1, col - 1] += up * left
        binned[row - 1, col] += up * middle
        binned[row - 1, col + 1] += up * right
        binned[row, col - 1] += here * left
        binned[row, col] += here * middle
        binned[row, col + 1] += here * right
        binned[row + 1, col - 1] += down * left
        binned[row + 1, col] += down * middle
        binned[row + 1, col + 1] += down * right
    return odd


@njit
def weigh(rows: Floats, first: NDArray[np.int64], weights: Floats, out: Floats) -> None:
    """Sum rows by weights: ``out[k]`` is the sum of ``rows[first[k] + d]`` × ``weights[k, d]``."""
    n_out, n_taps = weights.shape
    n = rows.shape[1]
    for k in range(n_out):
        # Rows are taken out before the loops over them: only then are these done in wide steps.
        total, near, weight = out[k], rows[first[k]], weights[k, 0]
        for j in range(n):
            total[j] = weight * near[j]
        for d in range(1, n_taps):
            near, weight = rows[first[k] + d], weights[k, d]
            for j in range(n):
                total[j] += weight * near[j]
