"""Incidents per hour of presence, and what may be said of a quiet cell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma, poisson

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.effort_rate import RATE_CLASSES, effort_rates

HOUR_S = 3600.0


def classes(rates):
    return [RATE_CLASSES[code] for code in rates.codes]


def season(hot=12):
    """Return a busy cell, 200 usual ones, one watched for long, one hardly, one never."""
    rng = np.random.default_rng(1)
    usual_h = rng.uniform(80, 120, 200)
    hours = np.concatenate(([20.0], usual_h, [900.0, 0.5, 0.0]))
    incidents = np.concatenate(([hot], rng.poisson(0.1 * usual_h), [0, 0, 0]))
    return incidents, hours * HOUR_S


def test_a_quiet_cell_that_nobody_visited_is_not_safe():
    rates = effort_rates(*season())
    assert classes(rates)[-1] == "too_little_effort"
    assert np.isnan(rates.per_h[-1])
    assert (rates.low_per_h[-1], rates.high_per_h[-1]) == (0, np.inf)


def test_a_quiet_cell_watched_for_long_is_lower_and_one_hardly_seen_cannot_be_told():
    assert classes(effort_rates(*season()))[-3:-1] == ["lower", "too_little_effort"]


def test_much_found_in_little_time_is_higher():
    assert classes(effort_rates(*season()))[0] == "higher"


def test_most_usual_cells_are_as_elsewhere():
    found = classes(effort_rates(*season()))[1:201]
    assert found.count("as_elsewhere") >= 198


def test_one_incident_alone_makes_no_cell_higher():
    incidents = np.array([1, 500])
    presence_s = np.array([1.0, 5000 * HOUR_S])
    rates = effort_rates(incidents, presence_s, control="none")
    assert rates.p[0] < 0.05
    assert classes(rates)[0] == "too_little_effort"
    assert classes(effort_rates(np.array([2, 500]), presence_s))[0] == "higher"


def test_enough_effort_is_where_finding_nothing_would_be_a_finding():
    enough_h = effort_rates([100, 0], [1000 * HOUR_S, 0]).enough_h
    assert enough_h * 0.1 == pytest.approx(-np.log(0.025))
    for hours, said in ((enough_h * 0.999, "too_little_effort"), (enough_h * 1.02, "lower")):
        # Adding the cell's own hours makes the overall rate a little less: hence the 2 %.
        rates = effort_rates([100_000, 0], [1e6 * HOUR_S, hours * HOUR_S], control="none")
        assert classes(rates)[1] == said


@given(
    st.lists(st.tuples(st.integers(0, 40), st.floats(0.1, 500)), min_size=1, max_size=20),
    st.sampled_from([0.01, 0.05, 0.2]),
)
@settings(deadline=None)
def test_the_interval_is_that_of_garwood(cells, level):
    n, hours = np.array(cells).T
    rates = effort_rates(n, hours * HOUR_S, level=level)
    high = gamma.ppf(1 - level / 2, n + 1) / hours
    low = np.where(n > 0, gamma.ppf(level / 2, np.maximum(n, 1)) / hours, 0)
    assert rates.high_per_h == pytest.approx(high, rel=1e-9)
    assert rates.low_per_h == pytest.approx(low, rel=1e-9)
    assert ((rates.low_per_h <= rates.per_h) & (rates.per_h <= rates.high_per_h)).all()


@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0.1, 500)), min_size=1, max_size=20))
@settings(deadline=None)
def test_the_test_is_the_exact_one_and_agrees_with_the_interval(cells):
    n, hours = np.array(cells).T
    rates = effort_rates(n, hours * HOUR_S, control="none")
    if n.sum() == 0:
        return
    expected = hours * rates.overall_per_h
    p = np.minimum(1, 2 * np.minimum(poisson.cdf(n, expected), poisson.sf(n - 1, expected)))
    assert rates.p == pytest.approx(p, rel=1e-9)
    outside = (rates.low_per_h > rates.overall_per_h) | (rates.high_per_h < rates.overall_per_h)
    sure = np.abs(rates.p - 0.05) > 1e-9
    assert (outside == (rates.p <= 0.05))[sure].all()


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=30)
def test_smoothing_draws_towards_the_overall_rate_and_less_so_with_effort(seed):
    rng = np.random.default_rng(seed)
    hours = rng.uniform(1, 100, 300)
    incidents = rng.poisson(rng.gamma(0.7, 0.2, 300) * hours)
    rates = effort_rates(incidents, hours * HOUR_S)
    assert (np.abs(rates.smoothed_per_h - rates.overall_per_h) <= (
        np.abs(rates.per_h - rates.overall_per_h) + 1e-12
    )).all()  # fmt: skip
    assert (rates.smoothed_low_per_h <= rates.smoothed_per_h).all()
    assert (rates.smoothed_per_h <= rates.smoothed_high_per_h).all()
    kept = (rates.smoothed_per_h - rates.overall_per_h) / (rates.per_h - rates.overall_per_h)
    order = np.argsort(hours)
    assert (np.diff(kept[order]) >= -1e-9).all()


def test_smoothed_rates_are_nearer_to_the_truth_than_raw_ones():
    rng = np.random.default_rng(2)
    truth, hours = rng.gamma(2, 0.05, 2000), rng.uniform(1, 50, 2000)
    rates = effort_rates(rng.poisson(truth * hours), hours * HOUR_S)
    raw, smoothed = (((one - truth) ** 2).mean() for one in (rates.per_h, rates.smoothed_per_h))
    assert smoothed < raw / 2


def test_cells_that_differ_no_more_than_by_chance_are_smoothed_to_the_overall_rate():
    rates = effort_rates([5, 5, 5, 5], np.full(4, 50 * HOUR_S))
    assert rates.smoothed_per_h == pytest.approx(np.full(4, 0.1))
    assert rates.smoothed_low_per_h == pytest.approx(np.full(4, gamma.ppf(0.025, 20) / 200))
    assert rates.smoothed_high_per_h == pytest.approx(np.full(4, gamma.ppf(0.975, 21) / 200))


def test_without_any_incident_nothing_is_called_lower():
    rates = effort_rates([0, 0, 0], [10 * HOUR_S, 1e6 * HOUR_S, 0])
    assert set(classes(rates)) == {"too_little_effort"}
    assert rates.overall_per_h == 0
    assert rates.high_per_h[1] == pytest.approx(-np.log(0.025) / 1e6)
    assert rates.smoothed_per_h.tolist() == [0, 0, 0]
    assert rates.smoothed_high_per_h[2] == pytest.approx(-np.log(0.025) / (1e6 + 10))


def test_where_nobody_was_what_was_reported_belongs_to_no_hour():
    rates = effort_rates([7, 10], [0, 100 * HOUR_S])
    assert rates.overall_per_h == pytest.approx(0.1)
    assert classes(rates)[0] == "too_little_effort"


def test_without_presence_anywhere_there_is_no_rate():
    rates = effort_rates([3, 0], [0, np.nan])
    assert np.isnan(rates.overall_per_h)
    assert np.isnan(rates.per_h).all()
    assert set(classes(rates)) == {"too_little_effort"}
    assert rates.smoothed_high_per_h.tolist() == [np.inf, np.inf]


def test_presence_that_is_not_known_counts_as_none():
    rates = effort_rates([0, 5], [np.nan, 50 * HOUR_S])
    assert rates.hours.tolist() == [0, 50]
    assert classes(rates)[0] == "too_little_effort"


def test_no_cells_give_none():
    rates = effort_rates([], [])
    assert len(rates.codes) == len(rates.smoothed_per_h) == 0


def test_one_cell_is_as_all():
    rates = effort_rates([8], [40 * HOUR_S])
    assert classes(rates) == ["as_elsewhere"]
    assert rates.smoothed_per_h.tolist() == [0.2]


@pytest.mark.parametrize("odd", [-1, 1.5, np.nan, np.inf])
def test_incidents_are_whole_numbers(odd):
    with pytest.raises(InvalidInput, match=r"no\. 2 .* whole number"):
        effort_rates([1, odd], [1, 1])


@pytest.mark.parametrize("odd", [-1, np.inf])
def test_presence_is_not_negative_nor_endless(odd):
    with pytest.raises(InvalidInput, match=r"no\. 2 .* presence"):
        effort_rates([1, 1], [1, odd])


@pytest.mark.parametrize("level", [0, 1, -0.1, np.nan])
def test_a_level_is_between_zero_and_one(level):
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        effort_rates([1], [1], level=level)


def test_lengths_that_differ_are_refused():
    with pytest.raises(InvalidInput, match="differ"):
        effort_rates([1], [1, 2])
