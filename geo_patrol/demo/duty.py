"""The reservoir squad's duty: three shifts a day, who goes out, how, how far and for how long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo
from typing import get_args
from uuid import UUID

import numpy as np

from geo_patrol.demo.days import Day
from geo_patrol.demo.journeys import Pace, travel
from geo_patrol.demo.lanes import Access, Lanes
from geo_patrol.demo.lines import Line, length_m
from geo_patrol.demo.people import leader, relief_crew, reservoir_crew
from geo_patrol.demo.records import DemoOfficer
from geo_patrol.demo.rounds import Recorded, Round, whole_minutes
from geo_patrol.demo.routes import Limits, boat_route, land_route
from geo_patrol.demo.waters import Waters
from geo_patrol.messages import text
from geo_patrol.patrols import SHIFT_LENGTH, SHIFT_START_HOUR, Mode, Patrol, Shift, ShiftKind

# The season ends on a night without a track here, so that its map shows what that looks like.
TRACKLESS_LAST_NIGHT = "qincun"
TRACKLESS_SHARE = 0.06
_TWO_PHONES_SHARE = 0.07
_SPARE_S = 900.0


@dataclass(frozen=True, eq=False)
class Reservoir:
    """One reservoir with its routes.

    ``accesses`` are where land crews start, the base first; each is chosen with a weight (they sum
    to 1), and from there crews go at most ``roams_m`` along the shore.
    """

    code: str
    waters: Waters
    lanes: Lanes
    accesses: tuple[Access, ...]
    weights: tuple[float, ...]
    roams_m: tuple[float, ...]


@dataclass(frozen=True)
class Manner:
    """How a kind of shift is worked.

    Attributes
    ----------
    stays_in
        Chance that nobody goes out.
    modes
        Chances of boat, car and foot.
    hours
        Shortest and longest patrol.
    reach
        Least and greatest share of the reservoir's farness that boats go to.
    away_m
        Least and greatest way along the shore that land crews go from an access.
    pace
        Factor on cruising speed.
    stood
        Share of the time spent standing.
    """

    stays_in: float
    modes: tuple[float, float, float]
    hours: tuple[float, float]
    reach: tuple[float, float]
    away_m: tuple[float, float]
    pace: float
    stood: tuple[float, float]


MANNERS: dict[ShiftKind, Manner] = {
    "early": Manner(
        0.01, (0.66, 0.22, 0.12), (2.4, 3.9), (0.40, 0.78), (3000, 9500), 1.0, (0.12, 0.28)
    ),
    "middle": Manner(
        0.03, (0.48, 0.36, 0.16), (2.1, 3.4), (0.30, 0.62), (2000, 7000), 0.95, (0.15, 0.35)
    ),
    "night": Manner(
        0.14, (0.16, 0.54, 0.30), (1.3, 2.4), (0.12, 0.36), (700, 2600), 0.75, (0.3, 0.5)
    ),
}
_MODES: tuple[Mode, Mode, Mode] = ("boat", "car", "foot")
_SPEED_KMH: dict[Mode, tuple[float, float]] = {
    "boat": (11.0, 15.5),
    "car": (12.0, 20.0),
    "foot": (3.2, 4.4),
}


def reservoir_shifts(
    days: Sequence[Day], zone: tzinfo, make_id: Callable[[str], UUID]
) -> tuple[Shift, ...]:
    """Return three shifts a day, in order of time."""
    return tuple(
        Shift(
            id=make_id(f"shift/reservoir/{day.date}/{kind}"),
            squad_code="reservoir",
            kind=kind,
            start=(start := day.at(SHIFT_START_HOUR[kind], zone)),
            end=start + SHIFT_LENGTH,
            note="" if day.weather else text("season.note.storm", "zh"),
        )
        for day in days
        for kind in sorted(get_args(ShiftKind), key=SHIFT_START_HOUR.__getitem__)
    )


def reservoir_rounds(
    rng: np.random.Generator,
    days: Sequence[Day],
    shifts: Sequence[Shift],
    reservoirs: Sequence[Reservoir],
    staff: tuple[DemoOfficer, ...],
    make_id: Callable[[str], UUID],
) -> tuple[Round, ...]:
    """Return the rounds of all shifts, in order of shift, then reservoir."""
    rounds: list[Round] = []
    for number, shift in enumerate(shifts):
        day = days[number // len(MANNERS)]
        for index, reservoir in enumerate(reservoirs):
            name = f"patrol/{reservoir.code}/{day.date}/{shift.kind}"
            crew = reservoir_crew(staff, day.index, shift.kind, index % 2)
            if rng.random() >= _stays_in(shift.kind, day):
                rounds.append(_round(rng, day, shift, reservoir, crew, make_id(name)))
            if day.drive and shift.kind == "early":
                crew = relief_crew(staff, day.index, index % 2)
                if index == 0:
                    crew = (leader(staff, "reservoir"), *crew)
                extra = make_id(f"{name}/{day.drive}")
                rounds.append(_round(rng, day, shift, reservoir, crew, extra))
    return tuple(_lose_last_night(rounds))


def _stays_in(kind: ShiftKind, day: Day) -> float:
    if day.weather == 0.0:
        return 0.45
    return MANNERS[kind].stays_in * (2.0 if day.reach < 0.8 else 1.0)


def _round(
    rng: np.random.Generator,
    day: Day,
    shift: Shift,
    reservoir: Reservoir,
    crew: tuple[UUID, ...],
    patrol_id: UUID,
) -> Round:
    manner = MANNERS[shift.kind]
    mode = _mode(rng, manner, day)
    duration_s = 3600.0 * rng.uniform(*manner.hours) * (1.0 if day.weather == 1.0 else 0.75)
    pace = Pace(
        speed_kmh=rng.uniform(*_SPEED_KMH[mode]) * manner.pace,
        n_stops=int(rng.poisson(5.0)),
        stood_s=duration_s * rng.uniform(*manner.stood),
    )
    far = rng.beta(2.0, 1.8)
    calm = 0.4 + 0.6 * day.weather
    limits = Limits(
        reach=day.reach * calm * (manner.reach[0] + far * (manner.reach[1] - manner.reach[0])),
        way_m=(duration_s - pace.stood_s) * pace.speed_kmh / 3.6,
        away_m=day.reach * calm * rng.uniform(*manner.away_m),
    )
    line = _route(rng, reservoir, mode, limits)
    journey = travel(rng, line, pace.filling(duration_s, length_m(line)))
    slack_s = SHIFT_LENGTH.total_seconds() - journey.duration_s - 2 * _SPARE_S
    setting_out = shift.start + timedelta(seconds=_SPARE_S + slack_s * rng.random())
    start_at, end_at = whole_minutes(setting_out, journey.duration_s)
    patrol = Patrol(
        id=patrol_id,
        shift_id=shift.id,
        area_code=reservoir.code,
        mode=mode,
        start=start_at,
        end=end_at,
        crew=crew,
        note=text("season.note.drive", "zh") if day.drive and len(crew) > 2 else "",
    )
    return Round(patrol, journey, day, shift.kind, fate(rng, two_phones=mode == "boat"))


def _route(rng: np.random.Generator, reservoir: Reservoir, mode: Mode, limits: Limits) -> Line:
    if mode == "boat":
        return boat_route(rng, reservoir.waters, limits)
    at = int(rng.choice(len(reservoir.accesses), p=reservoir.weights))
    near = replace(limits, away_m=min(limits.away_m, reservoir.roams_m[at]))
    start = reservoir.accesses[at]
    return land_route(rng, reservoir.lanes, start, near, on_foot=mode == "foot")


def _mode(rng: np.random.Generator, manner: Manner, day: Day) -> Mode:
    boat, car, foot = manner.modes
    afloat = boat * day.weather**2
    chances = np.array([afloat, car + boat - afloat, foot])
    return _MODES[int(rng.choice(3, p=chances / chances.sum()))]


def fate(rng: np.random.Generator, *, two_phones: bool) -> Recorded:
    """Draw what a round's phones keep: mostly one track, now and then scraps, nothing or two."""
    draw = rng.random()
    if draw < TRACKLESS_SHARE:
        return "nothing" if draw < 0.6 * TRACKLESS_SHARE else "scraps"
    return "twice" if two_phones and rng.random() < _TWO_PHONES_SHARE else "once"


def _lose_last_night(rounds: list[Round]) -> Iterator[Round]:
    nights = [
        index
        for index, item in enumerate(rounds)
        if item.kind == "night" and item.patrol.area_code == TRACKLESS_LAST_NIGHT
    ]
    for index, item in enumerate(rounds):
        yield item.recorded_as("nothing") if nights and index == nights[-1] else item
