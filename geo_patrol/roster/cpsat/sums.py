"""Builders of the rules about what one officer's whole roster adds up to, and about fairness."""

from collections.abc import Iterator

import numpy as np

from geo_patrol.roster.cpsat.draft import Draft, Lit, Var, weighted
from geo_patrol.roster.frame import BEFORE, Ints
from geo_patrol.roster.rules import sums
from geo_patrol.roster.rules.fair import fair_minutes
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.shares import Measure, counting, shares_of

_HOUR = 60
_SATURDAY, _SUNDAY = 5, 6


def shift_limits(draft: Draft, rule: RuleSetting) -> None:
    """Shifts of a code beyond the officer's own limit."""
    frame = draft.frame
    for number, officer in enumerate(frame.problem.officers):
        for code, most in officer.limits.most_of:
            counts = np.zeros((len(frame.problem.days), len(frame.problem.shifts)), np.int64)
            counts[:, frame.shift_at[code]] = 1
            draft.beyond(rule, _counted(draft, number, counts), most)


def hours_over(draft: Draft, rule: RuleSetting) -> None:
    """Begun hours beyond those that may be worked."""
    for officer, most in enumerate(sums.most_minutes(draft.frame, rule).tolist()):
        draft.beyond(rule, _minutes(draft, officer), most, of=_HOUR)


def hours_under(draft: Draft, rule: RuleSetting) -> None:
    """Begun hours missing to the officer's own least time."""
    for number, officer in enumerate(draft.frame.problem.officers):
        least = officer.limits.least_minutes or 0
        draft.beyond(rule, _negative(_minutes(draft, number)), -least, of=_HOUR)


def weekends_over(draft: Draft, rule: RuleSetting) -> None:
    """Weekends with a shift beyond the officer's own limit."""
    problem = draft.frame.problem
    for number, officer in enumerate(problem.officers):
        if officer.limits.most_weekends is None:
            continue
        weeks: dict[int, list[Lit]] = {}
        for day, when in enumerate(problem.days):
            if when.weekday() in (_SATURDAY, _SUNDAY):
                week = (problem.first_day.weekday() + day) // 7
                weeks.setdefault(week, []).append(draft.works(number, BEFORE + day))
        ends: list[tuple[int, Lit]] = [(1, _either(draft, lits)) for lits in weeks.values()]
        draft.beyond(rule, ends, officer.limits.most_weekends)


def fair_nights(draft: Draft, rule: RuleSetting) -> None:
    """More nights, or fewer, than is fair."""
    _fair(draft, rule, "nights")


def fair_weekends(draft: Draft, rule: RuleSetting) -> None:
    """More shifts on weekends, or fewer, than is fair."""
    _fair(draft, rule, "weekends")


def fair_holidays(draft: Draft, rule: RuleSetting) -> None:
    """More shifts on public holidays, or fewer, than is fair."""
    _fair(draft, rule, "holidays")


def fair_hours(draft: Draft, rule: RuleSetting) -> None:
    """Begun hours beyond what is fair, or missing to it."""
    least, most = (one.tolist() for one in fair_minutes(draft.frame, rule))
    for officer in range(len(draft.frame.problem.officers)):
        minutes = _minutes(draft, officer)
        # Not both at once: the one that is not broken costs nothing.
        draft.beyond(rule, minutes, most[officer], of=_HOUR)
        draft.beyond(rule, _negative(minutes), -least[officer], of=_HOUR)


def _fair(draft: Draft, rule: RuleSetting, measure: Measure) -> None:
    shares, counts = shares_of(draft.frame, measure), counting(draft.frame, measure)
    rows = zip(shares.least.tolist(), shares.most.tolist(), strict=True)
    for officer, (least, most) in enumerate(rows):
        chosen = list(_chosen(_counted(draft, officer, counts)))
        largest = max(len({at for _, _, at in _counted_days(draft, officer, counts)}) - most, least)
        if draft.strict(rule):
            total = weighted(chosen)
            draft.model.add(total <= most)
            draft.model.add(total >= least)
            continue
        # The n-th too many costs n: of bits that weigh 1, 2, 3 … the cheapest are the first.
        bits: list[Var] = [draft.model.new_bool_var("") for _ in range(largest)]
        if bits:
            total, apart = weighted(chosen), weighted([(1, bit) for bit in bits])
            draft.model.add(total - most <= apart)
            draft.model.add(least - total <= apart)
            terms = draft.costs.setdefault(rule.name, [])
            terms += [(rule.weight * (n + 1), bit) for n, bit in enumerate(bits)]


def _minutes(draft: Draft, officer: int) -> list[tuple[int, Lit]]:
    n_days = len(draft.frame.problem.days)
    return _counted(draft, officer, np.tile(draft.frame.minutes, (n_days, 1)))


def _counted(draft: Draft, officer: int, counts: Ints) -> list[tuple[int, Lit]]:
    """Return what an officer's shifts count, by ``counts`` (d, s)."""
    return [(count, lit) for count, lit, _ in _counted_days(draft, officer, counts)]


def _counted_days(draft: Draft, officer: int, counts: Ints) -> Iterator[tuple[int, Lit, int]]:
    """Yield a count, what it is of, and the day; equal counts of one day come together."""
    for day, row in enumerate(counts.tolist()):
        have = {one.shift for one in draft.at[officer, day]}
        by_count: dict[int, set[int]] = {}
        for shift in have:
            if row[shift]:
                by_count.setdefault(row[shift], set()).add(shift)
        for count, shifts in by_count.items():
            yield count, draft.one_of(officer, BEFORE + day, frozenset(shifts)), day


def _chosen(terms: list[tuple[int, Lit]]) -> Iterator[tuple[int, Var]]:
    return ((count, lit) for count, lit in terms if not isinstance(lit, bool))


def _negative(terms: list[tuple[int, Lit]]) -> list[tuple[int, Lit]]:
    return [(-count, lit) for count, lit in terms]


def _either(draft: Draft, lits: list[Lit]) -> Lit:
    open_ = [one for one in lits if not isinstance(one, bool)]
    if len(open_) < 2:
        return open_[0] if open_ else False
    either = draft.model.new_bool_var("")
    for one in open_:
        draft.model.add_implication(one, either)
    return either
