"""Density surface of incidents: a Gaussian kernel estimate on a raster."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import InvalidInput

TRUNCATE = 4.0
"""The kernel ends at this many bandwidths."""

# A bin may be this wide, in bandwidths: binning then costs less than 0.1 % of the peak.
_WIDEST_BIN = 0.5
_MOST_BINS = 100_000_000
_M2_PER_KM2 = 1e6

Floats = NDArray[np.float64]


def density(
    x: ArrayLike,
    y: ArrayLike,
    bounds: tuple[float, float, float, float],
    bandwidth_m: float,
    cell_m: float,
) -> Floats:
    """Return the density of points, in points per km², at the centres of a raster's cells.

    Each point is spread by a Gaussian of the bandwidth in x and y, cut at four bandwidths and
    scaled to one: away from the bounds no mass is lost. Points beyond the bounds count as far as
    they reach in. Points are spread over bins of at most half a bandwidth by cubic B-spline
    weights, whose own variance (a third of a bin) is taken off the kernel's; then the kernel is
    applied to rows and columns in turn. It is within 0.2 % of the peak of the direct sum. On a
    raster coarser than the bandwidth the values at the centres stay right, but their sum says
    little about the mass between them.

    Parameters
    ----------
    x, y
        ``(n,)`` metres.
    bounds
        West, south, east, north of the raster in metres.
    bandwidth_m
        Standard deviation of the kernel in metres.
    cell_m
        Largest side of a raster cell in metres: the bounds are divided evenly.

    Returns
    -------
    ndarray
        ``(n_rows, n_cols)`` float64, rows from north to south; its outer edges are the bounds. No
        points give zeros.

    Raises
    ------
    InvalidInput
        ``hotspots.bandwidth_not_positive``, ``hotspots.raster_not_positive`` (cell or bounds
        without extent), ``hotspots.lengths_differ``, ``hotspots.not_finite``, or
        ``hotspots.raster_too_fine`` above 10⁸ bins.

    References
    ----------
    Silverman (1986), Density Estimation, ch. 4; Härdle and Scott (1992) on binned estimates.
    """
    # Only heat maps need it, and it is slow to import.
    from scipy.ndimage import convolve1d

    xs, ys = np.asarray(x, np.float64), np.asarray(y, np.float64)
    _check(xs, ys, bounds, bandwidth_m, cell_m)
    west, south, east, north = bounds
    across = _Axis.over(west, east, bandwidth_m, cell_m)
    down = _Axis.over(-north, -south, bandwidth_m, cell_m)
    if across.n_bins * down.n_bins > _MOST_BINS:
        raise InvalidInput("hotspots.raster_too_fine", bandwidth=bandwidth_m, cell=cell_m)
    binned = _bin(across.place(xs), down.place(-ys), (down.n_bins, across.n_bins))
    for axis, along in enumerate((down, across)):
        binned = convolve1d(binned, along.kernel(), axis=axis, mode="constant")
    at_centres = binned[down.centres(), across.centres()]
    return np.ascontiguousarray(at_centres) * (_M2_PER_KM2 / (across.bin_m * down.bin_m))


@dataclass(frozen=True)
class _Axis:
    """One axis of the raster: bins as wide as a cell or an odd part of it, and room around."""

    low: float
    n_cells: int
    bins_per_cell: int
    bin_m: float
    bandwidth_bins: float

    @classmethod
    def over(cls, low: float, high: float, bandwidth_m: float, cell_m: float) -> "_Axis":
        n_cells = max(1, math.ceil((high - low) / cell_m - 1e-9))
        side_m = (high - low) / n_cells
        per_cell = max(1, math.ceil(side_m / (_WIDEST_BIN * bandwidth_m) - 1e-9))
        per_cell += 1 - per_cell % 2  # so that a cell's centre is a bin's centre
        bin_m = side_m / per_cell
        return cls(low, n_cells, per_cell, bin_m, bandwidth_m / bin_m)

    @property
    def reach(self) -> int:
        """Bins from the kernel's middle to its end."""
        return math.floor(TRUNCATE * self.bandwidth_bins)

    @property
    def margin(self) -> int:
        """Bins around the raster: the kernel's reach, and that of the weights."""
        return self.reach + 3

    @property
    def n_bins(self) -> int:
        return self.n_cells * self.bins_per_cell + 2 * self.margin

    def place(self, at: Floats) -> Floats:
        """Return positions in bins, bin centres at whole numbers."""
        return (at - self.low) / self.bin_m - 0.5 + self.margin

    def kernel(self) -> Floats:
        steps = np.arange(-self.reach, self.reach + 1)
        weights: Floats = np.exp(-(steps**2) / (2 * (self.bandwidth_bins**2 - 1 / 3)))
        weights /= weights.sum()
        return weights

    def centres(self) -> slice:
        first = self.margin + self.bins_per_cell // 2
        return slice(first, first + self.n_cells * self.bins_per_cell, self.bins_per_cell)


def _bin(cols: Floats, rows: Floats, shape: tuple[int, int]) -> Floats:
    """Spread points over 4 × 4 bins each, by cubic B-spline weights."""
    near = (rows >= 1) & (rows < shape[0] - 2) & (cols >= 1) & (cols < shape[1] - 2)
    row, row_weights = _spline(rows[near])
    col, col_weights = _spline(cols[near])
    binned = np.zeros(shape[0] * shape[1])
    for i, row_weight in enumerate(row_weights):
        for j, col_weight in enumerate(col_weights):
            np.add.at(binned, (row + i) * shape[1] + col + j, row_weight * col_weight)
    return binned.reshape(shape)


def _spline(at: Floats) -> tuple[NDArray[np.int64], tuple[Floats, ...]]:
    """Return the first of four bins, and the weights of the four: they sum to one."""
    whole = np.floor(at)
    f = at - whole
    g = 1 - f
    weights = (g**3, 4 - 6 * f**2 + 3 * f**3, 4 - 6 * g**2 + 3 * g**3, f**3)
    return whole.astype(np.int64) - 1, tuple(weight / 6 for weight in weights)


def _check(
    x: Floats,
    y: Floats,
    bounds: tuple[float, float, float, float],
    bandwidth_m: float,
    cell_m: float,
) -> None:
    west, south, east, north = bounds
    if not (bandwidth_m > 0 and math.isfinite(bandwidth_m)):
        raise InvalidInput("hotspots.bandwidth_not_positive", bandwidth=bandwidth_m)
    sides = (cell_m, east - west, north - south)
    if not all(side > 0 and math.isfinite(side) for side in sides):
        raise InvalidInput("hotspots.raster_not_positive")
    if not (x.ndim == 1 and x.shape == y.shape):
        raise InvalidInput("hotspots.lengths_differ")
    bad = ~(np.isfinite(x) & np.isfinite(y))
    if bad.any():
        raise InvalidInput("hotspots.not_finite", index=int(np.flatnonzero(bad)[0]) + 1)
