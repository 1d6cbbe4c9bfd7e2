"""What is odd about a check-in is told; only what shows that somebody was there counts."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo_patrol.field.checks import (
    check_in_flags,
    clock_flags,
    counts,
    distance_m,
    distance_of,
    is_due,
)
from geo_patrol.field.records import CheckIn, CheckPoint
from geo_patrol.field.tags import is_tag_of, tag_of

NOW = datetime(2022, 10, 8, 4, tzinfo=UTC)
KEY = b"k" * 32
A_METRE = 1 / 111_195
"""Degrees of latitude."""


def point(**changes: Any) -> CheckPoint:
    told = {"area_code": "lake", "code": "A-1", "name": "码头", "lon": 121.0, "lat": 29.4}
    return CheckPoint(**{"id": uuid4(), **told, "radius_m": 50.0, **changes})


def told(north_m: float | None = 0.0, **changes: Any) -> CheckIn:
    lat = None if north_m is None else 29.4 + north_m * A_METRE
    place = {"lon": None if lat is None else 121.0, "lat": lat, "accuracy_m": 5.0}
    return CheckIn(
        **{"id": uuid4(), "check_point_id": uuid4(), "at": NOW, "told_by": "near", **place}
        | changes
    )


lons, lats = st.floats(-180, 180), st.floats(-90, 90)


@given(lons, lats, lons, lats)
def test_distances_agree_with_the_ellipsoid_to_half_a_percent_and_more(
    lon: float, lat: float, other_lon: float, other_lat: float
) -> None:
    exact = Geod(ellps="GRS80").inv(lon, lat, other_lon, other_lat)[2]
    found = distance_m(lon, lat, other_lon, other_lat)
    assert abs(found - exact) <= 0.006 * exact + 0.01
    assert found == pytest.approx(distance_m(other_lon, other_lat, lon, lat), abs=1e-6)


@pytest.mark.parametrize(
    ("north_m", "accuracy_m", "flags"),
    [
        (0, 5.0, ()),
        (54, 5.0, ()),
        (56, 5.0, ("far",)),
        (60, None, ("far",)),
        (130, 90.0, ()),
        (3000, 5000.0, ("inaccurate",)),
        (9000, 5000.0, ("far", "inaccurate")),
    ],
)
def test_far_is_beyond_the_radius_and_the_position_s_own_inaccuracy(
    north_m: float, accuracy_m: float | None, flags: tuple[str, ...]
) -> None:
    found = told(north_m, accuracy_m=accuracy_m)
    assert check_in_flags(found, point(), now=NOW) == flags
    assert distance_of(found, point()) == pytest.approx(north_m, abs=0.01 * north_m + 1e-3)


def test_without_a_position_there_is_no_distance() -> None:
    assert distance_of(told(None), point()) is None
    assert check_in_flags(told(None), point(), now=NOW) == ("no_position",)


@pytest.mark.parametrize(
    ("minutes", "flags"),
    [(0, ()), (10, ()), (10.1, ("late",)), (-10, ()), (-10.1, ("clock_ahead",))],
)
def test_late_and_ahead_begin_beyond_ten_minutes(minutes: float, flags: tuple[str, ...]) -> None:
    assert clock_flags(NOW - timedelta(minutes=minutes), NOW) == flags


def test_a_code_that_is_none_of_ours_is_said_to_be_unproven() -> None:
    assert check_in_flags(told(told_by="qr"), point(), now=NOW) == ("unproven",)
    assert check_in_flags(told(told_by="qr", proven=True), point(), now=NOW) == ()


def test_a_retired_point_is_told_and_counts() -> None:
    flags = check_in_flags(told(), point(retired=True), now=NOW)
    assert flags == ("retired",)
    assert counts(told(), flags)


@pytest.mark.parametrize(
    ("changes", "counting"),
    [
        ({}, True),
        ({"north_m": 900}, False),
        ({"north_m": None}, False),
        ({"accuracy_m": 400.0}, False),
        ({"told_by": "qr"}, False),
        ({"told_by": "qr", "proven": True}, True),
        ({"told_by": "qr", "proven": True, "north_m": None}, True),
        ({"told_by": "qr", "proven": True, "accuracy_m": 400.0}, True),
        ({"told_by": "qr", "proven": True, "north_m": 900}, False),
        ({"at": NOW - timedelta(days=1)}, True),
        ({"at": NOW + timedelta(days=1)}, False),
    ],
)
def test_what_counts_is_near_or_proven_and_not_of_the_future(
    changes: dict[str, Any], counting: bool
) -> None:
    found = told(**changes)
    assert counts(found, check_in_flags(found, point(), now=NOW)) is counting


def test_a_point_is_due_from_the_moment_its_interval_has_passed() -> None:
    hourly = point(interval_s=3600)
    assert is_due(hourly, None, NOW)
    assert not is_due(hourly, NOW - timedelta(minutes=59), NOW)
    assert is_due(hourly, NOW - timedelta(minutes=60), NOW)
    assert not is_due(point(), None, NOW)
    assert not is_due(point(interval_s=3600, retired=True), None, NOW)


def test_a_tag_is_good_for_its_point_and_its_key_only() -> None:
    mine, other = UUID(int=1), UUID(int=2)
    tag = tag_of(KEY, mine)
    assert len(tag) == 16
    assert is_tag_of(KEY, mine, tag)
    assert not is_tag_of(KEY, other, tag)
    assert not is_tag_of(b"x" * 32, mine, tag)
    for made_up in (None, "", tag[:-1], tag + "A", tag.swapcase(), "签到", "A" * 64):
        assert not is_tag_of(KEY, mine, made_up)


def test_tags_of_different_points_differ() -> None:
    tags = {tag_of(KEY, UUID(int=n)) for n in np.arange(500).tolist()}
    assert len(tags) == 500
