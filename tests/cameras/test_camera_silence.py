"""When a camera counts as silent: by its own habit, or by its signs."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo_patrol.cameras.silence import (
    HABIT,
    LEAST_GAPS,
    LEAST_SILENCE,
    Sign,
    silence_of,
)

START = datetime(2022, 10, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def every(gap: timedelta, n_gaps: int) -> list[datetime]:
    return [START + k * gap for k in range(n_gaps + 1)]


def test_a_camera_that_was_never_heard_of_is_not_silent() -> None:
    found = silence_of([], None, START)
    assert (found.state, found.last_at, found.limit, found.since) == ("never", None, None, None)


def test_with_too_few_gaps_nobody_knows_what_is_usual() -> None:
    times = every(HOUR, LEAST_GAPS - 1)
    found = silence_of(times, None, times[-1] + timedelta(days=365))
    assert (found.state, found.limit, found.n_gaps) == ("habit_unknown", None, LEAST_GAPS - 1)


def test_a_busy_camera_is_silent_after_a_day_and_not_before() -> None:
    times = every(HOUR, 100)
    on_the_day = silence_of(times, None, times[-1] + LEAST_SILENCE)
    after = silence_of(times, None, times[-1] + LEAST_SILENCE + timedelta(seconds=1))
    assert (on_the_day.state, after.state) == ("heard", "silent")
    assert after.since == times[-1] + LEAST_SILENCE


def test_a_quiet_camera_is_held_against_its_own_long_gaps() -> None:
    times = every(timedelta(days=4), LEAST_GAPS)
    assert silence_of(times, None, times[-1] + timedelta(days=3)).state == "heard"
    assert silence_of(times, None, times[-1] + timedelta(days=5)).state == "silent"


def test_one_outage_in_many_gaps_does_not_excuse_the_next() -> None:
    times = every(timedelta(hours=30), 250)
    times += [times[-1] + timedelta(days=20)]
    found = silence_of(times, None, times[-1] + timedelta(hours=31))
    assert (found.state, found.limit) == ("silent", timedelta(hours=30))


def test_what_a_camera_did_long_ago_is_its_habit_no_more() -> None:
    quiet = every(timedelta(days=20), 10)
    busy = [quiet[-1] + HABIT + k * timedelta(days=1) for k in range(LEAST_GAPS + 60)]
    assert silence_of([*quiet, *busy], None, busy[-1]).limit == timedelta(days=1)


def test_signs_count_more_than_habit() -> None:
    times = every(HOUR, 100)
    now = times[-1] + timedelta(days=30)
    alive = silence_of(times, Sign(now - timedelta(minutes=14), 300), now)
    assert (alive.state, alive.by, alive.limit) == ("heard", "signs", timedelta(minutes=15))
    gone = silence_of(times, Sign(now - timedelta(minutes=16), 300), now)
    assert gone.state == "silent"


def test_an_alert_is_a_sign_too() -> None:
    now = START + timedelta(hours=2)
    found = silence_of([now - timedelta(minutes=1)], Sign(START, 60), now)
    assert (found.state, found.last_at) == ("heard", now - timedelta(minutes=1))


def test_frequent_signs_may_be_late_by_ten_minutes() -> None:
    found = silence_of([], Sign(START, 1), START + timedelta(minutes=10))
    assert (found.state, found.limit) == ("heard", timedelta(minutes=10))


@pytest.mark.parametrize("n_gaps", [LEAST_GAPS, 199])
def test_with_fewer_than_two_hundred_gaps_the_longest_one_is_usual(n_gaps: int) -> None:
    times = every(timedelta(days=1), n_gaps - 1)
    times += [times[-1] + timedelta(days=9)]
    assert silence_of(times, None, times[-1]).limit == timedelta(days=9)


@given(st.lists(st.integers(0, 7_000_000), min_size=LEAST_GAPS + 1, max_size=400), st.randoms())
def test_at_most_one_gap_in_two_hundred_would_have_been_told_of(
    seconds: list[int], rng: object
) -> None:
    times = [START + timedelta(seconds=one) for one in seconds]
    rng.shuffle(times)  # type: ignore[attr-defined]
    limit = silence_of(times, None, max(times)).limit
    assume(limit is not None)
    assert limit is not None and limit >= LEAST_SILENCE
    ordered = [one for one in sorted(times) if one >= max(times) - HABIT]
    told = sum(b - a > limit for a, b in pairwise(ordered))
    assert told <= 0.005 * (len(ordered) - 1)
