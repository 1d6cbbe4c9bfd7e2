"""What a phone records of a journey: fixes with noise, outliers and gaps."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.crs import from_metric
from geo_patrol.demo.journeys import Journey
from geo_patrol.tracks.fixes import Fixes

_NOISE_M = 3.5
_OUTLIER_SHARE = 0.0008
_GAPS_PER_TRACK = 0.45


def record(
    rng: np.random.Generator, journey: Journey, start_ms: int, *, every_s: tuple[float, float]
) -> Fixes:
    """Return the fixes of a phone carried along on a journey.

    Parameters
    ----------
    start_ms
        Unix time of the journey's start, in milliseconds.
    every_s
        Shortest and longest time between fixes.

    Noise is Gaussian, 3.5 m on each axis. About one fix in a thousand is thrown off by 80–400 m,
    mostly with an accuracy that says so. In about every third track the phone was silent for two
    to ten minutes.
    """
    t_s = _times(rng, journey.duration_s, every_s)
    x, y = journey.at(t_s)
    n = len(t_s)
    accuracy = np.clip(rng.lognormal(np.log(5.5), 0.35, n), 3.0, 40.0)
    x = x + rng.normal(0.0, _NOISE_M, n)
    y = y + rng.normal(0.0, _NOISE_M, n)
    wild = np.flatnonzero(rng.random(n) < _OUTLIER_SHARE)
    throw = rng.uniform(80.0, 400.0, len(wild))
    bearing = rng.uniform(0.0, 2 * np.pi, len(wild))
    x[wild] += throw * np.sin(bearing)
    y[wild] += throw * np.cos(bearing)
    honest = rng.random(len(wild)) < 0.7
    accuracy[wild[honest]] = throw[honest].round()
    return _fixes(start_ms, t_s, x, y, accuracy)


def record_scraps(rng: np.random.Generator, journey: Journey, start_ms: int) -> Fixes:
    """Return what is left when a phone slept: two or three fixes, too far apart to join."""
    n = int(rng.integers(2, 4))
    t_s = journey.duration_s * (np.arange(n) + rng.uniform(0.1, 0.4, n)) / n
    x, y = journey.at(t_s)
    accuracy = rng.uniform(20.0, 60.0, n)
    return _fixes(start_ms, t_s, x + rng.normal(0, 8.0, n), y + rng.normal(0, 8.0, n), accuracy)


def _times(
    rng: np.random.Generator, duration_s: float, every_s: tuple[float, float]
) -> NDArray[np.float64]:
    shortest, longest = every_s
    steps = rng.uniform(shortest, longest, int(duration_s / shortest) + 2)
    t_s: NDArray[np.float64] = np.cumsum(steps) - steps[0] * rng.random()
    t_s = t_s[t_s < duration_s]
    for _ in range(rng.poisson(_GAPS_PER_TRACK)):
        silent = rng.uniform(120.0, 600.0)
        begin = rng.uniform(0.1, 0.9) * duration_s
        t_s = t_s[(t_s < begin) | (t_s >= begin + silent)]
    return t_s


def _fixes(
    start_ms: int,
    t_s: NDArray[np.float64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    accuracy_m: NDArray[np.float64],
) -> Fixes:
    lon, lat = from_metric(x, y)
    # Phones give seven decimals; what is finer is noise that would not survive packing.
    return Fixes(
        t_ms=start_ms + np.floor(t_s * 1000).astype(np.int64),
        lon=lon.round(7),
        lat=lat.round(7),
        accuracy_m=accuracy_m.round(1).astype(np.float32),
    )
