"""Suggestions on a whole season: worth more than routes at random, at hours nobody can learn."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest
from scipy.stats import binom

from geo_patrol.roster.ground import Floats, Travel
from geo_patrol.roster.needs import CellNeeds, gains
from geo_patrol.roster.suggestions import Leg
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.area_needs import area_needs
from geo_patrol.workflows.demo import load_demo
from geo_patrol.workflows.roster_suggestions import (
    Asked,
    ShiftSuggestions,
    Suggestions,
    make_suggestions,
)

CHOSEN = Settings(_env_file=None)
NOW = datetime(2023, 1, 2, 16, tzinfo=UTC)
MINUTES_APART = 10


@pytest.fixture
def demo_store(loaded_store: Store) -> Iterator[Store]:
    load_demo(
        loaded_store, CHOSEN, now=NOW, make_password=lambda: "x", hash_password=lambda _: "hash"
    )
    yield loaded_store


def suggested(store: Store, squad: str) -> Suggestions:
    with store.reader() as session:
        return make_suggestions(
            session,
            SYSTEM,
            Asked(squad, days=14),
            CHOSEN.zone,
            seed=20_230_103,
            language="zh",
            now=NOW,
        )


def seconds_of(needs: CellNeeds, travel: Travel, leg: Leg) -> float:
    cells = np.array(leg.cells)
    steps_s = np.diag(travel.between_s(needs.ground, cells), 1)
    return float(steps_s.sum() + travel.within_s(needs.ground)[cells].sum())


def at_random(
    needs: CellNeeds, gain: Floats, travel: Travel, lengths_s: list[float], rng: np.random.Generator
) -> float:
    """Return what routes are worth that go from a random cell on to the nearest each time."""
    free = needs.ground.reached(travel.mode)
    within_s, worth = travel.within_s(needs.ground), 0.0
    for length_s in lengths_s:
        left_s = length_s
        at = int(rng.choice(np.flatnonzero(free)))
        while left_s >= 0:
            free[at] = False
            worth += float(gain[at])
            come_s = travel.to_all_s(needs.ground, needs.ground.spot(at)) + within_s
            at = int(np.where(free, come_s, np.inf).argmin())
            left_s -= float(come_s[at])
    return worth


def require_worth_more(store: Store, made: Suggestions, shift: ShiftSuggestions) -> None:
    """Require that a crew's legs gain more than nine of ten sets of routes of their lengths."""
    rng = np.random.default_rng(5)
    end_us = round((shift.shift.end - (NOW - made.as_of)).timestamp() * 1e6)
    by_crew: dict[tuple[str, str], list[Leg]] = defaultdict(list)
    for one in shift.legs:
        by_crew[one.leg.post, one.leg.area_code].append(one.leg)
    for (_post, area), legs in by_crew.items():
        with store.reader() as session:
            needs = area_needs(session, SYSTEM, area, CHOSEN.zone, as_of=made.as_of).needs
        gain, travel = gains(needs, end_us), Travel(legs[0].mode, shift.shift.kind == "night")
        lengths_s = [seconds_of(needs, travel, leg) for leg in legs]
        others = [at_random(needs, gain, travel, lengths_s, rng) for _ in range(60)]
        gained = sum(leg.gain for leg in legs)
        assert gained > 1.2 * np.mean(others)
        assert gained > np.quantile(others, 0.9)


def require_no_pattern(made: Suggestions) -> None:
    """Require that a post's legs of different days begin alike as seldom as by chance."""
    starts: dict[str, list[float]] = defaultdict(list)
    for one in made.shifts:
        for post in {one.leg.post for one in one.legs}:
            first = next(leg.leg for leg in one.legs if leg.leg.post == post)
            starts[post].append((first.start - one.shift.start).total_seconds() / 60)
    near = sum(
        abs(one - other) <= MINUTES_APART
        for minutes in starts.values()
        for one, other in combinations(minutes, 2)
    )
    pairs = sum(len(minutes) * (len(minutes) - 1) // 2 for minutes in starts.values())
    # First ones of two legs of 75 minutes that may begin within 290 minutes of each other: the
    # lesser of two numbers drawn evenly. Steps of five minutes: up to twelve and a half are near.
    drawn = np.random.default_rng(6).random((2, 2, 100_000)).min(axis=1) * 290
    by_chance = float((np.abs(drawn[0] - drawn[1]) <= MINUTES_APART + 2.5).mean())
    assert near <= binom.ppf(0.999, pairs, by_chance)
    assert all(max(minutes) - min(minutes) > 120 for minutes in starts.values())


@pytest.mark.slow
def test_legs_close_more_than_routes_at_random_at_hours_that_cannot_be_learnt(
    demo_store: Store,
) -> None:
    reservoir, park = suggested(demo_store, "reservoir"), suggested(demo_store, "park")
    assert len(reservoir.shifts) == 14 * 3
    assert {leg.leg.area_code for one in reservoir.shifts for leg in one.legs} == {
        "changzhao",
        "qincun",
    }
    assert len({leg.leg.area_code for one in park.shifts for leg in one.legs}) > 3
    for made in (reservoir, park):
        assert all(one.legs for one in made.shifts)
        require_worth_more(demo_store, made, made.shifts[0])
        require_no_pattern(made)
        assert made.start_evenness is not None
        assert made.start_evenness > 0.9
