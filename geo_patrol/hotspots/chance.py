"""How easily so many incidents come together by chance: for counts too small for Gi* alone."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.around import Around, sums_around

Floats = NDArray[np.float64]


def by_chance(counts: ArrayLike, exposure: ArrayLike, around: Around) -> Floats:
    """Return p of the count around each cell, had every incident fallen anywhere alike.

    The ``N`` incidents are thrown at the cells one by one, each cell being hit in proportion to its
    exposure. So a neighbourhood of share ``q`` holds a binomial number of them, and p is twice the
    smaller of both exact tails, each with the count itself; at most 1. Unlike the normal
    distribution that Gi* is judged by, it is right for a single incident: one alone is no
    gathering, however empty the rest is.

    Parameters
    ----------
    counts
        ``(n,)`` whole numbers.
    exposure
        ``(n,)``, not negative: 1 for each cell, or its area, shore, or hours. What lies in a cell
        without any counts as nothing.
    around
        What is near each cell.

    Returns
    -------
    ``(n,)``; 1 everywhere without an incident or without exposure.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ``, ``hotspots.denominator_negative`` or
        ``hotspots.squares_doubled``.
    """
    from scipy.special import bdtr, bdtrc

    count, amount = np.asarray(counts, np.float64), np.asarray(exposure, np.float64)
    if not (count.ndim == 1 and count.shape == amount.shape):
        raise InvalidInput("hotspots.lengths_differ")
    if not (amount >= 0).all():
        raise InvalidInput("hotspots.denominator_negative")
    count = np.where(amount > 0, count, 0.0)
    n, whole = int(count.sum()), float(amount.sum())
    if n == 0 or not whole > 0:
        return np.ones(len(count))
    near = np.rint(sums_around(count, around))
    # Running sums of what is no whole number may end a trifle outside.
    share = np.clip(sums_around(amount, around) / whole, 0.0, 1.0)
    at_most = bdtr(near, n, share)
    at_least = np.where(near > 0, bdtrc(np.maximum(near - 1, 0), n, share), 1.0)
    p: Floats = np.minimum(2 * np.minimum(at_most, at_least), 1.0)
    return p
