"""A bound by totals is below what any roster costs, and says what licences make unfair."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roster_brute import cheapest, tiny
from roster_chances import problems, rosters
from roster_making import day, officer, post, problem

from geo_patrol.roster.checker import check
from geo_patrol.roster.cpsat.engine import Engine
from geo_patrol.roster.cpsat.totals import least_soft_cost
from geo_patrol.roster.cpsat.units import named_posts, units_of
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.problem import Assignment, Problem
from geo_patrol.roster.settings import RuleSettings, builtin_rules
from geo_patrol.roster.solver import Effort


@pytest.mark.parametrize("seed", range(12))
def test_no_roster_that_breaks_nothing_costs_less(seed: int) -> None:
    # Without these more of the tiny problems have such a roster.
    rules = builtin_rules().changed(
        {name: {"kind": "soft"} for name in ("certified", "boat_licence", "driver", "cover")}
    )
    best = cheapest(tiny(seed), rules)
    if best.hard == 0:
        assert least(tiny(seed), rules) <= best.soft


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_roster_costs_less_when_no_rule_is_hard(data: st.DataObject) -> None:
    small = data.draw(problems())
    names = [name for name, rule in builtin_rules().rules.items() if rule.kind == "hard"]
    rules = builtin_rules().changed({name: {"kind": "soft"} for name in names})
    drawn = {(one.officer, one.day): one for one in data.draw(rosters(small)) if one.post}
    assert least(small, rules) <= check(small, tuple(drawn.values()), rules).soft_cost


def test_the_only_driver_has_all_nights_and_that_is_what_it_costs() -> None:
    small = driven()
    rules = builtin_rules().changed({"run_nights": {"most": 30}})
    found = Engine(small, rules, Effort(30, workers=1, deterministic=True)).solve()
    assert found.value.hard == 0
    assert 0 < least(small, rules) <= found.value.soft
    assert found.status == "proven"


def test_where_shifts_may_be_worked_at_no_post_totals_say_nothing() -> None:
    told = (Assignment("b", day(0), "L"),)
    small = replace(driven(), published=told, published_days=frozenset({day(0)}))
    assert least(small, builtin_rules()) == 0 < least(driven(), builtin_rules())


def least(small: Problem, rules: RuleSettings) -> int:
    frame = frame_of(small)
    units = units_of(frame, named_posts(frame))
    return least_soft_cost(frame, rules, units, seed=1, seconds=10, by_clock=False)


def driven() -> Problem:
    people = [officer("a", driver=True), officer("b"), officer("c"), officer("d")]
    return problem(5, *people, posts=(post("lake", "L", 1, vehicle=True),))
