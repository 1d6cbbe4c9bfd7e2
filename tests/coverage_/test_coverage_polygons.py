"""Visits to irregular cells: gaps, overlaps, holes, parts."""

import numpy as np
import pytest
import shapely
from coverage_oracle import OPEN, lattice_of, per_cell, sums
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import OUTSIDE, VALIDITY
from geo_patrol.errors import InvalidInput

GRID = lattice_of(6, 7)
SQUARES = [
    box(col * 100, 500 - row * 100, col * 100 + 100, 600 - row * 100)
    for row in range(6)
    for col in range(7)
]
GRID_AS_POLYGONS = PolygonCells.build(SQUARES)


def voronoi(n, seed):
    """Return an irregular partition of a square of 600 m."""
    rng = np.random.default_rng(seed)
    seeds = shapely.multipoints(rng.uniform(0, 600, (n, 2)))
    whole = box(0, 0, 600, 600)
    cells = shapely.voronoi_polygons(seeds, extend_to=whole).geoms
    return [shapely.intersection(cell, whole) for cell in cells]


def visits(points, polygons, every_s=60, validity=OPEN):
    """Return (cell, enter s, leave s, m) of a track through points at even times."""
    x, y = np.array(points, float).reshape(-1, 2).T
    t = np.arange(len(x)) * every_s * 1000
    index = PolygonCells.build(polygons)
    found, _ = trace_polygons(t, x, y, np.full(len(x), np.nan), index, validity)
    return [
        (int(c), a / 1e6, b / 1e6, round(float(m), 6))
        for c, a, b, m in zip(
            found.cell, found.enter_us, found.leave_us, found.length_m, strict=True
        )
    ]


def test_a_segment_is_split_where_it_crosses_an_edge():
    triangle = Polygon([(0, 0), (100, 0), (0, 100)])
    assert visits([(0, 50), (100, 50)], [triangle]) == [(0, 0, 30, 50), (OUTSIDE, 30, 60, 50)]


def test_cells_that_overlap_each_have_the_visit():
    assert visits([(0, 50), (200, 50)], [box(-10, 0, 110, 100), box(50, 0, 210, 100)]) == [
        (0, 0, 33, 110),
        (1, 15, 60, 150),
    ]


def test_a_cell_within_a_cell_does_not_end_the_outer_visit():
    assert visits([(0, 50), (300, 50)], [box(-10, 0, 310, 100), box(100, 0, 200, 100)]) == [
        (0, 0, 60, 300),
        (1, 20, 40, 100),
    ]


def test_time_in_a_gap_between_cells_is_outside():
    cells = [
        c for c, *_ in visits([(50, 50), (250, 50)], [box(0, 0, 100, 100), box(200, 0, 300, 100)])
    ]
    assert cells == [0, OUTSIDE, 1]


def test_a_hole_is_outside_and_its_rim_is_not():
    ring = Polygon(box(0, 0, 300, 300).exterior, [box(100, 100, 200, 200).exterior])
    assert visits([(50, 150), (250, 150)], [ring]) == [
        (0, 0, 15, 50),
        (OUTSIDE, 15, 45, 100),
        (0, 45, 60, 50),
    ]


def test_a_cell_of_two_parts_is_visited_in_each():
    both = MultiPolygon([box(0, 0, 100, 100), box(200, 0, 300, 100)])
    assert [c for c, *_ in visits([(50, 50), (250, 50)], [both])] == [0, OUTSIDE, 0]


def test_an_invalid_segment_ends_all_visits():
    foot = VALIDITY["foot"]
    t = np.array([0, 60, 1000, 1060]) * 1000
    index = PolygonCells.build([box(0, 0, 100, 100), box(0, 0, 50, 100)])
    found, totals = trace_polygons(t, [10.0] * 4, [50.0] * 4, [np.nan] * 4, index, foot)
    assert found.cell.tolist() == [0, 1, 0, 1]
    assert (found.leave_us - found.enter_us).tolist() == [60_000_000] * 4
    assert totals.unobserved_s == 940


@pytest.mark.parametrize("cells", [[box(0, 0, 200, 300), box(200, 0, 400, 300)], SQUARES])
def test_a_border_crossed_in_the_last_instant_of_a_segment_is_crossed_all_the_same(cells):
    # 10 µm before its end, which is less than half a microsecond of the way.
    points = [(110, 150), (200.00001, 150), (290, 150), (290, 150)]
    west, east = (c for c, *_ in visits([(150, 150), (250, 150)], cells))
    assert [(c, b) for c, _, b, _ in visits(points, cells, every_s=2)] == [(west, 2), (east, 6)]


def test_cells_whose_shared_border_is_cut_differently_have_no_gap_between():
    west = Polygon([(0, 0), (100, 0), (100, 37), (100, 50), (100, 100), (0, 100)])
    assert visits([(50, 50), (150, 50)], [west, box(100, 0, 200, 100)]) == [
        (0, 0, 30, 50),
        (1, 30, 60, 50),
    ]
    assert visits([(50, 20), (150, 80)], [west, box(100, -9, 200, 109)]) == [
        (0, 0, 30, 58.309519),
        (1, 30, 60, 58.309519),
    ]


def test_without_cells_all_is_outside():
    assert visits([(0, 0), (100, 0)], []) == [(OUTSIDE, 0, 60, 100)]


def test_an_empty_polygon_is_a_cell_that_nothing_enters():
    assert visits([(50, 50), (80, 50)], [Polygon(), box(0, 0, 100, 100)]) == [(1, 0, 60, 30)]


@pytest.mark.parametrize("n", [0, 1])
def test_no_fix_or_one_makes_no_visit(n):
    assert visits([(50, 50)] * n, SQUARES) == []


@pytest.mark.parametrize("odd", [None, Point(0, 0), Polygon([(0, 0), (1, np.inf), (1, 0)])])
def test_what_is_no_polygon_is_refused_with_its_number(odd):
    with pytest.raises(InvalidInput, match=r"no\. 2"):
        PolygonCells.build([box(0, 0, 1, 1), odd])


def test_a_long_segment_crosses_every_cell_on_its_way():
    strips = [box(i, 0, i + 1, 50) for i in range(1500)]
    found = visits([(-0.5, 5), (1500.5, 45)], strips, every_s=3600)
    assert [c for c, *_ in found] == [OUTSIDE, *range(1500), OUTSIDE]


def test_motion_along_a_slanting_border_is_in_one_cell():
    west = Polygon([(0, 0), (100, 0), (163, 251), (0, 251)])
    east = Polygon([(100, 0), (300, 0), (300, 251), (163, 251)])
    along = [(100 + 63 * s, 251 * s) for s in np.linspace(0.1, 0.9, 7)]
    found = visits(along, [west, east])
    assert sum(b - a for _, a, b, _ in found) == 360
    assert OUTSIDE not in [c for c, *_ in found]


@st.composite
def tracks(draw):
    """Draw tracks around a square of 600 m, some with all fixes on the lines of a 100 m grid."""
    n = draw(st.integers(0, 40))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    step = draw(st.sampled_from([0.0, 5.0, 40.0, 150.0, 400.0]))
    x = 300 + np.cumsum(rng.normal(0, step, n))
    y = 300 + np.cumsum(rng.normal(0, step, n))
    if draw(st.booleans()):
        snap = draw(st.sampled_from([50.0, 100.0]))
        x, y = np.round(x / snap) * snap, np.round(y / snap) * snap
    t = np.cumsum(rng.choice([0, 1000, 5_000, 14_321, 60_000, 400_000], n))
    accuracy = rng.choice([np.nan, 5.0, 20.0, 70.0], n, p=[0.4, 0.4, 0.15, 0.05])
    return t, x, y, accuracy


MODES = st.sampled_from([OPEN, *VALIDITY.values()])


@given(tracks(), MODES)
@settings(deadline=None, max_examples=300)
def test_a_regular_grid_drawn_as_polygons_gives_the_same_numbers(track, validity):
    found, totals = trace_polygons(*track, GRID_AS_POLYGONS, validity)
    expected, same = trace(*track, GRID, validity)
    assert totals == same
    assert found.cell.tolist() == expected.cell.tolist()
    assert np.abs(found.enter_us - expected.enter_us).max(initial=0) <= 1
    assert np.abs(found.leave_us - expected.leave_us).max(initial=0) <= 1
    assert np.allclose(found.length_m, expected.length_m, rtol=0, atol=1e-3)


@given(tracks(), MODES, st.integers(0, 50))
@settings(deadline=None)
def test_sums_over_a_partition_are_the_tracks_own_totals(track, validity, seed):
    index = PolygonCells.build(voronoi(40, seed))
    found, totals = trace_polygons(*track, index, validity)
    assert (found.leave_us - found.enter_us).sum() == round(totals.observed_s * 1e6)
    assert found.length_m.sum() == pytest.approx(totals.length_m, rel=0, abs=1e-3)


@given(tracks(), MODES, st.integers(0, 50))
@settings(deadline=None)
def test_cutting_with_shapely_gives_the_same_for_gaps_overlaps_and_holes(track, validity, seed):
    rng = np.random.default_rng(seed)
    cells = [cell for cell in voronoi(30, seed) if rng.random() < 0.8]
    cells += [Point(rng.uniform(0, 600, 2)).buffer(rng.uniform(20, 200), 4) for _ in range(6)]
    cells.append(shapely.difference(box(90, 90, 510, 510), box(200, 200, 400, 400)))
    # Off the borders, which shapely gives to both sides.
    shifted = (track[0], track[1] + 0.137, track[2] + 0.291, track[3])
    found, _ = trace_polygons(*shifted, PolygonCells.build(cells), validity)
    path = gate(*shifted, validity)
    expected = per_cell(
        path.t_ms, np.column_stack((path.x, path.y)), path.valid, dict(enumerate(cells))
    )
    seconds, metres = sums(found, len(cells))
    # What is outside is told by the union, not by the sum of shares.
    assert np.allclose(seconds[:-1], expected[0][:-1], rtol=0, atol=1e-3)
    assert np.allclose(metres[:-1], expected[1][:-1], rtol=0, atol=1e-3)


@given(tracks(), st.integers(0, 50))
@settings(deadline=None)
def test_visits_to_one_cell_do_not_overlap_and_are_in_order_of_entry(track, seed):
    rng = np.random.default_rng(seed)
    cells = [Point(rng.uniform(0, 600, 2)).buffer(rng.uniform(20, 300), 3) for _ in range(12)]
    found, _ = trace_polygons(*track, PolygonCells.build(cells), OPEN)
    assert np.all(np.diff(found.enter_us) >= 0)
    assert np.all(found.leave_us > found.enter_us)
    for cell in np.unique(found.cell):
        one = found.cell == cell
        assert np.all(found.enter_us[one][1:] >= found.leave_us[one][:-1])
