"""A published roster made right again: fewest changes first, then fewest days off taken."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from geo_patrol.roster.problem import Assignment, Problem, Roster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.solver import Effort, Solution, Stop, Tell, solve

_FIRST = ("changed", "day_off_taken")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one officer's day; None is a day off."""

    officer: str
    day: date
    before: Assignment | None
    after: Assignment | None


@dataclass(frozen=True)
class Replanned:
    """The roster made right, and how it differs from what was published.

    Attributes
    ----------
    changes
        Days with another shift, or another post, than was told; by day and officer.
    fewest
        Proven: no roster whose broken hard rules weigh as little changes fewer days, or, with as
        few changes, takes fewer days off.
    """

    solution: Solution
    changes: tuple[Change, ...]
    fewest: bool

    @property
    def days_off_taken(self) -> tuple[Change, ...]:
        """The changes that call somebody in who was told to be off."""
        return tuple(one for one in self.changes if one.before is None)


def replan(
    problem: Problem,
    settings: RuleSettings,
    effort: Effort | None = None,
    *,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> Replanned:
    """Return the published roster with what is needed to make it hold again, and no more.

    The problem has what happened in it: leave of who is ill, more people needed on a day; and
    which of the published days are frozen.

    Raises
    ------
    InvalidInput
        When the problem is unusable.
    """
    kept = settings.changed(
        {name: {"kind": "soft"} for name in _FIRST if settings[name].kind == "off"}
    )
    effort = replace(effort or Effort(), first=_FIRST)
    told = problem.published
    found = solve(problem, kept, effort, hint=told, progress=progress, stop=stop)
    before_soft = found.reached[:-1]
    fewest = bool(before_soft) and all(one.proven for one in before_soft)
    return Replanned(found, changes(problem, found.roster), fewest)


def changes(problem: Problem, roster: Roster) -> tuple[Change, ...]:
    """Return how a roster differs from what was published, on the days that were."""
    told = _by_place(problem.published)
    have = _by_place(one for one in roster if one.day in problem.published_days)
    places = sorted({*told, *have}, key=lambda place: (place[1], place[0]))
    return tuple(
        Change(officer, day, told.get((officer, day)), have.get((officer, day)))
        for officer, day in places
        if told.get((officer, day)) != have.get((officer, day))
    )


def _by_place(roster: Iterable[Assignment]) -> dict[tuple[str, date], Assignment]:
    return {(one.officer, one.day): one for one in roster}
