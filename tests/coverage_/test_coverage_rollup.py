"""Sums per cell and shift, per cell and day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage import rollup
from geo_patrol.coverage.records import OUTSIDE, Visits
from geo_patrol.coverage.rollup import SHIFT_KINDS, WHOLE_DAY, roll_up

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = datetime(2022, 8, 16, tzinfo=SHANGHAI)
DAY = (MIDNIGHT.date() - datetime(1970, 1, 1).date()).days
COLUMNS = (
    "cell", "day", "shift_kind", "presence_s", "effort_s", "length_m", "n_visits",
    "first_enter_us", "last_leave_us",
)  # fmt: skip


def us(hours):
    """Return hours since midnight as Unix µs."""
    return round((MIDNIGHT + timedelta(hours=hours)).timestamp() * 1e6)


def visits(*rows):
    """Return visits from (cell, enter h, leave h[, m]) rows, hours since midnight."""
    return Visits(
        np.array([row[0] for row in rows], np.int32),
        np.array([us(row[1]) for row in rows], np.int64),
        np.array([us(row[2]) for row in rows], np.int64),
        np.array([row[3] if len(row) > 3 else 0.0 for row in rows], np.float64),
    )


def table(patrols, **options):
    """Return rows of (cell, day since the 16th, kind, presence h, effort h, m, visits)."""
    rolled = roll_up(patrols, SHANGHAI, **options)
    kinds = [SHIFT_KINDS[kind] if kind != WHOLE_DAY else "day" for kind in rolled.shift_kind]
    return [
        (int(c), int(d) - DAY, kind, p / 3600, e / 3600, round(float(m), 6), int(n))
        for c, d, kind, p, e, m, n in zip(
            rolled.cell, rolled.day, kinds, rolled.presence_s, rolled.effort_s, rolled.length_m,
            rolled.n_visits, strict=True,
        )
    ]  # fmt: skip


def test_a_visit_counts_in_the_shift_it_fell_in():
    assert table([[visits((5, 9, 10, 700))]]) == [(5, 0, "early", 1, 1, 700, 1)]


def test_a_visit_over_a_change_of_shift_counts_in_both():
    assert table([[visits((5, 7, 9, 600), (5, 15.5, 16.25, 300))]]) == [
        (5, 0, "night", 1, 1, 300, 1),
        (5, 0, "early", 1.5, 1.5, 500, 2),
        (5, 0, "middle", 0.25, 0.25, 100, 1),
    ]


def test_a_patrol_over_midnight_counts_on_both_days():
    patrol = [visits((5, 23, 26, 900))]
    assert table([patrol], by="day") == [
        (5, 0, "day", 1, 1, 300, 1),
        (5, 1, "day", 2, 2, 600, 1),
    ]
    assert table([patrol]) == [(5, 0, "middle", 1, 1, 300, 1), (5, 1, "night", 2, 2, 600, 1)]


def test_a_visit_that_ends_at_midnight_leaves_no_trace_on_the_next_day():
    rolled = roll_up([[visits((5, 23, 24), (5, 24.5, 25))]], SHANGHAI, by="day")
    assert rolled.last_leave_us.tolist() == [us(24), us(25)]
    assert rolled.first_enter_us.tolist() == [us(23), us(24.5)]


def test_first_and_last_moment_are_cut_to_the_span():
    rolled = roll_up([[visits((5, 7, 9))]], SHANGHAI)
    assert rolled.first_enter_us.tolist() == [us(7), us(8)]
    assert rolled.last_leave_us.tolist() == [us(8), us(9)]


def test_two_phones_in_one_boat_are_one_presence_and_two_efforts():
    boat = [visits((5, 9, 10, 700)), visits((5, 9.5, 10.5, 650))]
    assert table([boat]) == [(5, 0, "early", 1.5, 2, 1350, 1)]


def test_two_boats_are_two_presences():
    assert table([[visits((5, 9, 10))], [visits((5, 9, 10))]]) == [(5, 0, "early", 2, 2, 0, 2)]


def test_time_outside_has_rows_only_when_asked_for():
    patrol = [visits((OUTSIDE, 9, 10, 500), (5, 10, 11))]
    assert [row[0] for row in table([patrol])] == [5]
    assert table([patrol], keep_outside=True)[0] == (OUTSIDE, 0, "early", 1, 1, 500, 1)


@pytest.mark.parametrize("patrols", [[], [[]], [[visits()], []]])
def test_no_visits_are_no_rows(patrols):
    rolled = roll_up(patrols, SHANGHAI)
    assert len(rolled) == 0
    assert [getattr(rolled, name).dtype for name in COLUMNS] == [
        getattr(roll_up([[visits((1, 1, 2))]], SHANGHAI), name).dtype for name in COLUMNS
    ]


def test_days_are_those_of_the_zone_given():
    rolled = roll_up([[visits((5, 7, 9))]], UTC, by="day")
    assert rolled.day.tolist() == [DAY - 1, DAY]


def test_a_day_of_23_hours_has_its_shifts_by_the_clock():
    berlin = ZoneInfo("Europe/Berlin")
    begin = datetime(2022, 3, 27, tzinfo=berlin).timestamp() * 1e6
    night = Visits(
        np.array([1], np.int32),
        np.array([begin], np.int64),
        np.array([begin + 8 * 3.6e9], np.int64),
        np.array([0.0]),
    )
    rolled = roll_up([[night]], berlin)
    assert [SHIFT_KINDS[kind] for kind in rolled.shift_kind] == ["night", "early"]
    assert (rolled.presence_s / 3600).tolist() == [7, 1]


def test_a_stay_of_ten_days_counts_in_each_of_its_shifts():
    rows = table([[visits((5, 0, 240))]])
    assert [row[1] for row in rows] == [day for day in range(10) for _ in range(3)]
    assert {row[3] for row in rows} == {8}


@pytest.mark.parametrize("at_once", [1, 3, 7])
@pytest.mark.parametrize("keep_outside", [False, True])
def test_the_rows_do_not_depend_on_how_many_visits_are_gathered_at_once(
    monkeypatch, at_once, keep_outside
):
    some = [
        [visits((5, 9, 10, 700), (2, 10, 11), (OUTSIDE, 11, 12)), visits((5, 9.5, 17, 650))],
        [visits((0, 1, 2), (9, 2, 30, 5), (0, 30, 31, 50)), visits((9, 3, 4))],
    ]
    expected = table(some, keep_outside=keep_outside)
    monkeypatch.setattr(rollup, "GATHERED_AT_ONCE", at_once)
    assert table(some, keep_outside=keep_outside) == expected


tracks = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 400), st.integers(1, 200), st.floats(0, 999)),
    max_size=8,
).map(lambda rows: visits(*((c, a / 10, (a + d) / 10, m) for c, a, d, m in rows)))
patrols = st.lists(st.lists(tracks, max_size=3), max_size=4)


@given(patrols, st.randoms(), st.sampled_from(["shift", "day"]))
def test_any_order_of_patrols_and_tracks_gives_identical_rows(some, random, by):
    rolled = roll_up(some, SHANGHAI, by=by)
    shuffled = [random.sample(one, len(one)) for one in random.sample(some, len(some))]
    again = roll_up(shuffled, SHANGHAI, by=by)
    for name in COLUMNS:
        assert np.array_equal(getattr(rolled, name), getattr(again, name))


@given(patrols)
def test_sums_over_rows_are_the_sums_over_visits(some):
    rolled = roll_up(some, SHANGHAI)
    every = [track for one in some for track in one]
    stay_us = sum(int((track.leave_us - track.enter_us).sum()) for track in every)
    way_m = sum(float(track.length_m.sum()) for track in every)
    assert rolled.effort_s.sum() == pytest.approx(stay_us / 1e6, abs=1e-6)
    assert rolled.length_m.sum() == pytest.approx(way_m, abs=1e-3)
    assert np.all(rolled.presence_s <= rolled.effort_s)
    assert np.all(rolled.presence_s > 0)


@given(patrols)
def test_a_day_is_the_sum_of_its_shifts(some):
    shifts, days = roll_up(some, SHANGHAI), roll_up(some, SHANGHAI, by="day")
    for i in range(len(days)):
        of_day = (shifts.cell == days.cell[i]) & (shifts.day == days.day[i])
        assert shifts.presence_s[of_day].sum() == pytest.approx(days.presence_s[i])
        assert shifts.effort_s[of_day].sum() == pytest.approx(days.effort_s[i])
        assert shifts.first_enter_us[of_day].min() == days.first_enter_us[i]
        assert shifts.last_leave_us[of_day].max() == days.last_leave_us[i]
