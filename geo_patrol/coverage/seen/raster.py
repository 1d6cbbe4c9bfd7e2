"""Seen bits made, united, and kept as one compact block per track and grid version."""

import struct
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.blocks import inflate
from geo_patrol.coverage.jit import njit
from geo_patrol.coverage.seen.records import TILE, Frame, SeenBits, Words
from geo_patrol.coverage.seen.tiles import add_tile, in_order, with_room
from geo_patrol.errors import InvalidInput

FORMAT_VERSION = 1

_MAGIC = b"GPSB"
# Magic, version, corner, side of a pixel, rows, columns, number of tiles.
_HEADER = struct.Struct("<4sBdddIII")
_TILE_BYTES = 4 + TILE * 8


def nothing(frame: Frame) -> SeenBits:
    """Return the bits of who saw nothing."""
    return SeenBits(frame, np.empty(0, np.int32), np.empty((0, TILE), np.uint64))


def unite(frame: Frame, many: Iterable[SeenBits]) -> SeenBits:
    """Return what any of them saw: in any order, and however often each one comes, the same.

    None give nothing.

    Raises
    ------
    InvalidInput
        ``coverage.frames_differ``.
    """
    tile_of = np.full(frame.n_tile_rows * frame.n_tile_cols, -1, np.int32)
    words, n = np.empty((64, TILE), np.uint64), 0
    for one in many:
        _same_frame(frame, one.frame)
        if n + len(one) > len(words):
            words = with_room(words, n, n + len(one))
        n = _or_tiles(tile_of, words, n, one.tile, one.words)
    return SeenBits(frame, *in_order(tile_of, words, n))


@njit
def _or_tiles(
    tile_of: NDArray[np.int32], words: Words, n: int, tiles: NDArray[np.int32], more: Words
) -> int:
    """Set what is set in other tiles, in those made or in new ones; return how many there are."""
    for k in range(len(tiles)):
        if tile_of[tiles[k]] < 0:
            n = add_tile(tile_of, words, n, tiles[k])
        at, of = np.uint64(tile_of[tiles[k]]), np.uint64(k)
        for row in range(np.uint64(64)):
            words[at, row] |= more[of, row]
    return n


def intersect(one: SeenBits, other: SeenBits) -> SeenBits:
    """Return what both saw.

    Raises
    ------
    InvalidInput
        ``coverage.frames_differ``.
    """
    _same_frame(one.frame, other.frame)
    tile, at, at_other = np.intersect1d(
        one.tile, other.tile, assume_unique=True, return_indices=True
    )
    words = one.words[at] & other.words[at_other]
    kept = words.any(axis=1)
    return SeenBits(one.frame, tile[kept], words[kept])


def pack(bits: SeenBits) -> bytes:
    """Return bits as a compact block: a header of 41 bytes, then zlib.

    Equal bits give equal blocks.
    """
    frame = bits.frame
    header = _HEADER.pack(
        _MAGIC,
        FORMAT_VERSION,
        frame.x0,
        frame.y0,
        frame.size_m,
        frame.n_rows,
        frame.n_cols,
        len(bits),
    )
    steps = np.diff(bits.tile, prepend=np.int32(0)).astype("<i4")
    return header + zlib.compress(steps.tobytes() + bits.words.astype("<u8").tobytes(), 6)


def unpack(block: bytes) -> SeenBits:
    """Return the bits of a block made by `pack`.

    Raises
    ------
    InvalidInput
        ``coverage.block_damaged`` when it is cut short or altered, ``coverage.block_version`` when
        it is of a format that is not known here.
    """
    if len(block) < _HEADER.size or block[:4] != _MAGIC:
        raise InvalidInput("coverage.block_damaged")
    _, version, x0, y0, size_m, n_rows, n_cols, n = _HEADER.unpack_from(block)
    if version != FORMAT_VERSION:
        raise InvalidInput("coverage.block_version", version=version, known=FORMAT_VERSION)
    frame = Frame(x0, y0, n_rows, n_cols, size_m)
    n_tiles = frame.n_tile_rows * frame.n_tile_cols
    if n > n_tiles:
        raise InvalidInput("coverage.block_damaged")
    raw = inflate(block[_HEADER.size :], n * _TILE_BYTES)
    tile = np.cumsum(np.frombuffer(raw, "<i4", n), dtype=np.int64)
    words = np.frombuffer(raw, "<u8", n * TILE, offset=4 * n).astype(np.uint64)
    if n and not (tile[0] >= 0 and (np.diff(tile) > 0).all() and tile[-1] < n_tiles):
        raise InvalidInput("coverage.block_damaged")
    return SeenBits(frame, tile.astype(np.int32), words.reshape(n, TILE))


def _same_frame(one: Frame, other: Frame) -> None:
    if one != other:
        raise InvalidInput("coverage.frames_differ")
