"""Simple cells, through which a path is followed from ring to ring."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from coverage_oracle import OPEN
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from geo_patrol.coverage.polygon_flat import NO_RING
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons

LEFT, RIGHT = box(0, 0, 100, 100), box(100, 0, 200, 100)


def simple(*cells):
    """Return which of the cells have a ring."""
    return (PolygonCells.build(cells).flat.ring_of != NO_RING).tolist()


def test_cells_side_by_side_are_simple():
    assert simple(LEFT, RIGHT, box(300, 0, 400, 100)) == [True] * 3


def test_a_cell_is_simple_whose_border_its_neighbour_cuts_differently():
    cut = Polygon([(100, 0), (200, 0), (200, 100), (100, 100), (100, 37)])
    assert simple(LEFT, cut) == [True, True]


def test_cells_that_overlap_are_not_simple():
    assert simple(LEFT, box(50, 20, 150, 80), box(300, 0, 400, 100)) == [False, False, True]


def test_a_cell_within_another_is_not_simple_and_neither_is_that_one():
    assert simple(box(0, 0, 300, 300), box(100, 100, 200, 200)) == [False, False]


def test_a_cell_drawn_twice_is_not_simple():
    assert simple(LEFT, LEFT, RIGHT) == [False, False, True]


def test_a_zone_over_whole_cells_leaves_none_of_them_simple():
    assert simple(LEFT, RIGHT, box(0, 0, 200, 100)) == [False] * 3


def test_a_border_through_two_corners_of_a_cell_comes_within_it():
    over = Polygon([(-50, -50), (150, 150), (-50, 150)])
    assert simple(box(0, 0, 100, 100), over)[0] is False


def test_a_cell_of_several_rings_or_crossing_itself_is_not_simple():
    ring = Polygon(box(0, 0, 90, 90).exterior, [box(30, 30, 60, 60).exterior])
    parts = MultiPolygon([box(100, 0, 120, 90), box(150, 0, 190, 90)])
    bow = Polygon([(200, 0), (290, 90), (290, 0), (200, 90)])
    assert simple(ring, parts, bow, MultiPolygon([box(300, 0, 390, 90)])) == [False] * 3 + [True]


@pytest.mark.parametrize("n_sides", [3, 8, 9, 16, 17, 32, 33])
def test_a_path_goes_through_rings_of_any_number_of_sides(n_sides):
    turn = np.linspace(0, 2 * np.pi, n_sides, endpoint=False)
    round_one = Polygon(np.column_stack((np.cos(turn), np.sin(turn))) * 40)
    around = shapely.difference(box(-100, -100, 100, 100), round_one)
    south = box(-100, -100, 100, 0.5)
    cells = [round_one, around.intersection(south), around.difference(south)]
    x, y = np.array([[-60.3, 5.2], [-3, 1], [4, 7], [70, 13], [60, -20], [1, -2]]).T
    index = PolygonCells.build(cells)
    found, totals = trace_polygons(np.arange(6) * 60_000, x, y, np.full(6, np.nan), index, OPEN)
    way = shapely.linestrings(np.column_stack((x, y)))
    assert totals.length_m == pytest.approx(way.length)
    assert np.bincount(found.cell, found.length_m, 3) == pytest.approx(
        shapely.length(shapely.intersection(cells, way)), abs=1e-6
    )


@st.composite
def mixtures(draw):
    """Draw cells of all kinds on 600 m: simple ones, zones over them, gaps, many sides."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    seeds = shapely.multipoints(rng.uniform(0, 600, (40, 2)))
    whole = box(0, 0, 600, 600)
    cells = [
        shapely.intersection(cell, whole)
        for cell in shapely.voronoi_polygons(seeds, extend_to=whole).geoms
    ]
    if draw(st.booleans()):  # bent ones: neighbours in one
        pairs = [cells[i : i + 2] for i in range(0, 20, 2)]
        cells[:20] = [
            shapely.union_all(pair) if pair[0].touches(pair[1]) else pair[0] for pair in pairs
        ]
    kept = draw(st.sampled_from([1.0, 0.9]))
    cells = [cell for cell in cells if rng.random() < kept]
    for _ in range(draw(st.integers(0, 2))):
        cells.append(Point(rng.uniform(0, 600, 2)).buffer(rng.uniform(20, 90), 3))
    return cells


@given(mixtures(), st.integers(0, 2**32 - 1), st.sampled_from([3.0, 25.0, 90.0, 400.0]))
@settings(deadline=None, max_examples=150)
def test_rings_tell_the_same_as_buckets(cells, seed, step_m):
    rng = np.random.default_rng(seed)
    n = 120
    x, y = 300 + np.cumsum(rng.normal(0, step_m, (2, n)), axis=1)
    corners = shapely.get_coordinates(cells)
    at_corner = rng.random(n) < 0.1
    x[at_corner], y[at_corner] = corners[rng.integers(0, len(corners), at_corner.sum())].T
    rest = rng.random(n - 1) < 0.1
    x[1:][rest], y[1:][rest] = x[:-1][rest], y[:-1][rest]
    t = np.cumsum(rng.choice([1000, 5000, 60_000], n))
    index = PolygonCells.build(cells)
    no_ring = index.flat._replace(ring_of=np.full(len(cells), NO_RING, np.int32))
    fixes = t, x, y, np.full(n, np.nan)
    found, _ = trace_polygons(*fixes, index, OPEN)
    expected, _ = trace_polygons(*fixes, replace(index, flat=no_ring), OPEN)
    assert found.cell.tolist() == expected.cell.tolist()
    assert found.enter_us.tolist() == expected.enter_us.tolist()
    assert found.leave_us.tolist() == expected.leave_us.tolist()
    assert np.allclose(found.length_m, expected.length_m, rtol=0, atol=1e-9)
