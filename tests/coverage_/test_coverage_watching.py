"""Gaps, windows and overdue time day by day: what the same stays give all at once."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage.day_blocks import stays_of
from geo_patrol.coverage.gaps import NEVER_US, compliance, gap_spans, last_leaves
from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.rollup import at_us, local_day
from geo_patrol.coverage.watching import watch
from geo_patrol.errors import InvalidInput

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2022, 8, 15, tzinfo=SHANGHAI)
H = 3_600_000_000
LONG_AGO = -40


def us(hours):
    return round((MONDAY + timedelta(hours=hours)).timestamp() * 1e6)


def visits_of(rows):
    """Return (cell, enter h, leave h) rows as visits."""
    return Visits(
        np.array([row[0] for row in rows], np.int32),
        np.array([us(row[1]) for row in rows], np.int64),
        np.array([us(row[2]) for row in rows], np.int64),
        np.zeros(len(rows)),
    )


def watched(rows, required, begin, end, zone=SHANGHAI, *, group=None):
    """Return what `watch` makes of visits: days before the period as last leaves, then by day."""
    visits = visits_of(rows)
    required = np.array(required, float)
    first, last = local_day(us(begin), zone), local_day(us(end), zone)
    start = at_us(first, zone)
    before = last_leaves(visits.cell, visits.enter_us, visits.leave_us, len(required), start)
    days = [
        stays_of([visits], at_us(day, zone), at_us(day + 1, zone)) for day in range(first, last + 1)
    ]
    if group is None:
        group = np.unique(required, return_inverse=True)[1]
    group = np.asarray(group, np.int32)
    return watch(days, before, required, group, us(begin), us(end), zone, list_spans=True)


rows = st.lists(
    st.tuples(
        st.integers(-1, 4),
        st.one_of(st.integers(LONG_AGO, 200), st.floats(LONG_AGO, 200).map(lambda h: round(h, 3))),
        st.sampled_from([0, 0.2, 1, 5, 30]),
    ).map(lambda row: (row[0], row[1], row[1] + row[2])),
    max_size=25,
)
REQUIRED = st.lists(
    st.sampled_from([np.nan, 2 * 3600.0, 8 * 3600.0, 10 * 3600.0, 86_400.0, 7 * 86_400.0]),
    min_size=5,
    max_size=5,
)


@given(
    rows, REQUIRED, st.integers(-5, 60), st.integers(0, 150), st.sampled_from([SHANGHAI, BERLIN])
)
def test_day_by_day_gives_what_all_at_once_gives(some, required, begin, length, zone):
    end = begin + length
    found = watched(some, required, begin, end, zone)
    visits = visits_of(some)
    columns = visits.cell, visits.enter_us, visits.leave_us
    period = us(begin), us(end)
    expected = gap_spans(*columns, np.array(required), *period)
    for name in ("cell", "from_us", "to_us", "never", "open"):
        assert getattr(found.spans, name).tolist() == getattr(expected, name).tolist(), name
    assert np.array_equal(found.spans.required_s, expected.required_s)
    counted = compliance(*columns, np.array(required), *period, zone)
    assert found.compliance.windows.tolist() == counted.windows.tolist()
    assert found.compliance.met.tolist() == counted.met.tolist()
    if length:
        assert found.last_leave_us.tolist() == last_leaves(*columns, 5, us(end)).tolist()


@given(rows, REQUIRED, st.integers(-5, 60), st.integers(0, 150))
def test_what_cells_and_groups_and_shifts_come_to_is_what_their_gaps_are(
    some, required, begin, length
):
    found = watched(some, required, begin, begin + length)
    spans, from_us = found.spans, us(begin)
    longest, overdue, n_gaps = ([0] * 5 for _ in range(3))
    by_shift = np.zeros(found.overdue_in_us.shape, np.int64)
    group = np.unique(np.array(required), return_inverse=True)[1]
    shifts = list(pairwise(found.shifts_us.tolist()))
    for c, a, b, never in zip(
        *(getattr(spans, name).tolist() for name in ("cell", "from_us", "to_us", "never")),
        strict=True,
    ):
        due = max(a + round(required[c] * 1e6), from_us)
        n_gaps[c] += 1
        longest[c] = max(longest[c], b - a)
        overdue[c] += b - due
        for i, (first, last) in enumerate(shifts):
            by_shift[int(never), group[c], i] += max(0, min(b, last) - max(due, first))
    assert found.n_gaps.tolist() == n_gaps
    assert found.longest_us.tolist() == longest
    assert found.overdue_us.tolist() == overdue
    assert found.overdue_in_us.tolist() == by_shift.tolist()
    assert sum(int(one.met.sum()) for one in found.groups) == found.compliance.met.sum()


def test_cells_of_one_interval_can_be_counted_in_several_groups():
    found = watched([(0, 1, 2), (2, 9, 10)], [8 * 3600.0] * 3, 0, 24, group=[0, 1, 1])
    assert [one.met.tolist() for one in found.groups] == [[1, 0, 0], [0, 1, 0]]
    assert [len(one.bounds_us) for one in found.groups] == [4, 4]


def test_a_gap_of_thirty_days_is_overdue_in_each_shift_it_lasts():
    found = watched([(0, -1, 0), (0, 720, 721)], [8 * 3600.0], 0, 720)
    assert (found.n_gaps.tolist(), found.longest_us.tolist()) == ([1], [720 * H])
    assert found.overdue_us.tolist() == [712 * H]
    assert set(found.overdue_in_us[0, 0, 1:90].tolist()) == {8 * H}
    assert found.overdue_in_us[:, 0, 0].tolist() == [0, 0]


def test_an_empty_period_has_neither_gaps_nor_windows():
    found = watched([(0, 1, 2)], [8 * 3600.0, np.nan], 5, 5)
    assert (len(found.spans), found.compliance.windows.sum(), found.overdue_us.sum()) == (0, 0, 0)


def test_no_cells_come_to_nothing():
    found = watched([], [], 0, 24)
    assert (len(found.spans), found.groups, found.overdue_in_us.shape) == (0, (), (2, 0, 6))


def test_cells_that_the_grid_does_not_have_are_left_out():
    found = watched([(7, 1, 2), (-1, 3, 4)], [8 * 3600.0], 0, 24)
    assert found.last_leave_us.tolist() == [NEVER_US]


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidInput, match="ends before"):
        watched([], [8 * 3600.0], 5, 4)


@pytest.mark.parametrize("interval", [0.0, -5.0, np.inf])
def test_an_interval_must_be_above_zero(interval):
    with pytest.raises(InvalidInput, match="above zero"):
        watched([], [interval], 0, 24)
