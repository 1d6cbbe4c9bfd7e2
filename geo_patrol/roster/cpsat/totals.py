"""What soft rules cost at least, by totals alone: how many shifts of a kind each officer has.

Which day is which is left open, so that this is soon solved, and no roster can cost less: fair
shares that licences, hours and leave forbid are most of what a good roster costs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from geo_patrol.roster.anneal.prices import prices_of
from geo_patrol.roster.anneal.tables import Prices
from geo_patrol.roster.cpsat.solvers import new_solver
from geo_patrol.roster.cpsat.units import Unit, without_post
from geo_patrol.roster.frame import Flags, Frame
from geo_patrol.roster.settings import RuleSettings, Strength

_MEASURES = ("nights", "weekends", "holidays", "length")
_ROUNDING = 1e-6


@dataclass(frozen=True)
class _Group:
    """Units of the same posts, on days of one kind."""

    units: tuple[int, ...]
    days: tuple[int, ...]


def least_soft_cost(
    frame: Frame,
    settings: RuleSettings,
    units: Sequence[Unit],
    *,
    seed: int,
    seconds: float,
    by_clock: bool,
) -> int:
    """Return what no roster that breaks no hard rule costs less than, by its soft rules."""
    if without_post(frame):
        # Somebody may have more nights, or hours, than there are at posts.
        return 0
    soft = prices_of(frame, settings.only(*_of(settings, "soft")), units)
    if not any(getattr(soft.sums, f"by_{measure}").any() for measure in _MEASURES):
        return 0
    hard = prices_of(frame, settings.only(*_of(settings, "hard")), units)
    model = cp_model.CpModel()
    totals = _Totals(frame, units, model, hard)
    costs = [*totals.of_officers(soft, hard), *totals.of_posts(soft, hard)]
    model.minimize(cp_model.LinearExpr.sum(costs))
    solver = new_solver(seed=seed)
    if by_clock:
        solver.parameters.max_time_in_seconds = seconds
    else:
        solver.parameters.max_deterministic_time = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        return 0
    return max(0, int(np.ceil(solver.best_objective_bound - _ROUNDING)))


class _Totals:
    """How many shifts each officer has in each group of units."""

    def __init__(
        self, frame: Frame, units: Sequence[Unit], model: cp_model.CpModel, hard: Prices
    ) -> None:
        self.frame, self.units, self.model = frame, units, model
        self.can: Flags = hard.units.on == 0
        groups: dict[object, list[int]] = {}
        for number, unit in enumerate(units):
            kind = (unit.posts, frame.weekend[unit.day], frame.holiday[unit.day])
            groups.setdefault(kind, []).append(number)
        self.groups = [_Group(tuple(g), tuple(units[u].day for u in g)) for g in groups.values()]
        officers = range(len(frame.problem.officers))
        self.count = [
            [model.new_int_var(0, int(self.can[who, g.units].sum()), "") for g in self.groups]
            for who in officers
        ]
        kinds: dict[object, list[int]] = {}
        for number, group in enumerate(self.groups):
            day = group.days[0]
            kinds.setdefault((frame.weekend[day], frame.holiday[day]), []).append(number)
        for who in officers:
            for same in kinds.values():
                days = {
                    units[u].day for n in same for u in self.groups[n].units if self.can[who, u]
                }
                model.add(self._sum(self.count[who][n] for n in same) <= len(days))

    def of_officers(self, soft: Prices, hard: Prices) -> Iterable[cp_model.LinearExprT]:
        """Yield what the totals of each officer cost."""
        for who in range(len(self.count)):
            for measure in _MEASURES:
                free = getattr(soft.sums, f"by_{measure}")[who]
                shut = getattr(hard.sums, f"by_{measure}")[who] > 0
                if free.any() or shut.any():
                    factors = [self._counts(group, measure, soft) for group in self.groups]
                    yield self._priced(self.count[who], factors, free.tolist(), shut.tolist())

    def of_posts(self, soft: Prices, hard: Prices) -> Iterable[cp_model.LinearExprT]:
        """Yield what people too many or too few cost, and hold what posts must have."""
        model = self.model
        for number, group in enumerate(self.groups):
            units = list(group.units)
            # Of a day that needs nobody it cannot be seen what somebody missing would cost.
            u = max(units, key=lambda one: self.units[one].need)
            need, most = self.units[u].need, len(self.count)
            column = [row[number] for row in self.count]
            people, wanted = self._sum(column), sum(self.units[one].need for one in units)
            prices = soft.units.by_count[u].tolist()
            if hard.units.by_count[u, 0] > 0:
                model.add(people >= wanted)
            elif need and prices[0]:
                missing = model.new_int_var(0, wanted, "")
                model.add(missing >= wanted - people)
                yield prices[0] // need * missing
            if most > need and prices[-1]:
                beyond = model.new_int_var(0, most * len(units), "")
                model.add(beyond >= people - wanted)
                yield prices[-1] // (most - need) * beyond
            for kind, able in enumerate(hard.units.able.T.tolist()):
                asked = int(hard.units.wanted[units, kind].sum())
                if asked and hard.units.per[u, kind]:
                    those = (one for one, has in zip(column, able, strict=True) if has)
                    model.add(self._sum(those) >= asked)
            for one, least in zip(column, soft.units.on[:, units].min(axis=1), strict=True):
                if least:
                    yield int(least) * one

    def _counts(self, group: _Group, measure: str, prices: Prices) -> int:
        day, shift = group.days[0], self.units[group.units[0]].shift
        return {
            "nights": int(prices.sums.night[shift]),
            "weekends": int(prices.sums.weekend[day]),
            "holidays": int(prices.sums.holiday[day]),
            "length": int(prices.sums.length[shift]),
        }[measure]

    def _priced(
        self,
        counts: Sequence[cp_model.IntVar],
        factors: Sequence[int],
        prices: Sequence[int],
        shut: Sequence[bool],
    ) -> cp_model.LinearExprT:
        """Return the price of a total: one of its values, each of which has its own."""
        model = self.model
        values = [n for n, no in enumerate(shut) if not no]
        chosen = [model.new_bool_var("") for _ in values]
        model.add_exactly_one(chosen)
        total = cp_model.LinearExpr.weighted_sum(counts, factors)
        model.add(total == cp_model.LinearExpr.weighted_sum(chosen, values))
        return cp_model.LinearExpr.weighted_sum(chosen, [prices[n] for n in values])

    @staticmethod
    def _sum(terms: Iterable[cp_model.IntVar]) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.sum(list(terms))


def _of(settings: RuleSettings, kind: Strength) -> list[str]:
    return [name for name, rule in settings.rules.items() if rule.kind == kind]
