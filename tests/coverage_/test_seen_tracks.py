"""What a track saw: pixels by distance from the path, and shares of cells like shapely's."""

import itertools

import numpy as np
import pytest
import shapely
from coverage_oracle import OPEN, lattice_of, squares_of
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_oracle import (
    ALWAYS_DAY,
    ALWAYS_NIGHT,
    SLACK_M,
    circle_m2,
    distance_m,
    even,
    image,
    see,
    square,
    true_shares,
    walk,
)

from geo_patrol.coverage.records import VALIDITY
from geo_patrol.coverage.seen.pixels import lattice_pixels
from geo_patrol.coverage.seen.raster import intersect, pack
from geo_patrol.coverage.seen.records import SIGHT, Frame, Sight, frame_of
from geo_patrol.coverage.seen.shares import shares
from geo_patrol.coverage.seen.sighting import see_track
from geo_patrol.errors import InvalidInput

some_points = st.lists(
    st.tuples(st.integers(-800, 4000), st.integers(-800, 4000)), min_size=2, max_size=12
)
radii = st.floats(0.1, 200)


def track_of(points):
    """Return a track through points of eighths of a metre, a fix every ten seconds."""
    x, y = np.array(points, float).T / 8
    return np.arange(len(x)) * 10_000, x, y, np.full(len(x), np.nan)


@given(some_points, radii)
@settings(deadline=None, max_examples=40)
def test_a_pixel_is_seen_when_its_centre_is_within_sight_of_the_path(points, radius_m):
    track, frame = track_of(points), square(400.0)
    seen, away_m = image(see(track, frame, even(radius_m))), distance_m(track, frame)
    assert seen[away_m <= radius_m - SLACK_M].all()
    assert not seen[away_m > radius_m + SLACK_M].any()


@given(some_points, radii)
@settings(deadline=None, max_examples=40)
def test_on_a_path_of_one_segment_pixels_are_exact(points, radius_m):
    track, frame = track_of(points[:2]), square(400.0)
    seen, away_m = image(see(track, frame, even(radius_m))), distance_m(track, frame)
    assert seen[away_m <= radius_m - 1e-3].all()
    assert not seen[away_m > radius_m + 1e-3].any()


@pytest.mark.parametrize("radius_m", [20, 50, 150])
def test_shares_of_cells_are_those_of_shapely_within_a_third_of_a_percentage_point(radius_m):
    lattice = lattice_of(20, 20)
    cells = lattice_pixels(lattice, 400)
    squares = np.array(list(squares_of(lattice).values()))
    errors = []
    for seed in range(6):
        track = walk(400, seed)
        true = true_shares(track, squares, radius_m)
        got = shares(see(track, cells.frame, even(radius_m)), cells)
        errors.append(np.abs(got - true)[(true > 0) | (got > 0)])
    assert np.concatenate(errors).mean() < 0.003
    assert np.concatenate(errors).max() < 0.05


def test_someone_who_stands_sees_a_disc():
    standing = np.arange(60) * 10_000, np.full(60, 1000.0), np.full(60, 1000.0), np.full(60, np.nan)
    seen = see(standing, square(), even(50))
    assert seen.area_m2 == pytest.approx(circle_m2(50), rel=0.01)


@given(some_points, st.lists(radii, min_size=2, max_size=2).map(sorted))
@settings(deadline=None, max_examples=40)
def test_who_sees_farther_never_sees_less(points, two_radii):
    track, frame = track_of(points[:2]), square(400.0)
    less, more = (image(see(track, frame, even(radius_m))) for radius_m in two_radii)
    assert not (less & ~more).any()


def test_a_longer_track_never_saw_less():
    track, frame = walk(60, 3, side_m=400.0), square(400.0)
    parts = [tuple(column[:n] for column in track) for n in range(1, 61)]
    for shorter, longer in itertools.pairwise(parts):
        # A part more moves the straightened path by up to a slack.
        before, after = see(shorter, frame, even(40)), see(longer, frame, even(40 + SLACK_M))
        assert intersect(before, after).n_seen == before.n_seen


@given(some_points, st.integers(-1000, 1000), st.integers(-1000, 1000))
@settings(deadline=None, max_examples=40)
def test_a_track_and_a_grid_moved_together_show_the_same(points, east_m, north_m):
    t_ms, x, y, accuracy_m = track_of(points)
    here = see((t_ms, x, y, accuracy_m), square(400.0), even(50))
    frame = frame_of(east_m, 400.0 + north_m, 400.0, 400.0)
    there = see((t_ms, x + east_m, y + north_m, accuracy_m), frame, even(50))
    assert np.array_equal(image(here), image(there))


def test_the_way_back_shows_what_the_way_out_showed():
    t_ms, x, y, accuracy_m = walk(200, 5)
    out, back = (
        image(see((t_ms, xs, ys, accuracy_m), square(), even(50)))
        for xs, ys in ((x, y), (x[::-1], y[::-1]))
    )
    # Straightening begins at the other end: pixels on the very edge may differ.
    assert (out != back).sum() < 0.002 * out.sum()


def test_at_night_one_sees_less_than_by_day():
    track, frame, sight = walk(300, 7), square(), SIGHT["boat"]
    day = image(see(track, frame, sight, ALWAYS_DAY))
    night = image(see(track, frame, sight, ALWAYS_NIGHT))
    assert not (night & ~day).any()
    assert night.sum() < 0.6 * day.sum()


def test_every_mode_sees_less_by_night():
    assert {mode for mode, sight in SIGHT.items() if sight.night_m < sight.day_m} == set(VALIDITY)


def test_only_valid_segments_see():
    t_ms = np.array([0, 10_000, 400_000, 410_000])
    x, y = np.array([200.0, 210.0, 1800.0, 1810.0]), np.full(4, 1000.0)
    bits = see_track(t_ms, x, y, np.full(4, 5.0), square(), VALIDITY["foot"], even(50), ALWAYS_DAY)
    seen = image(bits)
    assert seen[200, 40] and seen[200, 361]
    assert not seen[:, 60:340].any()


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_fixes_see_nothing(n):
    track = tuple(column[:n] for column in walk(2, 1))
    assert see(track, square(), even(50)).n_seen == 0


def test_fixes_of_one_moment_see_nothing():
    track = np.zeros(3, np.int64), np.full(3, 1000.0), np.full(3, 1000.0), np.full(3, np.nan)
    assert see(track, square(), even(50)).n_seen == 0


def test_a_track_beyond_the_grid_sees_nothing_of_it():
    t_ms, x, y, accuracy_m = walk(50, 1)
    for east, north in ((1e4, 0), (-1e4, 0), (0, 1e4), (0, -1e4), (1e12, 1e12)):
        track = t_ms, x + east, y + north, accuracy_m
        assert see(track, square(), even(50)).n_seen == 0


def test_a_segment_through_the_whole_county_is_cut_at_the_grid():
    track = np.array([0, 10_000]), np.array([-1e9, 1e9]), np.full(2, 1000.0), np.full(2, np.nan)
    seen = image(see(track, square(), even(50)))
    assert seen[190:210].all()
    assert not seen[:189].any() and not seen[211:].any()


def test_a_fix_without_a_place_sees_nothing_and_harms_no_other():
    t_ms, x, y, accuracy_m = walk(9, 1)
    x[4] = np.nan
    halves = [tuple(c[part] for c in (t_ms, x, y, accuracy_m)) for part in (slice(4), slice(5, 9))]
    whole = image(see((t_ms, x, y, accuracy_m), square(), even(50)))
    assert np.array_equal(whole, np.any([image(see(h, square(), even(50))) for h in halves], 0))


def test_a_sight_of_nothing_sees_nothing():
    assert see(walk(50, 1), square(), even(0)).n_seen == 0


@pytest.mark.parametrize("bad", [-1, float("nan"), float("inf")])
def test_what_is_no_distance_is_refused(bad):
    with pytest.raises(InvalidInput, match="sight"):
        Sight(50, bad)


def test_a_frame_of_no_pixels_sees_nothing():
    assert see(walk(50, 1), frame_of(0, 0, 0, 0), even(50)).n_seen == 0


@pytest.mark.parametrize(
    "sides", [(np.nan, 1), (np.inf, 1), (-1, 1), (1e9, 1e9)], ids=["nan", "inf", "less", "huge"]
)
def test_a_frame_that_cannot_be_is_refused(sides):
    with pytest.raises(InvalidInput, match="bounds"):
        frame_of(0, 0, *sides)


def test_over_a_county_only_the_tiles_near_the_track_are_held():
    county = frame_of(0, 60_000, 50_000, 60_000)
    bits = see(walk(2880, 2, side_m=3000), county, even(50))
    assert county.n_tile_rows * county.n_tile_cols > 29_000
    assert len(bits) <= 11 * 11
    assert len(pack(bits)) < 20_000


def test_fixes_on_every_border_of_the_cells_are_seen_like_any_other():
    lattice = lattice_of(4, 4)
    cells = lattice_pixels(lattice, 16)
    x = np.array([0, 100, 200, 300, 400, 400, 300, 200, 100, 0], float)
    y = np.array([200] * 5 + [100] * 5, float)
    track = np.arange(10) * 10_000, x, y, np.full(10, np.nan)
    squares = np.array(list(squares_of(lattice).values()))
    got = shares(see(track, cells.frame, even(50)), cells)
    assert np.abs(got - true_shares(track, squares, 50)).max() < 0.005


def test_the_gate_comes_before_the_eye():
    rng = np.random.default_rng(0)
    n = 720
    noise = rng.normal(0, 3.5, (2, n))
    track = np.arange(n) * 5000, 1000 + noise[0], 1000 + noise[1], np.full(n, 5.0)
    gated = see_track(*track, square(), VALIDITY["foot"], even(50), ALWAYS_DAY)
    raw = see_track(*track, square(), OPEN, even(50), ALWAYS_DAY)
    assert gated.area_m2 < 1.05 * circle_m2(50) < raw.area_m2


def test_a_frame_of_other_pixels_gives_the_same_area():
    track = walk(200, 9)
    path = shapely.LineString(np.column_stack(track[1:3]))
    true_m2 = path.buffer(50).intersection(shapely.box(0, 0, 2000, 2000)).area
    for size_m in (2.0, 5.0, 10.0):
        frame: Frame = frame_of(0, 2000, 2000, 2000, size_m)
        assert see(track, frame, even(50)).area_m2 == pytest.approx(true_m2, rel=0.01)
