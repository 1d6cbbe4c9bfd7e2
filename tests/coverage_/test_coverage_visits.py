"""Blocks of visits, and presence as the union of a crew's tracks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.coverage.records import OUTSIDE, Visits
from geo_patrol.coverage.visits import pack, presence, unpack
from geo_patrol.errors import InvalidInput

T0 = 1_660_000_000_000_000


def visits(*rows):
    """Return visits from (cell, enter s, leave s[, m]) rows."""
    return Visits(
        np.array([row[0] for row in rows], np.int32),
        np.array([T0 + row[1] * 1_000_000 for row in rows], np.int64),
        np.array([T0 + row[2] * 1_000_000 for row in rows], np.int64),
        np.array([row[3] if len(row) > 3 else 0.0 for row in rows], np.float64),
    )


def stays(*tracks):
    """Return the presence of a crew as (cell, enter s, leave s) rows."""
    found = presence(tracks)
    seconds = (found.enter_us - T0) // 1_000_000, (found.leave_us - T0) // 1_000_000
    return list(zip(found.cell.tolist(), *(s.tolist() for s in seconds), strict=True))


any_visits = st.lists(
    st.tuples(
        st.integers(OUTSIDE, 40_000),
        st.integers(-(2**50), 2**50),
        st.integers(0, 2**40),
        st.floats(0, 1e7),
    ),
    max_size=50,
).map(
    lambda rows: Visits(
        np.array([row[0] for row in rows], np.int32),
        np.array([row[1] for row in rows], np.int64),
        np.array([row[1] + row[2] for row in rows], np.int64),
        np.array([row[3] for row in rows], np.float64),
    )
)


def same(a, b):
    return all(
        np.array_equal(getattr(a, name), getattr(b, name))
        and getattr(a, name).dtype == getattr(b, name).dtype
        for name in ("cell", "enter_us", "leave_us", "length_m")
    )


@given(any_visits)
def test_what_is_packed_comes_back_to_the_last_bit(some):
    assert same(unpack(pack(some)), some)


def test_no_visits_pack_too():
    assert same(unpack(pack(visits())), visits())


def test_a_visit_takes_some_twenty_bytes():
    rng = np.random.default_rng(0)
    leave = T0 + np.cumsum(rng.integers(20_000_000, 90_000_000, 5000))
    enter = np.concatenate(([T0], leave[:-1]))
    cell = (1000 + np.cumsum(rng.integers(-1, 2, 5000))).astype(np.int32)
    block = pack(Visits(cell, enter, leave, rng.uniform(0, 140, 5000)))
    assert len(block) / 5000 < 20


@pytest.mark.parametrize("cut", [0, 3, 9, 20, -1])
def test_a_block_cut_short_is_refused(cut):
    block = pack(visits((1, 0, 60), (2, 60, 90)))
    with pytest.raises(InvalidInput, match="damaged"):
        unpack(block[:cut])


def test_an_altered_block_is_refused():
    block = bytearray(pack(visits((1, 0, 60), (2, 60, 90))))
    block[-3] ^= 0xFF
    with pytest.raises(InvalidInput, match="damaged"):
        unpack(bytes(block))


def test_a_block_that_promises_another_size_is_refused():
    block = bytearray(pack(visits((1, 0, 60), (2, 60, 90))))
    block[5] = 1
    with pytest.raises(InvalidInput, match="damaged"):
        unpack(bytes(block))


def test_something_behind_a_block_is_refused():
    with pytest.raises(InvalidInput, match="damaged"):
        unpack(pack(visits((1, 0, 60))) + b"x")


def test_a_block_of_a_later_format_says_so():
    block = bytearray(pack(visits((1, 0, 60))))
    block[4] = 9
    with pytest.raises(InvalidInput, match="version 9"):
        unpack(bytes(block))


def test_two_phones_in_one_boat_are_one_presence():
    assert stays(visits((7, 0, 60)), visits((7, 5, 66))) == [(7, 0, 66)]


def test_visits_that_touch_are_one_stay():
    assert stays(visits((7, 0, 60)), visits((7, 60, 90))) == [(7, 0, 90)]


def test_a_visit_within_another_adds_nothing():
    assert stays(visits((7, 0, 100), (7, 110, 120)), visits((7, 20, 30))) == [
        (7, 0, 100),
        (7, 110, 120),
    ]


def test_cells_are_united_each_for_itself():
    assert stays(visits((7, 0, 60), (8, 60, 90)), visits((8, 30, 70), (OUTSIDE, 70, 80))) == [
        (OUTSIDE, 70, 80),
        (7, 0, 60),
        (8, 30, 90),
    ]


def test_no_tracks_are_no_presence():
    assert stays() == []


rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(1, 9)).map(
        lambda row: (row[0], row[1], row[1] + row[2])
    ),
    max_size=8,
)


@given(st.lists(rows, max_size=4), st.randoms())
def test_presence_is_the_seconds_in_which_anybody_was_there(crew, random):
    tracks = [visits(*track) for track in crew]
    found = stays(*tracks)
    for cell in range(4):
        there = {s for track in crew for c, a, b in track if c == cell for s in range(a, b)}
        united = [s for c, a, b in found if c == cell for s in range(a, b)]
        assert sorted(there) == united
    random.shuffle(tracks)
    assert stays(*tracks) == found
