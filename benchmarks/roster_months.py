"""Months to plan, made by chance from a seed: what a reservoir squad and a park squad are like."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from geo_patrol.roster.people import Balance, History, RosterOfficer
from geo_patrol.roster.problem import Leave, Need, Post, Problem, Request, ShiftType

FIRST_DAY = date(2022, 11, 7)
N_DAYS = 28
SHIFTS = (
    ShiftType("早", "early", 8 * 60, 16 * 60),
    ShiftType("中", "middle", 16 * 60, 24 * 60),
    ShiftType("夜", "night", 0, 8 * 60),
)
_RESERVOIRS = ("changzhao", "qincun")
_LEAVES, _REQUESTS = 6, 24


def month(seed: int, *, with_park: bool = False) -> Problem:
    """Return four weeks of 24 officers at two reservoirs, round the clock, two at a time.

    With the park there are 16 more, a quarter of them auxiliaries, who man it by day and in the
    evening, three or four at a time; they may be lent.
    """
    rng = Random(seed)  # noqa: S311
    officers = [_officer(rng, f"s{n:02}", "reservoir") for n in range(24)]
    posts = [
        Post(
            f"{area}-{shift.kind}",
            "reservoir",
            area,
            shift.code,
            Need.always(2),
            on_water=True,
            vehicle=shift.kind == "night",
        )
        for shift in SHIFTS
        for area in _RESERVOIRS
    ]
    if with_park:
        officers += [_officer(rng, f"p{n:02}", "park") for n in range(16)]
        posts += [
            Post(f"park-{shift.kind}", "park", "park", shift.code, Need(3, 4, 4))
            for shift in SHIFTS[:2]
        ]
    names = [one.id for one in officers]
    days = [FIRST_DAY + timedelta(days=n) for n in range(N_DAYS)]
    leave = [_leave(rng, name) for name in rng.sample(names, _LEAVES)]
    away = {(one.officer, day) for one in leave for day in days if one.first <= day <= one.last}
    asked = rng.sample([(name, day) for name in names for day in days], _REQUESTS)
    return Problem(
        FIRST_DAY,
        N_DAYS,
        SHIFTS,
        tuple(officers),
        tuple(posts),
        leave=tuple(leave),
        requests=tuple(
            Request(name, day, rng.random() < 0.3, weight=rng.randint(1, 3))
            for name, day in asked
            if (name, day) not in away
        ),
    )


def ill(problem: Problem, officer: str, first: int, n_days: int = 5) -> Problem:
    """Return a published month in which somebody falls ill: what is past is frozen."""
    days = problem.days
    sick = Leave(officer, days[first], days[first + n_days - 1])
    frozen = frozenset(days[:first])
    return replace(problem, leave=(*problem.leave, sick), frozen_days=frozen)


def _officer(rng: Random, id: str, squad: str) -> RosterOfficer:
    certified = squad == "reservoir" or rng.random() < 0.75
    return RosterOfficer(
        id,
        squad,
        certified=certified,
        boat_licence=rng.random() < 0.5,
        driver=rng.random() < 0.7,
        history=_history(rng),
        balance=Balance(
            nights=rng.choice([-1, 0, 0, 1]),
            weekends=rng.choice([-1, 0, 0, 1]),
            hours=rng.choice([-8, 0, 0, 8]),
        ),
    )


def _history(rng: Random) -> History:
    shift = rng.choice(SHIFTS)
    run = rng.randint(1, 4)
    nights = min(run, rng.randint(1, 3)) if shift.kind == "night" else 0
    last = FIRST_DAY - timedelta(days=rng.randint(1, 3))
    return History(last, shift.code, run_days=run, run_nights=nights)


def _leave(rng: Random, name: str) -> Leave:
    first = FIRST_DAY + timedelta(days=rng.randint(0, N_DAYS - 6))
    return Leave(name, first, first + timedelta(days=rng.randint(2, 5)))
