"""Visits by the clock: who was there when, and when last at some hours."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from geo_patrol.coverage.clock_hours import CellsByHour, ClockHours, LastAtHours, required_at_hours
from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.coverage.visits import Stays

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = 19_268
"""2022-10-03 in days since 1970-01-01."""
HOUR_US = 3_600_000_000


def at(day: int, hour: float) -> int:
    """Return a local time of a day in October 2022, Unix µs."""
    midnight = datetime(2022, 10, day, tzinfo=ZONE).astimezone(UTC).timestamp()
    return round((midnight + hour * 3600) * 1e6)


def stays(*rows: tuple[int, int, int]) -> Stays:
    """Return stays: cell, from, to."""
    cell, enter, leave = np.array(sorted(rows), np.int64).T
    return Stays(cell.astype(np.int32), enter, leave)


@pytest.mark.parametrize(
    ("hours", "left", "through"),
    [
        (ClockHours(0, 8), at(3, 2.5), at(3, 8)),
        (ClockHours(8, 16), at(3, 9.25), at(3, 16)),
        (ClockHours(22, 4), at(3, 23.5), at(3, 24)),
    ],
)
def test_only_visits_at_the_hours_count_and_last_to_their_end(
    hours: ClockHours, left: int, through: int
) -> None:
    found = LastAtHours(2, hours, at(10, 0), ZONE)
    found.take(
        MONDAY,
        stays((0, at(3, 2), at(3, 2.5)), (0, at(3, 9), at(3, 9.25)), (0, at(3, 23), at(3, 23.5))),
    )
    assert found.left_us.tolist() == [left, NEVER_US]
    assert found.through_us.tolist() == [through, NEVER_US]


def test_a_stay_over_the_end_of_the_hours_counts_up_to_it() -> None:
    found = LastAtHours(1, ClockHours(0, 8), at(10, 0), ZONE)
    found.take(MONDAY, stays((0, at(3, 7.5), at(3, 9))))
    assert found.left_us.tolist() == [at(3, 8)]


def test_what_begins_after_the_moment_does_not_count() -> None:
    found = LastAtHours(1, ClockHours(0, 8), at(3, 3), ZONE)
    found.take(MONDAY, stays((0, at(3, 2), at(3, 5))))
    assert found.left_us.tolist() == found.through_us.tolist() == [at(3, 3)]
    later = LastAtHours(1, ClockHours(0, 8), at(3, 1), ZONE)
    later.take(MONDAY, stays((0, at(3, 2), at(3, 5))))
    assert later.left_us.tolist() == [NEVER_US]


def test_the_cells_of_each_hour_are_counted_once_each() -> None:
    found = CellsByHour(np.ones(3, np.bool_), at(3, 0), at(17, 0), ZONE)
    found.take(
        MONDAY,
        stays(
            (0, at(3, 9.1), at(3, 9.2)),
            (0, at(3, 9.5), at(3, 9.6)),
            (1, at(3, 9.9), at(3, 11)),
        ),
    )
    means = found.means()
    # Two Mondays are in the period.
    assert means[0, 9:12].tolist() == [1.0, 0.5, 0.0]
    assert means.sum() == 1.5


def test_cells_that_are_not_asked_for_and_times_outside_are_left_out() -> None:
    found = CellsByHour(np.array([True, False]), at(3, 10), at(3, 12), ZONE)
    found.take(MONDAY, stays((0, at(3, 9), at(3, 10.5)), (1, at(3, 10), at(3, 11))))
    means = found.means()
    assert means[0, 10:12].tolist() == [1.0, 0.0]
    assert np.isnan(means[0, 9]) and np.isnan(means[1]).all()


def test_no_stays_are_nobody_at_any_hour() -> None:
    found = CellsByHour(np.ones(2, np.bool_), at(3, 0), at(10, 0), ZONE)
    found.take(MONDAY, Stays(np.empty(0, np.int32), *np.empty((2, 0), np.int64)))
    assert found.means().tolist() == np.zeros((7, 24)).tolist()


def test_hours_touch_what_has_a_moment_of_them() -> None:
    night = ClockHours(22, 4)
    assert night.touch(at(3, 3.5), at(3, 5), ZONE)
    assert night.touch(at(3, 21), at(3, 22.5), ZONE)
    assert not night.touch(at(3, 4), at(3, 22), ZONE)


def test_some_hours_are_asked_for_once_a_day_at_the_most() -> None:
    asked = required_at_hours(np.array([8 * 3600.0, 7 * 86_400.0, np.nan]))
    assert asked[:2].tolist() == [86_400.0, 604_800.0]
    assert np.isnan(asked[2])
