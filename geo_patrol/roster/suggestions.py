"""What a shift might do about gaps: the cells most overdue, in legs that its crews can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np

from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.patrols import Mode
from geo_patrol.roster.ground import Floats, Spot, Travel, straight_km
from geo_patrol.roster.legs import Way, best_way
from geo_patrol.roster.needs import CellNeeds, gains, lateness
from geo_patrol.roster.start_times import STEP_S, draw_starts

USABLE = 6.5 / 8
"""Of a shift: the rest is for changing over, for stops, and for whoever is met."""

AIMED = 0.4
"""Of that: the rest is the crew's own. Were it more, the legs would fill the shift, and whoever
knows that could tell when they begin."""

LEG_S = 60 * 60
SHORTEST_S = 20 * 60
COMING = 0.25
"""Of the time left, at most, to come to one more leg."""

SETTLED = timedelta(minutes=20)
"""After the beginning of a shift, and before its end, nothing is suggested."""

LOOSE = 1.2
"""A window is longer than the leg by this: nobody keeps a pace to the minute."""


@dataclass(frozen=True)
class PostCrew:
    """Who is on duty at a post: in which areas, and how they move."""

    post: str
    areas: tuple[str, ...]
    mode: Mode


@dataclass(frozen=True)
class ShiftTime:
    """The time that is left of a shift, and whether it is dark then."""

    start: datetime
    end: datetime
    dark: bool = False


@dataclass(frozen=True)
class Leg:
    """A stretch of way that is suggested to a crew.

    Attributes
    ----------
    number
        From 1, in each area, by time.
    cells
        Indices in order of going.
    start, end
        The window in which to do it.
    place
        Where its start lies in the time in which it could have begun, 0 to 1.
    way_km
        Straight from cell to cell.
    gain
        What the cells are worth together.
    n_never
        How many of them nobody ever came to.
    longest
        Index of the cell that is overdue by most intervals, of those seen before if there are any.
    """

    post: str
    area_code: str
    mode: Mode
    number: int
    cells: tuple[int, ...]
    start: datetime
    end: datetime
    place: float
    way_km: float
    gain: float
    n_never: int
    longest: int


def suggest(
    areas: Mapping[str, CellNeeds],
    crews: Sequence[PostCrew],
    time: ShiftTime,
    rng: np.random.Generator,
) -> tuple[Leg, ...]:
    """Return the legs of a shift's crews, in order of time.

    Crews choose in turn, one leg each, and leave out what another one has. Legs of a crew come in
    any order, in either direction, at times drawn by `draw_starts`.

    Parameters
    ----------
    areas
        Cells by code of the area; crews of other areas get nothing.
    """
    free_s = (time.end - time.start - 2 * SETTLED).total_seconds()
    at_us = round(time.end.timestamp() * 1e6)
    left = {code: gains(needs, at_us) for code, needs in areas.items()}
    taken: dict[int, list[_Taken]] = {k: [] for k in range(len(crews))}
    time_s = dict.fromkeys(taken, free_s * USABLE * AIMED)
    waiting = list(taken)
    while waiting:
        for k in tuple(waiting):
            found = _next(areas, left, crews[k], time.dark, taken[k], time_s[k])
            if found is None:
                waiting.remove(k)
                continue
            one, spent_s = found
            taken[k].append(one)
            time_s[k] -= spent_s
            left[one.area_code][list(one.way.cells)] = 0.0
    legs = [
        leg for k, chosen in taken.items() for leg in _timed(crews[k], areas, chosen, time, rng)
    ]
    return _numbered(legs)


def as_if_done(needs: CellNeeds, legs: Sequence[Leg]) -> CellNeeds:
    """Return an area's cells as they stand when its legs were done in their windows."""
    last = needs.last_leave_us.copy()
    for leg in legs:
        last[list(leg.cells)] = round(leg.end.timestamp() * 1e6)
    return replace(needs, last_leave_us=last)


@dataclass(frozen=True)
class _Taken:
    """A way in an area, and where it begins and ends."""

    area_code: str
    way: Way
    first: Spot
    last: Spot

    def turned(self) -> "_Taken":
        return _Taken(
            self.area_code, replace(self.way, cells=self.way.cells[::-1]), self.last, self.first
        )


def _next(
    areas: Mapping[str, CellNeeds],
    left: Mapping[str, Floats],
    crew: PostCrew,
    dark: bool,
    before: Sequence[_Taken],
    left_s: float,
) -> tuple[_Taken, float] | None:
    """Return one way more, of the area where most is gained, and the time it takes with coming.

    None without time or cells. Coming to the first one is in the time that a shift has besides.
    """
    longest_s = left_s * COMING if before else 0.0
    left_s = min(LEG_S, left_s - longest_s)
    if left_s < SHORTEST_S:
        return None
    travel, best = Travel(crew.mode, dark), None
    for code in crew.areas:
        if code not in areas:
            continue
        ground = areas[code].ground
        gain = np.where(ground.reached(crew.mode), left[code], 0.0)
        come_s = np.zeros(len(ground))
        if before:
            ends = [end for one in before for end in (one.first, one.last)]
            come_s = np.minimum.reduce([travel.to_all_s(ground, end) for end in ends])
        way = best_way(ground, np.where(come_s <= longest_s, gain, 0.0), travel, left_s)
        if way is None or (best is not None and best[0].way.gain >= way.gain):
            continue
        first, last = way.cells[0], way.cells[-1]
        one = _Taken(code, way, ground.spot(first), ground.spot(last))
        best = one, way.seconds + float(min(come_s[first], come_s[last]))
    return best


def _timed(
    crew: PostCrew,
    areas: Mapping[str, CellNeeds],
    taken: Sequence[_Taken],
    time: ShiftTime,
    rng: np.random.Generator,
) -> list[Leg]:
    """Return a crew's ways with their windows; those of least worth go where time is short."""
    travel = Travel(crew.mode, time.dark)
    free_s = (time.end - time.start - 2 * SETTLED).total_seconds()
    kept = sorted(taken, key=lambda one: -one.way.gain)
    while kept:
        order = [kept[int(k)] for k in rng.permutation(len(kept))]
        order = [one.turned() if rng.random() < 0.5 else one for one in order]
        windows = [_window_s(one.way) for one in order]
        to_next = [travel.from_to_s(one.last, other.first) for one, other in pairwise(order)]
        starts = draw_starts(windows, [0.0, *to_next], free_s, rng)
        if starts:
            first = time.start + SETTLED
            return [
                _leg(crew, areas[one.area_code], one, first, start_s, window_s, free_s - window_s)
                for one, start_s, window_s in zip(order, starts, windows, strict=True)
            ]
        kept = kept[:-1]
    return []


def _window_s(way: Way) -> float:
    return max(float(np.ceil(way.seconds * LOOSE / STEP_S)) * STEP_S, SHORTEST_S)


def _leg(
    crew: PostCrew,
    needs: CellNeeds,
    taken: _Taken,
    first: datetime,
    start_s: float,
    window_s: float,
    could_s: float,
) -> Leg:
    way = taken.way
    cells = np.array(way.cells)
    start = first + timedelta(seconds=start_s)
    end = start + timedelta(seconds=window_s)
    never = needs.last_leave_us[cells] == NEVER_US
    late = np.nan_to_num(lateness(needs, round(end.timestamp() * 1e6))[cells], nan=0.0)
    return Leg(
        post=crew.post,
        area_code=taken.area_code,
        mode=crew.mode,
        number=0,
        cells=way.cells,
        start=start,
        end=end,
        place=start_s / could_s if could_s > 0 else 0.0,
        way_km=straight_km(needs.ground, cells),
        gain=way.gain,
        n_never=int(never.sum()),
        longest=int(cells[late.argmax()]),
    )


def _numbered(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    numbers: dict[str, int] = {}
    found = []
    for leg in sorted(legs, key=lambda one: (one.start, one.area_code, one.post)):
        numbers[leg.area_code] = numbers.get(leg.area_code, 0) + 1
        found.append(replace(leg, number=numbers[leg.area_code]))
    return tuple(found)
