"""How well a ranking of cells foretold where incidents happened."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import InvalidInput

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Score:
    """A ranking measured at one share of the area.

    Attributes
    ----------
    area_share
        Share of the area that was marked.
    n
        Incidents that happened.
    hits
        How many of them in the marked area; a part of a cell counts as that part of its incidents.
    best_hits
        How many the best ranking of the same cells would have had in the same area.
    """

    area_share: float
    n: float
    hits: float
    best_hits: float

    @property
    def hit_rate(self) -> float:
        """Share of the incidents in the marked area; NaN when nothing happened."""
        return self.hits / self.n if self.n > 0 else float("nan")

    @property
    def pai(self) -> float:
        """Predictive accuracy index: hit rate ÷ share of the area; 1 is blind chance."""
        return self.hit_rate / self.area_share

    @property
    def pei_star(self) -> float:
        """Predictive efficiency: hits ÷ most possible hits at the same area, between 0 and 1."""
        return self.hits / self.best_hits if self.best_hits > 0 else float("nan")


def measure(
    score: ArrayLike, area_m2: ArrayLike, happened: ArrayLike, shares: Sequence[float]
) -> tuple[Score, ...]:
    """Measure a ranking of cells at shares of the area, highest score first.

    All rankings are measured at exactly the same area. Cells of one score are taken as one: when
    the area is used up among them, they count by the part that fits, which is what drawing them in
    a random order gives on average. So a ranking of a few counts and many zeros gains nothing by
    the order in which cells happen to be stored.

    Parameters
    ----------
    score
        ``(n,)``; NaN ranks last.
    area_m2
        ``(n,)`` above 0.
    happened
        ``(n,)`` incidents in each cell, in a time of which the score knows nothing.
    shares
        Each above 0 and at most 1.

    Returns
    -------
    tuple of Score
        One for each share. No cells, or no incidents, give NaN rates.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ``, ``hotspots.area_not_positive`` or
        ``hotspots.share_out_of_range``.

    References
    ----------
    Chainey, Tompson and Uhlig (2008) for PAI; National Institute of Justice (2017), Real-Time Crime
    Forecasting Challenge, for PEI*; Hunt (2016).
    """
    scores = np.array(score, np.float64)
    scores[np.isnan(scores)] = -np.inf
    areas, counts = np.asarray(area_m2, np.float64), np.asarray(happened, np.float64)
    if not (scores.ndim == 1 and scores.shape == areas.shape == counts.shape):
        raise InvalidInput("hotspots.lengths_differ")
    if not ((areas > 0) & np.isfinite(areas)).all():
        raise InvalidInput("hotspots.area_not_positive")
    for share in shares:
        if not 0 < share <= 1:
            raise InvalidInput("hotspots.share_out_of_range", share=share)
    marked = np.array(shares) * areas.sum()
    hits = _hits(scores, areas, counts, marked)
    best = _hits(counts / areas, areas, counts, marked)
    n = float(counts.sum())
    return tuple(
        Score(share, n, got, most)
        for share, got, most in zip(shares, hits.tolist(), best.tolist(), strict=True)
    )


def _hits(score: Floats, area: Floats, happened: Floats, marked: Floats) -> Floats:
    """Return what happened in the highest-ranked areas of given sizes."""
    if not len(score):
        return np.zeros(len(marked))
    order = np.argsort(-score, kind="stable")
    last = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    used = np.concatenate(([0.0], np.cumsum(area[order])[last]))
    found = np.concatenate(([0.0], np.cumsum(happened[order])[last]))
    return np.interp(marked, used, found)
