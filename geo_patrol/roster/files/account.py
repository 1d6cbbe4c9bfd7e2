"""What is said beside the grid: what could not be met and why, who pays, what changed."""

from dataclasses import dataclass, replace

from geo_patrol.errors import Finding
from geo_patrol.roster.checker import Report, check_sheet
from geo_patrol.roster.doubts import doubts
from geo_patrol.roster.explain import Explanation, Shortage
from geo_patrol.roster.fairness import FairRow, fairness
from geo_patrol.roster.files.month import Month
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.replan import Change, changes
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.roster.violations import Violation

MOST_EXPLAINED = 40
"""Posts that lack people, up to which each is explained person by person: it takes a while."""


@dataclass(frozen=True)
class Account:
    """The account of a month.

    Attributes
    ----------
    shortages
        What posts lack, with why nobody is there; empty where there are too many to explain.
    broken
        Hard rules that do not hold, but for what stands in ``shortages``.
    changes
        Against what was told before; empty when nothing was.
    """

    report: Report
    shortages: tuple[Shortage, ...]
    broken: tuple[Violation, ...]
    doubts: tuple[Finding, ...]
    fairness: tuple[FairRow, ...]
    changes: tuple[Change, ...]

    @property
    def soft_by_rule(self) -> tuple[tuple[str, int, int], ...]:
        """What each broken soft rule cost, the dearest first: rule, times, cost."""
        times: dict[str, int] = {}
        for one in self.report.violations:
            if not one.hard:
                times[one.rule] = times.get(one.rule, 0) + 1
        costs = [(rule, n, self.report.by_rule[rule].soft_cost) for rule, n in times.items()]
        return tuple(sorted(costs, key=lambda one: (-one[2], one[0])))

    def soft_of(self, officer: str) -> int:
        """Return what broken soft rules of an officer's line cost: who pays."""
        tally = self.report.by_officer.get(officer)
        return 0 if tally is None else tally.soft_cost


def account_of(month: Month, settings: RuleSettings) -> Account:
    """Return the account of a month, all of it by the checker.

    Raises
    ------
    InvalidInput
        When the problem is unusable, or the roster names what it has no place for.
    """
    frame = frame_of(month.problem)
    sheet = sheet_of(frame, month.roster)
    report = check_sheet(sheet, settings)
    hard = [one for one in report.violations if one.hard]
    shortages: tuple[Shortage, ...] = ()
    if any(one.post is not None for one in hard) and len(hard) <= MOST_EXPLAINED:
        shortages = Explanation(month.problem, month.roster, settings).shortages()
    told = {one.violation for one in shortages}
    return Account(
        report,
        shortages,
        tuple(one for one in hard if one not in told),
        doubts(frame, settings),
        fairness(sheet),
        changes_of(month),
    )


def changes_of(month: Month) -> tuple[Change, ...]:
    """Return how the month differs from what was told before; nothing when nothing was."""
    if month.before is None:
        return ()
    told = replace(
        month.problem, published=month.before, published_days=frozenset(month.problem.days)
    )
    return changes(told, month.roster)
