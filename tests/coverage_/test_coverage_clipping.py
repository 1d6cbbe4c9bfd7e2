"""Visits cut to a period: nothing is lost at the cut, nothing counted twice."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage.clipping import clip
from geo_patrol.coverage.records import Visits

S = 1_000_000


def visits(spans: list[tuple[int, int, float]]) -> Visits:
    return Visits(
        np.arange(len(spans), dtype=np.int32),
        np.array([one[0] for one in spans], np.int64),
        np.array([one[1] for one in spans], np.int64),
        np.array([one[2] for one in spans], np.float64),
    )


def test_a_visit_over_the_bound_keeps_its_share_of_the_way() -> None:
    cut = clip(visits([(0, 100 * S, 50.0)]), 25 * S, 1000 * S)
    assert (cut.enter_us[0], cut.leave_us[0]) == (25 * S, 100 * S)
    assert cut.length_m[0] == 37.5


def test_what_lies_outside_is_left_out_and_bounds_are_half_open() -> None:
    cut = clip(visits([(0, 10, 1.0), (10, 20, 2.0), (20, 30, 3.0), (10, 10, 0.0)]), 10, 20)
    assert cut.cell.tolist() == [1, 3]
    assert cut.length_m.tolist() == [2.0, 0.0]


def test_no_visits_give_none() -> None:
    assert len(clip(visits([]), 0, 10)) == 0


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 500), st.floats(0, 1e4)), max_size=20),
    st.integers(0, 1500),
)
def test_two_halves_are_the_whole(spans: list[tuple[int, int, float]], cut: int) -> None:
    whole = visits([(start, start + length, way) for start, length, way in spans if length])
    parts = [clip(whole, 0, cut), clip(whole, cut, 2000)]
    time = sum(int((one.leave_us - one.enter_us).sum()) for one in parts)
    way = sum(float(one.length_m.sum()) for one in parts)
    assert time == int((whole.leave_us - whole.enter_us).sum())
    assert np.isclose(way, whole.length_m.sum())
