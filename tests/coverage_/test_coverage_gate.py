"""What is valid, and what is only standing still."""

import math

import numpy as np
import pytest
from coverage_oracle import gated
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.records import VALIDITY, Validity
from geo_patrol.errors import InvalidInput

FOOT = VALIDITY["foot"]
BOAT = VALIDITY["boat"]


def walk(speed_ms, every_s, seconds, noise_m=0.0, seed=0, turn_radius_m=math.inf):
    """Return time, x, y of a walk at even speed, straight or on a circle."""
    rng = np.random.default_rng(seed)
    t = np.arange(0, seconds + 1, every_s)
    way = speed_ms * t
    if math.isinf(turn_radius_m):
        x, y = way * 0.8, way * 0.6
    else:
        x, y = (turn_radius_m * f(way / turn_radius_m) for f in (np.cos, np.sin))
    return t * 1000, x + rng.normal(0, noise_m, len(t)), y + rng.normal(0, noise_m, len(t))


def unknown(t_ms):
    return np.full(len(t_ms), np.nan)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("mode", ["foot", "car", "boat"])
def test_an_hour_of_standing_adds_less_than_200_m(mode, seed):
    t, x, y = walk(0, 5, 3600, noise_m=3.5, seed=seed)
    path = gate(t, x, y, unknown(t), VALIDITY[mode])
    assert path.totals.length_m < 200
    assert path.totals.observed_s + path.totals.unobserved_s == 3600
    assert path.totals.observed_s > 3500


def test_without_the_gate_standing_would_grow_to_kilometres():
    t, x, y = walk(0, 5, 3600, noise_m=3.5)
    ungated = Validity(300, 70, 50, 0)
    assert gate(t, x, y, unknown(t), ungated).totals.length_m > 4000


def test_a_stand_is_placed_in_its_middle():
    t, x, y = walk(0, 5, 3600, noise_m=3.5)
    path = gate(t, x, y, unknown(t), BOAT)
    assert np.hypot(path.x, path.y).max() < 1


@pytest.mark.parametrize("every_s", [1, 5, 10])
@pytest.mark.parametrize("speed_ms", [0.2, 0.5, 0.8, 1.2, 1.5])
def test_slow_straight_walking_is_measured_right(speed_ms, every_s):
    t, x, y = walk(speed_ms, every_s, 1000 / speed_ms)
    made = gate(t, x, y, unknown(t), FOOT).totals.length_m
    assert made == pytest.approx(1000, rel=0.012)


@pytest.mark.parametrize("speed_ms", [0.5, 0.8, 1.2])
def test_noise_of_2_m_leaves_slow_walking_right_within_2_per_cent(speed_ms):
    tracks = [walk(speed_ms, 5, 1200, noise_m=2, seed=seed) for seed in range(20)]
    made = np.mean([gate(*one, unknown(one[0]), BOAT).totals.length_m for one in tracks])
    assert made == pytest.approx(speed_ms * 1200, rel=0.02)


@pytest.mark.parametrize("speed_ms", [0.2, 0.5, 0.8])
def test_so_does_noise_of_3_5_m(speed_ms):
    tracks = [walk(speed_ms, 5, 1200, noise_m=3.5, seed=seed) for seed in range(20)]
    made = np.mean([gate(*one, unknown(one[0]), BOAT).totals.length_m for one in tracks])
    assert made == pytest.approx(speed_ms * 1200, rel=0.02)


def test_a_walk_in_wide_bends_is_measured_right():
    t, x, y = walk(1.2, 5, 1200, turn_radius_m=60)
    assert gate(t, x, y, unknown(t), FOOT).totals.length_m == pytest.approx(1440, rel=0.02)


def test_a_boat_under_way_keeps_every_fix_in_place():
    t, x, y = walk(3.3, 5, 1200, noise_m=1)
    path = gate(t, x, y, unknown(t), BOAT)
    assert np.array_equal(path.x, x)
    assert np.array_equal(path.y, y)


def test_slow_walkers_are_where_they_were_at_the_time():
    t, x, y = walk(0.7, 5, 1200)
    path = gate(t, x, y, unknown(t), FOOT)
    assert np.hypot(path.x - x, path.y - y).max() < 12


def test_standing_before_leaving_stays_where_it_was():
    # Half an hour at the jetty, then off at walking pace.
    t = np.arange(0, 2000, 5)
    x = np.maximum(0.0, (t - 1800) * 1.2)
    path = gate(t * 1000, x, np.zeros(len(t)), unknown(t), FOOT)
    assert np.abs(path.x[t <= 1780]).max() < 1
    assert path.totals.length_m == pytest.approx(1.2 * (t[-1] - 1800), abs=6)


def test_a_run_loses_at_most_half_a_reach_at_either_end():
    for seconds in range(30, 120):
        t, x, y = walk(0.5, 1, seconds)
        path = gate(t, x, y, unknown(t), FOOT)
        if path.totals.length_m > 0:
            assert 0.5 * seconds - 12 <= path.totals.length_m <= 0.5 * seconds + 1e-9


def test_one_jump_to_the_side_is_noise_two_are_motion():
    t = np.arange(10) * 5000
    jump = np.zeros(10)
    jump[4] = 20
    assert gate(t, jump, jump * 0, unknown(t), FOOT).totals.length_m == 0
    jump[5] = 20
    assert gate(t, jump, jump * 0, unknown(t), BOAT).totals.length_m == pytest.approx(40)


def test_a_far_trip_between_two_fixes_is_no_noise():
    t = np.array([0, 60, 120, 180, 240]) * 1000
    x = np.array([0.0, 0.0, 500.0, 0.0, 0.0])
    assert gate(t, x, x * 0, unknown(t), BOAT).totals.length_m == pytest.approx(1000)


def test_poor_stated_accuracy_widens_the_gate():
    rng = np.random.default_rng(1)
    t = np.arange(0, 3600, 5) * 1000
    x, y = rng.normal(0, 10, (2, len(t)))
    stated = gate(t, x, y, np.full(len(t), 15.0), BOAT).totals.length_m
    unstated = gate(t, x, y, unknown(t), BOAT).totals.length_m
    assert stated < 300
    assert unstated > 2000


def at(t_ms, x, accuracy_m=None, validity=FOOT):
    t = np.array(t_ms)
    xs = np.array(x, float)
    accuracy = unknown(t) if accuracy_m is None else np.array(accuracy_m)
    return gate(t, xs, np.zeros(len(t)), accuracy, validity)


def test_a_gap_as_long_as_the_limit_is_valid_and_a_longer_one_is_not():
    assert at([0, 300_000], [0, 50]).valid.tolist() == [True]
    assert at([0, 300_001], [0, 50]).valid.tolist() == [False]


def test_the_speed_limit_depends_on_the_mode():
    fast = [0, 100]  # 36 km/h
    assert at([0, 10_000], fast, validity=VALIDITY["foot"]).valid.tolist() == [False]
    assert at([0, 10_000], fast, validity=VALIDITY["boat"]).valid.tolist() == [True]


def test_exactly_the_speed_limit_is_valid():
    assert at([0, 36_000], [0, 150.0]).valid.tolist() == [True]
    assert at([0, 36_000], [0, 150.001]).valid.tolist() == [False]


def test_one_bad_accuracy_spoils_the_segments_on_both_sides():
    path = at([0, 10_000, 20_000, 30_000], [0, 10, 20, 30], [5, 51, 5, 5])
    assert path.valid.tolist() == [False, False, True]
    assert path.totals.observed_s == 10
    assert path.totals.unobserved_s == 20


def test_unknown_accuracy_is_allowed():
    assert at([0, 10_000], [0, 10], [np.nan, 50]).valid.tolist() == [True]


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
def test_a_coordinate_that_is_no_number_breaks_the_track(odd):
    path = at([0, 10_000, 20_000, 30_000], [0, odd, 0, 0])
    assert path.valid.tolist() == [False, False, True]
    assert path.totals.unobserved_s == 20


def test_of_fixes_at_one_moment_the_first_counts():
    path = at([0, 10_000, 10_000, 10_000, 20_000], [0, 20, 5000, 30, 40])
    assert path.valid.all()
    assert path.totals.length_m == pytest.approx(40)
    assert path.totals.observed_s == 20


def test_a_gap_of_thirty_days_is_unobserved():
    month_ms = 30 * 86_400_000
    path = at([0, 10_000, month_ms, month_ms + 10_000], [0, 20, 40, 60])
    assert path.totals.observed_s == 20
    assert path.totals.unobserved_s == 30 * 86_400 - 10
    assert path.totals.length_m == pytest.approx(40)


@pytest.mark.parametrize("n", [0, 1])
def test_no_fix_or_one_gives_a_path_without_way(n):
    path = at([0] * n, [0] * n)
    assert len(path.x) == n
    assert len(path.valid) == 0
    assert (path.totals.n_fixes, path.totals.length_m, path.totals.observed_s) == (n, 0, 0)


def test_time_that_goes_back_is_refused_with_the_fix_named():
    with pytest.raises(InvalidInput, match=r"Fix no\. 3"):
        at([0, 10_000, 9_999], [0, 0, 0])


def test_arrays_of_different_length_are_refused():
    with pytest.raises(InvalidInput, match="differ"):
        gate([0, 1], [0.0], [0.0], [np.nan], FOOT)


def test_the_fixes_given_stay_as_they_are():
    t, x, y = walk(0.5, 5, 300, noise_m=3)
    kept = x.copy()
    x.flags.writeable = False
    gate(t, x, y, unknown(t), FOOT)
    assert np.array_equal(x, kept)


@st.composite
def fixes(draw):
    """Draw a track of stands, walks, rides, gaps and doubtful fixes."""
    n = draw(st.integers(0, 60))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    step_s = rng.choice([0, 1, 5, 15, 60, 299, 301], n, p=[0.05, 0.2, 0.4, 0.2, 0.05, 0.05, 0.05])
    speed = draw(st.sampled_from([0.0, 0.5, 1.2, 3.0, 12.0]))
    heading = np.cumsum(rng.normal(0, 0.5, n))
    noise = rng.normal(0, draw(st.sampled_from([0.0, 2.0, 3.5, 10.0])), (2, n))
    x = np.cumsum(np.cos(heading) * speed * step_s) + noise[0]
    y = np.cumsum(np.sin(heading) * speed * step_s) + noise[1]
    accuracy = rng.choice([np.nan, 4.0, 8.0, 25.0, 60.0], n, p=[0.4, 0.3, 0.2, 0.07, 0.03])
    return np.cumsum(step_s) * 1000, x, y, accuracy


@given(fixes(), st.sampled_from(["foot", "car", "boat"]))
@settings(deadline=None)
def test_the_gate_does_what_its_definition_says(track, mode):
    path = gate(*track, VALIDITY[mode])
    expected, valid = gated(*track, VALIDITY[mode])
    assert path.valid.tolist() == valid
    assert np.allclose(np.column_stack((path.x, path.y)), expected, rtol=0, atol=1e-6)


@given(fixes())
@settings(deadline=None)
def test_all_time_is_either_observed_or_unobserved(track):
    totals = gate(*track, FOOT).totals
    span_s = (track[0][-1] - track[0][0]) / 1000 if len(track[0]) else 0
    assert totals.observed_s + totals.unobserved_s == pytest.approx(span_s, abs=1e-6)
