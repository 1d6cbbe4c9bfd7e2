"""One way to ask for a roster, whichever engine makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from geo_patrol.roster.problem import Problem, Roster
from geo_patrol.roster.settings import RuleSettings

Status = Literal["proven", "best_so_far", "stopped"]
"""Nothing better exists; time was up; somebody stopped it."""


@dataclass(frozen=True, order=True, slots=True)
class Cost:
    """What a roster costs: the broken hard rules count before all soft ones."""

    hard: int
    soft: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is.

    Attributes
    ----------
    aim
        What it makes least at the moment: broken hard rules (``hard``), what `Effort.first` names
        (``first``), or all soft rules (``soft``).
    value, bound
        What that comes to in the best roster so far, and what it cannot be below.
    """

    seconds: float
    aim: str
    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of one aim: its cost in the roster, and what it cannot be below.

    The bound of an aim holds among rosters that are as good by the aims before it.
    """

    aim: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether it cannot be less."""
        return self.value <= self.bound


@dataclass(frozen=True)
class Solution:
    """The best roster found.

    Attributes
    ----------
    value
        Its cost, as the checker judges it.
    bound
        No roster costs less. The soft bound holds among rosters of the least hard cost, and is
        nought while that is not proven.
    seconds
        From the question to the answer.
    reached
        What came of each aim, in the order in which they were made least.
    """

    roster: Roster
    value: Cost
    bound: Cost
    seconds: float
    status: Status
    reached: tuple[Reached, ...] = ()


@dataclass(frozen=True)
class Effort:
    """How hard to try.

    Attributes
    ----------
    seconds
        The limit; of a deterministic search in the engine's own seconds, which do not depend on
        the machine.
    workers
        Searches side by side. Eight find and prove more than two, also on two cores.
    deterministic
        The same roster for the same question and seed, by one worker.
    first
        Soft rules that are made least before all of them together are: how often each is broken,
        an earlier one before a later one.
    """

    seconds: float = 60
    workers: int = 8
    seed: int = 1
    deterministic: bool = False
    first: tuple[str, ...] = ()


Tell = Callable[[Progress], None]
Stop = Callable[[], bool]


class Engine(Protocol):
    """What makes rosters."""

    def __call__(
        self,
        problem: Problem,
        settings: RuleSettings,
        effort: Effort,
        *,
        hint: Roster,
        progress: Tell | None,
        stop: Stop | None,
    ) -> Solution:
        """Return the best roster that the effort comes to; always one, the least bad at worst."""
        ...


def solve(
    problem: Problem,
    settings: RuleSettings,
    effort: Effort | None = None,
    *,
    hint: Roster = (),
    progress: Tell | None = None,
    stop: Stop | None = None,
    engine: Engine | None = None,
) -> Solution:
    """Return the best roster found for a problem.

    When not all hard rules can hold it is the one whose broken ones weigh least. Those that weigh
    a thousand or more are only broken when they cannot all hold together.

    Parameters
    ----------
    hint
        A roster to begin with; it may be a bad one.
    progress
        Called with what is found, as it is found.
    stop
        Asked now and then; once it is true, the best roster so far is the answer.

    Raises
    ------
    InvalidInput
        With a finding for each thing that is wrong in the problem.
    """
    return (engine or _cpsat())(
        problem, settings, effort or Effort(), hint=hint, progress=progress, stop=stop
    )


def _cpsat() -> Engine:
    # Not imported before somebody solves: it takes most of a second.
    from geo_patrol.roster.cpsat.worker import solve_apart

    return solve_apart
