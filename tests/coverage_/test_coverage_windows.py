"""Windows told apart: by shift, weekday and time, and by why they were not met."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage.day_blocks import stays_of
from geo_patrol.coverage.gaps import LONGER, NEVER_US
from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.rollup import SHIFT_KINDS, at_us, local_day
from geo_patrol.coverage.watching import watch
from geo_patrol.coverage.windows import (
    ANY_WEEKDAY,
    CellGroup,
    count_windows,
    groups_of,
    share_of,
    time_bounds,
    weekdays,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2022, 8, 15, tzinfo=SHANGHAI)
NOBODY = np.empty((0, 2), np.int64)
SHIFT, DAY, WEEK = 8 * 3600.0, 86_400.0, 7 * 86_400.0


def us(hours):
    return round((MONDAY + timedelta(hours=hours)).timestamp() * 1e6)


def counts(rows, required, end=48, trackless=(), kinds=None, levels=None):
    """Return the windows of (cell, enter h, leave h) rows since that Monday's midnight."""
    required = np.array(required, float)
    n = len(required)
    _, group = groups_of(kinds or ["shoreline"] * n, levels or [None] * n, required)
    visits = Visits(
        np.array([row[0] for row in rows], np.int32),
        np.array([us(row[1]) for row in rows], np.int64),
        np.array([us(row[2]) for row in rows], np.int64),
        np.zeros(len(rows)),
    )
    days = range(local_day(us(0), SHANGHAI), local_day(us(end), SHANGHAI) + 1)
    stays = [stays_of([visits], at_us(d, SHANGHAI), at_us(d + 1, SHANGHAI)) for d in days]
    before = np.full(n, NEVER_US, np.int64)
    watched = watch(stays, before, required, group, us(0), us(end), SHANGHAI)
    duty = np.array([(us(a), us(b)) for a, b in trackless], np.int64).reshape(-1, 2)
    _, times = time_bounds(us(0), us(end), SHANGHAI)
    return count_windows(watched, group, duty, times)


def test_cells_are_alike_in_kind_zone_and_interval():
    kinds = ["shoreline", "access", "shoreline", "shoreline", "park"]
    levels = ["first", "first", "first", None, None]
    groups, group = groups_of(kinds, levels, np.array([SHIFT, SHIFT, SHIFT, SHIFT, np.nan]))
    assert group.tolist() == [0, 1, 0, 2, -1]
    assert groups[1] == CellGroup("access", "first", 28_800)


def test_each_window_has_its_shift_weekday_and_time():
    found = counts([(0, 9, 10), (0, 33, 34)], [SHIFT])
    early = found.shift == SHIFT_KINDS.index("early")
    assert (share_of(found, early).windows, share_of(found, early).met) == (2, 2)
    assert sorted(set(found.weekday.tolist())) == [0, 1]
    assert share_of(found, found.at == 1).windows == 3
    assert share_of(found).share == 2 / 6


def test_a_week_has_no_weekday():
    found = counts([(0, 9, 10)], [WEEK], end=14 * 24)
    assert (found.weekday.tolist(), found.shift.tolist()) == ([ANY_WEEKDAY] * 2, [LONGER] * 2)
    assert found.met.tolist() == [1, 0]


def test_what_was_not_met_is_never_untracked_or_missed():
    found = counts([(0, 1, 2)], [SHIFT, SHIFT, np.nan], end=24, trackless=[(12, 13)])
    in_order = [SHIFT_KINDS.index(kind) for kind in ("night", "early", "middle")]
    rows = [share_of(found, found.shift == shift) for shift in in_order]
    assert [one.met for one in rows] == [1, 0, 0]
    assert [one.never for one in rows] == [1, 1, 1]
    assert [one.untracked for one in rows] == [0, 1, 0]
    assert [one.missed for one in rows] == [0, 0, 1]


def test_nothing_required_has_no_windows():
    found = counts([(0, 1, 2)], [np.nan])
    assert len(found) == 0
    assert share_of(found).share is None


rows = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 200), st.integers(1, 30)).map(
        lambda row: (row[0], row[1], row[1] + row[2])
    ),
    max_size=15,
)


@given(
    rows,
    st.lists(st.sampled_from([np.nan, SHIFT, DAY, WEEK]), min_size=5, max_size=5),
    st.integers(1, 500),
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 9)), max_size=3),
)
def test_every_window_became_one_of_four(some, required, end, duty):
    trackless = [(a, a + b) for a, b in duty]
    found = counts(some, required, end=end, trackless=trackless)
    parts = found.met + found.never + found.untracked + found.missed
    assert parts.tolist() == found.windows.tolist()
    assert (np.stack([found.met, found.never, found.untracked, found.missed]) >= 0).all()
    keys = list(zip(found.group, found.shift, found.weekday, found.at, strict=True))
    assert sorted(set(keys)) == keys


@pytest.mark.parametrize(
    ("n_days", "unit", "n"), [(1, "day", 1), (45, "day", 45), (46, "week", 7), (450, "week", 65)]
)
def test_short_periods_are_told_by_days_longer_ones_by_weeks(n_days, unit, n):
    found, bounds = time_bounds(us(0), us(24 * n_days), SHANGHAI)
    assert (found, len(bounds) - 1) == (unit, n)
    assert bounds[0] == us(0)
    assert bounds[-1] >= us(24 * n_days)


def test_years_are_told_by_months():
    start = datetime(2021, 2, 10, tzinfo=SHANGHAI)
    end = datetime(2023, 2, 10, tzinfo=SHANGHAI)
    unit, bounds = time_bounds(*(round(at.timestamp() * 1e6) for at in (start, end)), SHANGHAI)
    first, last = (datetime.fromtimestamp(bounds[i] / 1e6, SHANGHAI) for i in (0, -1))
    assert (unit, len(bounds) - 1) == ("month", 25)
    assert (first.month, first.day, last.month, last.day) == (2, 1, 3, 1)


def test_weeks_begin_on_mondays():
    assert weekdays(np.array([0, 4, local_day(us(0), SHANGHAI)])).tolist() == [3, 0, 0]
