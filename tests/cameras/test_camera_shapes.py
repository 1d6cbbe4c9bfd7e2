"""The views of cameras on the map."""

from uuid import UUID

import numpy as np
import pytest

from geo_patrol.cameras.records import Camera
from geo_patrol.cameras.shapes import view_of
from geo_patrol.crs import project


def camera(**more: float) -> Camera:
    values = {"azimuth_deg": 90.0, "fov_deg": 60.0, "range_m": 300.0} | more
    return Camera(UUID(int=1), "C1", "C1", 121.0, 29.43, **values)


@pytest.mark.parametrize("fov_deg", [1.0, 60.0, 180.0, 300.0, 360.0])
def test_a_view_is_a_sector_of_its_width_and_range(fov_deg: float) -> None:
    view = project(view_of(camera(fov_deg=fov_deg)))
    assert view.is_valid
    assert view.area == pytest.approx(np.pi * 300**2 * fov_deg / 360, rel=2e-3)


def test_it_lies_where_the_camera_looks() -> None:
    west, south, east, north = view_of(camera()).bounds
    assert west == pytest.approx(121.0, abs=1e-6)
    assert east > 121.003
    assert (north + south) / 2 == pytest.approx(29.43, abs=2e-6)


@pytest.mark.parametrize("blind", [{"range_m": 0.0}, {"fov_deg": 0.0}])
def test_a_camera_that_sees_nothing_is_a_point(blind: dict[str, float]) -> None:
    assert view_of(camera(**blind)).wkt == "POINT (121 29.43)"
