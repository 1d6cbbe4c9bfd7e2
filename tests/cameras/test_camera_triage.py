"""Which crew is nearest, which alerts are one call, and which camera a device means."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from geo_patrol.cameras.naming import code_of
from geo_patrol.cameras.triage import FRESH, CrewAt, is_told_again, nearest_crew

NOW = datetime(2022, 10, 8, 18, tzinfo=UTC)
LON, LAT = 121.0, 29.42


def crew(number: int, east: float, ago: timedelta = timedelta(minutes=5)) -> CrewAt:
    return CrewAt(UUID(int=number), NOW - ago, LON + east, LAT)


def test_the_nearest_crew_is_named_with_its_distance() -> None:
    found = nearest_crew(LON, LAT, [crew(1, 0.03), crew(2, -0.01), crew(3, 0.02)], NOW)
    assert found is not None
    assert found.patrol_id == UUID(int=2)
    assert found.distance_m == pytest.approx(968.6, abs=0.5)


def test_a_crew_that_was_there_long_ago_is_not_there_now() -> None:
    stale = crew(1, 0.0, FRESH + timedelta(seconds=1))
    found = nearest_crew(LON, LAT, [stale, crew(2, 0.05, FRESH)], NOW)
    assert found is not None and found.patrol_id == UUID(int=2)
    assert nearest_crew(LON, LAT, [stale], NOW) is None


def test_a_crew_from_the_future_has_a_wrong_clock() -> None:
    assert nearest_crew(LON, LAT, [crew(1, 0.0, -timedelta(hours=1))], NOW) is None


def test_of_two_at_one_place_the_one_heard_of_last_goes() -> None:
    early, late = crew(1, 0.01, timedelta(minutes=9)), crew(2, 0.01, timedelta(minutes=2))
    for order in ([early, late], [late, early]):
        found = nearest_crew(LON, LAT, order, NOW)
        assert found is not None and found.patrol_id == late.patrol_id


def test_without_a_place_or_a_crew_nobody_is_nearest() -> None:
    assert nearest_crew(None, None, [crew(1, 0.0)], NOW) is None
    assert nearest_crew(LON, None, [crew(1, 0.0)], NOW) is None
    assert nearest_crew(LON, LAT, [], NOW) is None


def test_of_ten_thousand_alerts_fifteen_are_heard() -> None:
    # The first one is told as it is.
    assert 1 + sum(map(is_told_again, range(1, 10_000))) == 15
    assert not is_told_again(0)


KNOWN = [
    ("CH-C01", "大坝东 2 号"),
    ("CH-C01", "大坝东二号"),
    ("CH-C02", "岭根"),
    ("CH-C03", "岭根"),
]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CH-C01", "CH-C01"),
        ("ch-c01", "CH-C01"),
        ("大坝东 2 号", "CH-C01"),
        ("大坝东2号", "CH-C01"),
        ("大坝东２号", "CH-C01"),
        ("岭根", None),
        ("", None),
        ("大坝", None),
    ],
)
def test_a_camera_is_meant_by_its_code_or_by_a_name_that_is_its_own(
    name: str, code: str | None
) -> None:
    assert code_of(name, KNOWN) == code


def test_a_code_comes_before_a_name_that_looks_like_it() -> None:
    assert code_of("A", [("B", "A"), ("A", "x")]) == "A"
