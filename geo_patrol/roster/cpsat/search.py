"""The search through one draft: the aims one after the other, each held while the next is made."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from geo_patrol.roster.cpsat.draft import Draft, Place, Terms, weighted
from geo_patrol.roster.solver import Effort, Progress, Reached

_PART = 0.5
"""Of the time that is left, so much goes to an aim that is not the last, at most."""
_TRY = 0.4
"""And so much to seeing whether all hard rules can hold: what breaks none is found much sooner
where none may be broken than where each has its price."""
_ROUNDING = 1e-6
_BOUNDS_S = 0.5
"""Bounds come in swarms: so often one of them is told."""


@dataclass(frozen=True)
class Aim:
    """Something to make least: what it is made of, and what it is whatever is decided."""

    name: str
    terms: Terms
    constant: int


@dataclass(frozen=True)
class Outcome:
    """The places that were chosen, and what came of each aim.

    ``chosen`` is None when nothing was found in time, or, with ``impossible``, can be.
    """

    chosen: tuple[Place, ...] | None
    reached: tuple[Reached, ...] = ()
    impossible: bool = False


Heard = Callable[[Progress, tuple[Place, ...] | None], None]
"""Told of each better roster, and now and then of a better bound, without places."""


def aims_of(draft: Draft, first: Sequence[str]) -> tuple[Aim, ...]:
    """Return the hard rules together, some soft ones before others, and all soft ones together."""
    rules = draft.settings.rules.items()
    hard = [name for name, rule in rules if rule.kind == "hard"]
    soft = [name for name, rule in rules if rule.kind == "soft"]
    aims = [_aim(draft, "hard", hard)]
    if chosen := [name for name in first if name in soft]:
        aims.append(_one_before_another(draft, chosen))
    return (*aims, _aim(draft, "soft", soft))


class Search:
    """A search that can be stopped from another thread.

    ``began`` is the monotonic time from which its seconds count.
    """

    def __init__(self, effort: Effort, heard: Heard, began: float) -> None:
        self.effort, self.heard, self.began = effort, heard, began
        self.stopped = False
        self._spent = 0.0
        self._solver: cp_model.CpSolver | None = None

    def stop(self) -> None:
        """Come to an end soon, with the best so far."""
        self.stopped = True
        if self._solver is not None:
            self._solver.stop_search()

    def left(self) -> float:
        """Return the seconds that are left."""
        if self.effort.deterministic:
            return self.effort.seconds - self._spent
        return self.effort.seconds - (time.monotonic() - self.began)

    def through(self, draft: Draft, hint: Iterable[Place]) -> Outcome:
        """Make the aims least one after the other."""
        if draft.impossible:
            return Outcome(None, impossible=True)
        wanted = {place.lit.index for place in hint}
        for place in draft.places if wanted else ():
            draft.model.add_hint(place.lit, place.lit.index in wanted)
        best: list[int] | None = None
        reached: list[Reached] = []
        unproven: list[tuple[Aim, int]] = []
        aims = aims_of(draft, self.effort.first)
        for aim in aims:
            is_last = aim is aims[-1]
            draft.model.minimize(_together(aim, unproven, best) if is_last else weighted(aim.terms))
            part = 1.0 if is_last else _TRY if draft.firm == "all" and best is None else _PART
            solver = self._solve(draft, aim, part)
            status = solver.response_proto.status
            if status == cp_model.INFEASIBLE:
                return Outcome(None, impossible=True)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                best = list(solver.response_proto.solution)
            if best is None:
                return Outcome(None)
            value = aim.constant + _value(aim.terms, best)
            bound = aim.constant
            if not (is_last and unproven):
                bound += max(0, math.ceil(solver.best_objective_bound - _ROUNDING))
            reached.append(Reached(aim.name, value, min(bound, value)))
            if not reached[-1].proven:
                unproven.append((aim, value))
            draft.model.add(weighted(aim.terms) <= value - aim.constant)
            _hint_all(draft.model, best)
        return Outcome(_chosen(draft, best or ()), tuple(reached))

    def _solve(self, draft: Draft, aim: Aim, part: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        effort, seconds = self.effort, max(0.01, self.left() * part)
        solver.parameters.random_seed = effort.seed
        if effort.deterministic:
            solver.parameters.num_workers = 1
            solver.parameters.max_deterministic_time = seconds
        else:
            solver.parameters.num_workers = effort.workers
            solver.parameters.max_time_in_seconds = seconds
        told = _Told(self, draft, aim)
        solver.best_bound_callback = told.hear_bound
        self._solver = solver
        if self.stopped:
            solver.parameters.max_time_in_seconds = 0
        solver.solve(draft.model, told)
        self._spent += solver.response_proto.deterministic_time
        return solver


class _Told(cp_model.CpSolverSolutionCallback):
    """Passes on what is found for one aim."""

    def __init__(self, search: Search, draft: Draft, aim: Aim) -> None:
        super().__init__()
        self._search, self._draft, self._aim = search, draft, aim
        self._worth: int | None = None
        self._told_at = 0.0

    def on_solution_callback(self) -> None:
        """Pass on a better roster."""
        chosen = tuple(one for one in self._draft.places if self.boolean_value(one.lit))
        self._worth = self._aim.constant + self.value(weighted(self._aim.terms))
        self._tell(self.best_objective_bound, chosen)

    def hear_bound(self, bound: float) -> None:
        """Pass on a better bound, not more often than anybody can read."""
        if self._worth is not None and time.monotonic() - self._told_at >= _BOUNDS_S:
            self._tell(bound, None)

    def _tell(self, bound: float, chosen: tuple[Place, ...] | None) -> None:
        self._told_at, worth = time.monotonic(), self._worth or 0
        least = min(worth, self._aim.constant + max(0, math.ceil(bound - _ROUNDING)))
        seconds = self._told_at - self._search.began
        self._search.heard(Progress(seconds, self._aim.name, worth, least), chosen)


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


def _together(
    aim: Aim, unproven: Sequence[tuple[Aim, int]], best: list[int] | None
) -> cp_model.LinearExpr:
    """Return the last aim, behind those before it that may still come to less."""
    terms, worth = list(aim.terms), 1
    below = _value(aim.terms, best) if best is not None else 0
    for one, value in reversed(unproven):
        worth *= 1 + below
        terms += [(worth * n, lit) for n, lit in one.terms]
        below = value
    return weighted(terms)


def _value(terms: Terms, vector: Sequence[int]) -> int:
    return sum(
        n * (vector[one.index] if one.index >= 0 else 1 - vector[-one.index - 1])
        for n, one in terms
    )


def _chosen(draft: Draft, vector: Sequence[int]) -> tuple[Place, ...]:
    return tuple(one for one in draft.places if vector[one.lit.index])


def _hint_all(model: cp_model.CpModel, vector: Sequence[int]) -> None:
    model.proto.clear_solution_hint()
    model.proto.solution_hint.vars.extend(range(len(vector)))
    model.proto.solution_hint.values.extend(vector)
