"""What lies around a cell, and how easily so many incidents come together there by chance."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from geo_patrol.crs import unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import Cell, Grid
from geo_patrol.hotspots.around import MOST_RINGS, around_cells, gi_star_around, sums_around
from geo_patrol.hotspots.chance import by_chance
from geo_patrol.hotspots.effort_rate import effort_rates
from geo_patrol.hotspots.neighbours import Neighbours

SIDE_M = 100.0
X0, Y0 = 600_000.0, 3_260_000.0


def squares(kept, *, irregular):
    """Return a grid of the squares where an array is true, as a lattice or as polygons."""
    row, col = np.nonzero(kept)
    number = np.full(kept.shape, -1, np.int32)
    number[row, col] = np.arange(len(row))
    cells = []
    for idx, (r, c) in enumerate(zip(row.tolist(), col.tolist(), strict=True)):
        west, north = X0 + c * SIDE_M, Y0 - r * SIDE_M
        shape = unproject(shapely.box(west, north - SIDE_M, west + SIDE_M, north))
        place = (-1, -1) if irregular else (r, c)
        code = f"{idx:014d}"
        cells.append(
            Cell(idx, code, *place, "shoreline", None, None, "entered", SIDE_M**2, shape)
        )  # fmt: skip
    lattice = None if irregular else number
    size = None if irregular else SIDE_M
    return Grid("a", 4549, X0, Y0, size, lattice, tuple(cells), False, 14)


@given(st.integers(0, 2**32 - 1), st.integers(0, 3))
@settings(max_examples=20)
def test_sums_are_those_of_the_cells_within_so_many_rings(seed, rings):
    rng = np.random.default_rng(seed)
    kept = rng.random((7, 9)) < 0.8
    kept[3, 4] = True
    grid = squares(kept, irregular=False)
    row, col = np.nonzero(kept)
    values = rng.integers(0, 1_000_000, len(row))
    near = np.maximum(abs(row[:, None] - row), abs(col[:, None] - col)) <= rings
    assert (sums_around(values, around_cells(grid, rings)) == near @ values).all()


@pytest.mark.parametrize("rings", [0, 1, 2, 3])
def test_polygons_that_touch_are_rings_like_squares(rings):
    kept = np.ones((6, 8), bool)
    values = np.random.default_rng(2).poisson(1, 48)
    regular, polygons = (around_cells(squares(kept, irregular=i), rings) for i in (False, True))
    assert isinstance(polygons, Neighbours)
    assert (sums_around(values, regular) == sums_around(values, polygons)).all()
    z = [gi_star_around(values, one).z for one in (regular, polygons)]
    assert np.allclose(*z, atol=1e-12)


def test_a_ring_of_polygons_does_not_leap_over_a_gap():
    kept = np.array([[True, True, False, True]])
    values = [1, 2, 4]
    assert sums_around(values, around_cells(squares(kept, irregular=True), 3)).tolist() == [3, 3, 4]
    assert sums_around(values, around_cells(squares(kept, irregular=False), 3)).tolist() == [7] * 3


@pytest.mark.parametrize("rings", [-1, MOST_RINGS + 1])
def test_rings_have_bounds(rings):
    with pytest.raises(InvalidInput) as refused:
        around_cells(squares(np.ones((2, 2), bool), irregular=False), rings)
    assert refused.value.key == "hotspots.rings_out_of_range"


def test_a_grid_without_cells_has_no_sums():
    around = around_cells(squares(np.zeros((2, 2), bool), irregular=False), 1)
    assert len(sums_around([], around)) == len(by_chance([], [], around)) == 0


def test_as_many_sums_as_cells():
    around = around_cells(squares(np.ones((2, 2), bool), irregular=False), 1)
    for values in ([1, 2], np.ones((2, 2))):
        with pytest.raises(InvalidInput) as refused:
            sums_around(values, around)
        assert refused.value.key == "hotspots.lengths_differ"


def test_chance_is_the_binomial_tail_on_either_side():
    around = around_cells(squares(np.ones((10, 10), bool), irregular=False), 1)
    counts = np.zeros(100, int)
    counts[[44, 45, 55]] = 4, 3, 1
    p = by_chance(counts, np.ones(100), around)
    assert p[44] == pytest.approx(2 * binom.sf(7, 8, 0.09))
    assert p[0] == pytest.approx(min(1, 2 * binom.cdf(0, 8, 0.04)))


def test_one_incident_alone_is_no_gathering_though_its_gi_star_is_high():
    around = around_cells(squares(np.ones((30, 30), bool), irregular=False), 1)
    counts = np.zeros(900, int)
    counts[465] = 1
    assert gi_star_around(counts, around).p[465] < 1e-9
    # Somewhere it had to be: among 900 cells nine are this near to it.
    assert by_chance(counts, np.ones(900), around).min() == pytest.approx(2 * 9 / 900)


def test_where_more_is_exposed_more_is_expected():
    around = around_cells(squares(np.ones((1, 12), bool), irregular=False), 0)
    counts = [6, 6, *[1] * 10]
    p = by_chance(counts, [100.0, 1.0, *[10.0] * 10], around)
    assert p[0] > 0.05
    assert p[1] < 1e-6


def test_without_incidents_or_exposure_all_is_chance():
    around = around_cells(squares(np.ones((1, 3), bool), irregular=False), 1)
    assert by_chance([0, 0, 0], [1, 1, 1], around).tolist() == [1, 1, 1]
    assert by_chance([5, 0, 0], [0, 0, 0], around).tolist() == [1, 1, 1]
    # What lies where nothing is exposed counts as nothing.
    assert by_chance([5, 0, 0], [0, 1, 1], around).tolist() == [1, 1, 1]


@pytest.mark.parametrize("exposure", [[-1, 1, 1], [np.nan, 1, 1]])
def test_exposure_below_nothing_is_refused(exposure):
    around = around_cells(squares(np.ones((1, 3), bool), irregular=False), 1)
    with pytest.raises(InvalidInput) as refused:
        by_chance([1, 1, 1], exposure, around)
    assert refused.value.key == "hotspots.denominator_negative"


def test_surroundings_that_overlap_are_compared_with_the_rate_of_the_whole():
    alone = effort_rates([30, 0], [36_000.0, 360_000.0])
    given_rate = effort_rates([30, 0], [36_000.0, 360_000.0], overall_per_h=3.0)
    assert (alone.codes[0], given_rate.codes[0]) == (0, 2)
    assert given_rate.overall_per_h == 3.0
    assert given_rate.enough_h == pytest.approx(-np.log(0.025) / 3)
