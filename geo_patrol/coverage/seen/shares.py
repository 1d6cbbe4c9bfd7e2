"""What share of each cell was seen: bits set in it, by the bits it has."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit
from geo_patrol.coverage.seen.pixels import CellPixels
from geo_patrol.coverage.seen.records import SeenBits
from geo_patrol.coverage.seen.tiles import span_bits
from geo_patrol.errors import InvalidInput

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]


def shares(bits: SeenBits, cells: CellPixels) -> NDArray[np.float64]:
    """Return the share of each cell that was seen: ``(n_cells,)``, NaN for one without a shape.

    Raises
    ------
    InvalidInput
        ``coverage.frames_differ``.
    """
    if bits.frame != cells.frame:
        raise InvalidInput("coverage.frames_differ")
    tile_of = np.full(cells.frame.n_tile_rows * cells.frame.n_tile_cols, -1, np.int32)
    tile_of[bits.tile] = np.arange(len(bits), dtype=np.int32)
    seen = _count(
        tile_of,
        np.require(bits.words.reshape(-1), np.uint64, ["C", "W"]),
        cells.frame.n_tile_cols,
        cells.start,
        cells.row,
        cells.first,
        cells.end,
    )
    share = np.full(len(cells), np.nan)
    np.divide(seen, cells.n_pixels, out=share, where=cells.n_pixels > 0)
    return share


@njit
def _count(
    tile_of: Numbers,
    words: NDArray[np.uint64],
    n_tile_cols: int,
    start: Ints,
    row: Numbers,
    first: Numbers,
    end: Numbers,
) -> Ints:
    """Return the number of bits set in the runs of each cell."""
    seen = np.zeros(len(start) - 1, np.int64)
    for cell in range(len(seen)):
        for k in range(start[cell], start[cell + 1]):
            for word in range(first[k] >> 6, ((end[k] - 1) >> 6) + 1):
                at = tile_of[(row[k] >> 6) * n_tile_cols + word]
                if at >= 0:
                    low = max(first[k] - (word << 6), 0)
                    high = min(end[k] - 1 - (word << 6), 63)
                    seen[cell] += _ones(words[(at << 6) + (row[k] & 63)] & span_bits(low, high))
    return seen


@njit
def _ones(word: np.uint64) -> int:
    """Return how many bits are set, by sums of pairs, fours and eights."""
    by2 = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    by4 = (by2 & np.uint64(0x3333333333333333)) + (
        (by2 >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    by8 = (by4 + (by4 >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((by8 * np.uint64(0x0101010101010101)) >> np.uint64(56))
