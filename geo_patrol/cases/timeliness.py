"""How timely cases were: of those reported in a period, how many were closed within their limit.

    timeliness(cases: Sequence[CaseStanding], span: Ends) -> Timeliness

Load standings with `geo_patrol.workflows.case_standings.standings_between`; each has
``area_code``, ``cell_code``, ``category`` and ``squad_code`` to be grouped by. Cases that do not
count (voided, or of a void incident) are left out here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Protocol

from geo_patrol.cases.standing import CaseStanding


class Ends(Protocol):
    """A half-open period; an end that is None is open."""

    @property
    def start(self) -> datetime | None:
        """The first moment."""

    @property
    def end(self) -> datetime | None:
        """The moment after the last one."""


@dataclass(frozen=True)
class Timeliness:
    """Figures of the cases reported in a period.

    Attributes
    ----------
    n_closed, n_in_time, n_late
        Closed ones, and those of them that kept their limit or did not: one that was reopened
        kept it if each round did. Closed ones without a limit are neither.
    n_open, n_overdue
        Open ones within their limit, or without any, and those beyond it. They are apart: of the
        first it cannot be told yet how they will end.
    n_returned, n_reopened, n_supervised, n_circles
        Cases that were sent back, closed too early, supervised, handed in a circle.
    n_rated, score_mean
        Cases that were rated, and the mean of their scores, 1 to 5; None without any.
    median_s, median_working_s
        From report to close of the closed ones, by the clock and in office hours; None without
        any.
    """

    n_closed: int
    n_in_time: int
    n_late: int
    n_open: int
    n_overdue: int
    n_returned: int
    n_reopened: int
    n_supervised: int
    n_circles: int
    n_rated: int
    score_mean: float | None
    median_s: float | None
    median_working_s: float | None

    @property
    def n(self) -> int:
        """How many cases."""
        return self.n_closed + self.n_open + self.n_overdue

    @property
    def n_judged(self) -> int:
        """Those of which it is known whether the limit was kept; open beyond it was not."""
        return self.n_in_time + self.n_late + self.n_overdue

    @property
    def share_in_time(self) -> float | None:
        """Share of the judged ones that kept the limit; None without any."""
        return self.n_in_time / self.n_judged if self.n_judged else None

    @property
    def share_closed(self) -> float | None:
        """Share of all that are closed; None without any."""
        return self.n_closed / self.n if self.n else None


def timeliness(cases: Sequence[CaseStanding], span: Ends) -> Timeliness:
    """Return how timely the cases were that were reported in a period.

    Without cases all counts are 0, and shares, means and medians None.
    """
    found = [one for one in cases if one.counts and _within(one.reported_at, span)]
    closed = [one for one in found if one.stage == "closed"]
    left = [one for one in found if one.stage != "closed"]
    n_overdue = sum(one.total_overdue for one in left)
    scores = [one.score for one in found if one.score is not None]
    taken = [one.taken for one in closed if one.taken is not None]
    return Timeliness(
        n_closed=len(closed),
        n_in_time=sum(one.in_time is True for one in closed),
        n_late=sum(one.in_time is False for one in closed),
        n_open=len(left) - n_overdue,
        n_overdue=n_overdue,
        n_returned=sum(one.n_returned > 0 for one in found),
        n_reopened=sum(one.n_reopened > 0 for one in found),
        n_supervised=sum(one.n_supervised > 0 for one in found),
        n_circles=sum(one.n_circles > 0 for one in found),
        n_rated=len(scores),
        score_mean=sum(scores) / len(scores) if scores else None,
        median_s=median(one.s for one in taken) if taken else None,
        median_working_s=median(one.working_s for one in taken) if taken else None,
    )


def _within(moment: datetime, span: Ends) -> bool:
    return (span.start is None or span.start <= moment) and (span.end is None or moment < span.end)
