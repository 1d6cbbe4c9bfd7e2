"""What each person of a month has: shifts, nights, weekends, public holidays, hours."""

from dataclasses import dataclass
from datetime import date

from geo_patrol.roster.files.month import Month

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Total:
    """One person's sums; weekends and holidays are shifts on such days."""

    shifts: int
    nights: int
    weekends: int
    holidays: int
    hours: float


def totals_of(month: Month) -> tuple[Total, ...]:
    """Return a total for each of the month's people, in their order."""
    return tuple(_total(month, one.id) for one in month.people)


def _total(month: Month, officer: str) -> Total:
    problem = month.problem
    kinds = {one.code: one for one in problem.shifts}
    had = [
        (problem.day_type(day), kinds[duty.shift])
        for day in problem.days
        for duty in month.duties.get((officer, day), ())
    ]
    return Total(
        len(had),
        sum(shift.kind == "night" for _, shift in had),
        sum(kind == "weekend" for kind, _ in had),
        sum(kind == "holiday" for kind, _ in had),
        round(sum(shift.minutes for _, shift in had) / _HOUR, 2),
    )


def there(month: Month) -> dict[tuple[str, date], int]:
    """Return how many people are at each post on each day; without those where nobody is."""
    counts: dict[tuple[str, date], int] = {}
    for one in set(month.roster):
        if one.post is not None:
            counts[one.post, one.day] = counts.get((one.post, one.day), 0) + 1
    return counts
