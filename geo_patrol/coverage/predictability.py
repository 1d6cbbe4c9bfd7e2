"""Whether patrols come at hours that can be learnt: anglers know a timetable within weeks.

The measure is the entropy of the local hours of arrival (Shannon, A Mathematical Theory of
Communication, 1948), as a share of what hours drawn evenly from the clock would have: 1 says
nothing to whoever watches, 0 is a timetable. What few arrivals show looks more regular than it is;
the first-order correction of that is (m − 1) / 2n nats for n arrivals in m different hours (Miller,
Note on the Bias of Information Estimates, in Quastler (ed.), Information Theory in Psychology,
1955; Madow's derivation).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.arrival_kernel import NEVER_US, arrive
from geo_patrol.coverage.rollup import at_us
from geo_patrol.coverage.visits import Stays

BREAK = timedelta(minutes=15)
"""Whoever is back within this time has not arrived anew."""

FEWEST = 24
"""Of fewer arrivals the entropy is not given: the correction would be as large as it."""

HOURS = 24
BUSIEST = 3

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Arrivals:
    """Arrivals by local hour: ``(n_zones, 24)`` and ``(n_cells, 24)``."""

    in_zones: Ints
    in_cells: NDArray[np.int32]


@dataclass(frozen=True)
class Predictability:
    """How well the hours of arrival in a zone can be foretold.

    Attributes
    ----------
    arrivals
        How many there were; ``by_hour`` those of each local hour.
    evenness
        Entropy of the zone's hours ÷ log₂ 24, corrected: 1 is even, 0 always the same hour. None
        below `FEWEST` arrivals: too few to say.
    cell_evenness
        The mean of the same within single cells, of those with `FEWEST` arrivals: a cell that is
        always seen at eight is predictable though its zone is not. None without such cells.
    n_cells
        How many cells that mean is of.
    busiest
        The hours with most arrivals, the busiest first, none without arrivals.
    busiest_share
        Share of the arrivals that fell in them; None without arrivals.
    """

    arrivals: int
    by_hour: tuple[int, ...]
    evenness: float | None
    cell_evenness: float | None
    n_cells: int
    busiest: tuple[int, ...]
    busiest_share: float | None


class ArrivalCounter:
    """Counts arrivals while days go by, in order of time.

    A stay is an arrival unless somebody was there at most 15 minutes before; in a zone, in any of
    its cells. One that began before the period is none.

    Parameters
    ----------
    zone_of
        ``(n_cells,)`` number of the zone of each cell, from 0.
    from_us, to_us
        The period, Unix µs.
    zone
        Whose clock shows the hours.
    """

    def __init__(self, zone_of: NDArray[np.int32], from_us: int, to_us: int, zone: tzinfo) -> None:
        n_zones = int(zone_of.max(initial=-1)) + 1
        self._zone_of = zone_of
        self._period = from_us, to_us
        self._zone = zone
        self._cell_left = np.full(len(zone_of), NEVER_US, np.int64)
        self._zone_left = np.full(n_zones, NEVER_US, np.int64)
        self.found = Arrivals(
            np.zeros((n_zones, HOURS), np.int64), np.zeros((len(zone_of), HOURS), np.int32)
        )

    def take(self, day: int, stays: Stays) -> None:
        """Take in the stays of a local day (counted from 1970-01-01)."""
        start_us = at_us(day, self._zone)
        arrive(
            stays.cell,
            stays.enter_us,
            stays.leave_us,
            self._zone_of,
            round(BREAK / timedelta(microseconds=1)),
            start_us,
            clock_hours(start_us, at_us(day + 1, self._zone), self._zone),
            *self._period,
            self._cell_left,
            self._zone_left,
            self.found.in_cells,
            self.found.in_zones,
        )


def clock_hours(start_us: int, end_us: int, zone: tzinfo) -> NDArray[np.int32]:
    """Return the hour that a clock shows at each quarter of an hour of a day.

    Clocks are put on and back by half hours at the least, so a quarter has one hour.
    """
    quarter_us = round(BREAK / timedelta(microseconds=1))
    n = -(-(end_us - start_us) // quarter_us)
    if n == HOURS * 4:
        return np.repeat(np.arange(HOURS, dtype=np.int32), 4)
    starts = [start_us + i * quarter_us for i in range(n)]
    return np.array([datetime.fromtimestamp(s / 1e6, zone).hour for s in starts], np.int32)


def predictability(in_zone: Ints, in_cells: NDArray[np.int32]) -> Predictability:
    """Return how well arrivals in a zone, and in its cells, can be foretold.

    Parameters
    ----------
    in_zone
        ``(24,)`` arrivals by local hour.
    in_cells
        ``(n, 24)`` the same of its cells.
    """
    n = int(in_zone.sum())
    enough = in_cells[in_cells.sum(axis=1) >= FEWEST]
    order = np.argsort(-in_zone, kind="stable")[:BUSIEST]
    busiest = tuple(int(hour) for hour in order if in_zone[hour])
    return Predictability(
        arrivals=n,
        by_hour=tuple(in_zone.tolist()),
        evenness=float(evenness(in_zone[np.newaxis])[0]) if n >= FEWEST else None,
        cell_evenness=float(evenness(enough).mean()) if len(enough) else None,
        n_cells=len(enough),
        busiest=busiest,
        busiest_share=int(in_zone[list(busiest)].sum()) / n if n else None,
    )


def evenness(by_hour: NDArray[np.int64] | NDArray[np.int32]) -> Floats:
    """Return the corrected entropy of rows of counts by hour, ÷ that of an even clock, at most 1.

    NaN for a row without arrivals.
    """
    n = by_hour.sum(axis=1).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = by_hour / n[:, np.newaxis]
        bits = -np.where(share > 0, share * np.log2(share), 0.0).sum(axis=1)
        bits += (np.count_nonzero(by_hour, axis=1) - 1) / (2 * n * math.log(2))
    return np.where(n > 0, np.minimum(bits / math.log2(HOURS), 1.0), np.nan)


def count(
    days: Iterable[tuple[int, Stays]],
    zone_of: Sequence[int],
    from_us: int,
    to_us: int,
    zone: tzinfo,
) -> Arrivals:
    """Return the arrivals in ``[from_us, to_us)``; days as `ArrivalCounter.take` has them."""
    counter = ArrivalCounter(np.array(zone_of, np.int32), from_us, to_us, zone)
    for day, stays in days:
        counter.take(day, stays)
    return counter.found


def warm() -> None:
    """Compile the kernel of `ArrivalCounter`, or load it from disk."""
    from datetime import UTC

    stays = Stays(np.zeros(1, np.int32), np.zeros(1, np.int64), np.ones(1, np.int64))
    count([(0, stays)], [0], 0, 1, UTC)
