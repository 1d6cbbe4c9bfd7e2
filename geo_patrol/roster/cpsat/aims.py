"""What a search makes least, one after the other: hard rules, some soft ones, all soft ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from geo_patrol.roster.cpsat.draft import Draft, Terms, weighted


@dataclass(frozen=True)
class Aim:
    """Something to make least: what it is made of, and what it is whatever is decided."""

    name: str
    terms: Terms
    constant: int


def aims_of(draft: Draft, first: Sequence[str]) -> tuple[Aim, ...]:
    """Return the hard rules together, some soft ones before others, and all soft ones together."""
    rules = draft.settings.rules.items()
    hard = [name for name, rule in rules if rule.kind == "hard"]
    soft = [name for name, rule in rules if rule.kind == "soft"]
    aims = [_aim(draft, "hard", hard)]
    if chosen := [name for name in first if name in soft]:
        aims.append(_one_before_another(draft, chosen))
    return (*aims, _aim(draft, "soft", soft))


def _aim(draft: Draft, name: str, rules: Sequence[str]) -> Aim:
    terms = [one for rule in rules for one in draft.costs.get(rule, ())]
    return Aim(name, terms, sum(draft.constants.get(rule, 0) for rule in rules))


def _one_before_another(draft: Draft, rules: Sequence[str]) -> Aim:
    """Return one aim of several rules, of which no gain in a later one outweighs an earlier one.

    One aim is proven much sooner than several, of which each leads away from the next.
    """
    terms: Terms = []
    constant, worth = 0, 1
    for rule in reversed(rules):
        weight = max(1, draft.settings[rule].weight)
        own = [(n // weight * worth, lit) for n, lit in draft.costs.get(rule, ())]
        constant += draft.constants.get(rule, 0) // weight * worth
        terms += own
        worth = 1 + constant + sum(n for n, _ in terms)
    return Aim("first", terms, constant)


def together(
    aim: Aim, unproven: Sequence[tuple[Aim, int]], best: list[int] | None
) -> cp_model.LinearExpr:
    """Return the last aim, behind those before it that may still come to less."""
    terms, worth = list(aim.terms), 1
    below = value_of(aim.terms, best) if best is not None else 0
    for one, value in reversed(unproven):
        worth *= 1 + below
        terms += [(worth * n, lit) for n, lit in one.terms]
        below = value
    return weighted(terms)


def value_of(terms: Terms, vector: Sequence[int]) -> int:
    return sum(
        n * (vector[one.index] if one.index >= 0 else 1 - vector[-one.index - 1])
        for n, one in terms
    )
