"""Firms of a season: their checks in few visits, quiet windows kept but once."""

from dataclasses import replace
from pathlib import Path

import pytest
from demo_input import SHANGHAI, DemoInput

from geo_patrol.cases.limits import builtin_limits
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.demo import DEFAULT_SEED, Season
from geo_patrol.demo.firms import N_FIRMS, DemoFirms, firms
from geo_patrol.firms.checks import (
    check_faults,
    firm_faults,
    service_flags,
    visit_faults,
    visit_flags,
)
from geo_patrol.firms.figures import Gathered, ToldVisit, figures
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.seizures.calendar import make_calendar

PAGE = Path(__file__).resolve().parents[2] / "docs" / "firms.md"
OFFICE = WorkTime(make_calendar(), builtin_limits().hours, SHANGHAI)


@pytest.fixture(scope="module")
def made(small_season: Season, small_input: DemoInput) -> DemoFirms:
    """Return the firms of a small season."""
    return firms(small_season, small_input.areas, SHANGHAI)


def test_a_season_gives_the_same_firms_and_another_one_others(
    made: DemoFirms, small_season: Season, other_small_season: Season, small_input: DemoInput
) -> None:
    assert made == firms(small_season, small_input.areas, SHANGHAI)
    other = firms(other_small_season, small_input.areas, SHANGHAI)
    assert {one.id for one in made.checks}.isdisjoint(one.id for one in other.checks)


def test_without_the_park_there_are_none(small_season: Season, small_input: DemoInput) -> None:
    reservoirs = [one for one in small_input.areas if one.squad_code != "park"]
    assert firms(small_season, reservoirs, SHANGHAI).firms == ()


def test_all_that_is_planned_makes_sense(made: DemoFirms) -> None:
    of = {one.id: one for one in made.firms}
    checks = {str(one.id): one for one in made.checks}
    assert len(of) == N_FIRMS and len(made.checks) > N_FIRMS
    for firm in made.firms:
        assert list(firm_faults(firm)) == []
    for check in made.checks:
        quiet = of[check.firm_id].quiet
        assert list(check_faults(check, quiet, built_in(), OFFICE)) == []
    for visit in made.visits:
        some = [checks[one] for one in visit.checks]
        if some:
            assert list(visit_faults(visit, some, of[visit.firm_id].quiet, SHANGHAI)) == []
    for served in made.served:
        assert list(service_flags(served, now=served.solved_at or served.at)) == []


def test_firms_are_spared_visits_and_disturbed_once_in_a_quiet_week(made: DemoFirms) -> None:
    of = {one.id: one for one in made.firms}
    told = []
    for visit in made.visits:
        assert visit.happened_to is not None
        flags = visit_flags(visit, of[visit.firm_id].quiet, SHANGHAI, now=visit.happened_to)
        told.append(ToldVisit(visit, tuple(flags)))
    placed = frozenset(one for visit in made.visits for one in visit.checks)
    whole = Gathered(made.checks, placed, told, made.served, made.slots)
    found = figures(whole, OFFICE.calendar, SHANGHAI)
    assert found.n_avoided > 0 and found.n_alone == found.n_visits + found.n_avoided
    assert (found.n_in_quiet, found.n_unplanned) == (1, 1)
    assert found.n_unplaced == found.n_checks - len(placed) > 0
    assert 0 < found.n_solved <= found.n_served and 0 < found.n_booked <= found.n_slots


def test_the_page_shows_october_as_it_is(small_season: Season, small_input: DemoInput) -> None:
    # What is planned depends on the seed only.
    season = replace(small_season, seed=DEFAULT_SEED)
    found = firms(season, small_input.areas, SHANGHAI)
    names = {one.id: one.name.removeprefix("【演示】") for one in found.firms}
    matters = {str(one.id): one.matter for one in found.checks}
    visits = [one for one in found.visits if one.checks and one.starts_at.month == 10]
    told = [
        line.strip("| ").split(" | ")[:4]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| 10-")
    ]
    assert sorted((*row[:3], *sorted(row[3].split("、"))) for row in told) == sorted(
        (
            f"{one.starts_at:%m-%d %H:%M}",
            str(one.minutes),
            names[one.firm_id],
            *sorted(matters[each] for each in one.checks),
        )
        for one in visits
    )
    n = sum(len(one.checks) for one in visits)
    assert (
        f"{n} 项检查，本来要去 {n} 次，合并为 {len(visits)} 次，**少打扰 {n - len(visits)} 次**"
        in (PAGE.read_text(encoding="utf-8"))
    )
