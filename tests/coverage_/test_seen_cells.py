"""Pixels of cells, regular and irregular, and the share of them that was seen."""

import numpy as np
import pytest
import shapely
from coverage_oracle import lattice_of, squares_of
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_oracle import centres, even, image, see, square, true_shares, walk

from geo_patrol.coverage.records import OUTSIDE, Lattice
from geo_patrol.coverage.seen.pixels import lattice_pixels, polygon_pixels
from geo_patrol.coverage.seen.raster import nothing
from geo_patrol.coverage.seen.shares import shares
from geo_patrol.errors import InvalidInput


def pixels_of(cells, k):
    """Return ``(n_rows, n_cols)`` bool: the pixels of cell k."""
    found = np.zeros((cells.frame.n_rows, cells.frame.n_cols), bool)
    for run in range(cells.start[k], cells.start[k + 1]):
        found[cells.row[run], cells.first[run] : cells.end[run]] = True
    assert found.sum() == cells.n_pixels[k]
    return found


def voronoi(n, side_m=1000.0, seed=0):
    """Return irregular cells without gaps."""
    rng = np.random.default_rng(seed)
    whole = shapely.box(0, 0, side_m, side_m)
    points = shapely.multipoints(rng.uniform(0, side_m, (n, 2)))
    parts = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=whole))
    return list(shapely.intersection(parts, whole))


@pytest.mark.parametrize("size_m", [100.0, 50.0, 33.0, 12.5, 5.0])
def test_a_grid_and_the_same_grid_drawn_as_polygons_have_the_same_pixels(size_m):
    lattice = lattice_of(7, 9, size_m)
    regular = lattice_pixels(lattice, 63)
    squares = squares_of(lattice)
    drawn = polygon_pixels([squares[k] for k in range(63)])
    assert regular.frame == drawn.frame
    assert all(np.array_equal(pixels_of(regular, k), pixels_of(drawn, k)) for k in range(63))
    bits = see(walk(60, 1, 7 * size_m), drawn.frame, even(30))
    assert np.array_equal(shares(bits, regular), shares(bits, drawn))


def test_each_pixel_of_a_grid_without_gaps_is_in_one_cell():
    cells = polygon_pixels(voronoi(80))
    assert sum(pixels_of(cells, k).astype(int) for k in range(80)).tolist() == [[1] * 200] * 200


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=30)
def test_a_pixel_is_in_the_cell_that_holds_its_centre(seed):
    rng = np.random.default_rng(seed)
    angle = np.sort(rng.uniform(0, 2 * np.pi, 9))
    ring = np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(20, 150, (9, 1)) + 160.3
    star = shapely.Polygon(ring)
    cells = polygon_pixels([star])
    inside = shapely.contains_xy(star, *centres(cells.frame))
    assert np.array_equal(pixels_of(cells, 0), inside) or cells.n_pixels[0] == 1


def test_holes_parts_and_overlaps_are_as_drawn():
    ring = shapely.box(0, 0, 100, 100) - shapely.box(30, 30, 70, 70)
    parts = shapely.union_all([shapely.box(0, 0, 20, 20), shapely.box(60, 60, 100, 100)])
    cells = polygon_pixels([ring, parts, shapely.box(0, 0, 100, 100)])
    assert (cells.n_pixels * 25).tolist() == [100**2 - 40**2, 20**2 + 40**2, 100**2]
    assert not pixels_of(cells, 0)[10, 10]
    seen = see(([0, 10_000], [50.0, 50.0], [50.0, 50.0], [5, 5]), cells.frame, even(15))
    assert shares(seen, cells).tolist() == [0, 0, seen.n_seen / 400]


def test_shares_of_irregular_cells_are_those_of_shapely():
    polygons = voronoi(90)
    cells = polygon_pixels(polygons)
    track = walk(60, 4, side_m=1000.0)
    got = shares(see(track, cells.frame, even(50)), cells)
    assert np.abs(got - true_shares(track, np.array(polygons), 50)).mean() < 0.003


@given(st.integers(0, 10_000), st.floats(0, 300))
@settings(deadline=None, max_examples=30)
def test_a_share_is_between_nothing_and_all(seed, radius_m):
    cells = polygon_pixels(voronoi(20))
    got = shares(see(walk(20, seed, side_m=1000.0), cells.frame, even(radius_m)), cells)
    assert (got >= 0).all() and (got <= 1).all()


def test_of_a_cell_of_several_squares_all_of_them_count():
    lattice = Lattice(0.0, 200.0, 100.0, np.array([[0, 0], [1, OUTSIDE]], np.int32))
    cells = lattice_pixels(lattice, 3)
    assert cells.n_pixels.tolist() == [800, 400, 0]
    west = see(([0, 60_000], [50.0, 50.0], [-500.0, 700.0], [5, 5]), cells.frame, even(500))
    narrow = see(([0, 60_000], [50.0, 50.0], [-500.0, 700.0], [5, 5]), cells.frame, even(50))
    assert shares(west, cells)[:2].tolist() == [1, 1]
    assert shares(narrow, cells)[:2] == pytest.approx([0.5, 1])


def test_a_cell_smaller_than_a_pixel_has_the_pixel_that_it_lies_in():
    tiny = shapely.box(10.1, 10.1, 11, 11)
    cells = polygon_pixels([shapely.box(0, 0, 50, 50), tiny, shapely.box(20, 20, 50, 50)])
    assert cells.n_pixels.tolist() == [100, 1, 36]
    assert np.argwhere(pixels_of(cells, 1)).tolist() == [[7, 2]]
    small = lattice_pixels(lattice_of(3, 3, size_m=2.0), 9)
    assert (small.n_pixels == 1).all()


def test_a_cell_without_a_shape_has_no_share():
    cells = polygon_pixels([shapely.box(0, 0, 50, 50), shapely.Polygon()])
    got = shares(nothing(cells.frame), cells)
    assert got[0] == 0
    assert np.isnan(got[1])


def test_no_cells_have_no_shares():
    for cells in (polygon_pixels([]), lattice_pixels(lattice_of(0, 0), 0)):
        assert shares(see(walk(9, 1), cells.frame, even(50)), cells).shape == (0,)


def test_shares_are_taken_on_the_raster_that_they_were_seen_on():
    cells = polygon_pixels([shapely.box(0, 0, 50, 50)])
    with pytest.raises(InvalidInput, match="different rasters"):
        shares(nothing(square()), cells)


def test_a_line_is_no_cell():
    with pytest.raises(InvalidInput, match="not a polygon"):
        polygon_pixels([shapely.LineString([(0, 0), (1, 1)])])


def test_all_seen_is_all_of_every_cell():
    cells = polygon_pixels(voronoi(30))
    bits = see(([0, 10_000], [500.0, 501.0], [500.0, 500.0], [5, 5]), cells.frame, even(2000))
    assert image(bits).all()
    assert (shares(bits, cells) == 1).all()
