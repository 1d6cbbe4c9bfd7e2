"""Hours of arrival: what somebody learns who watches for some weeks."""

import math
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage.day_blocks import stays_of
from geo_patrol.coverage.predictability import (
    FEWEST,
    clock_hours,
    count,
    evenness,
    predictability,
)
from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.rollup import at_us, local_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2022, 8, 15, tzinfo=SHANGHAI)


def us(minutes):
    return round((MIDNIGHT + timedelta(minutes=minutes)).timestamp() * 1e6)


def arrivals(rows, zone_of, begin=0, end=3 * 1440, zone=SHANGHAI):
    """Return the arrivals of (cell, enter min, leave min) rows, counted day by day."""
    visits = Visits(
        np.array([row[0] for row in rows], np.int32),
        np.array([us(row[1]) for row in rows], np.int64),
        np.array([us(row[2]) for row in rows], np.int64),
        np.zeros(len(rows)),
    )
    days = range(local_day(us(begin), zone), local_day(us(end), zone) + 1)
    stays = ((day, stays_of([visits], at_us(day, zone), at_us(day + 1, zone))) for day in days)
    return count(stays, zone_of, us(begin), us(end), zone)


def by_hour(counts):
    return {hour: n for hour, n in enumerate(counts.tolist()) if n}


def test_who_comes_back_within_a_quarter_has_not_arrived_anew():
    found = arrivals([(0, 480, 490), (0, 505, 510), (0, 526, 530)], [0])
    assert by_hour(found.in_cells[0]) == {8: 2}
    assert by_hour(found.in_zones[0]) == {8: 2}


def test_a_round_through_a_zone_is_one_arrival_there_and_one_in_each_cell():
    rows = [(cell, 480 + 10 * cell, 490 + 10 * cell) for cell in range(6)]
    found = arrivals(rows, [0] * 6)
    assert by_hour(found.in_zones[0]) == {8: 1}
    assert found.in_cells.sum(axis=1).tolist() == [1] * 6


def test_who_stays_over_midnight_arrived_once():
    found = arrivals([(0, 1430, 1450)], [0])
    assert by_hour(found.in_zones[0]) == by_hour(found.in_cells[0]) == {23: 1}


def test_who_was_there_before_the_period_began_did_not_arrive_in_it():
    found = arrivals([(0, 500, 700), (0, 710, 720)], [0], begin=600)
    assert found.in_zones.sum() == found.in_cells.sum() == 0


rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3 * 1440), st.integers(1, 90)).map(
        lambda row: (row[0], row[1], row[1] + row[2])
    ),
    max_size=30,
)


@given(rows)
def test_arrivals_follow_a_quarter_of_an_hour_with_nobody_there(some):
    found = arrivals(some, [0, 0, 1, 1])

    def merged(cells):
        spans = sorted((a, b) for cell, a, b in some if cell in cells)
        hours, until = np.zeros(24, np.int64), None
        for a, b in spans:
            if (until is None or a - until > 15) and a < 3 * 1440:
                hours[a // 60 % 24] += 1
            until = b if until is None else max(until, b)
        return hours.tolist()

    for zone, cells in enumerate(((0, 1), (2, 3))):
        if len(found.in_zones) > zone:
            assert found.in_zones[zone].tolist() == merged(cells)
    assert [one.tolist() for one in found.in_cells] == [merged((cell,)) for cell in range(4)]


def test_a_timetable_is_not_even_and_the_clock_all_round_is():
    always = np.zeros(24, np.int64)
    always[8] = 365
    assert predictability(always, always[np.newaxis].astype(np.int32)).evenness == 0
    around = predictability(np.full(24, 50), np.zeros((1, 24), np.int32))
    assert around.evenness == 1
    assert around.cell_evenness is None


def test_cells_that_are_seen_at_eight_are_predictable_though_their_zone_is_not():
    cells = (np.eye(24) * 100).astype(np.int32)
    found = predictability(cells.sum(axis=0).astype(np.int64), cells)
    assert (found.evenness, found.cell_evenness, found.n_cells) == (1, 0, 24)


def test_of_too_few_arrivals_nothing_is_said():
    few = np.zeros(24, np.int64)
    few[3] = FEWEST - 1
    found = predictability(few, few[np.newaxis].astype(np.int32))
    assert (found.evenness, found.cell_evenness, found.n_cells) == (None, None, 0)
    assert (found.busiest, found.busiest_share) == ((3,), 1)
    nothing = predictability(np.zeros(24, np.int64), np.zeros((0, 24), np.int32))
    assert (nothing.arrivals, nothing.busiest, nothing.busiest_share) == (0, (), None)


def test_the_three_busiest_hours_have_their_share():
    hours = np.zeros(24, np.int64)
    hours[[7, 8, 9, 20]] = [20, 40, 30, 10]
    found = predictability(hours, np.zeros((0, 24), np.int32))
    assert (found.busiest, found.busiest_share) == ((8, 9, 7), 0.9)


def test_the_correction_is_that_of_miller_and_madow():
    hours = np.array([[6, 3, 3] + [0] * 21])
    plain = -(0.5 * math.log2(0.5) + 2 * 0.25 * math.log2(0.25))
    corrected = plain + 2 / (2 * 12 * math.log(2))
    assert evenness(hours)[0] == pytest.approx(corrected / math.log2(24), abs=1e-12)
    assert math.isnan(evenness(np.zeros((1, 24), np.int64))[0])


def test_the_correction_takes_away_most_of_what_few_arrivals_feign():
    rng = np.random.default_rng(1)
    drawn = rng.multinomial(48, np.full(24, 1 / 24), size=2000)
    share = drawn / 48
    plain = -np.where(share > 0, share * np.log2(np.where(share > 0, share, 1)), 0).sum(axis=1)
    assert 1 - evenness(drawn).mean() < 0.35 * (1 - (plain / math.log2(24)).mean())


def test_a_day_with_a_change_of_the_clock_shows_what_the_clock_shows():
    spring = local_day(round(datetime(2022, 3, 27, tzinfo=BERLIN).timestamp() * 1e6), BERLIN)
    hours = clock_hours(at_us(spring, BERLIN), at_us(spring + 1, BERLIN), BERLIN)
    assert len(hours) == 23 * 4
    assert hours[7:12].tolist() == [1, 3, 3, 3, 3]
    plain = clock_hours(at_us(spring - 1, BERLIN), at_us(spring, BERLIN), BERLIN)
    assert plain.tolist() == [i // 4 for i in range(96)]
