"""Columns of whole numbers as bytes: each as wide as its numbers need, and quick to read.

A year of a squad is two million rows. Their times are noise to a compressor: it would save a fifth
of the bytes and take seven times as long to read them (measured on a year of 30,000 cells), so what
is stored is narrow instead. zlib's checksum still tells what is damaged.
"""

import struct
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.blocks import inflate
from geo_patrol.errors import InvalidInput

FORMAT_VERSION = 1

# Magic, version, number of rows, bytes of all columns.
_HEADER = struct.Struct("<4sBII")
# Least number and width in bytes of a column.
_COLUMN = struct.Struct("<qB")
_PLANES = {1: "u1", 2: "<u2", 4: "<u4"}
_STORED = 0

Ints = NDArray[np.int64]


def pack(magic: bytes, columns: Sequence[Ints]) -> bytes:
    """Return columns of the same length as one block, under four bytes that tell its kind."""
    n = len(columns[0])
    parts = []
    for column in columns:
        least = int(column.min(initial=np.iinfo(np.int64).max)) if n else 0
        above = (column - least).view(np.uint64)
        width = (int(above.max(initial=0)).bit_length() + 7) // 8
        parts.append(_COLUMN.pack(least, width))
        shift = 0
        for wide in _sizes(width):
            parts.append((above >> np.uint64(8 * shift)).astype(_PLANES[wide]).tobytes())
            shift += wide
    raw = b"".join(parts)
    return _HEADER.pack(magic, FORMAT_VERSION, n, len(raw)) + zlib.compress(raw, _STORED)


def unpack(magic: bytes, block: bytes, n_columns: int) -> list[Ints]:
    """Return the columns of a block made by `pack`.

    Raises
    ------
    InvalidInput
        ``coverage.block_damaged`` when it is cut short, altered or of another kind,
        ``coverage.block_version`` when it is of a format that is not known here.
    """
    if len(block) < _HEADER.size or block[:4] != magic:
        raise InvalidInput("coverage.block_damaged")
    _, version, n, size = _HEADER.unpack_from(block)
    if version != FORMAT_VERSION:
        raise InvalidInput("coverage.block_version", version=version, known=FORMAT_VERSION)
    raw = inflate(block[_HEADER.size :], size)
    at = 0
    columns = []
    for _ in range(n_columns):
        if at + _COLUMN.size > size:
            raise InvalidInput("coverage.block_damaged")
        least, width = _COLUMN.unpack_from(raw, at)
        at += _COLUMN.size
        if width > 8 or at + width * n > size:
            raise InvalidInput("coverage.block_damaged")
        column = np.full(n, least, np.int64)
        shift = 0
        for wide in _sizes(width):
            plane = np.frombuffer(raw, _PLANES[wide], n, offset=at)
            column += plane.astype(np.int64) << (8 * shift) if shift else plane
            at += wide * n
            shift += wide
        columns.append(column)
    if at != size:
        raise InvalidInput("coverage.block_damaged")
    return columns


def _sizes(width: int) -> list[int]:
    """Return the planes that make up a width: at most two of four bytes, one of two, one of one."""
    sizes = [4] * (width // 4)
    return sizes + [size for size in (2, 1) if width & size]
