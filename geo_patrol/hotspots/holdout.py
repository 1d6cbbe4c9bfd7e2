"""Hold-out in time: a forecast sees what came before a moment, and is measured on what came after.

Leaving out incidents at random instead would let a forecast look at the days around those it is
asked about. Here it cannot: what it is given ends at the cut.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.evaluation import Score, measure

DAY_US = 86_400_000_000

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Ground:
    """The cells that are ranked.

    Attributes
    ----------
    x, y
        ``(n,)`` centres in metres.
    area_m2
        ``(n,)``.
    size_m
        Side of a square, or the typical width of an irregular cell.
    """

    x: Floats
    y: Floats
    area_m2: Floats
    size_m: float

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, eq=False)
class Incidents:
    """Incidents in order of time.

    Attributes
    ----------
    t_us
        ``(k,)`` Unix µs, never decreasing.
    x, y
        ``(k,)`` metres.
    cell
        ``(k,)`` index of the cell, -1 outside all: such incidents are known, and asked of nobody.
    """

    t_us: Ints
    x: Floats
    y: Floats
    cell: Ints

    def __len__(self) -> int:
        return len(self.t_us)

    def between(self, from_us: int, to_us: int) -> "Incidents":
        """Return those of ``[from_us, to_us)``."""
        part = slice(*np.searchsorted(self.t_us, (from_us, to_us)).tolist())
        return Incidents(self.t_us[part], self.x[part], self.y[part], self.cell[part])

    def counts(self, n_cells: int) -> Ints:
        """Return how many there are in each cell: ``(n_cells,)``."""
        return np.bincount(self.cell[self.cell >= 0], minlength=n_cells)


Forecast = Callable[[Incidents, int, Ground], Floats]
"""From what happened before a moment, the moment (Unix µs) and the cells, a score for each cell."""


@dataclass(frozen=True)
class HeldOut:
    """One forecast at one cut, measured at each share of the area."""

    forecast: str
    cut_us: int
    scores: tuple[Score, ...]


def hold_out(
    incidents: Incidents,
    ground: Ground,
    forecasts: Mapping[str, Forecast],
    cuts_us: Iterable[int],
    horizon_us: int,
    shares: Sequence[float],
) -> tuple[HeldOut, ...]:
    """Measure forecasts at each cut on the incidents of ``[cut, cut + horizon)``.

    Parameters
    ----------
    incidents
        All there are.
    ground
        The cells; incidents outside them are no one's hits, nor missed ones.
    forecasts
        By name. Each is given a copy of what happened before the cut, and nothing else.
    cuts_us
        Moments, Unix µs. One with no incident after it gives NaN rates.
    horizon_us
        Time foretold, above 0.
    shares
        Shares of the area to be marked.

    Raises
    ------
    InvalidInput
        ``hotspots.horizon_not_positive``, ``hotspots.not_in_order`` when times decrease, and what
        `geo_patrol.hotspots.evaluation.measure` raises.
    """
    if horizon_us <= 0:
        raise InvalidInput("hotspots.horizon_not_positive")
    if (np.diff(incidents.t_us) < 0).any():
        raise InvalidInput("hotspots.not_in_order")
    first = int(incidents.t_us[0]) if len(incidents) else 0
    found = []
    for cut in cuts_us:
        known = incidents.between(min(first, cut), cut)
        happened = incidents.between(cut, cut + horizon_us).counts(len(ground))
        for name, forecast in forecasts.items():
            score = forecast(known, cut, ground)
            found.append(HeldOut(name, cut, measure(score, ground.area_m2, happened, shares)))
    return tuple(found)


def pooled(held_out: Sequence[HeldOut]) -> dict[str, tuple[Score, ...]]:
    """Return each forecast's scores with incidents and hits summed over all cuts, by its name."""
    found: dict[str, tuple[Score, ...]] = {}
    for one in held_out:
        before = found.get(one.forecast)
        found[one.forecast] = (
            one.scores
            if before is None
            else tuple(_together(a, b) for a, b in zip(before, one.scores, strict=True))
        )
    return found


def _together(a: Score, b: Score) -> Score:
    return Score(a.area_share, a.n + b.n, a.hits + b.hits, a.best_hits + b.best_hits)
