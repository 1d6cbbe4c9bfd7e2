"""Tiny problems by chance, and their best rosters by trying all of them."""

from itertools import product
from random import Random

from roster_making import SHIFTS, day, officer, past, post, problem

from geo_patrol.roster.checker import check_sheet
from geo_patrol.roster.cpsat.draft import KEPT
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.people import Balance
from geo_patrol.roster.problem import (
    Assignment,
    Fixed,
    Forbidden,
    Leave,
    Problem,
    Request,
    Roster,
)
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.roster.solver import Cost

_DAYS = 3


def tiny(seed: int) -> Problem:
    """Return a problem of two officers, two posts and three days, with much that is settled."""
    rng = Random(seed)  # noqa: S311
    names = ("a", "b")
    officers = [
        officer(
            name,
            squad=rng.choice(["reservoir", "park"]),
            certified=rng.random() < 0.7,
            boat_licence=rng.random() < 0.5,
            driver=rng.random() < 0.5,
            balance=Balance(nights=rng.choice([-1, 0, 1.5])),
            history=rng.choice([None, past(-1, "L", run_nights=1), past(-1, "M", run_days=5)]),
        )
        for name in names
    ]
    codes = [one.code for one in SHIFTS]
    first, second = rng.choice(codes), rng.choice(codes)
    posts = (
        post("p", first, rng.choice([1, 1, 2]), enforcement=rng.random() < 0.5),
        post("q", second, 1, vehicle=rng.random() < 0.5, on_water=rng.random() < 0.5),
    )
    places = [(first, "p"), (second, "q")]

    def some(chance: float) -> bool:
        return rng.random() < chance

    def when() -> int:
        return rng.randrange(_DAYS)

    told = [Assignment(rng.choice(names), day(0), *rng.choice(places)) for _ in range(2)]
    published = tuple({one.officer: one for one in told}.values()) if some(0.5) else ()
    published_days = frozenset({day(0)}) if published else frozenset()
    leave = (Leave(rng.choice(names), day(when()), day(_DAYS)),) if some(0.3) else ()
    fixed = (Fixed(rng.choice(names), day(when()), *rng.choice(places)),) if some(0.3) else ()
    barred = (Forbidden("a", day(1), day(2), *rng.choice(places)),) if some(0.3) else ()
    return problem(
        _DAYS,
        *officers,
        posts=posts,
        leave=leave,
        requests=tuple(
            Request(rng.choice(names), day(when()), some(0.5), weight=rng.randrange(1, 4))
            for _ in range(2)
        ),
        fixed=fixed,
        forbidden=barred,
        published=published,
        published_days=published_days,
        frozen_days=published_days if some(0.5) else frozenset(),
    )


def cheapest(small: Problem, settings: RuleSettings) -> Cost:
    """Return the cost of the best roster: heavy rules first, where they can all hold."""
    frame = frame_of(small)
    posts: list[tuple[str, str] | None] = [None, *((one.shift, one.id) for one in small.posts)]
    cells = [(one.id, when) for one in small.officers for when in small.days]
    costs = []
    for choice in product(posts, repeat=len(cells)):
        roster: Roster = tuple(
            Assignment(who, when, *place)
            for (who, when), place in zip(cells, choice, strict=True)
            if place is not None
        )
        found = check_sheet(sheet_of(frame, roster), settings)
        heavy = sum(
            one.penalty
            for one in found.violations
            if one.hard and settings[one.rule].weight >= KEPT
        )
        costs.append((heavy > 0, Cost(found.hard_cost, found.soft_cost)))
    return min(costs)[1]
