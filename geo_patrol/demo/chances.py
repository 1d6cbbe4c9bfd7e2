"""Chances: every quarter of an hour or so in which somebody might see a wrong being done.

Incidents found are where wrongdoing and watching meet: a place and time draw people of some
category, and a patrol is there, a camera looks, or a citizen passes. Each chance has, per
category, the expected number of incidents found; drawing from them is all the season's luck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray

from geo_patrol.demo.days import Day
from geo_patrol.demo.grounds import Ground
from geo_patrol.demo.rounds import Round
from geo_patrol.demo.wrongs import Wrong
from geo_patrol.incidents.records import Source

Array = NDArray[np.float64]

SLICES = 24
HOUR_MS = 3_600_000
_DRIVE_FACTOR = 2.4
_STORM_FACTOR = 0.05
_WATCHERS: tuple[Source, ...] = ("patrol", "camera", "citizen")


@dataclass(frozen=True, eq=False)
class Spot:
    """A place that a camera or passers-by watch all day; metres; ``weight`` is how well."""

    area_code: str
    x: float
    y: float
    source: Source
    weight: float


@dataclass(frozen=True, eq=False)
class Watch:
    """Who watches what when: slices of rounds, then hours of spots.

    Attributes
    ----------
    item
        ``(n,)`` index into the rounds followed by the spots.
    t_ms, span_ms
        ``(n,)`` middle and length, Unix milliseconds.
    x, y
        ``(n,)`` metres.
    by
        ``(n,)`` 0 patrol, 1 camera, 2 citizen.
    weight
        ``(n,)`` how well.
    """

    item: NDArray[np.int64]
    t_ms: NDArray[np.int64]
    span_ms: NDArray[np.int64]
    x: Array
    y: Array
    by: NDArray[np.int64]
    weight: Array


@dataclass(frozen=True, eq=False)
class Chances:
    """A squad's watch with what it can be expected to see.

    ``cumulative`` is ``(n × categories,)``: the running sum of expected numbers of incidents,
    moments slow, categories fast.
    """

    watch: Watch
    cumulative: Array

    @property
    def expected(self) -> float:
        """The expected number of incidents."""
        return float(self.cumulative[-1]) if len(self.cumulative) else 0.0


def keep_watch(
    rounds: Sequence[Round], spots: Sequence[Spot], days: Sequence[Day], zone: tzinfo
) -> Watch:
    """Return the slices of all rounds and the hours of all spots."""
    pieces = [_round_piece(index, item) for index, item in enumerate(rounds)]
    pieces += [_spot_piece(len(rounds) + n, spot, days, zone) for n, spot in enumerate(spots)]
    if not pieces:
        none, nowhere = np.empty(0, np.int64), np.empty(0)
        return Watch(none, none, none, nowhere, nowhere, none, nowhere)
    return Watch(
        item=np.concatenate([piece.item for piece in pieces]),
        t_ms=np.concatenate([piece.t_ms for piece in pieces]),
        span_ms=np.concatenate([piece.span_ms for piece in pieces]),
        x=np.concatenate([piece.x for piece in pieces]),
        y=np.concatenate([piece.y for piece in pieces]),
        by=np.concatenate([piece.by for piece in pieces]),
        weight=np.concatenate([piece.weight for piece in pieces]),
    )


def _round_piece(index: int, item: Round) -> Watch:
    duration_s = item.journey.duration_s
    t_s = (np.arange(SLICES) + 0.5) * duration_s / SLICES
    x, y = item.journey.at(t_s)
    start_ms = round(item.patrol.start.timestamp() * 1000)
    return Watch(
        item=np.full(SLICES, index),
        t_ms=start_ms + (t_s * 1000).astype(np.int64),
        span_ms=np.full(SLICES, int(duration_s * 1000 / SLICES)),
        x=x,
        y=y,
        by=np.zeros(SLICES, np.int64),
        weight=np.full(SLICES, _DRIVE_FACTOR if item.day.drive else 1.0),
    )


def _spot_piece(index: int, spot: Spot, days: Sequence[Day], zone: tzinfo) -> Watch:
    first, last = _start_ms(days[0], zone), round(days[-1].at(24, zone).timestamp() * 1000)
    t_ms = np.arange(first + HOUR_MS // 2, last, HOUR_MS, dtype=np.int64)
    n = len(t_ms)
    return Watch(
        item=np.full(n, index),
        t_ms=t_ms,
        span_ms=np.full(n, HOUR_MS),
        x=np.full(n, spot.x),
        y=np.full(n, spot.y),
        by=np.full(n, _WATCHERS.index(spot.source)),
        weight=np.full(n, spot.weight),
    )


def weigh(
    watch: Watch,
    area_of: Sequence[str],
    grounds: Mapping[str, Ground],
    days: Sequence[Day],
    wrongs: Sequence[Wrong],
    zone: tzinfo,
) -> Chances:
    """Return what a watch can be expected to see.

    Each category's numbers are scaled so that patrols, cameras and citizens find their shares of
    what the table expects; the share of a kind of watcher that is not there goes to patrols.

    Parameters
    ----------
    area_of
        Area of each round and spot that ``watch.item`` points at.
    """
    starts = np.array([_start_ms(day, zone) for day in days])
    day = np.clip(np.searchsorted(starts, watch.t_ms, side="right") - 1, 0, len(days) - 1)
    hour = (watch.t_ms - starts[day]) / HOUR_MS
    month = np.array([d.date.month for d in days])[day]
    free = np.array([d.free for d in days])[day]
    luck = np.array([max(d.weather, _STORM_FACTOR) for d in days])[day]
    luck = luck * watch.weight * watch.span_ms / HOUR_MS
    areas = np.array(area_of)[watch.item]
    pull = np.zeros((len(luck), 4))
    for code, ground in grounds.items():
        here = areas == code
        pull[here] = ground.pull(watch.x[here], watch.y[here])
    expected = np.empty((len(luck), len(wrongs)))
    for column, wrong in enumerate(wrongs):
        often = luck * wrong.when.weight(month, hour, free) * (pull @ wrong.where.weights)
        expected[:, column] = _share_out(often, watch.by, wrong)
    return Chances(watch, np.cumsum(expected.ravel()))


def _share_out(often: Array, by: NDArray[np.int64], wrong: Wrong) -> Array:
    shares = {1: wrong.camera, 2: wrong.citizen}
    present = {code: share for code, share in shares.items() if often[by == code].sum() > 0}
    present[0] = 1.0 - sum(present.values())
    expected = np.zeros_like(often)
    for code, share in present.items():
        mine = by == code
        total = often[mine].sum()
        if total > 0:
            expected[mine] = often[mine] * (wrong.expected * share / total)
    return expected


def _start_ms(day: Day, zone: tzinfo) -> int:
    return round(day.at(0, zone).timestamp() * 1000)
