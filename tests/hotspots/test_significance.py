"""Many cells tested at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control

from geo_patrol.hotspots.significance import adjust

ps = arrays(float, st.integers(1, 50), elements=st.floats(0, 1))


@given(ps)
def test_the_false_discovery_rate_is_held_as_scipy_holds_it(p):
    assert adjust(p, "fdr") == pytest.approx(false_discovery_control(p), abs=1e-12)


@given(ps)
def test_every_control_is_stricter_than_none_and_bonferroni_the_strictest(p):
    assert (adjust(p, "none") == p).all()
    assert (adjust(p, "fdr") >= p * (1 - 1e-12)).all()
    assert (adjust(p, "bonferroni") >= adjust(p, "fdr") * (1 - 1e-12)).all()
    assert (adjust(p, "bonferroni") == np.minimum(p * len(p), 1)).all()


@given(ps, st.sampled_from(["fdr", "bonferroni"]))
def test_adjusting_keeps_the_order(p, control):
    order = np.argsort(p)
    assert (np.diff(adjust(p, control)[order]) >= 0).all()


@pytest.mark.parametrize("control", ["none", "fdr", "bonferroni"])
def test_what_was_not_tested_counts_as_no_test(control):
    adjusted = adjust(np.array([0.01, np.nan, 0.02]), control)
    assert adjusted[[0, 2]] == pytest.approx(adjust(np.array([0.01, 0.02]), control))
    assert np.isnan(adjusted[1])


@pytest.mark.parametrize("control", ["none", "fdr", "bonferroni"])
def test_no_tests_give_none(control):
    assert len(adjust(np.empty(0), control)) == 0
