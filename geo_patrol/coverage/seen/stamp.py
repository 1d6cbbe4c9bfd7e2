"""The pass that stamps what a path sees onto a raster of bits, pixel row by pixel row.

Works in units of pixels, with whole numbers at their centres: ``u`` to the east, ``v`` to the
south. Tiles are made as they are needed, so memory follows what is seen and not the frame.
"""

import math

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit

Floats = NDArray[np.float64]
Words = NDArray[np.uint64]

Spans = NDArray[np.int32]
"""``(2, …)`` first and last column of each row; none where the last is before the first."""

SLACK_PX = 0.02
"""Fixes nearer than this to the line from the one before have no capsule of their own."""

FULL = np.uint64(0xFFFFFFFFFFFFFFFF)


@njit
def stamp(
    x: Floats,
    y: Floats,
    counts: NDArray[np.bool_],
    reach_m: Floats,
    x0: float,
    y0: float,
    size_m: float,
    n_rows: int,
    n_cols: int,
) -> tuple[NDArray[np.int32], Words]:
    """Stamp all that is within reach of the segments of a path.

    Parameters
    ----------
    x, y
        ``(n,)`` metres.
    counts, reach_m
        ``(n − 1,)`` whether each segment counts, and how far one sees from it.
    x0, y0, size_m, n_rows, n_cols
        The frame; what lies beyond it is left out.

    Returns
    -------
    tile, words
        As in ``SeenBits``.
    """
    tile_of = np.full(((n_rows + 63) >> 6) * ((n_cols + 63) >> 6), -1, np.int32)
    begins, ends, n_parts = _straight_parts(x, y, counts, reach_m, SLACK_PX * size_m)
    # Room that is not used costs nothing.
    words, n = np.empty((min(32 + len(counts) // 4, len(tile_of)), 64), np.uint64), 0
    # Rows are reckoned four at a time, so up to three more than there are.
    spans = np.empty((2, n_rows + 3), np.int32)
    for k in range(n_parts):
        i, j = begins[k], ends[k]
        goes_on = k > 0 and ends[k - 1] == i and reach_m[i - 1] >= reach_m[i]
        first_row, last_row, first_word, last_word = _capsule(
            spans,
            (x[i] - x0) / size_m - 0.5,
            (y0 - y[i]) / size_m - 0.5,
            (x[j] - x0) / size_m - 0.5,
            (y0 - y[j]) / size_m - 0.5,
            reach_m[i] / size_m,
            goes_on,
            n_rows,
            n_cols,
        )
        more = ((last_row >> 6) - (first_row >> 6) + 1) * (last_word - first_word + 1)
        if n + more > len(words):
            words = with_room(words, n, n + more)
        n = _set_spans(tile_of, words, n, spans, first_row, last_row, first_word, last_word, n_cols)
    return in_order(tile_of, words, n)


@njit
def _straight_parts(
    x: Floats, y: Floats, counts: NDArray[np.bool_], reach_m: Floats, slack_m: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Return the fixes between which the path goes straight on, or stands still; and how many."""
    begins, ends = np.empty(len(counts), np.int64), np.empty(len(counts), np.int64)
    n = 0
    straight = False
    xs, ys, dx, dy, way2, along = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for i in range(len(counts)):
        if not (counts[i] and reach_m[i] > 0.0):
            straight = False
            continue
        if straight and reach_m[i] == reach_m[i - 1]:
            ex, ey = x[i + 1] - xs, y[i + 1] - ys
            across = dx * ey - dy * ex
            forward = dx * ex + dy * ey
            if across * across <= slack_m * slack_m * way2 and forward >= along:
                if way2 == 0.0:
                    dx, dy = ex, ey
                    way2 = forward = dx * dx + dy * dy
                along = forward
                ends[n - 1] = i + 1
                continue
        straight = True
        xs, ys = x[i], y[i]
        dx, dy = x[i + 1] - xs, y[i + 1] - ys
        way2 = along = dx * dx + dy * dy
        begins[n], ends[n] = i, i + 1
        n += 1
    return begins, ends, n


@njit
def _capsule(
    spans: Spans,
    ua: float,
    va: float,
    ub: float,
    vb: float,
    r: float,
    goes_on: bool,
    n_rows: int,
    n_cols: int,
) -> tuple[int, int, int, int]:
    """Find the columns, row by row, that lie within ``r`` of the line from a to b.

    ``goes_on``: the disc about a is stamped already, rows in which there is nothing else are left
    out.

    Returns
    -------
    first_row, last_row, first_word, last_word
        What there is to stamp; ``spans`` begins with the first row. None if the last row is before
        the first.
    """
    north_first = va <= vb
    u0, v0, u1, v1 = (ua, va, ub, vb) if north_first else (ub, vb, ua, va)
    du, dv = u1 - u0, v1 - v0
    way = math.sqrt(du * du + dv * dv)
    # From the line to the sides: this to the east one, and back to the west one.
    side_u, side_v = (dv / way * r, -du / way * r) if way > 0.0 else (r, 0.0)
    slope = du / dv if dv > 0.0 else 0.0
    top, bottom = v0 - r, v1 + r
    if goes_on and north_first:
        top = v0 - abs(side_v)
    elif goes_on:
        bottom = v1 + abs(side_v)
    west, east = min(u0, u1) - r, max(u0, u1) + r
    # Written so that no number, or an infinite one, is beyond the frame too.
    if not (bottom >= 0.0 and top <= n_rows - 1 and east >= 0.0 and west <= n_cols - 1):
        return 0, -1, 0, 0
    first_row = math.ceil(max(top, 0.0))
    last_row = math.floor(min(bottom, n_rows - 1.0))
    r2, last_col = r * r, n_cols - 1.0
    level = side_u - side_v * slope
    # No branches, and rows in fours: the processor does as many at once.
    for k in range((last_row - first_row + 4) & -4):
        v = float(first_row + k)
        # Roots to seven digits, micrometres here, in half the time.
        north = np.float64(np.sqrt(np.float32(max(r2 - (v - v0) * (v - v0), 0.0))))
        south = np.float64(np.sqrt(np.float32(max(r2 - (v - v1) * (v - v1), 0.0))))
        along = u0 + (v - v0) * slope
        high = u0 + north if v < v0 + side_v else along + level
        high = u1 + south if v > v1 + side_v else high
        low = u0 - north if v < v0 - side_v else along - level
        low = u1 - south if v > v1 - side_v else low
        spans[0, k] = np.int32(math.ceil(min(max(low, 0.0), last_col + 1.0)))
        spans[1, k] = np.int32(math.floor(max(min(high, last_col), -1.0)))
    first_word = math.ceil(max(west, 0.0)) >> 6
    last_word = math.floor(min(east, last_col)) >> 6
    return first_row, last_row, first_word, last_word


@njit
def _set_spans(
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
        Columns of each row, from ``first_row`` on.
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
            for k in range(np.uint64(row_to + 1 - row_from)):
                low, high = max(spans[0, here + k] - west, 0), min(spans[1, here + k] - west, 63)
                if low <= high:
                    words[at, inside + k] |= span_bits(low, high)
    return n


@njit
def span_bits(low: int, high: int) -> np.uint64:
    """Return a word with the bits from low to high set, ``0 ≤ low ≤ high ≤ 63``."""
    return (FULL << np.uint64(low)) & (FULL >> np.uint64(63 - high))


@njit
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
