"""Cell × required window: how many were met."""

import math
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage.gaps import LONGER, compliance, window_bounds
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.records import VALIDITY
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.crs import project
from geo_patrol.grid import default_interval_s, make_grid

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2022, 8, 15, tzinfo=SHANGHAI)
BOUNDARIES = Path(__file__).parents[2] / "data" / "boundaries"
H = 3600.0


def us(hours):
    """Return hours since that Monday's midnight as Unix µs."""
    return round((MONDAY + timedelta(hours=hours)).timestamp() * 1e6)


def measure(rows, required=(8 * H,), begin=0, end=48):
    """Return the compliance of (cell, enter h, leave h) rows."""
    return compliance(
        np.array([row[0] for row in rows], np.int32),
        np.array([us(row[1]) for row in rows], np.int64),
        np.array([us(row[2]) for row in rows], np.int64),
        np.array(required, float),
        us(begin),
        us(end),
        SHANGHAI,
    )


def test_a_shift_is_met_by_one_visit_in_it():
    found = measure([(0, 3, 3.5), (0, 9, 9.5), (0, 18, 18.5), (0, 35, 35.1)])
    assert found.share() == 4 / 6
    assert [found.share(kind) for kind in SHIFT_KINDS] == [1, 0.5, 0.5]


def test_a_visit_over_a_change_of_shift_meets_both():
    found = measure([(0, 7.9, 8.1)], end=24)
    assert [found.share(kind) for kind in SHIFT_KINDS] == [1, 0, 1]


def test_a_visit_that_ends_with_the_shift_does_not_meet_the_next():
    assert measure([(0, 7, 8)], end=24).share("early") == 0


def test_windows_only_partly_in_the_period_are_left_out():
    assert measure([], begin=1, end=31).windows.sum() == 2
    assert measure([], begin=0, end=7.9).windows.sum() == 0


def test_a_daily_interval_counts_local_days():
    found = measure([(0, 1, 2), (0, 23.9, 24.1)], required=(24 * H,), end=72)
    assert found.windows[0].tolist() == [0, 0, 0, 3]
    assert found.share() == 2 / 3
    assert math.isnan(found.share("early"))


def test_a_weekly_interval_counts_weeks_from_monday():
    week = 7 * 24
    found = measure([(0, week - 1, week + 1)], required=(week * H,), begin=-30, end=3 * week + 50)
    assert found.windows[0, LONGER] == 3
    assert found.met[0, LONGER] == 2


@pytest.mark.parametrize(("hours", "in_shifts", "longer"), [(4, 6, 0), (6, 2, 2), (12, 0, 2)])
def test_shorter_intervals_divide_the_day(hours, in_shifts, longer):
    found = measure([], required=(hours * H,), end=24)
    assert found.windows[0, :LONGER].sum() == in_shifts
    assert found.windows[0, LONGER] == longer


def test_an_interval_that_fits_no_day_has_windows_of_its_length_all_the_same():
    bounds = window_bounds(10 * 3_600_000_000, us(0), us(100), SHANGHAI)
    assert np.all(np.diff(bounds) == 10 * 3_600_000_000)
    again = window_bounds(10 * 3_600_000_000, us(20), us(100), SHANGHAI)
    assert set(again.tolist()) <= set(bounds.tolist())


def test_cells_can_be_told_apart():
    found = measure([(1, 1, 2), (1, 9, 10), (1, 17, 18)], required=(8 * H, 8 * H, np.nan), end=24)
    assert found.windows.sum(axis=1).tolist() == [3, 3, 0]
    assert found.share(cells=np.array([False, True, False])) == 1
    assert found.share("night", np.array([True, False, True])) == 0
    assert math.isnan(found.share(cells=np.array([False, False, True])))


def test_nothing_to_count_has_no_share():
    assert math.isnan(measure([], required=()).share())
    assert math.isnan(measure([], begin=5, end=5).share())


rows = st.lists(
    st.tuples(st.integers(0, 2), st.integers(-30, 200), st.integers(1, 30)).map(
        lambda row: (row[0], row[1], row[1] + row[2])
    ),
    max_size=15,
)


@given(rows, st.sampled_from([2, 8, 24]), st.integers(-5, 60), st.integers(0, 150))
def test_windows_met_are_those_that_a_visit_touches(some, hours, begin, length):
    end = begin + length
    found = measure(some, required=(hours * H,) * 3, begin=begin, end=end)
    starts = [h for h in range(-240, 480, hours) if h >= begin and h + hours <= end]
    for cell in range(3):
        met = [h for h in starts if any(c == cell and a < h + hours and b > h for c, a, b in some)]
        assert found.windows[cell].sum() == len(starts)
        assert found.met[cell].sum() == len(met)


@pytest.mark.parametrize("area", ["changzhao", "qincun"])
class TestOneBoatCrewCanMeetTheDefaults:
    """A boat at 12 km/h goes round a reservoir's shoreline cells once a shift."""

    SPEED_MS = 12 / 3.6

    def grid(self, area):
        water = self.shape("reservoirs_water", f"res-{area}")
        zone = self.shape("zone1_illustrative", f"zone1-{area}")
        zones = [("first", zone)]
        return water, make_grid(area, zone, water=water, zones=zones, provisional_sections=True)

    def shape(self, name, feature):
        frame = gpd.read_file(BOUNDARIES / f"{name}.geojson")
        return frame.loc[frame["id"] == feature].geometry.iloc[0]

    def round(self, water, cells):
        """Return the way round: for each cell a point by the waterline, 15 m into the cell."""
        rings = [shapely.LineString(ring) for ring in (water.exterior, *water.interiors)]
        stops = []
        for cell in cells:
            parts = shapely.get_parts(
                shapely.line_merge(shapely.intersection(cell, water.boundary))
            )
            middle = shapely.line_interpolate_point(
                max(parts, key=shapely.length), 0.5, normalized=True
            )
            inward = shapely.LineString([middle, cell.point_on_surface()])
            ring = int(np.argmin(shapely.distance(rings, middle)))
            order = (ring, rings[ring].project(middle))
            stops.append((order, inward.interpolate(15)))
        return shapely.LineString([point for _, point in sorted(stops, key=lambda one: one[0])])

    def visits(self, grid, way, start_us):
        """Return the visits of a boat on that way: a fix every 5 s, a few metres off."""
        rng = np.random.default_rng(start_us // 1_000_000)
        t = np.arange(0, way.length / self.SPEED_MS, 5)
        x, y = shapely.get_coordinates(way.interpolate(t * self.SPEED_MS)).T
        x, y = (w + rng.normal(0, 2, len(t)) for w in (x, y))
        t_ms = start_us // 1000 + (t * 1000).astype(np.int64)
        return trace(t_ms, x, y, np.full(len(t), 4.0), grid.lattice(), VALIDITY["boat"])[0]

    def test_every_shoreline_cell_every_shift(self, area):
        water, grid = self.grid(area)
        interval = float(default_interval_s("shoreline", "first"))
        shore = [cell for cell in grid.cells if cell.kind == "shoreline"]
        assert {cell.required_interval_s for cell in shore} == {interval} == {8 * H}
        way = self.round(
            project(water), project(np.array([cell.geometry for cell in shore], object))
        )
        assert way.length / self.SPEED_MS < 0.6 * 8 * H

        required = np.full(len(grid.cells), np.nan)
        required[[cell.idx for cell in shore]] = interval
        rounds = [self.visits(grid, way, us(8 * shift + 1)) for shift in range(6)]

        def share(done, kind=None):
            joined = [
                np.concatenate([getattr(one, name) for one in done])
                for name in ("cell", "enter_us", "leave_us")
            ]
            return compliance(*joined, required, us(0), us(48), SHANGHAI).share(kind)

        assert share(rounds) == 1
        assert share(rounds[1:], "night") == 0.5
        assert share(rounds[1:], "early") == 1
