"""Gi*: hot and cold cells, on regular and irregular ground."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.gi_star import SPOT_CLASSES, gi_star, gi_star_grid
from geo_patrol.hotspots.neighbours import Neighbours, Window

SIDE_M = 100.0


def by_formula(values, near):
    """Return z by Ord and Getis' equation over a whole matrix of zeros and ones, own cell in it."""
    has = ~np.isnan(values)
    x, w = values[has], near[np.ix_(has, has)].astype(float)
    n, mean, spread = len(x), x.mean(), np.sqrt((x**2).mean() - x.mean() ** 2)
    total = w.sum(axis=1)
    scale = spread * np.sqrt((n * (w**2).sum(axis=1) - total**2) / (n - 1))
    z = np.full(len(values), np.nan)
    z[has] = (w @ x - mean * total) / scale
    return z


def some_grid(seed, n_rows=9, n_cols=14, kept=0.8):
    """Return values and places of the cells of a grid with holes."""
    rng = np.random.default_rng(seed)
    row, col = np.nonzero(rng.random((n_rows, n_cols)) < kept)
    return rng.poisson(0.7, len(row)) + rng.random(len(row)), row, col


def far_apart(row, col):
    return np.abs(row[:, None] - row), np.abs(col[:, None] - col)


@given(st.integers(0, 2**32 - 1), st.integers(0, 4))
@settings(deadline=None, max_examples=50)
def test_on_a_grid_with_holes_it_is_the_formula_over_blocks_of_cells(seed, rings):
    values, row, col = some_grid(seed)
    down, across = far_apart(row, col)
    expected = by_formula(values, (down <= rings) & (across <= rings))
    assert np.abs(gi_star_grid(values, row, col, Window.square(rings)).z - expected).max() < 1e-10


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 100.0, 141.43, 250.0, 499.0]))
@settings(deadline=None, max_examples=50)
def test_a_distance_is_the_same_on_a_grid_and_among_centres(seed, reach_m):
    values, row, col = some_grid(seed)
    down, across = far_apart(row, col)
    expected = by_formula(values, np.hypot(down, across) * SIDE_M <= reach_m)
    on_grid = gi_star_grid(values, row, col, Window.disc(reach_m, SIDE_M))
    by_list = gi_star(values, Neighbours.within(col * SIDE_M, row * SIDE_M, reach_m))
    assert np.abs(on_grid.z - expected).max() < 1e-10
    assert np.abs(by_list.z - expected).max() < 1e-10
    assert (on_grid.n_near == by_list.n_near).all()


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=20)
def test_squares_drawn_as_polygons_give_the_same_as_the_grid(seed):
    values, row, col = some_grid(seed, 5, 6)
    west, north = col * SIDE_M, -row * SIDE_M
    near = Neighbours.touching(list(shapely.box(west, north - SIDE_M, west + SIDE_M, north)))
    on_grid = gi_star_grid(values, row, col, Window.square(1))
    assert gi_star(values, near).z == pytest.approx(on_grid.z, abs=1e-10)


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 1e6), st.floats(-1e6, 1e6))
@settings(deadline=None, max_examples=30)
def test_other_units_and_another_zero_change_nothing(seed, unit, zero):
    values, row, col = some_grid(seed)
    plain = gi_star_grid(values, row, col, Window.square(1)).z
    changed = gi_star_grid(values * unit + zero, row, col, Window.square(1)).z
    assert changed == pytest.approx(plain, abs=1e-3)


def test_p_has_both_tails_of_the_normal_distribution():
    found = gi_star_grid(*some_grid(7), Window.square(1))
    assert found.p == pytest.approx(2 * norm.sf(np.abs(found.z)), rel=1e-12)


def test_a_cell_without_a_value_is_as_if_it_were_not_there():
    values, row, col = some_grid(1)
    values[[3, 30]] = np.nan
    there = ~np.isnan(values)
    with_gaps = gi_star_grid(values, row, col, Window.square(1))
    without = gi_star_grid(values[there], row[there], col[there], Window.square(1))
    assert np.isnan(with_gaps.z[[3, 30]]).all()
    assert with_gaps.z[there] == pytest.approx(without.z, abs=1e-12)
    by_list = gi_star(values, Neighbours.within(col, row, 1.5))
    assert by_list.z == pytest.approx(with_gaps.z, abs=1e-10, nan_ok=True)
    assert (by_list.n_near[there] == without.n_near).all()


@pytest.mark.parametrize("value", [0.0, 0.1, 1e9])
def test_where_all_values_are_alike_no_cell_stands_out(value):
    _, row, col = some_grid(2)
    found = gi_star_grid(np.full(len(row), value), row, col, Window.square(1))
    assert (found.z == 0).all()
    assert (found.p == 1).all()
    assert {SPOT_CLASSES[code] for code in found.classes()} == {"none"}


def test_a_neighbourhood_that_is_everything_tells_nothing_apart():
    found = gi_star_grid([1.0, 2.0, 9.0], [0, 0, 0], [0, 1, 2], Window.square(5))
    assert found.z.tolist() == [0, 0, 0]


def test_one_cell_stands_out_from_nothing():
    found = gi_star_grid([7.0], [4], [2], Window.square(1))
    assert (found.z.tolist(), found.p.tolist(), found.n_near.tolist()) == ([0.0], [1.0], [1])


def test_no_cells_give_none():
    assert len(gi_star_grid([], [], [], Window.square(1)).z) == 0
    assert len(gi_star([], Neighbours.within([], [], 100)).classes()) == 0


def test_cells_without_any_value_have_no_statistic():
    found = gi_star_grid([np.nan, np.nan], [0, 0], [0, 1], Window.square(1))
    assert np.isnan(found.z).all()
    assert [SPOT_CLASSES[code] for code in found.classes()] == ["no_value", "no_value"]


def test_a_cluster_is_hot_and_the_hole_beside_it_is_not():
    row, col = np.divmod(np.arange(900), 30)
    values = np.random.default_rng(3).poisson(1.0, 900).astype(float)
    values[(row < 3) & (col < 3)] += 12
    codes = gi_star_grid(values, row, col, Window.square(1)).classes("bonferroni")
    assert SPOT_CLASSES[codes[0]] == "hot"
    assert SPOT_CLASSES[codes[-1]] == "none"


def test_a_hollow_in_high_ground_is_cold():
    row, col = np.divmod(np.arange(900), 30)
    values = np.random.default_rng(4).poisson(50.0, 900).astype(float)
    values[(row > 9) & (row < 15) & (col > 9) & (col < 15)] = 0
    codes = gi_star_grid(values, row, col, Window.square(1)).classes()
    assert SPOT_CLASSES[codes[12 * 30 + 12]] == "cold"


def test_among_values_strewn_at_random_next_to_nothing_is_found():
    rng = np.random.default_rng(5)
    row, col = np.divmod(np.arange(2500), 50)
    found = [
        (gi_star_grid(rng.normal(size=2500), row, col, Window.square(1)).classes("fdr") != 2).any()
        for _ in range(60)
    ]
    # One map in twenty at most is expected to show anything; without control each one does.
    assert sum(found) <= 9


def test_an_infinite_value_is_refused_with_its_place():
    with pytest.raises(InvalidInput, match=r"no\. 2"):
        gi_star_grid([1.0, np.inf], [0, 0], [0, 1], Window.square(1))


def test_cells_of_an_irregular_grid_are_no_squares():
    with pytest.raises(InvalidInput, match="list of neighbours"):
        gi_star_grid([1.0, 2.0], [-1, -1], [-1, -1], Window.square(1))


def test_cells_scattered_over_the_globe_are_refused():
    with pytest.raises(InvalidInput, match="scattered"):
        gi_star_grid([1.0, 2.0], [0, 10**6], [0, 10**6], Window.square(1))


def test_lengths_that_differ_are_refused():
    with pytest.raises(InvalidInput, match="differ"):
        gi_star_grid([1.0], [0, 1], [0, 1], Window.square(1))
    with pytest.raises(InvalidInput, match="differ"):
        gi_star([1.0], Neighbours.within([0, 1], [0, 1], 1))


def test_a_window_is_a_block_or_a_disc():
    assert Window.square(1).half_widths == (1, 1, 1)
    assert Window.disc(200, 100).half_widths == (0, 1, 2, 1, 0)
    assert Window.disc(0, 100).half_widths == (0,)


def test_a_reach_below_zero_is_refused():
    for make in (
        lambda: Window.square(-1),
        lambda: Window.disc(-1, 100),
        lambda: Window.disc(np.nan, 100),
        lambda: Neighbours.within([0.0], [0.0], -1),
    ):
        with pytest.raises(InvalidInput, match="must not be negative"):
            make()


def test_a_square_without_a_side_is_refused():
    with pytest.raises(InvalidInput, match="above zero"):
        Window.disc(100, 0)


def test_pairs_make_lists_both_ways_and_once():
    near = Neighbours.of_pairs(4, [0, 1, 2, 2], [1, 0, 0, 2])
    assert near.degrees().tolist() == [2, 1, 1, 0]
    assert near.other.tolist() == [1, 2, 0, 0]


def test_a_pair_with_a_cell_that_is_not_there_is_refused():
    with pytest.raises(InvalidInput, match="not there"):
        Neighbours.of_pairs(3, [0], [3])


def test_polygons_that_miss_each_other_by_a_centimetre_touch():
    cells = [shapely.box(0, 0, 10, 10), shapely.box(10.01, 0, 20, 10), shapely.box(40, 0, 50, 10)]
    near = Neighbours.touching([*cells, shapely.Polygon()])
    assert near.degrees().tolist() == [1, 1, 0, 0]
