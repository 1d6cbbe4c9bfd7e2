"""Many points at once are projected by polynomials, and nobody can tell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol import crs, projecting
from geo_patrol.crs import fixes_to_metric, to_metric

TOLERANCE_M = 1e-6


def by_proj(lon, lat, epsg=crs.METRIC_EPSG):
    return np.array(to_metric(lon, lat, epsg))


def by_patches(lon, lat, epsg=crs.METRIC_EPSG):
    return np.array(fixes_to_metric(lon, lat, epsg))


@given(
    west=st.floats(116, 122),
    south=st.floats(18, 50),
    width=st.floats(0.001, 1.5),
    seed=st.integers(0, 1000),
)
@settings(deadline=None, max_examples=40)
def test_a_county_is_projected_as_proj_does_it_to_a_thousandth_of_a_millimetre(
    west, south, width, seed
):
    rng = np.random.default_rng(seed)
    lon, lat = np.sort(west + rng.uniform(0, width, 600)), south + rng.uniform(0, width, 600)
    assert np.abs(by_patches(lon, lat) - by_proj(lon, lat)).max() <= TOLERANCE_M


@pytest.mark.parametrize("epsg", [4549, 4548, 32651, 3857, 2333])
def test_every_metric_projection_has_its_polynomials(epsg):
    lon, lat = np.linspace(119, 122, 5000), 29.5 + 0.2 * np.sin(np.linspace(0, 9, 5000))
    assert np.abs(by_patches(lon, lat, epsg) - by_proj(lon, lat, epsg)).max() <= TOLERANCE_M


def test_a_track_along_the_border_of_two_patches_does_not_jump():
    rng = np.random.default_rng(0)
    lat = np.linspace(29.4, 29.6, 3000)
    x, y = fixes_to_metric(120.5 + rng.normal(0, 1e-7, 3000), lat)
    assert np.abs(np.diff(x, 2)).max() < 0.5
    assert np.abs(np.array([x, y]) - by_proj(120.5 + 0 * lat, lat)).max() < 0.1


def test_points_all_over_the_world_are_left_to_proj():
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(-180, 180, 2000), rng.uniform(-90, 90, 2000)
    with np.errstate(invalid="ignore"):
        got, wanted = by_patches(lon, lat), by_proj(lon, lat)
    assert np.array_equal(np.isfinite(got), np.isfinite(wanted))
    there = np.isfinite(wanted)
    assert np.abs(got[there] - wanted[there]).max() <= TOLERANCE_M


@pytest.mark.parametrize("odd", [np.nan, np.inf, 200.0, -180.0])
def test_what_is_no_place_is_answered_as_proj_answers_it_and_disturbs_no_neighbour(odd):
    lon, lat = np.full(1000, 120.9), np.full(1000, 29.5)
    lon[300] = odd
    got, wanted = by_patches(lon, lat), by_proj(lon, lat)
    rest = np.arange(1000) != 300
    assert np.allclose(got[:, 300], wanted[:, 300], rtol=0, atol=TOLERANCE_M, equal_nan=True)
    assert np.abs(got[:, rest] - wanted[:, rest]).max() <= TOLERANCE_M


def test_a_patch_that_no_polynomial_fits_is_left_to_proj():
    def stairs(lon, lat):
        return np.floor(lon * 10), np.floor(lat * 10)

    lon, lat = np.linspace(10.0, 10.2, 400), np.linspace(50.0, 50.2, 400)
    assert np.array_equal(projecting.Patches(stairs)(lon, lat), stairs(lon, lat))


def test_any_shape_comes_back_in_its_shape():
    lon, lat = np.full((30, 20), 120.9).T, np.full((30, 20), 29.5).T
    x, y = fixes_to_metric(lon, lat)
    assert x.shape == y.shape == (20, 30)
    assert x[3, 4] == pytest.approx(to_metric(120.9, 29.5)[0], abs=TOLERANCE_M)


def test_the_input_may_be_read_only():
    lon, lat = np.full(1000, 120.9), np.full(1000, 29.5)
    lon.flags.writeable = lat.flags.writeable = False
    assert np.isfinite(by_patches(lon, lat)).all()
