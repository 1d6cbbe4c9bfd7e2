"""Incidents per square kilometre."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.density import density

BOUNDS = (1000.0, -500.0, 4000.0, 1900.0)


def centres(bounds, shape):
    """Return x of the columns, y of the rows."""
    west, south, east, north = bounds
    n_rows, n_cols = shape
    x = west + (np.arange(n_cols) + 0.5) * (east - west) / n_cols
    y = north - (np.arange(n_rows) + 0.5) * (north - south) / n_rows
    return x, y


def direct(x, y, bounds, bandwidth_m, shape):
    """Return the kernel estimate by its formula, point by point."""
    cx, cy = centres(bounds, shape)
    across = np.exp(-((cx[:, None] - x) ** 2) / (2 * bandwidth_m**2))
    down = np.exp(-((cy[:, None] - y) ** 2) / (2 * bandwidth_m**2))
    return down @ across.T / (2 * np.pi * bandwidth_m**2) * 1e6


@given(
    st.integers(1, 60),
    st.integers(0, 2**32 - 1),
    st.sampled_from([(250, 25), (100, 50), (100, 60), (100, 100), (80, 300), (9000, 37)]),
)
@settings(deadline=None)
def test_the_surface_is_the_direct_sum_to_a_five_hundredth_of_its_peak(n, seed, sizes):
    rng = np.random.default_rng(seed)
    bandwidth_m, cell_m = sizes
    # Some of them outside, where they still reach in.
    x, y = rng.uniform(800, 4200, n), rng.uniform(-700, 2100, n)
    surface = density(x, y, BOUNDS, bandwidth_m, cell_m)
    peak = max(1e6 / (2 * np.pi * bandwidth_m**2), surface.max())
    assert np.abs(surface - direct(x, y, BOUNDS, bandwidth_m, surface.shape)).max() < 0.002 * peak
    assert surface.min() >= 0


@pytest.mark.parametrize(("bandwidth_m", "cell_m"), [(100, 20), (100, 100), (60, 45)])
def test_away_from_the_bounds_no_mass_is_lost(bandwidth_m, cell_m):
    rng = np.random.default_rng(1)
    x, y = rng.uniform(1500, 3500, 200), rng.uniform(0, 1400, 200)
    surface = density(x, y, BOUNDS, bandwidth_m, cell_m)
    cell_km2 = 3.0 * 2.4 / surface.size
    assert surface.sum() * cell_km2 == pytest.approx(200, rel=1e-6)


def test_rows_go_south_and_columns_go_east():
    surface = density([3990.0], [1890.0], BOUNDS, 100, 100)
    assert surface.shape == (24, 30)
    assert np.unravel_index(surface.argmax(), surface.shape) == (0, 29)


def test_the_bounds_are_divided_evenly_into_cells_no_larger_than_asked():
    assert density([], [], (0, 0, 1000, 250), 50, 99).shape == (3, 11)
    assert density([], [], (0, 0, 1000, 200), 50, 100).shape == (2, 10)
    assert density([], [], (0, 0, 10, 10), 50, 100).shape == (1, 1)


def test_no_incidents_are_zeros():
    surface = density([], [], BOUNDS, 100, 100)
    assert surface.shape == (24, 30)
    assert not surface.any()


def test_an_incident_out_of_reach_adds_nothing():
    assert not density([9000.0, 1e300, -1e300], [0.0, 0.0, 0.0], BOUNDS, 100, 100).any()


@pytest.mark.parametrize("bandwidth_m", [0, -5, np.nan, np.inf])
def test_a_bandwidth_that_is_not_above_zero_is_refused(bandwidth_m):
    with pytest.raises(InvalidInput, match="bandwidth must be above zero"):
        density([1.0], [1.0], BOUNDS, bandwidth_m, 100)


@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_a_coordinate_that_is_no_number_is_refused_with_its_place(odd):
    with pytest.raises(InvalidInput, match=r"no\. 2"):
        density([1.0, 2.0], [1.0, odd], BOUNDS, 100, 100)


@pytest.mark.parametrize(
    ("bounds", "cell_m"),
    [((0, 0, 0, 10), 1), ((0, 10, 10, 0), 1), (BOUNDS, 0), ((0, 0, np.inf, 1), 1)],
)
def test_a_raster_without_extent_is_refused(bounds, cell_m):
    with pytest.raises(InvalidInput, match="must be above zero"):
        density([1.0], [1.0], bounds, 100, cell_m)


def test_a_raster_that_would_fill_the_memory_is_refused():
    with pytest.raises(InvalidInput, match="too fine"):
        density([1.0], [1.0], BOUNDS, 100, 0.01)
    with pytest.raises(InvalidInput, match="too fine"):
        density([1.0], [1.0], BOUNDS, 0.01, 100)


def test_a_weight_counts_a_point_so_many_times():
    x, y = [2000.0, 2500.0], [500.0, 700.0]
    thrice = density([*x, x[0], x[0]], [*y, y[0], y[0]], BOUNDS, 100, 50)
    assert density(x, y, BOUNDS, 100, 50, weights=[3, 1]) == pytest.approx(thrice, abs=1e-9)


def test_points_that_weigh_nothing_are_zeros():
    assert not density([2000.0], [500.0], BOUNDS, 100, 50, weights=[0]).any()


@pytest.mark.parametrize("odd", [-1, np.nan, np.inf])
def test_a_weight_that_is_not_zero_or_above_is_refused_with_its_place(odd):
    with pytest.raises(InvalidInput, match=r"no\. 2 has a weight"):
        density([1.0, 2.0], [1.0, 2.0], BOUNDS, 100, 50, weights=[1, odd])


def test_coordinates_that_differ_in_number_are_refused():
    with pytest.raises(InvalidInput, match="differ"):
        density([1.0], [1.0, 2.0], BOUNDS, 100, 100)
    with pytest.raises(InvalidInput, match="differ"):
        density([1.0, 2.0], [1.0, 2.0], BOUNDS, 100, 100, weights=[1.0])
