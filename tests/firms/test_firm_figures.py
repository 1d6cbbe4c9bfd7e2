"""Figures for firms: visits they were spared against what would have been, days of help."""

from uuid import UUID, uuid4

from firm_making import CALENDAR, FIRM, ZONE, at, check, visit

from geo_patrol.firms.figures import (
    FirmFigures,
    Gathered,
    ToldVisit,
    by_month,
    figures,
    service_days,
)
from geo_patrol.firms.records import GuidanceSlot, ServiceVisit


def test_visits_avoided_are_the_checks_of_visits_less_the_visits() -> None:
    some = [check(8, 14), check(8, 14), check(8, 20), check(24, 28)]
    merged = visit(at(10, 9), *some[:3], happened_from=at(10, 9), happened_to=at(10, 10))
    alone = visit(at(18, 9), some[0], firm_id=UUID(int=2))
    surprise = visit(at(12, 9), happened_from=at(12, 9), happened_to=at(12, 11))
    placed = frozenset(one for each in (merged, alone) for one in each.checks)
    told = [
        ToldVisit(merged),
        ToldVisit(alone),
        ToldVisit(surprise, ("unplanned", "in_quiet")),
    ]
    found = figures(Gathered(some, placed, told), CALENDAR, ZONE)
    assert (found.n_checks, found.n_unplaced) == (4, 1)
    assert (found.n_visits, found.n_merged, found.n_alone, found.n_avoided) == (2, 1, 4, 2)
    assert (found.n_happened, found.n_in_quiet, found.n_unplanned, found.n_firms) == (2, 1, 1, 2)


def test_two_inspections_of_one_firm_in_a_quiet_window_are_both_told() -> None:
    both = [
        ToldVisit(
            visit(at(day, 9), happened_from=at(day, 9), happened_to=at(day, 10)), ("in_quiet",)
        )
        for day in (10, 11)
    ]
    assert figures(Gathered(visits=both), CALENDAR, ZONE).n_in_quiet == 2


def test_nothing_comes_to_nothing() -> None:
    assert figures(Gathered(), CALENDAR, ZONE) == FirmFigures()
    assert by_month(Gathered(), CALENDAR, ZONE) == ()


def test_days_of_help_are_counted_by_the_calendar_of_the_office() -> None:
    def days(solved: int) -> tuple[int, int] | None:
        asked = ServiceVisit(uuid4(), FIRM, at(30, 16, month=9), solved_at=at(solved, 9))
        return service_days(asked, CALENDAR, ZONE)

    # The National Day's holidays, then a worked weekend.
    assert days(7) == (7, 0)
    assert days(8) == (8, 1)
    assert days(10) == (10, 3)
    same = ServiceVisit(uuid4(), FIRM, at(10, 9), solved_at=at(10, 17))
    assert service_days(same, CALENDAR, ZONE) == (0, 0)
    assert service_days(ServiceVisit(uuid4(), FIRM, at(10)), CALENDAR, ZONE) is None


def test_each_month_stands_for_itself_and_together_they_are_the_whole() -> None:
    found = Gathered(
        checks=[check(31, 40), check(8, 14)],
        visits=[ToldVisit(visit(at(35, 9), check(31, 40), check(31, 40)))],
        served=[ServiceVisit(uuid4(), FIRM, at(31, 23), asked="排污证", solved_at=at(35, 9))],
        slots=[GuidanceSlot(uuid4(), "park", at(12, 9), at(12, 10), "环保", booked_by=FIRM)],
    )
    rows = dict(by_month(found, CALENDAR, ZONE))
    assert list(rows) == ["2022-10", "2022-11"]
    october, november = rows["2022-10"], rows["2022-11"]
    assert (october.n_checks, october.n_visits, november.n_visits) == (2, 0, 1)
    assert (november.n_alone, november.n_avoided) == (2, 1)
    assert (october.n_asked, october.n_solved, october.n_slots, october.n_booked) == (1, 1, 1, 1)
    whole = figures(found, CALENDAR, ZONE)
    for name in ("n_checks", "n_visits", "n_avoided", "n_served", "n_slots"):
        assert getattr(whole, name) == getattr(october, name) + getattr(november, name)
