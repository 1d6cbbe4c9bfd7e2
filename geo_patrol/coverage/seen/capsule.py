"""The pixels within reach of one straight line: first and last column, row by row."""

import math

import numpy as np

from geo_patrol.coverage.jit import inner
from geo_patrol.coverage.seen.tiles import ROWS_AT_ONCE, Spans

_NONE = np.int32(-1)


@inner
def capsule(
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
        What there is to stamp; ``spans`` begins with the first row, which begins an eight of rows.
        None if the last row is before the first.
    """
    north_first = va <= vb
    u0, v0, u1, v1 = (ua, va, ub, vb) if north_first else (ub, vb, ua, va)
    du, dv = u1 - u0, v1 - v0
    way = math.sqrt(du * du + dv * dv)
    # From the line to the sides: this to the east one, and back to the west one.
    ahead = r / way if way > 0.0 else 0.0
    side_u, side_v = (dv * ahead, -du * ahead) if way > 0.0 else (r, 0.0)
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
    north_row = math.ceil(max(top, 0.0))
    first_row = north_row & -ROWS_AT_ONCE
    last_row = math.floor(min(bottom, n_rows - 1.0))
    # Single precision does twice as many at once. It is reckoned from a column nearby, and what
    # is on the sides is kept between their ends: steep as a line may be in u, it errs across.
    origin = math.floor(u0)
    u0f, u1f = np.float32(u0 - origin), np.float32(u1 - origin)
    v0f, v1f = np.float32(first_row - v0), np.float32(first_row - v1)
    r2, turn, per_row = np.float32(r * r), np.float32(side_v), np.float32(slope)
    level, side = np.float32(side_u - side_v * slope), np.float32(side_u)
    least, most = min(u0f, u1f), max(u0f, u1f)
    column, nought = np.int32(origin), np.float32(0.0)
    first, last = np.int32(north_row - first_row), np.int32(last_row - first_row)
    # No branches, so that the processor does as many at once as it can.
    for k in range((last_row - first_row + ROWS_AT_ONCE) & -ROWS_AT_ONCE):
        row = np.float32(np.int32(k))
        below0, below1 = row + v0f, row + v1f
        north = np.sqrt(max(r2 - below0 * below0, nought))
        south = np.sqrt(max(r2 - below1 * below1, nought))
        along = u0f + below0 * per_row
        high = min(max(along + level, least + side), most + side)
        high = u0f + north if below0 < turn else high
        high = u1f + south if below1 > turn else high
        low = min(max(along - level, least - side), most - side)
        low = u0f - north if below0 < -turn else low
        low = u1f - south if below1 > -turn else low
        spans[0, k] = np.int32(np.ceil(low)) + column
        until = np.int32(np.floor(high)) + column
        spans[1, k] = until if (np.int32(k) >= first) & (np.int32(k) <= last) else _NONE
    first_word = math.ceil(max(west, 0.0)) >> 6
    last_word = math.floor(min(east, n_cols - 1.0)) >> 6
    return first_row, last_row, first_word, last_word
