"""What would change with one more officer, or without a leave."""

from dataclasses import dataclass, replace

from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Leave, Problem
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.solver import Effort, Solution, solve


@dataclass(frozen=True)
class WhatIf:
    """Two answers side by side."""

    before: Solution
    after: Solution

    @property
    def better(self) -> bool:
        """Whether it is certain that the change helps, by the bound of what was before."""
        return self.after.value < self.before.bound

    @property
    def worse(self) -> bool:
        """Whether it is certain that the change harms."""
        return self.before.value < self.after.bound


def what_if(
    problem: Problem,
    other: Problem,
    settings: RuleSettings,
    effort: Effort | None = None,
    *,
    before: Solution | None = None,
) -> WhatIf:
    """Solve a problem and another one that it might be; ``before`` is the first answer, if known.

    Raises
    ------
    InvalidInput
        When one of them is unusable.
    """
    known = before or solve(problem, settings, effort)
    names = {one.id for one in other.officers}
    hint = tuple(one for one in known.roster if one.officer in names)
    return WhatIf(known, solve(other, settings, effort, hint=hint))


def with_officer(problem: Problem, officer: RosterOfficer) -> Problem:
    """Return a problem with one officer more."""
    return replace(problem, officers=(*problem.officers, officer))


def without_leave(problem: Problem, leave: Leave) -> Problem:
    """Return a problem in which a leave is refused."""
    return replace(problem, leave=tuple(one for one in problem.leave if one != leave))
