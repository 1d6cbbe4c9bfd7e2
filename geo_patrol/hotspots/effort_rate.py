"""Incidents per hour of presence: what was found, measured by how long anyone looked."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.significance import LEVEL, Control, adjust

RateClass = Literal["higher", "lower", "as_elsewhere", "too_little_effort"]
RATE_CLASSES: tuple[RateClass, ...] = get_args(RateClass)
"""What a rate code stands for: its place here."""

LEAST_INCIDENTS = 2
"""One incident alone makes no cell higher: its place, and who was there, are only so sure."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class EffortRates:
    """What each cell's incidents say about it, given the time that patrols were there.

    Attributes
    ----------
    incidents
        ``(n,)`` int64.
    hours
        ``(n,)`` float64 of presence.
    overall_per_h
        Incidents per hour over all cells; NaN without an hour of presence.
    per_h
        ``(n,)`` incidents ÷ hours; NaN where nobody was.
    low_per_h, high_per_h
        ``(n,)`` exact interval of it at ``1 − level``; 0 and infinite where nobody was.
    smoothed_per_h, smoothed_low_per_h, smoothed_high_per_h
        ``(n,)`` the rate drawn towards the overall one, the more so the less effort there was, and
        its interval: what to draw and to rank by. The overall rate where nobody was.
    p
        ``(n,)`` exact two-sided p of the cell having the overall rate, adjusted for all cells.
    codes
        ``(n,)`` int8, place in `RATE_CLASSES`.
    enough_h
        Hours from which on finding nothing would be a finding; infinite without any incident.
    """

    incidents: Ints
    hours: Floats
    overall_per_h: float
    per_h: Floats
    low_per_h: Floats
    high_per_h: Floats
    smoothed_per_h: Floats
    smoothed_low_per_h: Floats
    smoothed_high_per_h: Floats
    p: Floats
    codes: NDArray[np.int8]
    enough_h: float


def effort_rates(
    incidents: ArrayLike,
    presence_s: ArrayLike,
    *,
    control: Control = "fdr",
    level: float = LEVEL,
    overall_per_h: float | None = None,
) -> EffortRates:
    """Return incidents per hour of presence, with intervals, and what may be said of each cell.

    Incidents in ``h`` hours are taken as Poisson with mean ``rate × h``. The classes:

    ``higher``
        more incidents than the overall rate explains (p at most the level, adjusted for all cells),
        and at least `LEAST_INCIDENTS`;
    ``lower``
        fewer, by the same test;
    ``too_little_effort``
        neither, and so little presence that even no incident at all would not have been fewer:
        overall rate × hours below ``−ln(level ÷ 2)``, 3.7 expected incidents at the level 0.05.
        Nothing can be said of such a cell, least of all that it is safe. A cell where nobody was is
        always one, whatever was reported there;
    ``as_elsewhere``
        neither, with presence enough to have told.

    Parameters
    ----------
    incidents
        ``(n,)`` whole numbers of incidents found by patrols: what cameras and citizens reported
        needs no patrol to be there, and belongs in no rate by presence.
    presence_s
        ``(n,)`` seconds with a patrol there, over the same time as the incidents. NaN, where it is
        not known, counts as none.
    control, level
        See `geo_patrol.hotspots.significance.adjust`.
    overall_per_h
        The rate to compare with, where the cells here are not what it is made of: each may stand
        for its surroundings, which overlap. None is that of these cells.

    Returns
    -------
    EffortRates
        No cells give none. Without an incident anywhere there is nothing to compare with: every
        cell is ``too_little_effort``, and its upper limit says what can be said.

    Raises
    ------
    InvalidInput
        ``hotspots.lengths_differ``, ``hotspots.count_not_whole``, ``hotspots.effort_negative`` (or
        infinite), ``hotspots.level_out_of_range``.

    References
    ----------
    Garwood (1936) for the exact interval; Marshall (1991) for the moments of the prior.
    """
    from scipy.special import gammaincinv

    n, hours = _checked(incidents, presence_s, level)
    total, total_h = int(n.sum()), float(hours.sum())
    # What was found where nobody was does not belong to any hour.
    seen = int(n[hours > 0].sum())
    overall = seen / total_h if total_h > 0 else math.nan
    if overall_per_h is not None:
        overall = overall_per_h
    there = hours > 0
    rate = np.full(len(n), np.nan)
    low, high = np.zeros(len(n)), np.full(len(n), np.inf)
    np.divide(n, hours, out=rate, where=there)
    # At no incidents the lower limit is 0; the function's own answer for it is NaN.
    some = there & (n > 0)
    low[some] = gammaincinv(n[some], level / 2) / hours[some]
    high[there] = gammaincinv(n[there] + 1, 1 - level / 2) / hours[there]
    p = np.where(there & (total > 0), _two_sided(n, hours * overall), np.nan)
    adjusted = adjust(p, control)
    enough_h = -math.log(level / 2) / overall if overall > 0 else math.inf
    unlike = adjusted <= level
    codes = np.select(
        [
            unlike & (rate > overall) & (n >= LEAST_INCIDENTS),
            unlike & (rate < overall),
            ~(hours >= enough_h),
        ],
        [RATE_CLASSES.index(name) for name in ("higher", "lower", "too_little_effort")],
        RATE_CLASSES.index("as_elsewhere"),
    )
    smoothed, smoothed_low, smoothed_high = _smoothed(n, hours, overall, level)
    return EffortRates(
        incidents=n,
        hours=hours,
        overall_per_h=overall,
        per_h=rate,
        low_per_h=low,
        high_per_h=high,
        smoothed_per_h=smoothed,
        smoothed_low_per_h=smoothed_low,
        smoothed_high_per_h=smoothed_high,
        p=adjusted,
        codes=codes.astype(np.int8),
        enough_h=enough_h,
    )


def _checked(incidents: ArrayLike, presence_s: ArrayLike, level: float) -> tuple[Ints, Floats]:
    n, seconds = np.asarray(incidents, np.float64), np.asarray(presence_s, np.float64)
    if not (n.ndim == 1 and n.shape == seconds.shape):
        raise InvalidInput("hotspots.lengths_differ")
    bad = ~((n >= 0) & (n == np.floor(n)) & np.isfinite(n))
    if bad.any():
        raise InvalidInput("hotspots.count_not_whole", index=int(np.flatnonzero(bad)[0]) + 1)
    bad = (seconds < 0) | np.isinf(seconds)
    if bad.any():
        raise InvalidInput("hotspots.effort_negative", index=int(np.flatnonzero(bad)[0]) + 1)
    if not 0 < level < 1:
        raise InvalidInput("hotspots.level_out_of_range", level=level)
    return n.astype(np.int64), np.nan_to_num(seconds, nan=0.0) / 3600


def _two_sided(n: Ints, expected: Floats) -> Floats:
    """Return twice the smaller of both Poisson tails, each with ``n`` itself; at most 1."""
    from scipy.special import pdtr, pdtrc

    at_most = pdtr(n, expected)
    at_least = np.where(n > 0, pdtrc(np.maximum(n - 1, 0), expected), 1.0)
    p: Floats = np.minimum(2 * np.minimum(at_most, at_least), 1)
    return p


def _smoothed(
    n: Ints, hours: Floats, overall: float, level: float
) -> tuple[Floats, Floats, Floats]:
    """Return mean and interval of each rate after a Gamma prior fitted to all cells.

    Where the cells differ no more than chance makes them, the prior is the overall rate itself, and
    the interval is the exact one of that.
    """
    from scipy.special import gammaincinv

    there = hours > 0
    seen = np.where(there, n, 0)
    total_h = float(hours.sum())
    if not overall > 0:
        # Nothing found, or nobody there: all that is known is the upper limit of all together.
        high = -math.log(level / 2) / total_h if total_h > 0 else math.inf
        return np.full(len(n), overall), np.zeros(len(n)), np.full(len(n), high)
    rates = seen[there] / hours[there]
    varied = float((hours[there] * (rates - overall) ** 2).sum()) / total_h
    between = varied - overall / (total_h / int(there.sum()))
    if between > 0:
        shape, scale = seen + overall**2 / between, hours + overall / between
        above = shape
    else:
        shape, scale = np.full(len(n), float(seen.sum())), np.full(len(n), total_h)
        above = shape + 1
    low = gammaincinv(shape, level / 2) / scale
    return shape / scale, low, gammaincinv(above, 1 - level / 2) / scale
