"""Every builder of the solver costs what the rule of the same name finds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model
from roster_chances import problems, rosters

from geo_patrol.roster.checker import check
from geo_patrol.roster.cpsat.builders import BUILDERS, build_all
from geo_patrol.roster.cpsat.draft import Draft, weighted
from geo_patrol.roster.cpsat.units import all_apart
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.problem import Problem, Roster
from geo_patrol.roster.rules import RULES
from geo_patrol.roster.settings import RuleSettings, builtin_rules


def test_there_is_a_builder_for_every_rule() -> None:
    assert list(BUILDERS) == list(RULES)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_every_rule_costs_in_the_model_what_the_checker_finds(data: st.DataObject) -> None:
    small = data.draw(problems())
    roster = one_a_day(data.draw(rosters(small)))
    tallies = check(small, roster, builtin_rules()).by_rule
    found = {name: one.hard_cost + one.soft_cost for name, one in tallies.items()}
    costs = costs_of(small, roster, builtin_rules())
    assert _paid(costs) == _paid(found)


def costs_of(small: Problem, roster: Roster, rules: RuleSettings) -> dict[str, int]:
    """Return what each rule costs in the model of a roster that is given to it."""
    frame = frame_of(small)
    have = {
        (
            frame.officer_at[one.officer],
            (one.day - small.first_day).days,
            frame.shift_at[one.shift],
            None if one.post is None else frame.post_at[one.post],
        )
        for one in roster
    }
    loose = frozenset(one[:3] for one in have if one[3] is None)
    draft = Draft(frame, rules, all_apart(frame), firm="none", loose=loose)
    build_all(draft)
    for place in draft.places:
        post = None if place.unit is None else draft.units[place.unit].posts[0]
        meant = (place.officer, place.day, place.shift, post) in have
        draft.model.add(place.lit == int(meant))
    open_costs = [one for terms in draft.costs.values() for one in terms]
    draft.model.minimize(weighted(open_costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(draft.model) == cp_model.OPTIMAL
    costs = {name: solver.value(weighted(terms)) for name, terms in draft.costs.items()}
    return {
        name: costs.get(name, 0) + draft.constants.get(name, 0)
        for name in {*costs, *draft.constants}
    }


def one_a_day(roster: Roster) -> Roster:
    """Return a roster with the first of the shifts of each officer and day only."""
    return tuple({(one.officer, one.day): one for one in reversed(roster)}.values())


def _paid(costs: dict[str, int]) -> dict[str, int]:
    return {name: cost for name, cost in costs.items() if cost}
