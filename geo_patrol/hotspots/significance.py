"""Tests of many cells at once."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Control = Literal["none", "bonferroni", "fdr"]
"""What is held at the level: the error of each cell, of any cell, or the share of false finds."""

LEVEL = 0.05


def adjust(p: Floats, control: Control) -> Floats:
    """Return p adjusted for as many tests as there are, to be compared with the level as they are.

    ``bonferroni`` holds the chance of a single false find, whatever the tests have to do with each
    other. ``fdr`` (Benjamini–Hochberg) holds the expected share of false ones among the finds, for
    independent tests and for positively dependent ones, such as those of overlapping
    neighbourhoods.

    Parameters
    ----------
    p
        ``(n,)``; NaN counts as no test and stays NaN. None give none.

    References
    ----------
    Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001); Caldas de Castro and Singer
    (2006) on local statistics.
    """
    tested = ~np.isnan(p)
    n = int(tested.sum())
    adjusted = p.astype(np.float64)
    if control == "none" or n == 0:
        return adjusted
    given = adjusted[tested]
    if control == "bonferroni":
        adjusted[tested] = np.minimum(given * n, 1)
        return adjusted
    order = np.argsort(given)
    scaled = given[order] * n / np.arange(1, n + 1)
    found = np.empty(n)
    # The p of a cell is never above that of a cell with a greater raw p.
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    adjusted[tested] = found
    return adjusted
