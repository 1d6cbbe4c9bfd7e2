"""What docs/figures.md says of bad input, from the fixes to what is seen and what is missed."""

import itertools
from datetime import UTC

import numpy as np
import pytest
from coverage_oracle import lattice_of, sums
from shapely import box

from geo_patrol.coverage.gaps import compliance, gap_spans
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import OUTSIDE, VALIDITY
from geo_patrol.coverage.rollup import roll_up
from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.records import SIGHT, Sight, lattice_frame
from geo_patrol.coverage.seen.sectors import Sector, see_sectors
from geo_patrol.coverage.seen.sighting import see_track
from geo_patrol.errors import InvalidInput
from geo_patrol.hotspots.bandwidth import choose_bandwidth
from geo_patrol.hotspots.density import density
from geo_patrol.hotspots.effort_rate import RATE_CLASSES, effort_rates
from geo_patrol.hotspots.gi_star import SPOT_CLASSES, gi_star_grid
from geo_patrol.hotspots.neighbours import Window

N_ROWS, N_COLS = 3, 4
GRID = lattice_of(N_ROWS, N_COLS)
FRAME = lattice_frame(GRID)
DRAWN = PolygonCells.build(
    [
        box(col * 100, 200 - row * 100, col * 100 + 100, 300 - row * 100)
        for row, col in itertools.product(range(N_ROWS), range(N_COLS))
    ]
)
FOOT = VALIDITY["foot"]
MINUTE_MS, DAY_MS = 60_000, 86_400_000
DAY_ZONE = UTC
DAY = Daylight(np.empty(0, np.int64), dark_first=False)
BORDERS = [(x, y) for x in range(0, 401, 100) for y in range(0, 301, 100)]

TRACKS: dict[str, tuple[list[float], list[float], list[float]]] = {
    "no fix": ([], [], []),
    "one fix": ([0], [150], [150]),
    "fixes of one moment": ([0, 0, 0], [50, 150, 250], [50, 150, 250]),
    "no valid segment": ([0, 1000, 2000], [50, 1050, 2050], [50, 50, 50]),
    "two fixes of one moment": (
        [0, MINUTE_MS, MINUTE_MS, 2 * MINUTE_MS],
        [50, 90, 390, 130],
        [50, 50, 250, 50],
    ),
    "thirty days": (
        [0, MINUTE_MS, 30 * DAY_MS, 30 * DAY_MS + MINUTE_MS],
        [50, 90, 90, 130],
        [50] * 4,
    ),
    "a fix on every border": (
        [k * MINUTE_MS for k in range(len(BORDERS))],
        [x for x, _ in BORDERS],
        [y for _, y in BORDERS],
    ),
    "no number": ([0, MINUTE_MS, 2 * MINUTE_MS], [50, np.nan, 90], [50, 50, 50]),
    "beyond the grid": ([0, MINUTE_MS], [1e7, 1e7 + 50], [-1e7, -1e7]),
    "over the edge": ([0, MINUTE_MS], [350, 450], [150, 150]),
}


@pytest.mark.parametrize("name", TRACKS)
def test_odd_tracks_have_an_answer_and_lose_no_time(name: str) -> None:
    t_ms, x, y = TRACKS[name]
    accuracy = np.full(len(t_ms), np.nan)
    visits, totals = trace(t_ms, x, y, accuracy, GRID, FOOT)
    drawn, drawn_totals = trace_polygons(t_ms, x, y, accuracy, DRAWN, FOOT)
    seconds, metres = sums(visits, N_ROWS * N_COLS)
    np.testing.assert_allclose(sums(drawn, N_ROWS * N_COLS), (seconds, metres), atol=1e-6)
    assert drawn_totals == totals
    assert seconds.sum() == pytest.approx(totals.observed_s, abs=1e-6)
    assert metres.sum() == pytest.approx(totals.length_m, abs=1e-6)
    span_s = (t_ms[-1] - t_ms[0]) / 1000 if t_ms else 0
    assert totals.observed_s + totals.unobserved_s == span_s


@pytest.mark.parametrize("name", ["no fix", "one fix", "fixes of one moment", "no valid segment"])
def test_a_track_that_shows_nothing_is_no_visit_no_row_and_sees_nothing(name: str) -> None:
    t_ms, x, y = TRACKS[name]
    accuracy = np.full(len(t_ms), np.nan)
    visits, totals = trace(t_ms, x, y, accuracy, GRID, FOOT)
    assert len(visits) == totals.length_m == 0
    assert len(roll_up([[visits]], DAY_ZONE)) == 0
    assert see_track(t_ms, x, y, accuracy, FRAME, FOOT, SIGHT["foot"], DAY).n_seen == 0


def test_of_fixes_at_one_moment_only_the_first_is_anywhere() -> None:
    visits, totals = trace(*TRACKS["two fixes of one moment"], np.full(4, np.nan), GRID, FOOT)
    assert totals.observed_s == 120
    assert set(visits.cell.tolist()) == {8, 9}


def test_thirty_days_without_a_fix_are_unobserved_and_no_presence() -> None:
    visits, totals = trace(*TRACKS["thirty days"], np.full(4, np.nan), GRID, FOOT)
    assert totals.unobserved_s == 30 * 86_400 - 60
    assert roll_up([[visits]], DAY_ZONE).presence_s.sum() == totals.observed_s == 120


def test_what_is_beyond_the_grid_is_outside_and_in_no_row() -> None:
    visits, totals = trace(*TRACKS["beyond the grid"], np.full(2, np.nan), GRID, FOOT)
    assert set(visits.cell.tolist()) == {OUTSIDE}
    assert totals.observed_s == 60
    assert len(roll_up([[visits]], DAY_ZONE)) == 0


def test_a_hole_is_outside_and_cells_that_overlap_each_have_the_visit() -> None:
    hole = lattice_of(1, 3)
    hole.cell_of[0, 1] = OUTSIDE
    way = [0, 2 * MINUTE_MS], [50, 250], [50, 50], np.full(2, np.nan)
    visits, totals = trace(*way, hole, FOOT)
    assert visits.cell.tolist() == [0, OUTSIDE, 2]
    over = PolygonCells.build([box(0, 0, 200, 100), box(100, 0, 300, 100)])
    shared, same = trace_polygons(*way, over, FOOT)
    seconds, _ = sums(shared, 2)
    assert same == totals
    assert seconds.tolist() == pytest.approx([90, 90, 0])
    assert totals.observed_s == 120


def test_an_empty_period_has_neither_gaps_nor_windows_and_a_reversed_one_is_refused() -> None:
    one = np.zeros(1, np.int32), np.zeros(1, np.int64), np.ones(1, np.int64)
    wanted = np.array([3600.0])
    assert len(gap_spans(*one, wanted, 10, 10)) == 0
    assert compliance(*one, wanted, 10, 10, DAY_ZONE).windows.sum() == 0
    for find in (gap_spans, lambda *given: compliance(*given, DAY_ZONE)):
        with pytest.raises(InvalidInput) as refused:
            find(*one, wanted, 10, 9)
        assert refused.value.key == "coverage.period_reversed"


@pytest.mark.parametrize(("fov_deg", "range_m"), [(90, 0), (90, -1), (0, 100)])
def test_a_camera_without_range_or_view_sees_nothing(fov_deg: float, range_m: float) -> None:
    assert see_sectors([Sector(150, 150, 0, fov_deg, range_m)], FRAME).n_seen == 0


def test_a_sight_of_nothing_sees_nothing_and_less_is_refused() -> None:
    way = [0, MINUTE_MS], [50, 150], [50, 50], np.full(2, np.nan)
    assert see_track(*way, FRAME, FOOT, Sight(0, 0), DAY).n_seen == 0
    with pytest.raises(InvalidInput):
        Sight(-1, 0)


@pytest.mark.parametrize("bandwidth_m", [0, -5, np.nan, np.inf])
def test_a_bandwidth_that_is_no_length_is_refused(bandwidth_m: float) -> None:
    with pytest.raises(InvalidInput) as refused:
        density([1.0], [1.0], (0, 0, 10, 10), bandwidth_m, 1.0)
    assert refused.value.key == "hotspots.bandwidth_not_positive"


def test_points_at_one_place_choose_no_bandwidth() -> None:
    with pytest.raises(InvalidInput) as refused:
        choose_bandwidth(np.full(5, 7.0), np.full(5, 7.0), rng=np.random.default_rng(0))
    assert refused.value.key == "hotspots.too_few_places"


def test_values_that_are_alike_are_no_spot() -> None:
    row, col = np.divmod(np.arange(12), 4)
    found = gi_star_grid(np.full(12, 3.0), row, col, Window.square(1))
    assert (found.z.tolist(), found.p.tolist()) == ([0.0] * 12, [1.0] * 12)
    assert {SPOT_CLASSES[code] for code in found.classes()} == {"none"}


def test_where_nobody_was_there_is_no_rate_and_nothing_can_be_said() -> None:
    found = effort_rates([0, 5, 100], [0, 3600, 36_000_000])
    assert np.isnan(found.per_h[0])
    assert (found.low_per_h[0], found.high_per_h[0]) == (0, np.inf)
    assert RATE_CLASSES[found.codes[0]] == "too_little_effort"
