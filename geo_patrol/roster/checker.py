"""The one judge of rosters, whoever made them: a solver, a hand, a swap, an import."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.problem import Assignment, Problem
from geo_patrol.roster.rules import RULES
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import Sheet, sheet_of
from geo_patrol.roster.violations import Violation

_By = TypeVar("_By")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many violations are hard, what those weigh, and what the soft ones cost."""

    hard_broken: int = 0
    hard_cost: int = 0
    soft_cost: int = 0

    def plus(self, one: Violation) -> "Tally":
        """Return the tally with one more."""
        hard, soft = (one.penalty, 0) if one.hard else (0, one.penalty)
        return Tally(self.hard_broken + one.hard, self.hard_cost + hard, self.soft_cost + soft)


@dataclass(frozen=True)
class Report:
    """What is broken in a roster: the hard first, then what costs most."""

    violations: tuple[Violation, ...]

    @cached_property
    def total(self) -> Tally:
        """All of it."""
        return self._by(lambda one: None).get(None, Tally())

    @property
    def hard_broken(self) -> int:
        """How many times a hard rule is broken."""
        return self.total.hard_broken

    @property
    def hard_cost(self) -> int:
        """What the broken hard rules weigh: the lower, the less bad the roster."""
        return self.total.hard_cost

    @property
    def soft_cost(self) -> int:
        """What the broken soft rules cost."""
        return self.total.soft_cost

    @cached_property
    def by_rule(self) -> Mapping[str, Tally]:
        """What each rule that is broken comes to."""
        return self._by(lambda one: one.rule)

    @cached_property
    def by_officer(self) -> Mapping[str | None, Tally]:
        """What each officer's violations come to; None has those of posts."""
        return self._by(lambda one: one.officer)

    @cached_property
    def by_day(self) -> Mapping[date | None, Tally]:
        """What each day's come to, a violation on its last day; None is the whole roster."""
        return self._by(lambda one: one.day)

    def _by(self, key: Callable[[Violation], _By]) -> dict[_By, Tally]:
        tallies: dict[_By, Tally] = {}
        for one in self.violations:
            tallies[key(one)] = tallies.get(key(one), Tally()).plus(one)
        return tallies


def check(problem: Problem, roster: Iterable[Assignment], settings: RuleSettings) -> Report:
    """Judge a roster by all rules that are not off; an empty roster has its report, too.

    Raises
    ------
    InvalidInput
        When the problem is unusable, or the roster names what it has no place for.
    """
    return check_sheet(sheet_of(frame_of(problem), roster), settings)


def check_sheet(sheet: Sheet, settings: RuleSettings) -> Report:
    """Judge a roster that is in arrays already."""
    found = [
        one
        for rule in RULES.values()
        if settings[rule.name].kind != "off"
        for one in rule.find(sheet, settings[rule.name])
    ]
    return Report(tuple(sorted(found, key=_order)))


def _order(one: Violation) -> tuple[bool, int, str, tuple[date, ...], str, str, int]:
    who, where = one.officer or "", one.post or ""
    return (not one.hard, -one.penalty, one.rule, one.days, who, where, one.amount)
