"""What a camera says is held against the record; nothing is refused for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from geo_patrol.evidence.doubts import Told, doubts
from geo_patrol.evidence.records import EvidenceFile, Inspected

AT = datetime(2022, 10, 8, 1, 40, tzinfo=UTC)
SEEN = Inspected("image/jpeg", "photo", taken_at=AT, lon=120.99, lat=29.47)
FILE = EvidenceFile("0" * 64, 1, SEEN, AT + timedelta(minutes=5))
TOLD = Told(AT, AT, 120.99, 29.47, 6.0)


def doubted(**seen: object) -> tuple[str, ...]:
    return doubts(replace(FILE, seen=replace(SEEN, **seen)), TOLD)  # type: ignore[arg-type]


def test_a_photo_of_the_time_and_place_leaves_no_doubt() -> None:
    assert doubted() == ()


@pytest.mark.parametrize(("minutes", "found"), [(-30, ()), (-31, ("time_differs",))])
def test_half_an_hour_is_allowed(minutes: int, found: tuple[str, ...]) -> None:
    assert doubted(taken_at=AT + timedelta(minutes=minutes)) == found


def test_a_photo_from_the_future_has_a_clock_ahead() -> None:
    assert doubted(taken_at=AT + timedelta(minutes=16)) == ("time_ahead",)


# A hundredth of a degree of latitude is 1,109 m.
@pytest.mark.parametrize(("lat", "found"), [(29.4726, ()), (29.4728, ("place_differs",))])
def test_three_hundred_metres_beyond_the_accuracy_are_allowed(
    lat: float, found: tuple[str, ...]
) -> None:
    assert doubted(lat=lat) == found


def test_a_photo_that_says_nothing_of_itself_is_told_so() -> None:
    silent = {"taken_at": None, "lon": None, "lat": None}
    assert doubted(**silent) == ("time_missing", "place_missing")


def test_recordings_are_not_expected_to_say_anything() -> None:
    assert doubted(kind="video", taken_at=None, lon=None, lat=None) == ()


def test_a_record_without_a_place_makes_none_doubtful() -> None:
    assert doubts(FILE, replace(TOLD, lon=None, lat=None)) == ()
