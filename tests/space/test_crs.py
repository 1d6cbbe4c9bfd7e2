"""Coordinates: projections, datums at the edge, and the guard before measuring."""

import threading

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from space_files import SQUARE, frame

from geo_patrol import crs
from geo_patrol.errors import InvalidInput

lons = st.floats(72.1, 137.8)
lats = st.floats(0.9, 55.8)


def metres_apart(lon_a, lat_a, lon_b, lat_b):
    """Return how far b lies east and north of a, on a sphere: good enough over 1 km."""
    east = np.radians(lon_b - lon_a) * 6_371_000 * np.cos(np.radians(lat_a))
    return east, np.radians(lat_b - lat_a) * 6_371_000


def test_metric_coordinates_are_easting_then_northing():
    x, y = crs.to_metric(120.0, 29.5)
    assert x == pytest.approx(500_000, abs=1e-6)  # on the central meridian
    assert 3_264_000 < y < 3_266_000


@given(lon=st.floats(118.5, 121.5), lat=st.floats(20, 50))
def test_projecting_there_and_back_is_exact(lon, lat):
    back = crs.from_metric(*crs.to_metric(lon, lat))
    assert np.allclose(back, (lon, lat), rtol=0, atol=1e-9)


def test_empty_arrays_project_to_empty_arrays():
    x, y = crs.to_metric([], [])
    assert x.shape == y.shape == (0,)


def test_shapes_arrays_and_series_project_alike():
    one = crs.project(SQUARE)
    array = crs.project(np.array([SQUARE, None], dtype=object))
    series = crs.project(frame(SQUARE).geometry)
    assert array[0].equals(one) and array[1] is None
    assert series.iloc[0].equals(one) and series.crs.to_epsg() == crs.METRIC_EPSG
    assert shapely.equals_exact(crs.unproject(one), SQUARE, 1e-9)
    assert 900_000 < one.area < 1_200_000


def test_each_thread_may_project():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(crs.to_metric(120.9, 29.5)[0].item()))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1 and len(found) == 4


@pytest.mark.parametrize("good", [4549, "EPSG:32651", 4547])
def test_a_projected_crs_in_metres_may_be_measured_in(good):
    crs.require_metric(good)


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        (4326, "space.crs_not_metric"),
        ("EPSG:4490", "space.crs_not_metric"),
        (2263, "space.crs_not_metric"),  # projected, in US feet
        (None, "space.crs_missing"),
        ("EPSG:999999", "space.crs_unknown"),
    ],
)
def test_everything_else_is_refused(bad, key):
    with pytest.raises(InvalidInput) as refused:
        crs.require_metric(bad)
    assert refused.value.key == key


def test_projecting_into_degrees_is_refused():
    with pytest.raises(InvalidInput):
        crs.to_metric(120.9, 29.5, epsg=4490)


def test_gcj02_lies_404_m_east_and_292_m_south_at_xinchang():
    lon, lat = 120.98, 29.46
    east, north = metres_apart(lon, lat, *crs.from_wgs84(lon, lat, "gcj02"))
    assert east == pytest.approx(404, abs=10)
    assert north == pytest.approx(-292, abs=10)


def test_the_transforms_agree_with_published_pairs():
    gcj = crs.from_wgs84(116.404, 39.915, "gcj02")
    assert gcj == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-11)
    # The published GCJ-02 to BD-09 pair, entered where it belongs: after undoing GCJ-02.
    bd = crs.from_wgs84(*crs.to_wgs84(116.404, 39.915, "gcj02"), "bd09")
    assert bd == pytest.approx((116.41036949371029, 39.92133699351021), abs=1e-9)


def test_bd09_adds_its_own_shift_to_gcj02():
    gcj = crs.from_wgs84(120.9, 29.45, "gcj02")
    bd = crs.from_wgs84(120.9, 29.45, "bd09")
    assert bd[0] - gcj[0] == pytest.approx(0.0065, abs=0.001)
    assert bd[1] - gcj[1] == pytest.approx(0.006, abs=0.001)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
@given(lon=lons, lat=lats)
def test_shifting_there_and_back_is_exact(datum, lon, lat):
    back = crs.to_wgs84(*crs.from_wgs84(lon, lat, datum), datum)
    assert np.allclose(back, (lon, lat), rtol=0, atol=1e-9)


@pytest.mark.parametrize("datum", crs.DATUMS)
def test_outside_china_nothing_is_shifted(datum):
    lon, lat = np.array([2.35, -70.0, 151.2]), np.array([48.85, -33.4, -33.9])
    for convert in (crs.from_wgs84, crs.to_wgs84):
        assert np.array_equal(convert(lon, lat, datum), (lon, lat))


def test_cgcs2000_is_taken_as_wgs84_and_inputs_stay_untouched():
    lon = np.array([120.9])
    out, _ = crs.to_wgs84(lon, np.array([29.5]), "cgcs2000")
    out[0] = 0
    assert lon[0] == 120.9


def test_nan_stays_nan_and_disturbs_no_neighbour():
    lon, _ = crs.to_wgs84([np.nan, 120.9], [29.5, 29.5], "gcj02")
    assert np.isnan(lon[0])
    assert lon[1] == crs.to_wgs84(120.9, 29.5, "gcj02")[0]
