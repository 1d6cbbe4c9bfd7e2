"""The park squad's duty: pairs that share out the blocks, early and middle, mostly on workdays."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from uuid import UUID

import numpy as np

from geo_patrol.demo.blocks import Block
from geo_patrol.demo.days import Day
from geo_patrol.demo.duty import fate
from geo_patrol.demo.journeys import Pace, travel
from geo_patrol.demo.lines import length_m
from geo_patrol.demo.people import park_crew
from geo_patrol.demo.records import DemoOfficer
from geo_patrol.demo.rounds import Round, whole_minutes
from geo_patrol.patrols import SHIFT_LENGTH, SHIFT_START_HOUR, Mode, Patrol, Shift, ShiftKind

# Pairs on duty, of five; the rest of the seven blocks is taken in a second round of the shift.
_PAIRS: dict[ShiftKind, range] = {"early": range(0, 3), "middle": range(3, 5)}
_BLOCKS_EARLY = 4
# Earliest and latest start of the first and second round, in hours after the shift's start.
_SLOTS = ((0.3, 1.9), (4.0, 5.8))
_HOURS = (0.85, 1.6)
_WEEKEND_SHARE = 0.55
_WEEKEND_BLOCKS = 2
_LEFT_OUT = 0.08
_SPEED_KMH: dict[Mode, tuple[float, float]] = {"car": (9.0, 16.0), "foot": (3.2, 4.5)}


@dataclass(frozen=True)
class _Turn:
    """One block in one shift: which pair takes it, as its first or second round."""

    code: str
    pair: int
    slot: int


def park_duty(
    rng: np.random.Generator,
    days: Sequence[Day],
    blocks: Mapping[str, Block],
    staff: tuple[DemoOfficer, ...],
    zone: tzinfo,
    make_id: Callable[[str], UUID],
) -> tuple[tuple[Shift, ...], tuple[Round, ...]]:
    """Return the shifts and the rounds of the season, in order of time of their shift.

    Every workday each block is on somebody's list once; on some free days two blocks are.
    """
    shifts: list[Shift] = []
    rounds: list[Round] = []
    codes = list(blocks)
    for day in days:
        if not codes or (day.free and rng.random() >= _WEEKEND_SHARE):
            continue
        for kind in _PAIRS:
            if day.free and kind == "middle":
                continue
            start = day.at(SHIFT_START_HOUR[kind], zone)
            shift_id = make_id(f"shift/park/{day.date}/{kind}")
            shift = Shift(shift_id, "park", kind, start, start + SHIFT_LENGTH)
            shifts.append(shift)
            for turn in _turns(codes, day, kind):
                if rng.random() < (_LEFT_OUT if day.weather else 0.5):
                    continue
                crew = park_crew(staff, day.index, turn.pair)
                patrol_id = make_id(f"patrol/{turn.code}/{day.date}/{kind}")
                rounds.append(_round(rng, day, shift, blocks[turn.code], turn, crew, patrol_id))
    return tuple(shifts), tuple(rounds)


def _turns(codes: list[str], day: Day, kind: ShiftKind) -> Iterator[_Turn]:
    """Share out the day's blocks; the order moves on by one each day."""
    first = day.index % len(codes)
    order = codes[first:] + codes[:first]
    early = order[: _WEEKEND_BLOCKS if day.free else _BLOCKS_EARLY]
    mine = early if kind == "early" else order[_BLOCKS_EARLY:]
    pairs = _PAIRS[kind]
    # More blocks than two rounds of all pairs can take stay undone.
    for number, code in enumerate(mine[: len(pairs) * len(_SLOTS)]):
        yield _Turn(code, pairs[number % len(pairs)], number // len(pairs))


def _round(
    rng: np.random.Generator,
    day: Day,
    shift: Shift,
    block: Block,
    turn: _Turn,
    crew: tuple[UUID, ...],
    patrol_id: UUID,
) -> Round:
    mode: Mode = "car" if rng.random() < 0.62 else "foot"
    duration_s = 3600.0 * rng.uniform(*_HOURS)
    pace = Pace(
        speed_kmh=rng.uniform(*_SPEED_KMH[mode]),
        n_stops=int(rng.poisson(5.0)),
        stood_s=duration_s * rng.uniform(0.15, 0.35),
    )
    way_m = (duration_s - pace.stood_s) * pace.speed_kmh / 3.6
    line = block.route(rng, way_m, on_foot=mode == "foot")
    journey = travel(rng, line, pace.filling(duration_s, length_m(line)))
    setting_out = shift.start + timedelta(hours=rng.uniform(*_SLOTS[turn.slot]))
    start, end = whole_minutes(setting_out, journey.duration_s)
    patrol = Patrol(patrol_id, shift.id, turn.code, mode, start, end, crew)
    return Round(patrol, journey, day, shift.kind, fate(rng, two_phones=False))
