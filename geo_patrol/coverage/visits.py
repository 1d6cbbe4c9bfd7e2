"""Visits as one packed block per track and grid version, and their union in time."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.blocks import inflate
from geo_patrol.coverage.jit import njit
from geo_patrol.coverage.records import Visits
from geo_patrol.errors import InvalidInput

FORMAT_VERSION = 1

_MAGIC = b"GPVS"
# Magic, version, number of visits.
_HEADER = struct.Struct("<4sBI")
# Cell, enter, stay, length of a visit.
_ROW_BYTES = 4 + 8 + 8 + 8


@dataclass(frozen=True, eq=False)
class Stays:
    """When somebody was in a cell, free of overlaps, in order of cell and time.

    Attributes
    ----------
    cell
        ``(n,)`` int32 cell index, or ``OUTSIDE``.
    enter_us, leave_us
        ``(n,)`` int64, Unix time in microseconds (UTC), half-open.
    """

    cell: NDArray[np.int32]
    enter_us: NDArray[np.int64]
    leave_us: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.cell)


def pack(visits: Visits) -> bytes:
    """Return visits as a compact block: a header of 9 bytes, then zlib; nothing is rounded.

    Times are kept as differences (a visit mostly begins where the one before ended). No visits give
    a block that unpacks to none.
    """
    left_us = np.concatenate(([0], visits.leave_us[:-1]))
    columns = (
        visits.cell.astype("<i4"),
        (visits.enter_us - left_us[: len(visits)]).astype("<i8"),
        (visits.leave_us - visits.enter_us).astype("<i8"),
        visits.length_m.astype("<f8"),
    )
    header = _HEADER.pack(_MAGIC, FORMAT_VERSION, len(visits))
    return header + zlib.compress(b"".join(column.tobytes() for column in columns), 6)


def unpack(block: bytes) -> Visits:
    """Return the visits of a block made by `pack`, equal to the last bit.

    Raises
    ------
    InvalidInput
        ``coverage.block_damaged`` when it is cut short or altered, ``coverage.block_version`` when
        it is of a format that is not known here.
    """
    if len(block) < _HEADER.size or block[:4] != _MAGIC:
        raise InvalidInput("coverage.block_damaged")
    _, version, n = _HEADER.unpack_from(block)
    if version != FORMAT_VERSION:
        raise InvalidInput("coverage.block_version", version=version, known=FORMAT_VERSION)
    raw = inflate(block[_HEADER.size :], n * _ROW_BYTES)
    cell = np.frombuffer(raw, "<i4", n).astype(np.int32)
    since_us, stay_us = np.frombuffer(raw, "<i8", 2 * n, offset=4 * n).reshape(2, n)
    length_m = np.frombuffer(raw, "<f8", n, offset=20 * n).astype(np.float64)
    enter_us = np.cumsum(since_us + np.concatenate(([0], stay_us[:-1]))[:n], dtype=np.int64)
    return Visits(cell, enter_us, enter_us + stay_us, length_m)


def presence(tracks: Sequence[Visits]) -> Stays:
    """Return the union in time, cell by cell, of the visits of a crew's tracks.

    Two phones in one boat are one presence. Visits that touch or overlap become one stay. The order
    of the tracks does not matter; no tracks give no stays.
    """
    cell = np.concatenate([visits.cell for visits in tracks] or [np.empty(0, np.int32)])
    enter_us = np.concatenate([visits.enter_us for visits in tracks] or [np.empty(0, np.int64)])
    leave_us = np.concatenate([visits.leave_us for visits in tracks] or [np.empty(0, np.int64)])
    first, leave_us = union(np.zeros(len(cell), np.int64), cell, enter_us, leave_us)
    return Stays(cell[first], enter_us[first], leave_us)


def warm() -> None:
    """Compile the kernel of `presence`, or load it from disk."""
    presence([])


def union(
    crew: NDArray[np.int64],
    cell: NDArray[np.int32],
    enter_us: NDArray[np.int64],
    leave_us: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Unite intervals that touch or overlap within one crew and cell.

    Returns
    -------
    first, leave_us
        For each united interval, in order of crew, cell and time: the place in the input of the
        interval that begins it, and its end.
    """
    order = np.lexsort((enter_us, cell, crew))
    begins, leaves = _unite(crew[order], cell[order], enter_us[order], leave_us[order])
    return order[begins], leaves


@njit
def _unite(
    crew: NDArray[np.int64],
    cell: NDArray[np.int32],
    enter_us: NDArray[np.int64],
    leave_us: NDArray[np.int64],
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Unite sorted intervals: which of them begin a new one, and where the new ones end."""
    begins = np.empty(len(cell), np.bool_)
    leaves = np.empty(len(cell), np.int64)
    n = 0
    for i in range(len(cell)):
        begins[i] = (
            n == 0
            or crew[i] != crew[i - 1]
            or cell[i] != cell[i - 1]
            or enter_us[i] > leaves[n - 1]
        )
        if begins[i]:
            leaves[n] = leave_us[i]
            n += 1
        else:
            leaves[n - 1] = max(leaves[n - 1], leave_us[i])
    return begins, leaves[:n].copy()
