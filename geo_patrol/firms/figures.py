"""What a month came to for firms: visits they had, visits they were spared, help they got."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from statistics import median

from geo_patrol.firms.records import CombinedVisit, GuidanceSlot, PlannedCheck, ServiceVisit
from geo_patrol.seizures.calendar import WorkCalendar

DAY = timedelta(days=1)


@dataclass(frozen=True)
class ToldVisit:
    """A visit that counts, and what was found odd when it came in."""

    visit: CombinedVisit
    flags: tuple[str, ...] = ()

    @property
    def at(self) -> datetime:
        """When it was, or is to be."""
        return self.visit.happened_from or self.visit.starts_at


@dataclass(frozen=True)
class FirmFigures:
    """Figures of a period, or of a month of it.

    Attributes
    ----------
    n_checks
        Planned checks whose window opened then.
    n_unplaced
        Those of them that no visit does for yet.
    n_visits, n_merged
        Visits for planned checks that were or are to be then, and those for more than one.
    n_alone
        Checks of these visits: as many visits there would have been, had each come by itself.
    n_avoided
        ``n_alone`` less ``n_visits``.
    n_happened, n_in_quiet
        Of all visits those that took place, and those of them in a quiet window.
    n_unplanned
        Visits that nobody had planned; they avoid nothing.
    n_firms
        Firms that were, or are to be, visited.
    n_served, n_asked, n_solved
        Service visits, those where something was asked, and was solved.
    median_days, median_working_days
        From the visit to the solution; None without any.
    n_slots, n_booked
        Hours of guidance that were offered, and booked.
    """

    n_checks: int = 0
    n_unplaced: int = 0
    n_visits: int = 0
    n_merged: int = 0
    n_alone: int = 0
    n_avoided: int = 0
    n_happened: int = 0
    n_in_quiet: int = 0
    n_unplanned: int = 0
    n_firms: int = 0
    n_served: int = 0
    n_asked: int = 0
    n_solved: int = 0
    median_days: float | None = None
    median_working_days: float | None = None
    n_slots: int = 0
    n_booked: int = 0


@dataclass(frozen=True)
class Gathered:
    """Records that count, of any time; ``placed`` are ids of the checks that a visit does for."""

    checks: Sequence[PlannedCheck] = ()
    placed: frozenset[str] = frozenset()
    visits: Sequence[ToldVisit] = ()
    served: Sequence[ServiceVisit] = ()
    slots: Sequence[GuidanceSlot] = ()


def figures(found: Gathered, calendar: WorkCalendar, tz: tzinfo) -> FirmFigures:
    """Return what records come to; 0 and None of none."""
    planned = [one for one in found.visits if one.visit.checks]
    happened = [one for one in found.visits if one.visit.happened_from is not None]
    n_alone = sum(len(one.visit.checks) for one in planned)
    days = [one for one in (service_days(each, calendar, tz) for each in found.served) if one]
    return FirmFigures(
        n_checks=len(found.checks),
        n_unplaced=sum(str(one.id) not in found.placed for one in found.checks),
        n_visits=len(planned),
        n_merged=sum(len(one.visit.checks) > 1 for one in planned),
        n_alone=n_alone,
        n_avoided=n_alone - len(planned),
        n_happened=len(happened),
        n_in_quiet=sum("in_quiet" in one.flags for one in happened),
        n_unplanned=len(found.visits) - len(planned),
        n_firms=len({one.visit.firm_id for one in found.visits}),
        n_served=len(found.served),
        n_asked=sum(one.asked.strip() != "" for one in found.served),
        n_solved=sum(one.solved_at is not None for one in found.served),
        median_days=median(one for one, _ in days) if days else None,
        median_working_days=median(one for _, one in days) if days else None,
        n_slots=len(found.slots),
        n_booked=sum(one.booked_by is not None for one in found.slots),
    )


def by_month(
    found: Gathered, calendar: WorkCalendar, tz: tzinfo
) -> tuple[tuple[str, FirmFigures], ...]:
    """Return the figures of each local month that anything is in, ``YYYY-MM``, in order.

    A check belongs to the month in which its window opens, all else to when it is.
    """

    def month(moment: datetime) -> str:
        return f"{moment.astimezone(tz):%Y-%m}"

    months = {
        *(month(one.opens_at) for one in found.checks),
        *(month(one.at) for one in found.visits),
        *(month(one.at) for one in found.served),
        *(month(one.starts_at) for one in found.slots),
    }
    rows = []
    for name in sorted(months):
        part = Gathered(
            [one for one in found.checks if month(one.opens_at) == name],
            found.placed,
            [one for one in found.visits if month(one.at) == name],
            [one for one in found.served if month(one.at) == name],
            [one for one in found.slots if month(one.starts_at) == name],
        )
        rows.append((name, figures(part, calendar, tz)))
    return tuple(rows)


def service_days(visit: ServiceVisit, calendar: WorkCalendar, tz: tzinfo) -> tuple[int, int] | None:
    """Return the days and working days from a service visit to its solution; the same day is 0.

    None of what is not solved, or was solved before it was asked.
    """
    if visit.solved_at is None or visit.solved_at < visit.at:
        return None
    first, last = (one.astimezone(tz).date() for one in (visit.at, visit.solved_at))
    return (last - first).days, sum(map(calendar.is_working_day, _days(first + DAY, last)))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + DAY * n for n in range((last - first).days + 1))
