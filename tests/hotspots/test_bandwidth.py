"""The bandwidth that lets the rest of the points foretell each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.bandwidth import (
    LEAST_M,
    MOST_HELD_OUT,
    choose_bandwidth,
    rule_of_thumb,
)


def rng(seed=0):
    return np.random.default_rng(seed)


def clusters(n, spread_m, seed=1):
    draw = rng(seed)
    middle = draw.uniform(0, 10_000, (8, 2))[draw.integers(0, 8, n)]
    return (middle + draw.normal(0, spread_m, (n, 2))).T


def held_out(x, y, bandwidth_m):
    """Return the mean log-likelihood by its definition, point by point."""
    points = np.column_stack((x, y))
    area = np.prod(np.maximum(np.ptp(points, axis=0), LEAST_M))
    total = 0.0
    for point in points:
        others = points[(points != point).any(axis=1)]
        at = multivariate_normal.pdf(others, point, bandwidth_m**2)
        total += np.log(0.99 * np.mean(at) + 0.01 / area)
    return total / len(points)


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=15)
def test_each_score_is_the_likelihood_of_points_under_those_elsewhere(seed):
    x, y = clusters(25, 300, seed)
    x, y = np.append(x, [x[3], x[3], 4e4]), np.append(y, [y[3], y[3], 4e4])
    found = choose_bandwidth(x, y, rng=rng())
    for at in (0, 7, 24):
        assert found.score[at] == pytest.approx(held_out(x, y, found.tried_m[at]), abs=1e-7)


def test_the_wider_the_clusters_the_wider_the_bandwidth():
    narrow, wide = (choose_bandwidth(*clusters(600, m), rng=rng()) for m in (100, 500))
    assert not narrow.at_bound
    assert not wide.at_bound
    assert narrow.bandwidth_m * 2 < wide.bandwidth_m


def test_more_points_allow_a_finer_one():
    few, many = (choose_bandwidth(*clusters(n, 300), rng=rng()).bandwidth_m for n in (80, 2000))
    assert many < few


def test_it_is_near_the_best_of_those_tried():
    found = choose_bandwidth(*clusters(500, 200), rng=rng())
    step = found.tried_m[1] / found.tried_m[0]
    best = found.tried_m[found.score.argmax()]
    assert best / step <= found.bandwidth_m <= best * step


def test_repeated_places_do_not_draw_it_to_zero():
    x, y = clusters(60, 300)
    found = choose_bandwidth(np.repeat(x, 9), np.repeat(y, 9), rng=rng())
    assert found.bandwidth_m == pytest.approx(choose_bandwidth(x, y, rng=rng()).bandwidth_m)


def test_a_stray_point_far_off_changes_it_little():
    x, y = clusters(300, 200)
    alone = choose_bandwidth(x, y, rng=rng(), high_m=3000).bandwidth_m
    with_stray = choose_bandwidth(np.append(x, 5e4), np.append(y, 5e4), rng=rng(), high_m=3000)
    assert with_stray.bandwidth_m == pytest.approx(alone, rel=0.1)


def test_of_many_points_some_are_foretold_by_all():
    x, y = clusters(3 * MOST_HELD_OUT, 250)
    found = choose_bandwidth(x, y, rng=rng())
    assert found.n_held_out == MOST_HELD_OUT
    assert found.bandwidth_m == choose_bandwidth(x, y, rng=rng()).bandwidth_m
    assert found.bandwidth_m == pytest.approx(
        choose_bandwidth(x, y, rng=rng(1)).bandwidth_m, rel=0.2
    )
    fewer = choose_bandwidth(x[:MOST_HELD_OUT], y[:MOST_HELD_OUT], rng=rng())
    assert found.bandwidth_m < fewer.bandwidth_m


def test_points_closer_than_positions_are_known_give_the_least_and_say_so():
    found = choose_bandwidth([0.0, 1.0, 2.0], [0.0, 0.0, 1.0], rng=rng())
    assert found.bandwidth_m == LEAST_M
    assert found.at_bound


@pytest.mark.parametrize("places", [[], [5.0], [5.0, 5.0, 5.0]])
def test_one_place_chooses_nothing(places):
    with pytest.raises(InvalidInput, match="two places"):
        choose_bandwidth(places, places, rng=rng())


@pytest.mark.parametrize("bound", [{"low_m": 0}, {"low_m": np.nan}, {"high_m": -1}])
def test_a_bandwidth_of_zero_is_not_tried(bound):
    with pytest.raises(InvalidInput, match="above zero"):
        choose_bandwidth([0.0, 9.0], [0.0, 9.0], rng=rng(), **bound)


def test_a_coordinate_that_is_no_number_is_refused_with_its_place():
    with pytest.raises(InvalidInput, match=r"no\. 2"):
        choose_bandwidth([0.0, np.nan], [0.0, 9.0], rng=rng())
    with pytest.raises(InvalidInput, match="differ"):
        choose_bandwidth([0.0, 1.0], [0.0], rng=rng())


def test_the_rule_of_thumb_is_that_of_one_normal_cloud():
    x, y = rng(3).normal(0, 900, (2, 4096))
    assert rule_of_thumb(x, y) == pytest.approx(900 / 4, rel=0.05)
    assert rule_of_thumb([1.0, 1.0], [2.0, 2.0]) == LEAST_M
    with pytest.raises(InvalidInput, match="two places"):
        rule_of_thumb([1.0], [1.0])
