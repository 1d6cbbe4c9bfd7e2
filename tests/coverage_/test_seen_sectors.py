"""What cameras see, and what patrols and cameras see together."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_oracle import centres, circle_m2, even, image, in_sector, see, square, walk

from geo_patrol.coverage.seen.blind import seen_table
from geo_patrol.coverage.seen.pixels import polygon_pixels
from geo_patrol.coverage.seen.raster import nothing, pack, unite
from geo_patrol.coverage.seen.records import frame_of
from geo_patrol.coverage.seen.sectors import Sector, see_sectors

FRAME = square(500.0)
sectors = st.builds(
    Sector,
    st.floats(-200, 700),
    st.floats(-200, 700),
    st.floats(-720, 720),
    st.floats(0.5, 359.5),
    st.floats(1, 900),
)


@given(sectors)
@settings(deadline=None)
def test_a_pixel_is_seen_when_its_centre_is_in_the_view(sector):
    x, y = centres(FRAME)
    dx, dy = x - sector.x, y - sector.y
    off_deg = np.abs((np.degrees(np.arctan2(dx, dy)) - sector.bearing_deg + 180) % 360 - 180)
    on_border = np.abs(off_deg - sector.fov_deg / 2) < 1e-6
    on_border |= np.abs(np.hypot(dx, dy) - sector.range_m) < 1e-6
    differs = image(see_sectors([sector], FRAME)) != in_sector(sector, FRAME)
    assert not (differs & ~on_border).any()


@pytest.mark.parametrize(
    ("bearing_deg", "seen_at"), [(0, (50, 40)), (90, (60, 50)), (180, (50, 60)), (270, (40, 50))]
)
def test_bearings_go_clockwise_from_north(bearing_deg, seen_at):
    seen = image(see_sectors([Sector(252.5, 247.5, bearing_deg, 30, 100)], FRAME))
    col, row = seen_at
    assert seen[row, col]
    assert not seen[100 - row, 100 - col]


def test_a_camera_sees_the_pixel_that_it_stands_in():
    assert image(see_sectors([Sector(252.5, 247.5, 0, 1, 100)], FRAME))[50, 50]


@pytest.mark.parametrize("fov_deg", [360, 361, 1e9])
def test_a_view_of_360_degrees_or_more_is_all_round(fov_deg):
    bits = see_sectors([Sector(250, 250, 77, fov_deg, 100)], FRAME)
    assert bits.area_m2 == pytest.approx(circle_m2(100), rel=0.01)


@pytest.mark.parametrize("odd", [0, -1, float("nan"), float("-inf"), float("inf")])
def test_a_view_without_range_or_width_sees_nothing(odd):
    others = [Sector(odd, 1, 0, 90, 100)] if not np.isfinite(odd) else []
    blind = [Sector(250, 250, 0, 90, odd), Sector(250, 250, 0, odd, 100), *others]
    assert see_sectors(blind, FRAME).n_seen == 0


def test_no_cameras_see_nothing():
    assert see_sectors([], FRAME).n_seen == 0
    assert see_sectors([Sector(0, 0, 0, 360, 100)], frame_of(0, 0, 0, 0)).n_seen == 0


@given(st.lists(sectors, max_size=4))
@settings(deadline=None, max_examples=30)
def test_cameras_together_see_what_each_sees(some):
    each = unite(FRAME, [see_sectors([one], FRAME) for one in some])
    assert pack(see_sectors(some[::-1], FRAME)) == pack(each)


def test_a_wider_or_farther_view_never_holds_less():
    views = [Sector(250, 250, 200, fov, reach) for fov, reach in ((40, 100), (90, 100), (90, 180))]
    seen = [image(see_sectors([view], FRAME)) for view in views]
    assert not (seen[0] & ~seen[1]).any()
    assert not (seen[1] & ~seen[2]).any()


CELLS = polygon_pixels(
    [shapely.box(x, y, x + 100, y + 100) for y in range(400, -1, -100) for x in range(0, 500, 100)]
)


@given(st.integers(0, 1000), st.lists(sectors, max_size=3))
@settings(deadline=None, max_examples=30)
def test_the_shares_of_all_four_ways_to_be_seen_add_up(seed, some):
    patrol = see(walk(20, seed, side_m=500.0), CELLS.frame, even(50))
    camera = see_sectors(some, CELLS.frame)
    table = seen_table(patrol, camera, CELLS)
    total = table.patrol + table.camera - table.both + table.neither
    assert total == pytest.approx(np.ones(25))
    for share in (table.patrol, table.camera, table.both, table.neither):
        assert (share >= 0).all() and (share <= 1).all()
    assert (table.both <= np.minimum(table.patrol, table.camera)).all()


def test_by_whom_a_cell_was_seen_is_told_apart():
    # Patrols see the west, a camera the middle column of cells and what is beside it.
    patrol = see(([0, 60_000], [100.0, 100.0], [-500.0, 900.0], [5, 5]), CELLS.frame, even(120.0))
    camera = see_sectors([Sector(200, 250, 90, 359.9999, 101)], CELLS.frame)
    table = seen_table(patrol, camera, CELLS)
    west, shared, beyond, east = 10, 11, 12, 14
    assert table.patrol[west] == 1 and table.camera[west] == 0
    assert table.both[shared] == table.camera[shared] > 0.5
    assert table.both[beyond] < table.camera[beyond]
    assert table.neither[east] == 1


def test_without_patrols_and_cameras_all_is_blind():
    none = nothing(CELLS.frame)
    table = seen_table(none, none, CELLS)
    assert (table.neither == 1).all()
    assert (table.patrol == 0).all() and (table.camera == 0).all() and (table.both == 0).all()


def test_a_cell_without_a_shape_has_no_share_of_any_kind():
    cells = polygon_pixels([shapely.box(0, 0, 50, 50), shapely.Polygon()])
    table = seen_table(nothing(cells.frame), nothing(cells.frame), cells)
    assert np.isnan([table.patrol[1], table.camera[1], table.both[1], table.neither[1]]).all()
