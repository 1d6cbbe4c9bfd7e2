"""WebM as it is written while it is recorded: nobody has gone back to put its length into its head.

Browsers' recorders make such files (older ones all, newer ones when asked for slices): the segment
and its clusters are of unknown size (RFC 8794, 6.2), and there is no duration. Tools that look at
heads call them cut off. How long they are, and whether they are whole, only a walk through tells.
"""

from pathlib import Path
from typing import BinaryIO

MAX_ELEMENTS = 2_000_000
"""That are walked through: hours of blocks, not a file made of nothing but their heads."""

# RFC 9559, table of elements.
_SEGMENT, _CLUSTER, _BLOCK_GROUP, _INFO = 0x18538067, 0x1F43B675, 0xA0, 0x1549A966
_ENTERED = {_SEGMENT, _CLUSTER, _BLOCK_GROUP, _INFO}
_SCALE, _TIME, _SIMPLE_BLOCK, _BLOCK = 0x2AD7B1, 0xE7, 0xA3, 0xA1
_NS_OF_SCALE = 1_000_000


def live_seconds(path: Path) -> float | None:
    """Return the time from the first block of such a file to its last, in seconds.

    None when its segment says how large it is, when it breaks off within an element, or when it
    is none at all. One that breaks off between two blocks is as whole as a recorder would have
    made it, had it been stopped there.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            return _walk(file, size)
        except ValueError:
            return None


def _walk(file: BinaryIO, size: int) -> float | None:
    is_live = False
    scale_ns, cluster_at = _NS_OF_SCALE, 0
    first: int | None = None
    last = 0
    for _ in range(MAX_ELEMENTS):
        if file.tell() == size:
            break
        element, length = _head(file)
        if element == _SEGMENT:
            is_live = length is None
        if element in _ENTERED:
            continue
        if length is None or file.tell() + length > size:
            return None
        body_at = file.tell()
        if element == _SCALE:
            scale_ns = _unsigned(file, length)
        elif element == _TIME:
            cluster_at = _unsigned(file, length)
        elif element in (_SIMPLE_BLOCK, _BLOCK):
            _number(file)
            at = cluster_at + int.from_bytes(_read(file, 2), "big", signed=True)
            first = at if first is None else min(first, at)
            last = max(last, at)
        file.seek(body_at + length)
    else:
        return None
    if not is_live or first is None:
        return None
    return (last - first) * scale_ns / 1e9


def _head(file: BinaryIO) -> tuple[int, int | None]:
    """Return an element's ID and its size, None when that is unknown."""
    first = _read(file, 1)[0]
    width = _width(first)
    if width > 4:
        raise ValueError("no ID")
    element = int.from_bytes(bytes([first]) + _read(file, width - 1), "big")
    return element, _number(file)


def _number(file: BinaryIO) -> int | None:
    first = _read(file, 1)[0]
    width = _width(first)
    rest = _read(file, width - 1)
    value = int.from_bytes(bytes([first & (0xFF >> width)]) + rest, "big")
    return None if value == (1 << (7 * width)) - 1 else value


def _width(first: int) -> int:
    """Return how many bytes a number has: as its first one says, by its highest bit."""
    if first == 0:
        raise ValueError("no number")
    return 9 - first.bit_length()


def _unsigned(file: BinaryIO, length: int) -> int:
    if length > 8:
        raise ValueError("no unsigned number")
    return int.from_bytes(_read(file, length), "big")


def _read(file: BinaryIO, n_bytes: int) -> bytes:
    data = file.read(n_bytes)
    if len(data) < n_bytes:
        raise ValueError("cut off")
    return data
