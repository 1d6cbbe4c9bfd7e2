"""Effort falls into a few classes whose borders people can read."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from maps.classes import READABLE_S, classify, effort_breaks

EFFORTS = st.lists(st.one_of(st.just(0.0), st.floats(0.1, 3e7)), min_size=1, max_size=60).map(
    np.asarray
)


@given(EFFORTS, st.integers(1, 6))
def test_every_cell_is_in_one_class_and_no_class_is_empty(
    effort_s: NDArray[np.float64], n: int
) -> None:
    breaks = effort_breaks(effort_s, n)
    classes = classify(effort_s, breaks)
    assert ((classes == 0) == (effort_s == 0)).all()
    if (effort_s > 0).any():
        assert set(classes) - {0} == set(range(1, len(breaks) + 2))


@given(EFFORTS, st.integers(1, 6))
def test_borders_are_few_rising_and_readable(effort_s: NDArray[np.float64], n: int) -> None:
    breaks = effort_breaks(effort_s, n)
    assert len(breaks) < n
    assert list(breaks) == sorted(set(breaks))
    assert set(breaks) <= set(READABLE_S)


@given(EFFORTS, EFFORTS)
def test_more_effort_is_never_a_lower_class(
    effort_s: NDArray[np.float64], others: NDArray[np.float64]
) -> None:
    classes = classify(np.sort(others), effort_breaks(effort_s, 5))
    assert (np.diff(classes) >= 0).all()


def test_a_border_belongs_to_the_class_below_it() -> None:
    effort_s = np.array([0.0, 1, 600, 601, 3600, 3601])
    assert classify(effort_s, (600, 3600)).tolist() == [0, 1, 1, 2, 2, 3]


def test_even_efforts_give_quantiles_rounded_to_minutes_and_hours() -> None:
    effort_s = np.linspace(60, 5 * 3600, 500)
    assert effort_breaks(effort_s, 5) == (3600, 7200, 3 * 3600, 4 * 3600)


def test_without_effort_there_are_no_borders() -> None:
    assert effort_breaks(np.zeros(4), 5) == ()
    assert effort_breaks(np.zeros(0), 5) == ()
