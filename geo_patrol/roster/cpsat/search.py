"""The search through one draft: the aims one after the other, each held while the next is made."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ortools.sat.python import cp_model

from geo_patrol.roster.cpsat.aims import Aim, aims_of, together, value_of
from geo_patrol.roster.cpsat.draft import Draft, Place, weighted
from geo_patrol.roster.cpsat.solvers import new_solver
from geo_patrol.roster.solver import Effort, Progress, Reached

_PART = 0.5
"""Of the time that is left, so much goes to an aim that is not the last, at most."""
_TRY = 0.4
"""And so much to seeing whether all hard rules can hold: what breaks none is found much sooner
where none may be broken than where each has its price."""
_ROUNDING = 1e-6
_SETTLING = 5
"""Deterministic seconds for what follows from a roster by itself."""
_BOUNDS_S = 0.5
"""Bounds come in swarms: so often one of them is told."""


class Start(Protocol):
    """What a search through a draft begins with, made in other ways."""

    def guess(self, draft: Draft) -> tuple[Place, ...]:
        """Return a roster that is good already."""
        ...

    def least(self, draft: Draft) -> int:
        """Return what the soft rules cost at least where no hard rule is broken."""
        ...


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


class Search:
    """A search that can be stopped from another thread.

    ``began`` is the monotonic time from which its seconds count; a deterministic search counts
    what is ``spent``.
    """

    def __init__(self, effort: Effort, heard: Heard, began: float) -> None:
        self.effort, self.heard, self.began = effort, heard, began
        self.stopped = False
        self.spent = 0.0
        self._solver: cp_model.CpSolver | None = None

    def stop(self) -> None:
        """Come to an end soon, with the best so far."""
        self.stopped = True
        if self._solver is not None:
            self._solver.stop_search()

    def left(self) -> float:
        """Return the seconds that are left."""
        if self.effort.deterministic:
            return self.effort.seconds - self.spent
        return self.effort.seconds - (time.monotonic() - self.began)

    def through(self, draft: Draft, hint: Iterable[Place], start: Start | None = None) -> Outcome:
        """Make the aims least one after the other; ``start`` is asked after the first of them."""
        if draft.impossible:
            return Outcome(None, impossible=True)
        wanted = {place.lit.index for place in hint}
        for place in draft.places if wanted else ():
            draft.model.add_hint(place.lit, place.lit.index in wanted)
        best: list[int] | None = None
        reached: list[Reached] = []
        unproven: list[tuple[Aim, int]] = []
        aims = aims_of(draft, self.effort.first)
        floor = 0
        for aim in aims:
            is_first, is_last = aim is aims[0], aim is aims[-1]
            if is_last and not unproven:
                floor = self._floor(draft, reached, start)
            known = None if best is None else aim.constant + value_of(aim.terms, best)
            if known is not None and known <= max(aim.constant, floor) and not unproven:
                # Nothing is less.
                reached.append(Reached(aim.name, known, known))
                draft.model.add(weighted(aim.terms) <= known - aim.constant)
                continue
            draft.model.minimize(together(aim, unproven, best) if is_last else weighted(aim.terms))
            part = 1.0 if is_last else _TRY if draft.firm == "all" and best is None else _PART
            solver = self._solve(draft, aim, part, floor)
            status = solver.response_proto.status
            if status == cp_model.INFEASIBLE:
                return Outcome(None, impossible=True)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                best = list(solver.response_proto.solution)
            if is_first:
                best = self._begin(draft, aims, best, start)
            if best is None:
                return Outcome(None)
            value = aim.constant + value_of(aim.terms, best)
            bound = aim.constant
            if not (is_last and unproven):
                bound += max(0, math.ceil(solver.best_objective_bound - _ROUNDING))
                bound = max(bound, floor)
            reached.append(Reached(aim.name, value, min(bound, value)))
            if not reached[-1].proven:
                unproven.append((aim, value))
            draft.model.add(weighted(aim.terms) <= value - aim.constant)
            _hint_all(draft.model, best)
        return Outcome(_chosen(draft, best or ()), tuple(reached))

    def _begin(
        self, draft: Draft, aims: Sequence[Aim], best: list[int] | None, start: Start | None
    ) -> list[int] | None:
        """Return what costs less, by the aims in their order: what was found, or the guess."""
        if start is None:
            return best
        guess = None if self.stopped else start.guess(draft)
        both = [None if best is None else _chosen(draft, best), guess]
        settled = [_settled(draft, aims, one) for one in both if one is not None]
        found = [one for one in settled if one is not None]
        return min(
            found, key=lambda each: [value_of(aim.terms, each) for aim in aims], default=best
        )

    def _floor(self, draft: Draft, reached: Sequence[Reached], start: Start | None) -> int:
        if start is None or self.stopped or any(one.value for one in reached):
            return 0
        return start.least(draft)

    def _solve(self, draft: Draft, aim: Aim, part: float, floor: int) -> cp_model.CpSolver:
        effort, seconds = self.effort, max(0.01, self.left() * part)
        workers = 1 if effort.deterministic else effort.workers
        solver = new_solver(workers=workers, seed=effort.seed)
        if effort.deterministic:
            solver.parameters.max_deterministic_time = seconds
        else:
            solver.parameters.max_time_in_seconds = seconds
        told = _Told(self, draft, aim, floor)
        solver.best_bound_callback = told.hear_bound
        self._solver = solver
        if self.stopped:
            solver.parameters.max_time_in_seconds = 0
        solver.solve(draft.model, told)
        self.spent += solver.response_proto.deterministic_time
        return solver


class _Told(cp_model.CpSolverSolutionCallback):
    """Passes on what is found for one aim."""

    def __init__(self, search: Search, draft: Draft, aim: Aim, floor: int) -> None:
        super().__init__()
        self._floor = floor
        self._search, self._draft, self._aim = search, draft, aim
        self._worth: int | None = None
        self._told_at = 0.0

    def on_solution_callback(self) -> None:
        """Pass on a better roster."""
        chosen = tuple(one for one in self._draft.places if self.boolean_value(one.lit))
        self._worth = self._aim.constant + self.value(weighted(self._aim.terms))
        self._tell(self.best_objective_bound, chosen)
        if self._worth <= self._floor:
            self.stop_search()

    def hear_bound(self, bound: float) -> None:
        """Pass on a better bound, not more often than anybody can read."""
        if self._worth is not None and time.monotonic() - self._told_at >= _BOUNDS_S:
            self._tell(bound, None)

    def _tell(self, bound: float, chosen: tuple[Place, ...] | None) -> None:
        self._told_at, worth = time.monotonic(), self._worth or 0
        least = self._aim.constant + max(0, math.ceil(bound - _ROUNDING))
        least = min(worth, max(least, self._floor))
        seconds = self._told_at - self._search.began
        self._search.heard(Progress(seconds, self._aim.name, worth, least), chosen)


def _settled(draft: Draft, aims: Sequence[Aim], chosen: Iterable[Place]) -> list[int] | None:
    """Return all that a roster decides, at its least cost; None when the draft cannot have it."""
    model, here = draft.model.clone(), {one.lit.index for one in chosen}
    variables = model.proto.variables
    for place in draft.places:
        domain, value = variables[place.lit.index].domain, int(place.lit.index in here)
        domain.clear()
        domain.extend([value, value])
    model.proto.clear_solution_hint()
    model.minimize(weighted(term for aim in aims for term in aim.terms))
    solver = new_solver()
    solver.parameters.max_deterministic_time = _SETTLING
    found = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return list(solver.response_proto.solution) if found else None


def _chosen(draft: Draft, vector: Sequence[int]) -> tuple[Place, ...]:
    return tuple(one for one in draft.places if vector[one.lit.index])


def _hint_all(model: cp_model.CpModel, vector: Sequence[int]) -> None:
    model.proto.clear_solution_hint()
    model.proto.solution_hint.vars.extend(range(len(vector)))
    model.proto.solution_hint.values.extend(vector)
