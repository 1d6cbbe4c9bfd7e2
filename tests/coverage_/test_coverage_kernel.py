"""Visits to the cells of a regular grid."""

import numpy as np
import pytest
from coverage_oracle import OPEN, lattice_of, per_cell, squares_of, sums
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, Lattice, Validity

# Nine squares of 100 m, numbered from the north-west: 0 1 2 / 3 4 5 / 6 7 8.
NINE = lattice_of(3, 3)


def visits(points, lattice=NINE, every_s=60, validity=OPEN):
    """Return (cell, enter s, leave s, m) of a track through points at even times."""
    x, y = np.array(points, float).reshape(-1, 2).T
    t = np.arange(len(x)) * every_s * 1000
    found, _ = trace(t, x, y, np.full(len(x), np.nan), lattice, validity)
    return [
        (int(c), a / 1e6, b / 1e6, round(float(m), 6))
        for c, a, b, m in zip(
            found.cell, found.enter_us, found.leave_us, found.length_m, strict=True
        )
    ]


def test_a_segment_within_a_square_is_one_visit():
    assert visits([(10, 10), (50, 40)]) == [(6, 0, 60, 50)]


def test_a_segment_is_split_where_it_crosses_a_border():
    assert visits([(50, 50), (250, 50)]) == [(6, 0, 15, 50), (7, 15, 45, 100), (8, 45, 60, 50)]


def test_pieces_in_one_cell_are_one_visit():
    assert visits([(110, 50), (150, 50), (190, 50), (210, 50)]) == [
        (7, 0, 150, 90),
        (8, 150, 180, 10),
    ]


def test_coming_back_is_a_visit_of_its_own():
    assert [c for c, *_ in visits([(50, 50), (150, 50), (50, 50)])] == [6, 7, 6]


def test_an_invalid_segment_ends_a_visit():
    gappy = Validity(max_gap_s=60, max_speed_kmh=100, max_accuracy_m=50, min_move_m=0)
    t = np.array([0, 60, 300, 360]) * 1000
    found, totals = trace(t, [50.0] * 4, [50.0] * 4, [np.nan] * 4, NINE, gappy)
    assert found.cell.tolist() == [6, 6]
    assert found.enter_us.tolist() == [0, 300_000_000]
    assert found.leave_us.tolist() == [60_000_000, 360_000_000]
    assert totals.unobserved_s == 240


def test_standing_still_counts_as_dwell():
    assert visits([(50, 50)] * 11, validity=VALIDITY["foot"]) == [(6, 0, 600, 0)]


def test_time_outside_the_grid_is_kept_as_outside():
    assert visits([(-50, 50), (50, 50), (50, -150)]) == [
        (OUTSIDE, 0, 30, 50),
        (6, 30, 75, 100),
        (OUTSIDE, 75, 120, 150),
    ]


def test_a_track_that_never_meets_the_grid_is_one_visit_outside():
    assert visits([(-500, -500), (800, -100), (800, 900)]) == [(OUTSIDE, 0, 120, 2360.147051)]


def test_a_grid_far_away_costs_no_walk():
    assert visits([(-1e12, 150), (1e12, 150)])[0][0] == OUTSIDE
    assert [c for c, *_ in visits([(-1e12, 150), (1e12, 150)], every_s=10**9)] == [
        OUTSIDE, 3, 4, 5, OUTSIDE,
    ]  # fmt: skip


def test_a_hole_in_the_grid_is_outside():
    cell_of = np.array([[0, OUTSIDE, 1]], np.int32)
    assert [c for c, *_ in visits([(50, 50), (250, 50)], Lattice(0, 100, 100, cell_of))] == [
        0, OUTSIDE, 1,
    ]  # fmt: skip


def test_a_merged_sliver_has_no_border_to_its_cell():
    merged = Lattice(0, 100, 100, np.array([[4, 4, 1]], np.int32))
    assert visits([(50, 50), (250, 50)], merged) == [(4, 0, 45, 150), (1, 45, 60, 50)]


@pytest.mark.parametrize(
    ("point", "cell"),
    [
        ((100, 150), 4), ((200, 150), 5), ((150, 200), 4), ((150, 100), 7),
        ((100, 100), 7), ((100, 200), 4), ((200, 100), 8), ((0, 300), 0),
        ((300, 150), OUTSIDE), ((150, 0), OUTSIDE), ((0, 0), OUTSIDE), ((300, 300), OUTSIDE),
    ],
)  # fmt: skip
def test_standing_on_a_border_is_in_the_cell_east_or_south_of_it(point, cell):
    assert visits([point, point]) == [(cell, 0, 60, 0)]


@pytest.mark.parametrize(
    ("begin", "end", "cells"),
    [
        ((100, 290), (100, 10), [1, 4, 7]),
        ((100, 10), (100, 290), [7, 4, 1]),
        ((10, 200), (290, 200), [3, 4, 5]),
        ((290, 200), (10, 200), [5, 4, 3]),
    ],
)
def test_motion_along_a_border_is_in_one_cell_at_a_time(begin, end, cells):
    assert [c for c, *_ in visits([begin, end])] == cells


@pytest.mark.parametrize("reverse", [False, True])
def test_a_corner_passed_through_exactly_touches_no_third_cell(reverse):
    falling, rising = [(50, 250), (250, 50)], [(50, 50), (250, 250)]
    step = -1 if reverse else 1
    assert [c for c, *_ in visits(falling[::step])] == [0, 4, 8][::step]
    assert [c for c, *_ in visits(rising[::step])] == [6, 4, 2][::step]


def test_reaching_a_border_and_turning_back_is_no_visit_beyond_it():
    assert visits([(50, 150), (100, 150), (50, 150)]) == [(3, 0, 120, 100)]


def test_stopping_on_a_border_is_dwell_beyond_it():
    assert visits([(50, 150), (100, 150), (100, 150)]) == [(3, 0, 60, 50), (4, 60, 120, 0)]


def test_a_fix_on_every_border():
    assert visits([(0, 150), (100, 150), (200, 150), (300, 150), (400, 150)]) == [
        (3, 0, 60, 100),
        (4, 60, 120, 100),
        (5, 120, 180, 100),
        (OUTSIDE, 180, 240, 100),
    ]


def test_a_border_crossed_in_the_last_instant_of_a_segment_is_crossed_all_the_same():
    # 10 µm before its end, which is less than half a microsecond of the way.
    points = [(0, 150), (200.00001, 150), (290, 150)]
    assert visits(points, every_s=5) == [
        (3, 0, 2.5, 100),
        (4, 2.5, 5, 100.00001),
        (5, 5, 10, 89.99999),
    ]


@pytest.mark.parametrize("n", [0, 1])
def test_no_fix_or_one_makes_no_visit(n):
    assert visits([(50, 50)] * n) == []


def test_no_valid_segment_makes_no_visit():
    strict = Validity(max_gap_s=1, max_speed_kmh=100, max_accuracy_m=50, min_move_m=0)
    assert visits([(50, 50), (150, 50)], validity=strict) == []


def test_fixes_of_one_moment_make_no_visit():
    found, totals = trace([5, 5, 5], [50, 150, 250], [50.0] * 3, [np.nan] * 3, NINE, OPEN)
    assert len(found) == 0
    assert (totals.observed_s, totals.unobserved_s) == (0, 0)


def test_lists_of_whole_numbers_are_taken():
    found, _ = trace([0, 1000], [10, 20], [10, 20], [5, 5], NINE, OPEN)
    assert found.cell.tolist() == [6]


def test_one_segment_over_thousands_of_cells_is_split_at_each():
    fine = lattice_of(100, 20_000, 1.0)
    found, totals = trace([0, 3_600_000], [0.5, 19_999.5], [0.25, 99.25], [1, 1], fine, OPEN)
    assert len(found) == 19_999 + 99 + 1
    assert found.length_m.sum() == pytest.approx(totals.length_m, abs=1e-3)
    assert np.all(np.diff(found.enter_us) > 0)


SIDE = 12
MERGED = Lattice(
    -300.0, 600.0, 100.0, np.random.default_rng(3).integers(-1, 60, (9, SIDE)).astype(np.int32)
)


@st.composite
def tracks(draw, shortest_ms=1):
    """Draw tracks over and beyond a small grid, some with all fixes on borders and corners."""
    n = draw(st.integers(0, 40))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    step = draw(st.sampled_from([5.0, 40.0, 150.0, 400.0]))
    x = 300 + np.cumsum(rng.normal(0, step, n))
    y = 200 + np.cumsum(rng.normal(0, step, n))
    if draw(st.booleans()):
        snap = draw(st.sampled_from([50.0, 100.0]))
        x, y = np.round(x / snap) * snap, np.round(y / snap) * snap
    t = np.cumsum(rng.choice([0, shortest_ms, 5_000, 14_321, 60_000, 400_000], n))
    accuracy = rng.choice([np.nan, 5.0, 20.0, 70.0], n, p=[0.4, 0.4, 0.15, 0.05])
    return t, x, y, accuracy


MODES = st.sampled_from([OPEN, *VALIDITY.values()])


@given(tracks(), MODES)
@settings(deadline=None, max_examples=300)
def test_sums_over_visits_are_the_tracks_own_totals(track, validity):
    found, totals = trace(*track, MERGED, validity)
    assert (found.leave_us - found.enter_us).sum() == round(totals.observed_s * 1e6)
    assert found.length_m.sum() == pytest.approx(totals.length_m, rel=0, abs=1e-3)
    span_s = (track[0][-1] - track[0][0]) / 1000 if len(track[0]) else 0
    assert totals.observed_s + totals.unobserved_s == pytest.approx(span_s, abs=1e-3)


@given(tracks(), MODES)
@settings(deadline=None)
def test_visits_are_in_time_order_never_empty_and_change_cell(track, validity):
    found, _ = trace(*track, MERGED, validity)
    assert np.all(found.leave_us > found.enter_us)
    assert np.all(found.enter_us[1:] >= found.leave_us[:-1])
    unbroken = found.enter_us[1:] == found.leave_us[:-1]
    path = gate(*track, validity)
    breaks = set((path.t_ms[:-1][~path.valid] * 1000).tolist())
    same = unbroken & (found.cell[1:] == found.cell[:-1])
    assert set(found.leave_us[:-1][same].tolist()) <= breaks


@given(tracks(shortest_ms=1000), MODES)
@settings(deadline=None)
def test_cutting_with_shapely_gives_the_same_per_cell(track, validity):
    # Off the borders, which shapely gives to both sides.
    shifted = (track[0], track[1] + 0.137, track[2] + 0.291, track[3])
    found, _ = trace(*shifted, MERGED, validity)
    path = gate(*shifted, validity)
    shapes = squares_of(MERGED)
    expected = per_cell(path.t_ms, np.column_stack((path.x, path.y)), path.valid, shapes)
    seconds, metres = sums(found, len(expected[0]) - 1)
    assert np.allclose(seconds, expected[0], rtol=0, atol=1e-3)
    assert np.allclose(metres, expected[1], rtol=0, atol=1e-3)


@given(tracks(shortest_ms=1000))
@settings(deadline=None)
def test_the_border_rule_is_a_hair_to_the_south_east(track):
    # Where a border is, a track beside it by next to nothing says whose it is.
    t, x, y, accuracy = track
    found, _ = trace(t, x, y, accuracy, MERGED, OPEN)
    beside, _ = trace(t, x + 1e-6, y - 1e-6, accuracy, MERGED, OPEN)
    n = int(MERGED.cell_of.max()) + 1
    assert np.allclose(sums(found, n)[0], sums(beside, n)[0], rtol=0, atol=0.01)
    assert np.allclose(sums(found, n)[1], sums(beside, n)[1], rtol=0, atol=0.01)
