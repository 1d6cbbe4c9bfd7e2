"""Blocks of seen bits: kept as they are, and the same whatever order they come together in."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_oracle import even, image, see, square, walk

from geo_patrol.coverage.seen.raster import intersect, nothing, pack, unite, unpack
from geo_patrol.coverage.seen.records import frame_of
from geo_patrol.errors import InvalidInput

FRAME = square()
TRACKS = [see(walk(80, seed), FRAME, even(50)) for seed in range(6)]


@given(
    st.lists(st.integers(0, 5), max_size=12).flatmap(
        lambda k: st.tuples(st.just(k), st.permutations(k))
    )
)
@settings(deadline=None)
def test_any_order_and_repetition_of_tracks_gives_the_same_block(drawn):
    some, shuffled = drawn
    once = pack(unite(FRAME, [TRACKS[k] for k in sorted(set(some))]))
    assert pack(unite(FRAME, [TRACKS[k] for k in some])) == once
    assert pack(unite(FRAME, [TRACKS[k] for k in shuffled])) == once


def test_a_late_track_joins_what_was_united_before():
    early = unite(FRAME, TRACKS[:3])
    assert pack(unite(FRAME, [TRACKS[3], early])) == pack(unite(FRAME, TRACKS[:4]))


def test_two_phones_on_one_way_saw_what_one_of_them_saw():
    assert pack(unite(FRAME, [TRACKS[0], TRACKS[0]])) == pack(TRACKS[0])


def test_united_and_in_common_are_or_and_and_of_the_pixels():
    one, other = TRACKS[0], TRACKS[1]
    assert np.array_equal(image(unite(FRAME, [one, other])), image(one) | image(other))
    assert np.array_equal(image(intersect(one, other)), image(one) & image(other))


def test_none_united_is_nothing():
    assert (
        pack(unite(FRAME, [])) == pack(nothing(FRAME)) == pack(intersect(TRACKS[0], nothing(FRAME)))
    )


def test_two_runs_over_the_same_track_give_the_same_block():
    assert pack(see(walk(80, 4), FRAME, even(50))) == pack(TRACKS[4])


@pytest.mark.parametrize("bits", [*TRACKS, nothing(FRAME)])
def test_what_is_packed_comes_back_to_the_last_bit(bits):
    back = unpack(pack(bits))
    assert back.frame == bits.frame
    assert np.array_equal(back.tile, bits.tile) and back.tile.dtype == bits.tile.dtype
    assert np.array_equal(back.words, bits.words) and back.words.dtype == bits.words.dtype
    assert pack(unite(FRAME, [back, bits])) == pack(bits)


def test_a_shift_on_foot_takes_some_kilobytes():
    t_ms, x, y, accuracy_m = walk(2880, 1, side_m=5000, step_m=20)
    bits = see((t_ms, x, y, accuracy_m), frame_of(0, 20_000, 20_000, 20_000), even(50))
    assert bits.area_m2 > 1e6
    assert len(pack(bits)) < 16_000


@pytest.mark.parametrize("cut", [0, 3, 40, 60, -1])
def test_a_block_cut_short_is_refused(cut):
    with pytest.raises(InvalidInput, match="damaged"):
        unpack(pack(TRACKS[0])[:cut])


@pytest.mark.parametrize("add", [b"\x00", b"more"])
def test_a_block_with_something_behind_it_is_refused(add):
    with pytest.raises(InvalidInput, match="damaged"):
        unpack(pack(TRACKS[0]) + add)


def test_a_block_of_a_format_to_come_is_refused():
    block = bytearray(pack(TRACKS[0]))
    block[4] = 9
    with pytest.raises(InvalidInput, match="version 9"):
        unpack(bytes(block))


def test_a_block_with_tiles_beyond_its_frame_is_refused():
    block = bytearray(pack(TRACKS[0]))
    struct.pack_into("<II", block, 29, 64, 64)
    with pytest.raises(InvalidInput, match="damaged"):
        unpack(bytes(block))


def test_what_lies_on_different_rasters_is_not_put_together():
    elsewhere = nothing(frame_of(5, 2000, 2000, 2000))
    with pytest.raises(InvalidInput, match="different rasters"):
        unite(FRAME, [TRACKS[0], elsewhere])
    with pytest.raises(InvalidInput, match="different rasters"):
        intersect(TRACKS[0], elsewhere)
