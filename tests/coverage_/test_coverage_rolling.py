"""Rows made in parts, as patrols come: the same as all at once."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.rolling import roll_up_in_turn
from geo_patrol.coverage.rollup import CellDays, roll_up
from geo_patrol.errors import InvalidInput

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT_US = round(datetime(2022, 8, 16, tzinfo=SHANGHAI).timestamp() * 1e6)
MINUTE_US = round(timedelta(minutes=1).total_seconds() * 1e6)

stays = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 900), st.integers(0, 5000)), min_size=0, max_size=6
)
patrols = st.lists(
    st.tuples(st.integers(0, 6 * 1440), st.lists(stays, min_size=1, max_size=2)), max_size=12
)


def visits(begin_min, stays):
    """Return unbroken visits from (cell, minutes, m), from a minute after midnight on."""
    leave = begin_min + np.cumsum([minutes for _, minutes, _ in stays], dtype=np.int64)
    enter = np.concatenate(([begin_min], leave[:-1]))[: len(stays)].astype(np.int64)
    return Visits(
        np.array([cell for cell, _, _ in stays], np.int32),
        MIDNIGHT_US + enter * MINUTE_US,
        MIDNIGHT_US + leave * MINUTE_US,
        np.array([metres for _, _, metres in stays], np.float64),
    )


def rows(*parts: CellDays):
    return sorted(
        row
        for part in parts
        for row in zip(*(column.tolist() for column in vars(part).values()), strict=True)
    )


@given(patrols, st.integers(1, 12), st.sampled_from(["shift", "day"]))
@settings(deadline=None, max_examples=120)
def test_parts_together_are_the_rows_of_all_at_once(given_patrols, held_at_once, by):
    in_order = [[visits(begin, one) for one in tracks] for begin, tracks in sorted(given_patrols)]
    parts = list(roll_up_in_turn(in_order, SHANGHAI, by=by, held_at_once=held_at_once))
    assert rows(*parts) == rows(roll_up(in_order, SHANGHAI, by=by))
    days = [(part.day.min(), part.day.max()) for part in parts if len(part)]
    assert all(before[1] < after[0] for before, after in pairwise(days))


def test_no_patrols_give_no_parts():
    assert list(roll_up_in_turn([], SHANGHAI)) == []
    assert list(roll_up_in_turn([[visits(0, [])]], SHANGHAI)) == []


def test_a_patrol_of_a_day_that_was_handed_on_is_refused():
    late = [[visits(day * 1440, [(1, 60, 100)])] for day in (0, 1, 0)]
    with pytest.raises(InvalidInput, match="order of their days"):
        list(roll_up_in_turn(late, SHANGHAI, held_at_once=1))
