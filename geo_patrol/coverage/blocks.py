"""What the compact blocks of coverage have in common."""

import zlib

from geo_patrol.errors import InvalidInput


def inflate(data: bytes, size: int) -> bytes:
    """Return what was compressed, if it is whole and of the size that the block's header promises.

    Raises
    ------
    InvalidInput
        ``coverage.block_damaged``.
    """
    stream = zlib.decompressobj()
    try:
        # One byte more than promised shows a surplus without unpacking all of it.
        raw = stream.decompress(data, size + 1)
    except zlib.error as error:
        raise InvalidInput("coverage.block_damaged") from error
    if len(raw) != size or not stream.eof or stream.unused_data:
        raise InvalidInput("coverage.block_damaged")
    return raw
