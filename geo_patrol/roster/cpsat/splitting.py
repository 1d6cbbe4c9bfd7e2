"""Who goes to which of the posts that were decided together: cheapest, by the same rules."""

from collections.abc import Iterable

from geo_patrol.roster.cpsat.aims import aims_of
from geo_patrol.roster.cpsat.builders import build_all
from geo_patrol.roster.cpsat.draft import Draft, Place, weighted
from geo_patrol.roster.cpsat.solvers import new_solver
from geo_patrol.roster.cpsat.units import Unit, all_apart
from geo_patrol.roster.problem import Assignment, Roster
from geo_patrol.roster.rules import RULES

_SECONDS = 20
_BEFORE_SOFT = 10_000
"""A hard rule of a post comes before so many points of soft ones."""


def split(draft: Draft, chosen: Iterable[Place]) -> Roster:
    """Return the roster of some places of a draft, everybody at a post of the unit."""
    frame = draft.frame
    meant = {(one.officer, one.day): one for one in chosen}
    shared = {
        place: one
        for place, one in meant.items()
        if one.unit is not None and len(draft.units[one.unit].posts) > 1
    }
    roster = [_at(draft, one) for place, one in meant.items() if place not in shared]
    if not shared:
        return tuple(roster)

    def allow(officer: int, day: int, unit: Unit) -> bool:
        one = shared.get((officer, day))
        return one is not None and set(unit.posts) <= set(draft.units[one.unit or 0].posts)

    of_posts = [name for name, rule in RULES.items() if rule.family == "post"]
    apart = Draft(frame, draft.settings.only(*of_posts), all_apart(frame), firm="none", allow=allow)
    build_all(apart)
    for place in shared:
        apart.model.add_exactly_one([one.lit for one in apart.at[place]])
    hard, *_, soft = aims_of(apart, ())
    terms = [(_BEFORE_SOFT * n, one) for n, one in hard.terms]
    # Of splits that cost the same, the one with most people where they were told to be.
    told = set(frame.problem.published)
    each = len(shared) + 1
    stay = [(-1, one.lit) for one in apart.places if _at(apart, one) in told]
    apart.model.minimize(weighted([*((each * n, lit) for n, lit in [*terms, *soft.terms]), *stay]))
    solver = new_solver()
    solver.parameters.max_deterministic_time = _SECONDS
    solver.solve(apart.model)
    roster += [_at(apart, one) for one in apart.places if solver.boolean_value(one.lit)]
    return tuple(roster)


def _at(draft: Draft, place: Place) -> Assignment:
    """Return a place as an assignment, at the first of its posts."""
    problem = draft.frame.problem
    post = None if place.unit is None else draft.units[place.unit].posts[0]
    return Assignment(
        problem.officers[place.officer].id,
        problem.days[place.day],
        problem.shifts[place.shift].code,
        None if post is None else problem.posts[post].id,
    )
