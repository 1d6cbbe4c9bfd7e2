"""The pass that stamps what a path sees onto a raster of bits, pixel row by pixel row.

Works in units of pixels, with whole numbers at their centres: ``u`` to the east, ``v`` to the
south. Tiles are made as they are needed, so memory follows what is seen and not the frame.
"""

import math

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit
from geo_patrol.coverage.seen.capsule import capsule
from geo_patrol.coverage.seen.tiles import (
    ROWS_AT_ONCE,
    Spans,
    Words,
    in_order,
    set_spans,
    with_room,
)

Floats = NDArray[np.float64]

SLACK_PX = 0.02
"""Fixes nearer than this to the line from the one before have no capsule of their own."""

LONGEST_PX = 512.0
"""Longer lines are stamped piece by piece: single precision then errs by a fraction of 1e-4 px."""

FARTHEST_PX = 1e6
"""Nobody sees farther, and numbers stay such that they can be reckoned with."""

# What a walk along a path is at when it stops for want of room.
_FIX, _N_TILES, _JOINED = range(3)


@njit
def stamp(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
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
    t_ms, x, y
        ``(n,)`` milliseconds and metres.
    valid, reach_m
        ``(n − 1,)`` whether each segment counts if it takes time, and how far one sees from it.
    x0, y0, size_m, n_rows, n_cols
        The frame; what lies beyond it is left out.

    Returns
    -------
    tile, words
        As in ``SeenBits``.
    """
    tile_of = np.full(((n_rows + 63) >> 6) * ((n_cols + 63) >> 6), -1, np.int32)
    # Room that is not used costs nothing.
    words = np.empty((min(32 + len(valid) // 4, len(tile_of)), 64), np.uint64)
    spans = np.empty((2, n_rows + 2 * ROWS_AT_ONCE), np.int32)
    state = np.zeros(3, np.int64)
    while True:
        wanted = _go_on(
            t_ms, x, y, valid, reach_m, x0, y0, size_m, n_rows, n_cols, tile_of, words, spans, state
        )
        if wanted == 0:
            return in_order(tile_of, words, state[_N_TILES])
        words = with_room(words, state[_N_TILES], wanted)


@inner
def _go_on(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
    reach_m: Floats,
    x0: float,
    y0: float,
    size_m: float,
    n_rows: int,
    n_cols: int,
    tile_of: NDArray[np.int32],
    words: Words,
    spans: Spans,
    state: NDArray[np.int64],
) -> int:
    """Stamp on from a fix to the end, or as far as there is room; return the room wanted then."""
    i, n, joined = state[_FIX], state[_N_TILES], state[_JOINED] > 0
    wanted = 0
    per_m = 1.0 / size_m
    while i < len(valid):
        if not (valid[i] and t_ms[i + 1] > t_ms[i] and reach_m[i] > 0.0):
            joined = False
            i += 1
            continue
        j = _straight_on(t_ms, x, y, valid, reach_m, i, SLACK_PX * size_m)
        ua, va = (x[i] - x0) * per_m - 0.5, (y0 - y[i]) * per_m - 0.5
        ub, vb = (x[j] - x0) * per_m - 0.5, (y0 - y[j]) * per_m - 0.5
        r = min(reach_m[i] * per_m, FARTHEST_PX)
        goes_on = joined and reach_m[i - 1] >= reach_m[i]
        begin, end, n_pieces = _pieces(ua, va, ub, vb, r, n_rows, n_cols)
        for k in range(n_pieces):
            s0 = begin + (end - begin) * k / n_pieces
            s1 = begin + (end - begin) * (k + 1) / n_pieces
            first_row, last_row, first_word, last_word = capsule(
                spans,
                ua + s0 * (ub - ua),
                va + s0 * (vb - va),
                ua + s1 * (ub - ua),
                va + s1 * (vb - va),
                r,
                goes_on if k == 0 and begin == 0.0 else k > 0,
                n_rows,
                n_cols,
            )
            more = ((last_row >> 6) - (first_row >> 6) + 1) * (last_word - first_word + 1)
            if n + more > len(words):
                wanted = n + more
                break
            n = set_spans(
                tile_of, words, n, spans, first_row, last_row, first_word, last_word, n_cols
            )
        if wanted > 0:
            break
        joined = True
        i = j
    state[_FIX], state[_N_TILES], state[_JOINED] = i, n, joined
    return wanted


@inner
def _straight_on(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
    reach_m: Floats,
    i: int,
    slack_m: float,
) -> int:
    """Return the fix up to which the path goes straight on from a fix, or stands still."""
    dx, dy = x[i + 1] - x[i], y[i + 1] - y[i]
    way2 = dx * dx + dy * dy
    along = way2
    j = i + 1
    while j < len(valid):
        if not (valid[j] and t_ms[j + 1] > t_ms[j] and reach_m[j] == reach_m[i]):
            break
        ex, ey = x[j + 1] - x[i], y[j + 1] - y[i]
        across, forward = dx * ey - dy * ex, dx * ex + dy * ey
        if across * across > slack_m * slack_m * way2 or forward < along:
            break
        if way2 == 0.0:
            dx, dy = ex, ey
            way2 = forward = dx * dx + dy * dy
        along = forward
        j += 1
    return j


@inner
def _pieces(
    ua: float, va: float, ub: float, vb: float, r: float, n_rows: int, n_cols: int
) -> tuple[float, float, int]:
    """Return what part of a line may be seen in the frame, as shares, and in how many pieces.

    A line that is not long is one piece, whole.
    """
    way = math.sqrt((ub - ua) * (ub - ua) + (vb - va) * (vb - va))
    if way <= LONGEST_PX:
        return 0.0, 1.0, 1
    if not way < np.inf:
        return 0.0, 0.0, 0
    begin, end = _meeting(0.0, 1.0, ua, ub - ua, r, n_cols)
    begin, end = _meeting(begin, end, va, vb - va, r, n_rows)
    return begin, end, math.ceil((end - begin) * way / LONGEST_PX) if begin < end else 0


@inner
def _meeting(
    begin: float, end: float, w: float, dw: float, r: float, count: int
) -> tuple[float, float]:
    """Cut a part of a line to where it is within ``r`` of the frame on one axis."""
    low, high = -1.0 - r - w, count + r - w
    if dw == 0.0:
        return (begin, end) if low <= 0.0 <= high else (1.0, 0.0)
    return max(begin, min(low / dw, high / dw)), min(end, max(low / dw, high / dw))
