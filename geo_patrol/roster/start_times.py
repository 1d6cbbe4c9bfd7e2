"""When the legs of a shift begin: by chance, so that nobody learns it by watching.

What an onlooker can learn is least when all timetables that can be kept are equally likely: the
distribution of the greatest entropy (Shannon, A Mathematical Theory of Communication, 1948). Why
patrols should be drawn at all: Pita et al., Deployed ARMOR Protection, AAMAS 2008.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.predictability import FEWEST, HOURS, evenness

STEP_S = 300
"""Windows begin and end on whole five minutes."""

_ROUNDING_S = 1e-6
"""What sums of times may be off by."""


def draw_starts(
    windows_s: Sequence[float], ways_s: Sequence[float], free_s: float, rng: np.random.Generator
) -> list[float]:
    """Draw when windows begin, one after the other, every possible timetable as likely as another.

    Parameters
    ----------
    windows_s
        How long each is, whole steps of `STEP_S`.
    ways_s
        The time it takes to come to each, from where the one before ends.
    free_s
        How long the whole may take.

    Returns
    -------
    list
        Seconds after the beginning, rounded down to whole steps: a window and the way to the next
        one keep their time. Empty when it takes longer than that.
    """
    needed = [way + window for way, window in zip(ways_s, windows_s, strict=True)]
    slack = free_s - sum(needed)
    if slack < -_ROUNDING_S or not needed:
        return []
    waits = np.sort(rng.uniform(0.0, max(0.0, slack), len(needed)))
    begun = np.concatenate(([0.0], np.cumsum(needed[:-1])))
    starts = waits + begun + np.array(ways_s)
    return [float(one) for one in np.floor(starts / STEP_S) * STEP_S]


def start_evenness(places: NDArray[np.float64]) -> float | None:
    """Return how little the beginnings of windows let one foretell, up to 1; 0 is a timetable.

    The entropy of the beginnings by 24ths of the time in which each could have begun, corrected,
    ÷ that of beginnings drawn evenly: `geo_patrol.coverage.predictability.evenness`.

    Parameters
    ----------
    places
        ``(n,)`` where each window begins, in ``[0, 1]`` of the time in which it could have begun.

    Returns
    -------
    float or None
        None below `geo_patrol.coverage.predictability.FEWEST` windows: too few to say.
    """
    if len(places) < FEWEST:
        return None
    slots = np.clip((places * HOURS).astype(np.int64), 0, HOURS - 1)
    counts = np.bincount(slots, minlength=HOURS)[np.newaxis]
    return float(evenness(counts)[0])
