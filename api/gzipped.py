"""Answers put together of pieces that were compressed before: what stays is compressed once."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Of a gzip member (RFC 1952): deflate, no name, no time, any system."""

_NO_MORE = b"\x03\x00"
"""A last block of deflate that holds nothing (RFC 1951)."""

_RAW = -15


@dataclass(frozen=True)
class Piece:
    """Bytes, and the same as blocks of deflate that end at a whole byte and are not the last."""

    raw: bytes
    deflated: bytes

    @classmethod
    def of(cls, raw: bytes, level: int) -> "Piece":
        """Compress a piece."""
        packer = zlib.compressobj(level, zlib.DEFLATED, _RAW)
        return cls(raw, packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH))


def gzipped(pieces: Sequence[Piece]) -> bytes:
    """Return pieces, one after the other, as one gzip file."""
    check = size = 0
    for one in pieces:
        check, size = zlib.crc32(one.raw, check), size + len(one.raw)
    end = check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join([_HEADER, *(one.deflated for one in pieces), _NO_MORE, end])
