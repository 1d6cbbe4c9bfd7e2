"""Days packed: nothing is rounded, damage is noticed, days add up."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage import planes
from geo_patrol.coverage.day_blocks import (
    add_up,
    first_day,
    last_leaves,
    month_of,
    of_rows,
    pack_leaves,
    pack_stays,
    pack_sums,
    raise_leaves,
    stays_of,
    unpack_stays,
    unpack_sums,
)
from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.rollup import at_us, roll_up
from geo_patrol.coverage.visits import Stays
from geo_patrol.errors import InvalidInput

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = 19_000
H = 3_600_000_000


def visits_of(rows):
    """Return (cell, enter h, leave h) rows, hours since midnight of that day, as visits."""
    start = at_us(DAY, SHANGHAI)
    return Visits(
        np.array([row[0] for row in rows], np.int32),
        np.array([start + round(row[1] * H) for row in rows], np.int64),
        np.array([start + round(row[2] * H) for row in rows], np.int64),
        np.array([10.0 * (row[2] - row[1]) + 0.123457 for row in rows]),
    )


tracks = st.lists(
    st.lists(
        st.tuples(st.integers(-1, 70_000), st.floats(-5, 40), st.floats(1e-6, 9)).map(
            lambda row: (row[0], row[1], row[1] + row[2])
        ),
        max_size=8,
    ).map(visits_of),
    max_size=4,
)


def same(one, other):
    return all(
        np.array_equal(column, vars(other)[name]) and column.dtype == vars(other)[name].dtype
        for name, column in vars(one).items()
    )


@given(tracks)
def test_a_day_comes_back_as_it_was_made(some):
    rolled = roll_up([[one] for one in some], SHANGHAI)
    sums = of_rows(rolled, DAY)
    assert same(unpack_sums(pack_sums(sums)), sums)
    own = rolled.day == DAY
    assert (sums.presence_us / 1e6).tolist() == rolled.presence_s[own].tolist()
    assert (sums.way_um / 1e6).tolist() == rolled.length_m[own].tolist()
    stays = stays_of(some, at_us(DAY, SHANGHAI), at_us(DAY + 1, SHANGHAI))
    assert same(unpack_stays(pack_stays(stays)), stays)


@given(tracks, st.randoms())
def test_any_order_of_tracks_gives_the_same_bytes(some, random):
    def made(in_order):
        stays = stays_of(in_order, at_us(DAY, SHANGHAI), at_us(DAY + 1, SHANGHAI))
        rolled = roll_up([[one] for one in in_order], SHANGHAI)
        return pack_stays(stays), pack_sums(of_rows(rolled, DAY))

    assert made(some) == made(random.sample(some, len(some)))


def test_stays_are_cut_at_midnight_and_united_over_patrols():
    some = [visits_of([(3, -2, 1), (3, 20, 30)]), visits_of([(3, 0.5, 2), (1, 5, 6), (-1, 0, 24)])]
    found = stays_of(some, at_us(DAY, SHANGHAI), at_us(DAY + 1, SHANGHAI))
    hours = ((found.enter_us - at_us(DAY, SHANGHAI)) / H).tolist()
    until = ((found.leave_us - at_us(DAY, SHANGHAI)) / H).tolist()
    assert list(zip(found.cell.tolist(), hours, until, strict=True)) == [
        (1, 5, 6),
        (3, 0, 2),
        (3, 20, 24),
    ]


def test_nobody_anywhere_is_a_day_too():
    nothing = stays_of([], 0, 1)
    assert len(unpack_stays(pack_stays(nothing))) == 0
    assert len(add_up([])) == len(unpack_sums(pack_sums(add_up([])))) == 0


def test_days_add_up_by_cell_and_shift():
    days = [of_rows(roll_up([[visits_of([(2, 9, 10), (7, 1, 2)])]], SHANGHAI), DAY)] * 3
    month = add_up(days)
    assert (month.cell.tolist(), month.shift_kind.tolist()) == ([2, 7], [0, 2])
    assert month.presence_us.tolist() == [3 * H, 3 * H]
    assert month.n_visits.tolist() == [3, 3]
    assert month.last_leave_us.tolist() == days[0].last_leave_us.tolist()


def test_last_leaves_come_back_and_are_raised_only():
    stays = Stays(np.array([0, 2], np.int32), np.array([5, 6]), np.array([50, 60]))
    last = last_leaves([stays], 4)
    assert last.tolist() == [50, -1, 60, -1]
    known = np.array([70, 1, -1, 2])
    raise_leaves(pack_leaves(last), known)
    assert known.tolist() == [70, 1, 60, 2]


def test_a_cell_that_the_grid_does_not_have_is_damage():
    with pytest.raises(InvalidInput, match="damaged"):
        raise_leaves(pack_leaves(np.array([-1, -1, 5])), np.zeros(2, np.int64))


@pytest.mark.parametrize("month", [0, 1, 11, 12, 631, 636])
def test_a_month_is_its_days(month):
    assert {month_of(day) for day in range(first_day(month), first_day(month + 1))} == {month}


def test_months_are_counted_from_january_1970():
    assert (month_of(0), month_of(31), month_of(365)) == (0, 1, 12)


columns = st.integers(0, 40).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(-(2**62), 2**62), min_size=n, max_size=n)
        | st.lists(st.integers(0, 300), min_size=n, max_size=n),
        min_size=1,
        max_size=4,
    )
)


@given(columns)
def test_whole_numbers_come_back_whatever_their_size(some):
    block = planes.pack(b"TEST", [np.array(one, np.int64) for one in some])
    assert [one.tolist() for one in planes.unpack(b"TEST", block, len(some))] == some


def test_a_column_takes_the_bytes_that_its_numbers_need():
    def size(values):
        return len(planes.pack(b"TEST", [np.array(values, np.int64)]))

    assert size([7] * 100) == size([7] * 1000)
    assert size([0, 255] * 50) - size([7] * 100) == 100
    assert size([10**12, 10**12 + 2**40 - 1] * 50) - size([7] * 100) == 500


def test_every_cut_and_every_change_of_a_block_is_noticed():
    block = planes.pack(b"TEST", [np.arange(9), np.arange(9) * 10**9])
    for at in range(len(block)):
        with pytest.raises(InvalidInput):
            planes.unpack(b"TEST", block[:at], 2)
    changed = 0
    for at in range(len(block)):
        other = block[:at] + bytes([block[at] ^ 0x55]) + block[at + 1 :]
        try:
            found = planes.unpack(b"TEST", other, 2)
        except InvalidInput:
            changed += 1
        else:
            assert [one.tolist() for one in found] == [
                one.tolist() for one in (np.arange(9), np.arange(9) * 10**9)
            ]
    assert changed > len(block) - 4
    for kind, n_columns in ((b"ELSE", 2), (b"TEST", 1), (b"TEST", 3)):
        with pytest.raises(InvalidInput, match="damaged"):
            planes.unpack(kind, block, n_columns)


def test_a_block_of_a_later_format_is_told():
    block = planes.pack(b"TEST", [np.arange(3)])
    with pytest.raises(InvalidInput, match="version 9"):
        planes.unpack(b"TEST", block[:4] + b"\x09" + block[5:], 1)
