"""Class borders chosen from the data, by a rule a reader can be told."""

import numpy as np
from numpy.typing import NDArray

_MINUTE, _HOUR, _DAY = 60, 3600, 86400

READABLE_S: tuple[int, ...] = (
    *(n * _MINUTE for n in (1, 2, 3, 5, 10, 15, 20, 30, 45)),
    *(n * _HOUR for n in (1, 2, 3, 4, 6, 8, 12, 18)),
    *(n * _DAY for n in (1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90, 180, 365)),
)
"""Durations that people read without reckoning."""


def effort_breaks(effort_s: NDArray[np.float64], n_classes: int) -> tuple[int, ...]:
    """Return borders (seconds, rising) between classes of effort; zero is a class apart.

    The rule: quantiles of the cells with any effort, each moved to the nearest (by ratio) of
    `READABLE_S`; borders that would leave a class empty are dropped. Class ``k`` is
    ``(breaks[k-1], breaks[k]]``, the last one open.

    Parameters
    ----------
    effort_s
        ``(n,)`` effort per cell in seconds, 0 for none.
    n_classes
        The most classes wanted, besides zero.

    Returns
    -------
    Up to ``n_classes − 1`` borders; none where no cell has any effort.
    """
    positive = effort_s[effort_s > 0]
    if positive.size == 0:
        return ()
    wanted = np.quantile(positive, np.arange(1, n_classes) / n_classes)
    ladder = np.asarray(READABLE_S, dtype=np.float64)
    nearest = np.abs(np.log(wanted)[:, np.newaxis] - np.log(ladder)).argmin(axis=1)
    breaks = [int(ladder[i]) for i in np.unique(nearest)]
    kept: list[int] = []
    for high in breaks:
        low = kept[-1] if kept else 0
        if ((positive > low) & (positive <= high)).any():
            kept.append(high)
    if kept and not (positive > kept[-1]).any():
        kept.pop()
    return tuple(kept)


def classify(effort_s: NDArray[np.float64], breaks: tuple[int, ...]) -> NDArray[np.int64]:
    """Return each cell's class: 0 for no effort, else 1 + the number of borders below it."""
    above = np.searchsorted(np.asarray(breaks, dtype=np.float64), effort_s, side="left")
    return np.where(effort_s > 0, above + 1, 0).astype(np.int64)
