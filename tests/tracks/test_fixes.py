"""The packed form of fixes, their ids, and their line."""

import struct
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.fixes import Fixes, content_digest, display_line, pack, rounded, unpack
from geo_patrol.tracks.ids import track_id

HALF_UNIT_DEG = 5e-8
# What a double of up to 180 can be off by.
EPSILON_DEG = 1e-13
YEAR_MS = 365 * 86_400_000


def make(
    t_ms: list[int], lon: list[float], lat: list[float], accuracy: list[float] | None = None
) -> Fixes:
    radius = [float("nan")] * len(t_ms) if accuracy is None else accuracy
    return Fixes(
        np.array(t_ms, dtype=np.int64),
        np.array(lon, dtype=np.float64),
        np.array(lat, dtype=np.float64),
        np.array(radius, dtype=np.float32),
    )


@st.composite
def any_fixes(draw: st.DrawFn) -> Fixes:
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 300 * YEAR_MS),
                st.floats(-180, 180),
                st.floats(-90, 90),
                st.floats(0, 1e6, width=32) | st.just(float("nan")),
            ),
            max_size=40,
        )
    )
    rows.sort(key=lambda row: row[0])
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    return make(*columns)


@settings(deadline=None)
@given(any_fixes())
def test_what_is_packed_comes_back(fixes: Fixes) -> None:
    back = unpack(pack(fixes))
    np.testing.assert_array_equal(back.t_ms, fixes.t_ms)
    np.testing.assert_allclose(back.lon, fixes.lon, rtol=0, atol=HALF_UNIT_DEG + EPSILON_DEG)
    np.testing.assert_allclose(back.lat, fixes.lat, rtol=0, atol=HALF_UNIT_DEG + EPSILON_DEG)
    np.testing.assert_array_equal(back.accuracy_m, fixes.accuracy_m)
    assert (back.t_ms.dtype, back.lon.dtype, back.lat.dtype) == (np.int64, np.float64, np.float64)
    assert back.accuracy_m.dtype == np.float32


@settings(deadline=None)
@given(any_fixes())
def test_packing_again_changes_nothing(fixes: Fixes) -> None:
    back = unpack(pack(fixes))
    assert pack(back) == pack(fixes)
    assert content_digest(back) == content_digest(fixes)


@settings(deadline=None)
@given(any_fixes())
def test_rounded_places_come_back_exactly(fixes: Fixes) -> None:
    exact = Fixes(fixes.t_ms, rounded(fixes.lon), rounded(fixes.lat), fixes.accuracy_m)
    back = unpack(pack(exact))
    np.testing.assert_array_equal(back.lon, exact.lon)
    np.testing.assert_array_equal(back.lat, exact.lat)


@settings(deadline=None)
@given(any_fixes(), st.data())
def test_damage_is_noticed_or_harmless(fixes: Fixes, data: st.DataObject) -> None:
    block = bytearray(pack(fixes))
    at = data.draw(st.integers(0, len(block) - 1))
    block[at] ^= data.draw(st.integers(1, 255))
    try:
        back = unpack(bytes(block))
    except InvalidInput:
        return
    assert content_digest(back) == content_digest(fixes)


@settings(deadline=None)
@given(any_fixes(), st.data())
def test_a_block_cut_short_is_refused(fixes: Fixes, data: st.DataObject) -> None:
    block = pack(fixes)
    with pytest.raises(InvalidInput):
        unpack(block[: data.draw(st.integers(0, len(block) - 1))])


def test_steps_over_the_date_line_and_over_centuries_survive() -> None:
    fixes = make([0, 200 * YEAR_MS], [-180.0, 180.0], [90.0, -90.0])
    back = unpack(pack(fixes))
    assert back.lon.tolist() == [-180.0, 180.0]
    assert back.lat.tolist() == [90.0, -90.0]
    assert back.t_ms.tolist() == [0, 200 * YEAR_MS]


def test_accuracy_takes_no_room_when_there_is_none() -> None:
    n = 1000
    rng = np.random.default_rng(7)
    bare = make(list(range(n)), [120.9] * n, [29.5] * n)
    known = Fixes(bare.t_ms, bare.lon, bare.lat, rng.uniform(3, 9, n).astype(np.float32))
    assert len(pack(known)) - len(pack(bare)) > n


def test_a_day_on_foot_packs_to_a_few_bytes_a_fix() -> None:
    rng = np.random.default_rng(7)
    n = 8 * 3600
    walk = rng.normal(0, 1e-5, (2, n)).cumsum(axis=1)
    fixes = make(list(range(0, 1000 * n, 1000)), list(120.9 + walk[0]), list(29.5 + walk[1]))
    assert len(pack(fixes)) < 4 * n


def test_a_newer_format_is_refused_by_its_number() -> None:
    block = bytearray(pack(make([1], [2.0], [3.0])))
    block[4] = 9
    with pytest.raises(InvalidInput) as caught:
        unpack(bytes(block))
    assert caught.value.key == "tracks.block_version"
    assert caught.value.params["version"] == 9


def test_a_block_that_unpacks_to_more_than_it_says_is_refused() -> None:
    many = pack(make([1] * 5000, [2.0] * 5000, [3.0] * 5000))
    header = struct.pack("<4sBBI", b"GPFX", 1, 0, 1)
    with pytest.raises(InvalidInput) as caught:
        unpack(header + many[len(header) :])
    assert caught.value.key == "tracks.block_damaged"


@pytest.mark.parametrize(
    "fixes",
    [
        make([2, 1], [0.0, 0.0], [0.0, 0.0]),
        make([1], [181.0], [0.0]),
        make([1], [0.0], [float("nan")]),
        make([1], [float("inf")], [0.0]),
        make([1, 2], [0.0], [0.0, 0.0]),
    ],
)
def test_fixes_that_are_not_clean_are_not_packed(fixes: Fixes) -> None:
    with pytest.raises(InvalidInput) as caught:
        pack(fixes)
    assert caught.value.key == "tracks.not_clean"


def test_the_id_of_a_track_tells_patrols_and_contents_apart() -> None:
    one, other = UUID(int=1), UUID(int=2)
    here = content_digest(make([1, 2], [120.9, 120.91], [29.5, 29.5]))
    there = content_digest(make([1, 2], [120.9, 120.92], [29.5, 29.5]))
    ids = {track_id(patrol, digest) for patrol in (one, other) for digest in (here, there)}
    assert len(ids) == 4
    # A change of this value would import every track of every user a second time.
    assert str(track_id(one, "0" * 64)) == "37547842-5b98-5977-b1ac-c0b1a555a09c"


def test_the_digest_of_known_fixes_never_changes() -> None:
    fixes = make([1_664_804_400_000, 1_664_804_401_000], [120.9, 120.9000001], [29.5, 29.5], [5, 6])
    assert content_digest(fixes)[:16] == "cf26cc0fbcd296eb"


def test_the_line_keeps_ends_and_bends_and_drops_what_lies_straight() -> None:
    fixes = make([1, 2, 3, 4], [120.9, 120.91, 120.92, 120.92], [29.5, 29.5, 29.5, 29.51])
    line = display_line(fixes, 5.0)
    assert line is not None
    assert list(line.coords) == [(120.9, 29.5), (120.92, 29.5), (120.92, 29.51)]


def test_the_tolerance_of_the_line_is_in_metres() -> None:
    # 1e-4 degrees of latitude: 11.1 m off the straight line.
    fixes = make([1, 2, 3], [120.90, 120.91, 120.92], [29.5, 29.5001, 29.5])
    near, far = display_line(fixes, 10.0), display_line(fixes, 12.0)
    assert near is not None and len(near.coords) == 3
    assert far is not None and len(far.coords) == 2


@pytest.mark.parametrize("n", [0, 1, 5])
def test_there_is_no_line_without_two_places(n: int) -> None:
    assert display_line(make(list(range(n)), [120.9] * n, [29.5] * n), 5.0) is None


def test_a_round_within_the_tolerance_is_drawn_by_its_longest_reach() -> None:
    fixes = make([1, 2, 3], [120.9, 120.90001, 120.9], [29.5, 29.5, 29.5])
    line = display_line(fixes, 50.0)
    assert line is not None
    assert list(line.coords) == [(120.9, 29.5), (120.90001, 29.5)]
