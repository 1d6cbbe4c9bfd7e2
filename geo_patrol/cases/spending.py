"""How much of its time a case has used: its age, and its limit that is due first."""

from dataclasses import dataclass

from geo_patrol.cases.standing import CaseStanding, Run
from geo_patrol.cases.worktime import WorkTime


@dataclass(frozen=True)
class Spent:
    """How much of its time a case has used, in seconds.

    Attributes
    ----------
    working_s
        Office hours from its report to its last close, or until now.
    run
        The limit that is due first; None of a closed case, of one that does not count, and without
        limits.
    used_s, allowed_s
        Of that limit: used so far, and in all. Both are of office hours, unless the limit runs day
        and night. None without a limit.
    """

    working_s: float
    run: Run | None = None
    used_s: float | None = None
    allowed_s: float | None = None


def spent(case: CaseStanding, worktime: WorkTime) -> Spent:
    """Return how much of its time a case has used by now."""
    end = case.now if case.closed_at is None else case.closed_at
    working_s = worktime.between(case.reported_at, end).total_seconds()
    if case.due_at is None:
        return Spent(working_s)
    run = case.open_runs[0]
    by_clock = run.limit.unit == "hours"
    used, allowed = (
        (until - run.started_at) if by_clock else worktime.between(run.started_at, until)
        for until in (max(case.now, run.started_at), run.due_at)
    )
    return Spent(working_s, run, used.total_seconds(), allowed.total_seconds())
