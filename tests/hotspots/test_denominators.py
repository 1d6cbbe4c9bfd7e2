"""Counts by ground and by shore."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.records import OUTSIDE, Lattice
from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.denominators import per_km2, per_km_of_shore, shore_lengths

ROWS, COLS, SIDE_M = 5, 6, 100.0


def lattice():
    cell_of = np.arange(ROWS * COLS, dtype=np.int32).reshape(ROWS, COLS)
    return Lattice(0.0, ROWS * SIDE_M, SIDE_M, cell_of)


def squares():
    row, col = np.divmod(np.arange(ROWS * COLS), COLS)
    west, north = col * SIDE_M, (ROWS - row) * SIDE_M
    return shapely.box(west, north - SIDE_M, west + SIDE_M, north)


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=40)
def test_a_shore_is_as_long_in_each_cell_as_shapely_has_it(seed):
    rng = np.random.default_rng(seed)
    line = shapely.LineString(rng.uniform(-50, 650, (30, 2)))
    lake = shapely.Point(rng.uniform(150, 450, 2)).buffer(rng.uniform(20, 140))
    expected = shapely.length(shapely.intersection(squares(), line))
    expected += shapely.length(shapely.intersection(squares(), lake.boundary))
    for cells in (lattice(), PolygonCells.build(list(squares()))):
        # To 1e-3 m: a piece of less than a microsecond counts in the cell beside it.
        assert shore_lengths([line, lake], cells, ROWS * COLS) == pytest.approx(expected, abs=1e-3)


def test_a_shore_along_a_border_is_in_one_cell_only():
    border = shapely.LineString([(100, 0), (100, 500)])
    found = shore_lengths([border], lattice(), ROWS * COLS)
    assert found.sum() == pytest.approx(500)
    assert found.reshape(ROWS, COLS)[:, 1] == pytest.approx(np.full(ROWS, 100))


def test_islands_have_shores_too():
    lake = shapely.box(10, 10, 590, 490) - shapely.box(210, 210, 290, 290)
    assert shore_lengths([lake], lattice(), ROWS * COLS).sum() == pytest.approx(2120 + 320)


def test_no_shore_and_empty_shapes_are_zeros():
    assert not shore_lengths([], lattice(), ROWS * COLS).any()
    nothing = [shapely.LineString(), shapely.Polygon(), shapely.Point(5, 5)]
    assert not shore_lengths(nothing, lattice(), ROWS * COLS).any()


def test_what_lies_in_no_cell_counts_nowhere():
    hole = lattice()
    hole.cell_of[0, :] = OUTSIDE
    line = shapely.LineString([(50, 350), (50, 700)])
    assert shore_lengths([line], hole, ROWS * COLS).sum() == pytest.approx(50)


def test_counts_by_area_and_by_shore():
    assert per_km2([3, 0], [10_000, 20_000]).tolist() == [300, 0]
    assert per_km_of_shore([3, 0], [150, 100]).tolist() == [20, 0]


def test_a_cell_without_shore_has_no_such_figure():
    found = per_km_of_shore([0, 4, 1, 2], [0, 3, 10, np.nan])
    assert np.isnan(found[[0, 1, 3]]).all()
    assert found[2] == 100
    assert np.isnan(per_km_of_shore([1], [0], least_m=0)).all()


def test_no_cells_give_none():
    assert len(per_km2([], [])) == 0


def test_a_negative_denominator_is_refused():
    with pytest.raises(InvalidInput, match="must not be negative"):
        per_km2([1], [-5])


def test_lengths_that_differ_are_refused():
    with pytest.raises(InvalidInput, match="differ"):
        per_km2([1], [5, 6])
