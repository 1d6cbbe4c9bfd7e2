"""Cases of a season: its own incidents, each taken to its close, some late, some in a circle."""

from datetime import UTC, datetime

import pytest
from demo_input import SHANGHAI, DemoInput

from geo_patrol.cases.limits import builtin_limits
from geo_patrol.cases.records import Act, Origin, case_id_of
from geo_patrol.cases.standing import CaseStanding, Terms, standing
from geo_patrol.cases.timeliness import timeliness
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.demo import Season
from geo_patrol.demo.cases import DemoCase, cases, open_cases
from geo_patrol.seizures import make_calendar
from geo_patrol.store.repositories.duty import Span

NOW = datetime(2023, 1, 2, tzinfo=UTC)
TERMS = Terms(builtin_limits(), WorkTime(make_calendar(), builtin_limits().hours, SHANGHAI), NOW)


@pytest.fixture(scope="module")
def made(demo_season: Season) -> tuple[DemoCase, ...]:
    """Return the cases of the default seed."""
    return cases(demo_season, SHANGHAI)


@pytest.fixture(scope="module")
def stood(demo_season: Season, made: tuple[DemoCase, ...]) -> list[CaseStanding]:
    """Return how they stand when the season is over."""
    of = {one.id: one for one in demo_season.incidents}
    found = []
    for one in made:
        assert one.case.incident_id is not None
        incident = of[one.case.incident_id]
        about = Origin(
            "patrol", incident.category, incident.occurred_at, None, None, "", None, None
        )
        acts = [Act(step, by) for step, by in one.steps]
        found.append(standing(one.case, "park", about, acts, TERMS))
    return found


def test_a_season_gives_the_same_cases_and_another_one_others(
    small_season: Season, other_small_season: Season
) -> None:
    one, other = cases(small_season, SHANGHAI), cases(other_small_season, SHANGHAI)
    assert one and other and one == cases(small_season, SHANGHAI)
    assert {each.case.id for each in one}.isdisjoint(each.case.id for each in other)


def test_each_is_an_incident_of_the_park_and_adds_nothing_to_it(
    demo_season: Season, made: tuple[DemoCase, ...]
) -> None:
    park = {case_id_of(one.id) for one in demo_season.incidents if one.squad_code == "park"}
    assert {one.case.id for one in made} < park
    assert all(one.case.category is None for one in made)


def test_all_are_closed_and_only_what_was_meant_is_odd(stood: list[CaseStanding]) -> None:
    assert {one.stage for one in stood} == {"closed"}
    odd = {conflict.finding.key for one in stood for conflict in one.conflicts}
    assert odd == {"cases.step_circle"}


def test_most_are_in_time_and_some_are_not(stood: list[CaseStanding]) -> None:
    found = timeliness(stood, Span())
    assert found.n == found.n_closed == len(stood) > 50
    assert found.share_in_time is not None and 0.7 < found.share_in_time < 1
    assert found.n_returned and found.n_reopened and found.n_supervised and found.n_rated


def test_three_are_open_now_one_overdue_and_one_in_a_circle(
    demo_season: Season, demo_input: DemoInput
) -> None:
    found = open_cases(demo_season, demo_input.areas, NOW)
    stands = []
    for one in found:
        assert one.case.category is not None and one.case.reported_at is not None
        about = Origin(
            "citizen", one.case.category, one.case.reported_at, None, None, "", None, None
        )
        acts = [Act(step, by) for step, by in one.steps]
        stands.append(standing(one.case, "park", about, acts, TERMS))
    assert [one.stage for one in stands] == ["reported", "dispatched", "dispatched"]
    assert [one.n_circles for one in stands] == [0, 0, 1]
    assert stands[1].overdue
