"""The bandwidth of a density surface, chosen by how well the rest of the points foretells each."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.coverage.jit import njit
from geo_patrol.errors import InvalidInput

LEAST_M = 25.0
"""Positions are not known better than this: no bandwidth below it is tried."""

MOST_HELD_OUT = 1000
"""Of more points than this, so many are drawn to be foretold by all the others."""

N_TRIED = 25

# Share of the mass that is taken as even over the ground, so that a point far from all others does
# not decide alone.
_EVEN = 0.01
# Beyond so many bandwidths the kernel is below 10⁻¹³ of its middle.
_REACH = 8.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Bandwidth:
    """A chosen bandwidth, and what it was chosen from.

    Attributes
    ----------
    bandwidth_m
        Standard deviation of the kernel in metres.
    tried_m
        ``(k,)`` bandwidths tried, ascending.
    score
        ``(k,)`` mean log-likelihood of a point under the points elsewhere; higher is better.
    n_held_out
        Points that were foretold: all, or as many as were drawn.
    at_bound
        True when the best was the lowest or the highest tried: the points do not bound it.
    """

    bandwidth_m: float
    tried_m: Floats
    score: Floats
    n_held_out: int
    at_bound: bool


def choose_bandwidth(
    x: ArrayLike,
    y: ArrayLike,
    *,
    rng: np.random.Generator,
    low_m: float = LEAST_M,
    high_m: float | None = None,
) -> Bandwidth:
    """Choose the bandwidth under which each place is foretold best by all other places.

    Likelihood cross-validation: the mean over points of ``log f₋ₚ(point)``, where ``f₋ₚ`` is the
    Gaussian estimate from the points at other places. A point is held out with all others at the
    very same place, since repeated coordinates would else draw the bandwidth to zero. A hundredth
    of the mass is spread evenly over the points' bounds. `N_TRIED` bandwidths evenly spaced by
    ratio are tried; a parabola through the best and its neighbours gives the answer.

    Parameters
    ----------
    x, y
        ``(n,)`` metres.
    rng
        Draws which points are foretold when there are more than `MOST_HELD_OUT`; all the others
        always foretell.
    low_m, high_m
        Least and greatest bandwidth tried. When it is not given, the greatest is twice what would
        suit one normal cloud as wide as the places (see `rule_of_thumb`): points in clusters want
        less. It is never less than the least.

    Raises
    ------
    InvalidInput
        ``hotspots.too_few_places`` (fewer than two), ``hotspots.bandwidth_not_positive``,
        ``hotspots.lengths_differ`` or ``hotspots.not_finite``.

    References
    ----------
    Habbema, Hermans and van den Broek (1974); Silverman (1986), sections 3.4.4 and 4.3.
    """
    xs, ys = checked(x, y)
    for bound in (low_m, *(() if high_m is None else (high_m,))):
        if not (bound > 0 and math.isfinite(bound)):
            raise InvalidInput("hotspots.bandwidth_not_positive", bandwidth=bound)
    places, of_point, times = np.unique(
        np.column_stack((xs, ys)), axis=0, return_inverse=True, return_counts=True
    )
    if len(places) < 2:
        raise InvalidInput("hotspots.too_few_places")
    held = np.sort(of_point.ravel())
    if len(held) > MOST_HELD_OUT:
        held = np.sort(rng.choice(held, MOST_HELD_OUT, replace=False))
    width, height = np.ptp(places, axis=0).tolist()
    greatest = max(low_m, 2 * rule_of_thumb(*places.T) if high_m is None else high_m)
    tried = np.geomspace(low_m, greatest, N_TRIED)
    # Points in one line have bounds without area, but not without breadth: that of a position.
    even = _EVEN / (max(width, low_m) * max(height, low_m))
    across, up = np.ascontiguousarray(places.T)
    score = np.array([_score(across, up, times, held, h, even) for h in tried])
    best = int(score.argmax())
    chosen = tried[best]
    if 0 < best < N_TRIED - 1:
        step = math.log(tried[1] / tried[0])
        before, at, after = score[best - 1 : best + 2].tolist()
        bend = before - 2 * at + after
        chosen *= math.exp(step * 0.5 * (before - after) / bend) if bend < 0 else 1.0
    return Bandwidth(
        bandwidth_m=float(chosen),
        tried_m=tried,
        score=score,
        n_held_out=len(held),
        at_bound=best in (0, N_TRIED - 1),
    )


def rule_of_thumb(x: ArrayLike, y: ArrayLike) -> float:
    """Return the bandwidth in metres that would suit points of one normal cloud.

    ``σ n^(-1/6)``, with the mean of the two variances as ``σ²``; at least `LEAST_M`. It is too wide
    for points in several clusters, and here as a baseline.

    Raises
    ------
    InvalidInput
        ``hotspots.too_few_places``, ``hotspots.lengths_differ`` or ``hotspots.not_finite``.

    References
    ----------
    Silverman (1986), section 4.3.2.
    """
    xs, ys = checked(x, y)
    if len(xs) < 2:
        raise InvalidInput("hotspots.too_few_places")
    spread = math.sqrt((float(xs.var(ddof=1)) + float(ys.var(ddof=1))) / 2)
    return max(LEAST_M, spread * math.pow(len(xs), -1 / 6))


def checked(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Return coordinates as arrays of one length.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ`` or ``hotspots.not_finite``.
    """
    xs, ys = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if not (xs.ndim == 1 and xs.shape == ys.shape):
        raise InvalidInput("hotspots.lengths_differ")
    bad = ~(np.isfinite(xs) & np.isfinite(ys))
    if bad.any():
        raise InvalidInput("hotspots.not_finite", index=int(np.flatnonzero(bad)[0]) + 1)
    return xs, ys


def warm() -> None:
    """Compile the kernel of `choose_bandwidth`, or load it from disk."""
    choose_bandwidth([0.0, 100.0], [0.0, 0.0], rng=np.random.default_rng(0))


@njit
def _score(x: Floats, y: Floats, times: Ints, held: Ints, bandwidth_m: float, even: float) -> float:
    """Return the mean log-likelihood of held-out points under all those at other places.

    ``x`` of the places ascends, ``times`` says how many points are at each; ``held`` are the places
    of the points held out, ascending.
    """
    n = len(x)
    reach = _REACH * bandwidth_m
    per = 0.5 / bandwidth_m**2
    points = times.sum()
    total, likely, first = 0.0, 0.0, 0
    for k in range(len(held)):
        i = held[k]
        if k == 0 or i != held[k - 1]:
            found = 0.0
            while x[first] < x[i] - reach:
                first += 1
            for j in range(first, n):
                dx = x[j] - x[i]
                if dx > reach:
                    break
                away = dx * dx + (y[j] - y[i]) ** 2
                if j != i and away <= reach * reach:
                    found += times[j] * math.exp(-away * per)
            elsewhere = found * per / math.pi / (points - times[i])
            likely = math.log((1.0 - _EVEN) * elsewhere + even)
        total += likely
    return total / len(held)
