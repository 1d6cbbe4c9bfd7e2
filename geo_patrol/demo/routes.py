"""One crew's route: by boat over a reservoir, or by car or foot along its shore."""

from dataclasses import dataclass

import numpy as np

from geo_patrol.demo.lanes import Access, Lanes
from geo_patrol.demo.lines import Line, join, length_m, resample, wiggle
from geo_patrol.demo.waters import Waters

_INSETS_M = (25.0, 40.0, 55.0)
_LEVEL = 1 / 24
_NEAREST = 3 * _LEVEL


@dataclass(frozen=True)
class Limits:
    """How far a crew goes: ``reach`` 0 to 1 by water, ``way_m`` in all, ``away_m`` along a lane."""

    reach: float
    way_m: float
    away_m: float


def boat_route(rng: np.random.Generator, waters: Waters, limits: Limits) -> Line:
    """Return a round from the landing and back, on the water, within the limits.

    Most crews follow the whole shore; some go out in mid-channel and come back along one bank;
    some sweep open water and islands.
    """
    style = rng.choice(["shore", "bank", "sweep"], p=[0.56, 0.26, 0.18])
    if style == "sweep":
        route = _sweep(rng, waters, limits)
    elif style == "bank":
        route = _one_bank(rng, waters, limits)
    else:
        route = _shore(rng, waters, limits)
        left = Limits(limits.reach, limits.way_m - length_m(route), 0.0)
        if left.way_m > 0.3 * limits.way_m:
            route = join(route, _sweep(rng, waters, left))
    # Less than the smallest inset, so that the boat stays afloat.
    return wiggle(rng, resample(route), 5.0, 250.0)


def _shore(rng: np.random.Generator, waters: Waters, limits: Limits) -> Line:
    inset = float(rng.choice(_INSETS_M))
    reach = limits.reach
    ring = waters.shore_round(reach, inset)
    while ring.length_m > limits.way_m and reach > _NEAREST:
        reach -= _LEVEL
        ring = waters.shore_round(reach, inset)
    start = ring.locate(waters.landing.x, waters.landing.y)
    landing = _landing(waters)
    return join(landing, ring.cut(start, rng.choice([-1.0, 1.0]) * ring.length_m), landing)


def _one_bank(rng: np.random.Generator, waters: Waters, limits: Limits) -> Line:
    inset = float(rng.choice(_INSETS_M[:2]))
    side = rng.choice([-1.0, 1.0])
    reach = limits.reach
    while True:
        ring = waters.shore_round(reach, inset)
        far = waters.farness_at(*ring.points.T)
        target = int(rng.choice(np.flatnonzero(far > 0.88 * far.max())))
        start = float(ring.along[target])
        home = ring.locate(waters.landing.x, waters.landing.y)
        back = ring.cut(start, side * ((side * (home - start)) % ring.length_m))
        route = join(waters.channel(*ring.points[target]), back, _landing(waters))
        if length_m(route) <= limits.way_m or reach <= _NEAREST:
            return route
        reach -= _LEVEL


def _sweep(rng: np.random.Generator, waters: Waters, limits: Limits) -> Line:
    """Visit loops over open water one after the other, each by mid-channel and back."""
    landing = _landing(waters)
    parts, left = [landing], limits.way_m
    for index in rng.permutation(len(waters.loops)):
        far, ring = waters.loops[index]
        start = ring.locate(waters.landing.x, waters.landing.y)
        out = waters.channel(*ring.at(start))
        way = ring.length_m + 2 * length_m(out)
        if far <= limits.reach and way <= left:
            lap = ring.cut(start, rng.choice([-1.0, 1.0]) * ring.length_m)
            parts += [out, lap, out[::-1]]
            left -= way
    return join(*parts)


def _landing(waters: Waters) -> Line:
    return np.array([[waters.landing.x, waters.landing.y]])


def land_route(
    rng: np.random.Generator, lanes: Lanes, start: Access, limits: Limits, *, on_foot: bool
) -> Line:
    """Return a way along the shore and back, to one side of an access and then to the other."""
    first = rng.choice([-1.0, 1.0])
    legs: list[Line] = []
    left = limits.way_m
    for side in (first, -first):
        away = min(limits.away_m * rng.uniform(0.7, 1.0), left / 2)
        if away < 150.0:
            break
        low, high = ((15.0, 60.0), (80.0, 180.0)) if on_foot else ((20.0, 45.0), (50.0, 125.0))
        leg = lanes.out_and_back(start, side * away, (rng.uniform(*low), rng.uniform(*high)))
        legs.append(leg)
        left -= length_m(leg)
    if not legs:
        return np.array([[start.x, start.y]])
    line = join(start.approach, *legs, start.approach[::-1])
    return wiggle(rng, resample(line), 8.0 if on_foot else 5.0, 180.0)
