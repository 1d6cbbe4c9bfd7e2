"""Forecasts to be measured: the baselines that a better one has to beat, and the maps made here."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from geo_patrol.hotspots.bandwidth import LEAST_M, choose_bandwidth, rule_of_thumb
from geo_patrol.hotspots.density import density
from geo_patrol.hotspots.effort_rate import effort_rates
from geo_patrol.hotspots.gi_star import gi_star
from geo_patrol.hotspots.holdout import DAY_US, Forecast, Ground, Incidents
from geo_patrol.hotspots.neighbours import Neighbours

MONTH_DAYS = 30
HALF_LIFE_DAYS = 60.0
"""After so many days an incident counts half in `recent_density`."""

# With fewer points than this a surface says less than a flat one.
_FEWEST = 2

Floats = NDArray[np.float64]


def last_month(known: Incidents, cut_us: int, ground: Ground) -> Floats:
    """Score cells by their incidents of the last 30 days: the map that most offices pin up."""
    return persistence(MONTH_DAYS * DAY_US)(known, cut_us, ground)


def all_time(known: Incidents, cut_us: int, ground: Ground) -> Floats:
    """Score cells by all their incidents so far."""
    return known.counts(len(ground)).astype(np.float64)


def persistence(horizon_us: int) -> Forecast:
    """Make a forecast that what comes is what was, over as long a time as is foretold."""

    def forecast(known: Incidents, cut_us: int, ground: Ground) -> Floats:
        counts = known.between(cut_us - horizon_us, cut_us).counts(len(ground))
        return counts.astype(np.float64)

    return forecast


def kde(known: Incidents, cut_us: int, ground: Ground) -> Floats:
    """Score cells by a density surface of all incidents, its bandwidth by rule of thumb."""
    if len(known) < _FEWEST:
        return np.zeros(len(ground))
    return at_cells(known, ground, rule_of_thumb(known.x, known.y))


def chosen_density(seed: int) -> Forecast:
    """Make a forecast by density with the bandwidth that the incidents so far choose."""

    def forecast(known: Incidents, cut_us: int, ground: Ground) -> Floats:
        if len(known) < _FEWEST:
            return np.zeros(len(ground))
        return at_cells(known, ground, _chosen_m(known, seed))

    return forecast


def recent_density(seed: int) -> Forecast:
    """Make the same forecast with incidents that count half after each `HALF_LIFE_DAYS`."""

    def forecast(known: Incidents, cut_us: int, ground: Ground) -> Floats:
        if len(known) < _FEWEST:
            return np.zeros(len(ground))
        age_days = (cut_us - known.t_us) / DAY_US
        weights = 0.5 ** (age_days / HALF_LIFE_DAYS)
        return at_cells(known, ground, _chosen_m(known, seed), weights)

    return forecast


def gi_star_of_counts(near: Neighbours) -> Forecast:
    """Make a forecast by the Gi* of all counts so far."""

    def forecast(known: Incidents, cut_us: int, ground: Ground) -> Floats:
        return gi_star(known.counts(len(ground)), near).z

    return forecast


def rate_by_effort(presence_s_until: Callable[[int], Floats]) -> Forecast:
    """Make a forecast by the smoothed rate of incidents per hour of presence.

    Parameters
    ----------
    presence_s_until
        Gives each cell's presence, ``(n,)`` seconds, up to a moment in Unix µs.
    """

    def forecast(known: Incidents, cut_us: int, ground: Ground) -> Floats:
        rates = effort_rates(known.counts(len(ground)), presence_s_until(cut_us))
        return rates.smoothed_per_h

    return forecast


def at_cells(
    known: Incidents, ground: Ground, bandwidth_m: float, weights: Floats | None = None
) -> Floats:
    """Return the density at cell centres, ``(n,)`` per km²; no cells give none.

    Exact on a regular grid; a centre of an irregular one is taken at the next point of a raster of
    ``size_m``.
    """
    if not len(ground):
        return np.zeros(0)
    size = ground.size_m
    west, north = float(ground.x.min()) - size / 2, float(ground.y.max()) + size / 2
    n_cols = int(np.ceil((float(ground.x.max()) - west) / size))
    n_rows = int(np.ceil((north - float(ground.y.min())) / size))
    bounds = west, north - n_rows * size, west + n_cols * size, north
    surface = density(known.x, known.y, bounds, bandwidth_m, size, weights=weights)
    col = np.clip(((ground.x - west) / size).astype(np.int64), 0, n_cols - 1)
    row = np.clip(((north - ground.y) / size).astype(np.int64), 0, n_rows - 1)
    return surface[row, col]


def _chosen_m(known: Incidents, seed: int) -> float:
    """Return the chosen bandwidth, or the least one when all incidents are at one place."""
    if np.ptp(known.x) == 0 and np.ptp(known.y) == 0:
        return LEAST_M
    return choose_bandwidth(known.x, known.y, rng=np.random.default_rng(seed)).bandwidth_m
