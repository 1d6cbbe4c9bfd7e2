"""Where nobody was and for how long; how cells stand at a moment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage.gaps import (
    GAP_CLASSES,
    NEVER_US,
    gap_spans,
    last_leaves,
    standing,
)
from geo_patrol.coverage.records import OUTSIDE
from geo_patrol.errors import InvalidInput

H = 3_600_000_000
EIGHT_HOURS = 8 * 3600.0
NONE = np.empty((0, 2), np.int64)


def columns(rows):
    """Return (cell, enter h, leave h) rows as the three arrays."""
    return (
        np.array([row[0] for row in rows], np.int32),
        np.array([round(row[1] * H) for row in rows], np.int64),
        np.array([round(row[2] * H) for row in rows], np.int64),
    )


def gaps(rows, required=(EIGHT_HOURS,), begin=0, end=48):
    """Return gaps as (cell, from h, to h, flags) rows."""
    found = gap_spans(*columns(rows), np.array(required, float), begin * H, end * H)
    flags = [
        " ".join(["never"] * never + ["open"] * is_open)
        for never, is_open in zip(found.never.tolist(), found.open.tolist(), strict=True)
    ]
    return list(
        zip(found.cell.tolist(), (found.from_us / H).tolist(), (found.to_us / H).tolist(), flags,
            strict=True)
    )  # fmt: skip


def test_a_span_longer_than_required_is_a_gap():
    assert gaps([(0, 0, 1), (0, 10, 11), (0, 18, 41)]) == [(0, 1, 10, "")]


def test_a_span_as_long_as_required_is_none():
    assert gaps([(0, 0, 1), (0, 9, 40)]) == []


def test_one_microsecond_more_is_a_gap():
    rows = columns([(0, 0, 1), (0, 9, 40)])
    rows[1][1] += 1
    assert len(gap_spans(*rows, np.array([EIGHT_HOURS]), 0, 48 * H)) == 1


def test_a_gap_that_began_before_the_period_keeps_its_beginning():
    assert gaps([(0, -20, -19), (0, 3, 41)]) == [(0, -19, 3, "")]


def test_a_gap_that_ended_before_the_period_is_left_out():
    assert gaps([(0, -40, -39), (0, -9, 41)]) == []


def test_a_gap_that_ended_as_the_period_began_is_left_out():
    assert gaps([(0, -40, -39), (0, 0, 41)]) == []


def test_a_gap_goes_on_to_the_end_of_the_period():
    assert gaps([(0, 0, 30)]) == [(0, 30, 48, "open")]


def test_an_open_span_not_yet_too_long_is_no_gap():
    assert gaps([(0, 0, 41)]) == []


def test_a_cell_never_visited_is_one_gap_over_the_whole_period():
    assert gaps([]) == [(0, 0, 48, "never open")]


def test_before_the_first_visit_the_beginning_is_unknown():
    assert gaps([(0, 20, 45)]) == [(0, 0, 20, "never")]
    assert gaps([(0, 7, 45)]) == []


def test_visits_after_the_period_are_not_known_yet():
    assert gaps([(0, 0, 30), (0, 50, 51)]) == [(0, 30, 48, "open")]


def test_a_visit_over_the_end_of_the_period_leaves_no_gap():
    assert gaps([(0, 0, 30), (0, 33, 60)]) == []


def test_visits_that_overlap_are_one_presence():
    assert gaps([(0, 0, 20), (0, 1, 2), (0, 28, 45)]) == []


def test_where_nothing_is_required_there_is_no_gap():
    assert gaps([], required=(np.nan,)) == []


def test_each_cell_has_its_own_interval():
    assert gaps([(1, 0, 1), (0, 0, 1)], required=(EIGHT_HOURS, 7 * 86400.0)) == [(0, 1, 48, "open")]


def test_outside_is_no_cell():
    assert gaps([(OUTSIDE, 0, 48)]) == [(0, 0, 48, "never open")]


def test_an_empty_period_and_no_cells_have_no_gaps():
    assert gaps([], begin=5, end=5) == []
    assert gaps([], required=()) == []


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidInput, match="ends before"):
        gaps([], begin=5, end=4)


@pytest.mark.parametrize("interval", [0.0, -5.0, np.inf])
def test_an_interval_must_be_above_zero(interval):
    with pytest.raises(InvalidInput, match="above zero"):
        gaps([], required=(interval,))


rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(-50, 60), st.integers(1, 15)).map(
        lambda row: (row[0], row[1], row[1] + row[2])
    ),
    max_size=12,
)


@given(rows, st.integers(1, 20), st.randoms())
def test_gaps_are_the_hours_without_a_visit_in_runs_longer_than_required(some, hours, random):
    found = gaps(some, required=(hours * 3600.0,) * 4)
    expected = []
    for cell in range(4):
        there = {h for c, a, b in some if c == cell for h in range(a, min(b, 48))}
        start = min(there, default=None)
        first = 0 if start is None or start >= 0 else start
        run = []
        for h in [*range(first, 48), None]:
            if h is not None and h not in there:
                run.append(h)
            elif run:
                never = start is None or run[-1] < start
                if len(run) > hours and run[-1] >= 0:
                    flags = " ".join(["never"] * never + ["open"] * (h is None))
                    expected.append((cell, run[0], run[-1] + 1, flags))
                run = []
    assert found == expected
    assert gaps(random.sample(some, len(some)), required=(hours * 3600.0,) * 4) == found


def classes(last_h, required=EIGHT_HOURS, as_of=100, trackless=NONE):
    last_us = np.array([NEVER_US if h is None else round(h * H) for h in last_h], np.int64)
    required_s = np.broadcast_to(np.asarray(required, float), last_us.shape)
    found = standing(last_us, required_s, as_of * H, trackless)
    return [GAP_CLASSES[code] for code in found.gap_class], found.ratio


def test_cells_are_classed_by_how_many_intervals_have_passed():
    names, ratio = classes([99, 92, 91.9, 84, 83.9, 60, 59.9, 0])
    assert names == [
        "on_time", "on_time", "late_1_2", "late_1_2", "late_2_5", "late_2_5", "late_5_plus",
        "late_5_plus",
    ]  # fmt: skip
    assert ratio.tolist() == pytest.approx(
        [0.125, 1, 1.0125, 2, 2.0125, 5, 5.0125, 12.5], abs=1e-12
    )


def test_never_seen_and_nothing_required_are_told_apart():
    names, ratio = classes([None, None, 50], required=[EIGHT_HOURS, np.nan, np.nan])
    assert names == ["never", "not_required", "not_required"]
    assert np.isnan(ratio).all()


def spans(*hours):
    return np.array([[round(a * H), round(b * H)] for a, b in hours], np.int64)


def test_a_late_cell_is_untracked_when_a_patrol_without_track_was_on_duty_lately():
    assert classes([50], trackless=spans((92, 95)))[0] == ["untracked"]


def test_a_patrol_longer_ago_than_the_interval_does_not_excuse():
    assert classes([50], trackless=spans((88, 91.9)))[0] == ["late_5_plus"]
    assert classes([50], trackless=spans((88, 92)))[0] == ["untracked"]


def test_a_patrol_that_goes_on_excuses_and_one_to_come_does_not():
    assert classes([50], trackless=spans((99, 107)))[0] == ["untracked"]
    assert classes([50], trackless=spans((100, 107)))[0] == ["late_5_plus"]


def test_the_latest_patrol_counts_in_any_order():
    assert classes([50], trackless=spans((93, 94), (10, 20)))[0] == ["untracked"]
    assert classes([50], trackless=spans((10, 20), (93, 94)))[0] == ["untracked"]


def test_a_patrol_without_track_changes_nothing_for_other_cells():
    names, _ = classes(
        [99, None, 50], required=[EIGHT_HOURS, EIGHT_HOURS, np.nan], trackless=spans((92, 99))
    )
    assert names == ["on_time", "never", "not_required"]


def test_the_last_leave_is_what_is_known_at_the_moment():
    rows = [(0, 1, 2), (0, 5, 9), (1, 3, 4), (1, 11, 12), (OUTSIDE, 0, 50)]
    assert last_leaves(*columns(rows), 3, 7 * H).tolist() == [7 * H, 4 * H, NEVER_US]
    assert last_leaves(*columns([]), 2, 7 * H).tolist() == [NEVER_US, NEVER_US]


def test_no_cells_have_no_standing():
    assert classes([])[0] == []
