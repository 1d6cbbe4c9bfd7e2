"""From a line to a journey: when its crew is where, with changing speed and stops."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.demo.lines import Line, arc_length, length_m

_PACE_EVERY_M = 400.0
_PACE_SD = 0.18
_SLOWEST = 0.7


@dataclass(frozen=True, eq=False)
class Journey:
    """Where a crew is at any time of its patrol, between knots in a straight line.

    Attributes
    ----------
    t_s
        ``(n,)`` seconds since the patrol's start, never decreasing.
    x, y
        ``(n,)`` metres.
    """

    t_s: NDArray[np.float64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    @property
    def duration_s(self) -> float:
        """The time from start to end."""
        return float(self.t_s[-1])

    def at(self, t_s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the places at times; before the start and after the end, its ends."""
        return np.interp(t_s, self.t_s, self.x), np.interp(t_s, self.t_s, self.y)


@dataclass(frozen=True)
class Pace:
    """How a crew moves: cruising speed, number of stops, and time stood in all."""

    speed_kmh: float
    n_stops: int
    stood_s: float

    def filling(self, duration_s: float, way_m: float) -> "Pace":
        """Return the pace at which a way takes a given time: slower first, then standing longer.

        A way too long for the time takes longer.
        """
        cruise_mps = self.speed_kmh / 3.6
        moving_s = max(duration_s - self.stood_s, 1.0)
        speed_mps = float(np.clip(way_m / moving_s, _SLOWEST * cruise_mps, cruise_mps))
        stood_s = max(self.stood_s, duration_s - way_m / speed_mps)
        return Pace(speed_mps * 3.6, self.n_stops, stood_s)


def travel(rng: np.random.Generator, line: Line, pace: Pace) -> Journey:
    """Run a line at a pace.

    Speed varies smoothly along the way with its mean kept; the crew stands at the start and the
    end (making ready, tying up) and at ``n_stops`` places between, for times that sum up to
    ``stood_s``. A line of no length is a stand of ``stood_s``.
    """
    if length_m(line) == 0.0:
        return Journey(np.array([0.0, pace.stood_s]), line[[0, 0], 0], line[[0, 0], 1])
    along = arc_length(line)
    knots = np.arange(0.0, along[-1] + _PACE_EVERY_M, _PACE_EVERY_M)
    slowness = np.interp(along, knots, np.exp(rng.normal(0.0, _PACE_SD, len(knots))))
    steps_s = np.diff(along) * (slowness[1:] + slowness[:-1]) / 2
    steps_s *= along[-1] / (pace.speed_kmh / 3.6) / steps_s.sum()
    moving = np.concatenate(([0.0], np.cumsum(steps_s)))

    inner = rng.choice(np.arange(1, len(line)), size=min(pace.n_stops, len(line) - 1))
    stops = np.concatenate(([0], np.sort(inner), [len(line) - 1]))
    # Making ready and tying up take less time than looking about on the way.
    shape = np.full(len(stops), 1.5)
    shape[[0, -1]] = 0.5
    stood = rng.dirichlet(shape) * pace.stood_s
    waited = np.concatenate(([0.0], np.cumsum(stood)))
    arrive = moving + waited[np.searchsorted(stops, np.arange(len(line)), side="left")]
    order = np.argsort(np.concatenate((np.arange(len(line)), stops)), kind="stable")
    at = np.concatenate((np.arange(len(line)), stops))[order]
    # The second knot at a stop is where the crew sets off again.
    leave = moving[stops] + waited[1:]
    t_s = np.concatenate((arrive, leave))[order]
    return Journey(t_s, line[at, 0], line[at, 1])
