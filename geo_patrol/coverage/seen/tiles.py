"""Tiles of a raster of bits while it is made: spans of columns set in them, room, order."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit

Words = NDArray[np.uint64]

Spans = NDArray[np.int32]
"""``(2, …)`` first and last column of each row; none where the last is before the first."""

ROWS_AT_ONCE = 8
"""Rows are reckoned and set in whole eights of a tile: what is left over in a loop that does
several at once would be done one by one."""

_FULL = np.uint64(0xFFFFFFFFFFFFFFFF)
_NO_BITS = np.uint64(0)
_LAST_BIT = np.int32(63)
_ZERO = np.int32(0)


@inner
def set_spans(
    tile_of: NDArray[np.int32],
    words: Words,
    n: int,
    spans: Spans,
    first_row: int,
    last_row: int,
    first_word: int,
    last_word: int,
    n_cols: int,
) -> int:
    """Set the columns of each row, making the tiles that are missing.

    Parameters
    ----------
    tile_of, words, n
        The place of each tile among those made (−1: none), their words, how many there are.
    spans
        Columns of each row, from ``first_row`` on, none beyond ``last_row`` in its eight.
    first_row, last_row, first_word, last_word
        Rows and words that they lie in.

    Returns
    -------
    int
        How many tiles there are now.
    """
    n_tile_cols = (n_cols + 63) >> 6
    for tile_row in range(first_row >> 6, (last_row >> 6) + 1):
        row_from, row_to = max(first_row, tile_row << 6), min(last_row, (tile_row << 6) + 63)
        # Numbers without sign: an index that cannot be negative needs no look at whether it is.
        here, inside = np.uint64(row_from - first_row), np.uint64(row_from & 63)
        for word in range(first_word, last_word + 1):
            tile = tile_row * n_tile_cols + word
            if tile_of[tile] < 0:
                n = add_tile(tile_of, words, n, tile)
            at, west = np.uint64(tile_of[tile]), np.int32(word << 6)
            end = np.int32(min(n_cols - 1 - (word << 6), 63))
            for k in range(np.uint64((row_to - row_from + ROWS_AT_ONCE) & -ROWS_AT_ONCE)):
                # Here, too, without a branch: several rows at once.
                low = max(spans[0, here + k] - west, _ZERO)
                high = min(spans[1, here + k] - west, end)
                bits = span_bits(low & _LAST_BIT, high & _LAST_BIT)
                words[at, inside + k] |= bits if low <= high else _NO_BITS
    return n


@inner
def span_bits(low: int, high: int) -> np.uint64:
    """Return a word with the bits from low to high set, ``0 ≤ low ≤ high ≤ 63``."""
    return (_FULL << np.uint64(low)) & (_FULL >> np.uint64(63 - high))


@inner
def add_tile(tile_of: NDArray[np.int32], words: Words, n: int, tile: int) -> int:
    """Add a blank tile to ``n``, for which there must be room; return how many there are."""
    tile_of[tile] = n
    for row in range(np.uint64(64)):
        words[np.uint64(n), row] = np.uint64(0)
    return n + 1


@njit
def with_room(words: Words, n: int, wanted: int) -> Words:
    """Return the words of the first ``n`` tiles with room for as many as wanted."""
    more = np.empty((max(wanted, 2 * len(words)), 64), np.uint64)
    for i in range(n):
        for row in range(64):
            more[i, row] = words[i, row]
    return more


@njit
def in_order(tile_of: NDArray[np.int32], words: Words, n: int) -> tuple[NDArray[np.int32], Words]:
    """Return the numbers of the tiles made, ascending, and their words; without blank tiles."""
    tiles, ordered = np.empty(n, np.int32), np.empty((n, 64), np.uint64)
    k = 0
    for tile in range(len(tile_of)):
        if tile_of[tile] < 0:
            continue
        at, to, any_bit = np.uint64(tile_of[tile]), np.uint64(k), np.uint64(0)
        for row in range(np.uint64(64)):
            ordered[to, row] = words[at, row]
            any_bit |= words[at, row]
        if any_bit != np.uint64(0):
            tiles[k] = tile
            k += 1
    return tiles[:k], ordered[:k]
