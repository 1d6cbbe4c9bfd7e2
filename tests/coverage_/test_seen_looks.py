"""Looks at cells: when somebody on a path was within sight of them."""

import numpy as np
import pytest
import shapely
from coverage_oracle import OPEN
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_oracle import ALWAYS_DAY, ALWAYS_NIGHT, even, walk

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.looks import looks, watch
from geo_patrol.coverage.seen.paths import within
from geo_patrol.coverage.seen.records import Sight

CELLS = [shapely.box(400 * k, 300, 400 * k + 100, 400) for k in range(5)]
WATCHED = watch(np.arange(0, 10, 2, dtype=np.int32), np.full(5, 0.6), CELLS)


def path_of(track):
    return gate(*track, OPEN)


def spans(visits):
    return list(
        zip(visits.cell.tolist(), visits.enter_us.tolist(), visits.leave_us.tolist(), strict=True)
    )


def slow_looks(path, reach_m):
    """Return the spans by going through every segment and cell."""
    found = []
    for cell, shape in zip(WATCHED.cell.tolist(), CELLS, strict=True):
        mine = []
        for i in range(len(path.valid)):
            begin, end = int(path.t_ms[i]) * 1000, int(path.t_ms[i + 1]) * 1000
            line = shapely.LineString([(path.x[i], path.y[i]), (path.x[i + 1], path.y[i + 1])])
            if not path.valid[i] or end == begin or line.distance(shape) > reach_m:
                continue
            if mine and mine[-1][2] == begin:
                mine[-1] = (cell, mine[-1][1], end)
            else:
                mine.append((cell, begin, end))
        found += mine
    return sorted(found, key=lambda one: (one[1], one[0]))


@given(st.integers(0, 10_000), st.floats(1, 200))
@settings(deadline=None, max_examples=25)
def test_a_look_is_the_segments_in_a_row_that_come_within_sight(seed, reach_m):
    path = path_of(walk(60, seed, side_m=800.0, step_m=120.0))
    made = looks(path, WATCHED, even(reach_m), ALWAYS_DAY)
    assert spans(made) == slow_looks(path, reach_m)
    assert not made.length_m.any()


def straight(y=250.0):
    """Walk past all cells, 50 m to the south of them, a fix every 10 s and 20 m."""
    x = np.arange(-100.0, 2000.0, 20.0)
    return np.arange(len(x)) * 10_000, x, np.full(len(x), y), np.full(len(x), np.nan)


def test_by_night_one_sees_less_far():
    path = path_of(straight())
    sight = Sight(day_m=60, night_m=40)
    assert set(looks(path, WATCHED, sight, ALWAYS_DAY).cell) == {0, 2, 4, 6, 8}
    assert len(looks(path, WATCHED, sight, ALWAYS_NIGHT)) == 0


def test_dusk_cuts_the_segment_that_it_falls_in():
    path = path_of(straight())
    dusk_us = 83_000_000
    light = Daylight(np.array([dusk_us]), False)
    (first,) = spans(looks(path, WATCHED, Sight(day_m=60, night_m=40), light))
    assert first[0] == 0
    assert first[2] == dusk_us


def test_without_cells_or_sight_or_valid_segments_nobody_looks():
    path = path_of(straight())
    assert (
        len(looks(path, watch(np.empty(0, np.int32), np.empty(0), []), even(60), ALWAYS_DAY)) == 0
    )
    assert len(looks(path, WATCHED, even(0), ALWAYS_DAY)) == 0
    lone = tuple(column[:1] for column in straight())
    assert len(looks(path_of(lone), WATCHED, even(60), ALWAYS_DAY)) == 0


@pytest.mark.parametrize(("from_ms", "to_ms"), [(35_000, 62_000), (40_000, 60_000)])
def test_a_path_within_a_period_is_valid_in_it_and_nowhere_else(from_ms, to_ms):
    path = within(path_of(straight()), from_ms, to_ms)
    begin, end = path.t_ms[:-1][path.valid], path.t_ms[1:][path.valid]
    assert (begin.min(), end.max()) == (from_ms, to_ms)
    assert (end - begin).sum() == to_ms - from_ms


def test_a_path_outside_a_period_is_valid_nowhere():
    assert not within(path_of(straight()), -90_000, -10_000).valid.any()
    assert not within(path_of(straight()), 10**9, 2 * 10**9).valid.any()
