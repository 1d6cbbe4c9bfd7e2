"""The raster that seen area is measured on, and how far people see."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.records import Lattice
from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import Mode

PIXEL_M = 5.0
"""Side of a pixel in metres."""

TILE = 64
"""Pixels along a side of a tile: a row of it is one word, a bit for each pixel."""

MOST_TILES = 4_000_000
"""A frame of more is a mistake: that would be half of China."""

Words = NDArray[np.uint64]


@dataclass(frozen=True)
class Frame:
    """Where the pixels are: rows from north to south, columns from west to east.

    A pixel is judged by its centre. So pixel ``(row, col)`` stands for the point
    ``(x0 + (col + ½)·size, y0 − (row + ½)·size)``.

    Attributes
    ----------
    x0, y0
        North-west corner in metres, in the grid's metric CRS.
    n_rows, n_cols
        Pixels down and across; a frame of none sees nothing.
    size_m
        Side of a pixel in metres.
    """

    x0: float
    y0: float
    n_rows: int
    n_cols: int
    size_m: float = PIXEL_M

    @property
    def n_tile_rows(self) -> int:
        """Tiles from north to south."""
        return -(-self.n_rows // TILE)

    @property
    def n_tile_cols(self) -> int:
        """Tiles from west to east."""
        return -(-self.n_cols // TILE)


def frame_of(
    x0: float, y0: float, width_m: float, height_m: float, size_m: float = PIXEL_M
) -> Frame:
    """Return the frame over a rectangle, given by its north-west corner.

    Raises
    ------
    InvalidInput
        ``coverage.frame_impossible`` when the numbers are not finite, the pixel has no size, or
        there would be more than ``MOST_TILES`` tiles.
    """
    numbers = (x0, y0, width_m, height_m, size_m)
    if not (all(map(math.isfinite, numbers)) and size_m > 0 and min(width_m, height_m) >= 0):
        raise InvalidInput("coverage.frame_impossible")
    # A width that is whole pixels but for rounding has no pixel more.
    rows, cols = (math.ceil(side / size_m - 1e-6) for side in (height_m, width_m))
    frame = Frame(float(x0), float(y0), rows, cols, float(size_m))
    if frame.n_tile_rows * frame.n_tile_cols > MOST_TILES:
        raise InvalidInput("coverage.frame_impossible")
    return frame


def lattice_frame(lattice: Lattice, size_m: float = PIXEL_M) -> Frame:
    """Return the frame of a regular grid; where its squares are whole pixels, borders agree."""
    n_rows, n_cols = lattice.cell_of.shape
    width_m, height_m = n_cols * lattice.size_m, n_rows * lattice.size_m
    return frame_of(lattice.x0, lattice.y0, width_m, height_m, size_m)


@dataclass(frozen=True, eq=False)
class SeenBits:
    """What was seen: one bit for each pixel of a frame, only the tiles that hold any.

    Attributes
    ----------
    frame
        Where the pixels are.
    tile
        ``(n,)`` int32, ascending: ``tile_row · n_tile_cols + tile_col``.
    words
        ``(n, 64)`` uint64, none of them all zero: the rows of each tile from north to south, the
        lowest bit in the west.
    """

    frame: Frame
    tile: NDArray[np.int32]
    words: Words

    def __len__(self) -> int:
        return len(self.tile)

    @property
    def n_seen(self) -> int:
        """Pixels seen."""
        return int(np.bitwise_count(self.words).sum(dtype=np.int64))

    @property
    def area_m2(self) -> float:
        """Area seen."""
        return self.n_seen * self.frame.size_m**2


@dataclass(frozen=True)
class Sight:
    """How far a crew sees, in metres: by day, and by night."""

    day_m: float
    night_m: float

    def __post_init__(self) -> None:
        """Refuse what is no distance.

        Raises
        ------
        InvalidInput
            ``coverage.sight_impossible``.
        """
        if not all(math.isfinite(one) and one >= 0 for one in (self.day_m, self.night_m)):
            raise InvalidInput("coverage.sight_impossible")


SIGHT: dict[Mode, Sight] = {
    "foot": Sight(day_m=50, night_m=20),
    "car": Sight(day_m=60, night_m=30),
    "boat": Sight(day_m=150, night_m=50),
}
"""Assumed: at what distance a person with a rod at the water's edge is made out. Nobody measured
it; the squads' own figures go before these."""
