"""Builders of the rules about posts; where several are decided together, about all of those."""

from collections.abc import Callable, Iterator

from geo_patrol.roster.cpsat.draft import Draft, Lit, Place
from geo_patrol.roster.cpsat.units import Unit
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Post
from geo_patrol.roster.settings import RuleSetting


def cover(draft: Draft, rule: RuleSetting) -> None:
    """People missing."""
    for unit, post, members in _units(draft):
        draft.beyond(rule, _minus(members), -unit.need, each=post.under)


def overstaffed(draft: Draft, rule: RuleSetting) -> None:
    """People too many."""
    for unit, post, members in _units(draft):
        draft.beyond(rule, [(1, one.lit) for one in members], unit.need, each=post.over)


def certified(draft: Draft, rule: RuleSetting) -> None:
    """Certified officers missing."""
    _short(draft, rule, lambda post: post.enforcement, lambda one: one.certified)


def boat_licence(draft: Draft, rule: RuleSetting) -> None:
    """People missing who may steer the boat, by day."""
    night = {one.code: one.kind == "night" for one in draft.frame.problem.shifts}
    _short(
        draft,
        rule,
        lambda post: post.on_water and not night[post.shift],
        lambda one: one.boat_licence,
    )


def driver(draft: Draft, rule: RuleSetting) -> None:
    """Drivers missing."""
    _short(draft, rule, lambda post: post.vehicle, lambda one: one.driver)


def skills(draft: Draft, rule: RuleSetting) -> None:
    """People missing with each of the post's skills."""
    officers = draft.frame.problem.officers
    for unit, post, members in _units(draft):
        for skill, people in post.skills:
            able = [one for one in members if skill in officers[one.officer].skills]
            draft.beyond(rule, _minus(able), -people * unit.n_needed)


def auxiliaries_alone(draft: Draft, rule: RuleSetting) -> None:
    """Auxiliaries without a certified officer beside them."""
    officers = draft.frame.problem.officers
    for _, _, members in _units(draft):
        beside = [~one.lit for one in members if officers[one.officer].certified]
        others = [one.lit for one in members if not officers[one.officer].certified]
        if not others:
            continue
        any_other = others[0]
        if len(others) > 1:
            any_other = draft.model.new_bool_var("")
            for one in others:
                draft.model.add_implication(one, any_other)
        draft.never(rule, [any_other, *beside])


def lending(draft: Draft, rule: RuleSetting) -> None:
    """Shifts at a post of another squad."""
    officers = draft.frame.problem.officers
    for _, post, members in _units(draft):
        for one in members:
            if officers[one.officer].squad != post.squad:
                draft.pay(rule, one.lit)


def _units(draft: Draft) -> Iterator[tuple[Unit, Post, list[Place]]]:
    for unit, members in zip(draft.units, draft.members, strict=True):
        yield unit, draft.frame.problem.posts[unit.posts[0]], members


def _minus(members: list[Place]) -> list[tuple[int, Lit]]:
    return [(-1, one.lit) for one in members]


def _short(
    draft: Draft,
    rule: RuleSetting,
    meant: Callable[[Post], bool],
    able: Callable[[RosterOfficer], bool],
) -> None:
    officers = draft.frame.problem.officers
    for unit, post, members in _units(draft):
        if meant(post):
            those = [one for one in members if able(officers[one.officer])]
            draft.beyond(rule, _minus(those), -rule["people"] * unit.n_needed)
