"""Hours and modes at which crews are watched."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.alarms.overdue import OverdueRule, read_hours, read_modes

ZONE = ZoneInfo("Asia/Shanghai")


def rule(hours: str) -> OverdueRule:
    first, last = read_hours(hours)
    return OverdueRule(timedelta(minutes=30), frozenset({"boat"}), first, last)


@pytest.mark.parametrize(
    ("hours", "watched"),
    [
        ("18:00-06:00", [18, 23, 0, 5]),
        ("00:00-06:00", [0, 5]),
        ("06:00-18:00", [6, 12, 17]),
        ("00:00-24:00", [0, 5, 6, 12, 17, 18, 23]),
        ("18:00-00:00", [18, 23]),
    ],
)
def test_hours_are_local_half_open_and_may_go_round_midnight(
    hours: str, watched: list[int]
) -> None:
    asked = (0, 5, 6, 12, 17, 18, 23)
    moments = {hour: datetime(2022, 10, 8, hour, 59 if hour % 6 == 5 else 0) for hour in asked}
    local = {hour: moment.replace(tzinfo=ZONE) for hour, moment in moments.items()}
    seen = [h for h in asked if rule(hours).is_hour(local[h].astimezone(ZoneInfo("UTC")), ZONE)]
    assert sorted(seen) == sorted(watched)


@pytest.mark.parametrize(
    "text", ["", "18-06", "18:00", "24:00-06:00", "18:60-06:00", "06:00-06:00", "１８:00-06:00"]
)
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_hours(text)


def test_modes_are_a_list_and_an_empty_one_watches_nobody() -> None:
    assert read_modes(" boat, car ") == {"boat", "car"}
    assert read_modes("") == frozenset()
    with pytest.raises(ValueError):
        read_modes("boat,plane")


def test_only_crews_that_move_so_are_watched() -> None:
    night = datetime(2022, 10, 8, 23, tzinfo=ZONE)
    assert rule("18:00-06:00").watches("boat", night, ZONE)
    assert not rule("18:00-06:00").watches("car", night, ZONE)
    assert not rule("18:00-06:00").watches("boat", night.replace(hour=12), ZONE)
