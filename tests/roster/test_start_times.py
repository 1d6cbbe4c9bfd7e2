"""When legs begin: in time, in no pattern."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from geo_patrol.roster.start_times import STEP_S, draw_starts, start_evenness


@given(
    windows=st.lists(st.integers(1, 12).map(lambda n: n * STEP_S), min_size=1, max_size=5),
    way_s=st.floats(0, 1200),
    spare_s=st.floats(0, 7200),
    seed=st.integers(0, 1000),
)
def test_each_window_is_over_before_the_next_one_is_come_to(
    windows: list[int], way_s: float, spare_s: float, seed: int
) -> None:
    ways = [0.0, *[way_s] * (len(windows) - 1)]
    free_s = sum(windows) + sum(ways) + spare_s
    starts = draw_starts(windows, ways, free_s, np.random.default_rng(seed))
    assert len(starts) == len(windows)
    assert all(start % STEP_S == 0 for start in starts)
    assert starts[0] >= 0
    assert starts[-1] + windows[-1] <= free_s + 1e-6
    for k in range(1, len(starts)):
        # Windows begin on whole steps: up to one of them is the way's.
        assert starts[k] - starts[k - 1] - windows[k - 1] > way_s - STEP_S - 1e-6


def test_what_takes_longer_than_there_is_time_has_no_timetable() -> None:
    assert draw_starts([3600, 3600], [0, 900], 7200, np.random.default_rng(1)) == []
    assert draw_starts([], [], 7200, np.random.default_rng(1)) == []


def test_every_timetable_that_can_be_kept_is_as_likely_as_another() -> None:
    rng = np.random.default_rng(2)
    drawn = np.array([draw_starts([1800, 1800], [0, 0], 23_400, rng) for _ in range(4000)])
    waits = np.column_stack((drawn[:, 0], drawn[:, 1] - 1800)) / 19_800
    # The lesser and the greater of two numbers drawn evenly.
    step = STEP_S / 19_800
    lesser, greater = waits[:, 0] + step / 2, waits[:, 1] + step / 2
    assert kstest(lesser, lambda x: 1 - (1 - np.clip(x, 0, 1)) ** 2).statistic < 0.04
    assert kstest(greater, lambda x: np.clip(x, 0, 1) ** 2).statistic < 0.04


def test_evenness_is_one_of_chance_and_nought_of_a_timetable() -> None:
    rng = np.random.default_rng(3)
    even = start_evenness(rng.random(2000))
    assert even is not None
    assert even > 0.99
    assert start_evenness(np.full(100, 0.25)) == 0.0
    halves = start_evenness(np.where(rng.random(2000) < 0.5, 0.1, 0.7))
    assert halves == pytest.approx(np.log2(2) / np.log2(24), abs=0.01)


def test_of_few_windows_no_evenness_is_told() -> None:
    assert start_evenness(np.linspace(0, 1, 23)) is None
    assert start_evenness(np.zeros(0)) is None
