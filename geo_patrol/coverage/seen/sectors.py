"""What cameras see: sectors of a disc, on the same raster as tracks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit
from geo_patrol.coverage.seen.records import Frame, SeenBits
from geo_patrol.coverage.seen.tiles import add_tile, in_order, with_room


@dataclass(frozen=True)
class Sector:
    """The view of one camera, flat ground and nothing in the way.

    Attributes
    ----------
    x, y
        Where it stands, in metres of the grid's metric CRS.
    bearing_deg
        Middle of the view, clockwise from the grid's north; any number of turns.
    fov_deg
        Width of the view; 0 or less sees nothing, 360 or more all round.
    range_m
        How far it sees; 0 or less is nothing.
    """

    x: float
    y: float
    bearing_deg: float
    fov_deg: float
    range_m: float


def see_sectors(sectors: Sequence[Sector], frame: Frame) -> SeenBits:
    """Return what any of the sectors holds: pixels whose centre is in it, borders included.

    A sector with a number that is not finite sees nothing. No sectors give no bits.
    """
    rows = [(s.x, s.y, s.bearing_deg, s.fov_deg, s.range_m) for s in sectors]
    table = np.array(rows, np.float64).reshape(-1, 5)
    table = table[np.isfinite(table).all(axis=1) & (table[:, 3] > 0) & (table[:, 4] > 0)]
    tile, words = _stamp(table, frame.x0, frame.y0, frame.size_m, frame.n_rows, frame.n_cols)
    return SeenBits(frame, tile, words)


@njit
def _stamp(
    sectors: NDArray[np.float64], x0: float, y0: float, size_m: float, n_rows: int, n_cols: int
) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Test each pixel of each disc; returns tiles and words as ``stamp`` does."""
    n_tile_cols = (n_cols + 63) >> 6
    tile_of = np.full(((n_rows + 63) >> 6) * n_tile_cols, -1, np.int32)
    words, n = np.empty((32, 64), np.uint64), 0
    for s in range(len(sectors)):
        x, y, bearing_deg, fov_deg, range_m = sectors[s]
        u, v, r = (x - x0) / size_m - 0.5, (y0 - y) / size_m - 0.5, range_m / size_m
        to_u, to_v = math.sin(math.radians(bearing_deg)), -math.cos(math.radians(bearing_deg))
        least = math.cos(math.radians(fov_deg / 2.0)) - 1e-12 if fov_deg < 360.0 else -2.0
        if not (v + r >= 0.0 and v - r <= n_rows - 1):
            continue
        first_row, last_row = math.ceil(max(v - r, 0.0)), math.floor(min(v + r, n_rows - 1.0))
        for row in range(first_row, last_row + 1):
            dv = row - v
            wide = math.sqrt(max(r * r - dv * dv, 0.0))
            if not (u + wide >= 0.0 and u - wide <= n_cols - 1):
                continue
            first, last = math.ceil(max(u - wide, 0.0)), math.floor(min(u + wide, n_cols - 1.0))
            for col in range(first, last + 1):
                du = col - u
                if du * to_u + dv * to_v < least * math.sqrt(du * du + dv * dv):
                    continue
                tile = (row >> 6) * n_tile_cols + (col >> 6)
                if tile_of[tile] < 0:
                    if n == len(words):
                        words = with_room(words, n, n + 1)
                    n = add_tile(tile_of, words, n, tile)
                words[tile_of[tile], row & 63] |= np.uint64(1) << np.uint64(col & 63)
    return in_order(tile_of, words, n)
