"""Which pixels each cell has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.coverage.jit import njit
from geo_patrol.coverage.polygon_index import FlatCells, PolygonCells
from geo_patrol.coverage.records import Lattice
from geo_patrol.coverage.seen.records import PIXEL_M, Frame, frame_of, lattice_frame

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]


class Runs(NamedTuple):
    """Pixels along rows, each ``(m,)`` int32: row, first column, the column after the last."""

    row: Numbers
    first: Numbers
    end: Numbers


@dataclass(frozen=True, eq=False)
class CellPixels:
    """The pixels of each cell, as runs along rows: made once for each grid version.

    A pixel belongs to the cell that holds its centre, by the border rule of visits; where cells
    overlap, to each of them. A cell that is so small that it holds no centre has the one pixel that
    it lies in.

    Attributes
    ----------
    frame
        Where the pixels are.
    start
        ``(n_cells + 1,)`` int64: the runs of cell ``i`` are ``start[i]`` to ``start[i + 1]``.
    row, first, end
        ``(m,)`` int32: row of each run, its first column, and the column after its last.
    n_pixels
        ``(n_cells,)`` int64; 0 only for a cell without a shape.
    """

    frame: Frame
    start: Ints
    row: Numbers
    first: Numbers
    end: Numbers
    n_pixels: Ints

    def __len__(self) -> int:
        return len(self.n_pixels)


def lattice_pixels(lattice: Lattice, n_cells: int, size_m: float = PIXEL_M) -> CellPixels:
    """Return the pixels of the cells of a regular grid.

    Parameters
    ----------
    lattice
        The grid; a cell may have several squares.
    n_cells
        How many cells there are.
    size_m
        Side of a pixel in metres.

    Raises
    ------
    InvalidInput
        ``coverage.frame_impossible``.
    """
    frame = lattice_frame(lattice, size_m)
    n_rows, n_cols = lattice.cell_of.shape
    # The first pixel with its centre on or beyond each line of the lattice.
    down, across = (
        np.ceil(np.arange(n + 1) * (lattice.size_m / size_m) - 0.5 - 1e-9).astype(np.int64)
        for n in (n_rows, n_cols)
    )
    square = np.flatnonzero((lattice.cell_of >= 0) & (lattice.cell_of < n_cells))
    cell = lattice.cell_of.reshape(-1)[square]
    square = square[np.argsort(cell, kind="stable")]
    row, col = np.divmod(square, n_cols) if n_cols else (square, square)
    height = np.where(across[col + 1] > across[col], down[row + 1] - down[row], 0)
    of = np.repeat(np.arange(len(square)), height)
    begin = np.cumsum(height) - height
    run_row = down[row][of] + np.arange(len(of)) - begin[of]
    run_first, run_end = across[col][of], across[col + 1][of]
    middle_x = lattice.x0 + (col + 0.5) * lattice.size_m
    middle_y = lattice.y0 - (row + 0.5) * lattice.size_m
    cells = np.sort(cell, kind="stable").astype(np.int64)
    start = np.searchsorted(cells[of], np.arange(n_cells + 1))
    places = np.full((n_cells, 2), np.nan)
    places[cells] = np.column_stack((middle_x, middle_y))
    runs = (one.astype(np.int32) for one in (run_row, run_first, run_end))
    return _with_small_cells(frame, start, Runs(*runs), places)


def polygon_pixels(polygons: Sequence[BaseGeometry | None], size_m: float = PIXEL_M) -> CellPixels:
    """Return the pixels of irregular cells.

    Parameters
    ----------
    polygons
        Polygons or multipolygons in metres, as `PolygonCells.build` takes them. No polygons give a
        frame of no pixels.
    size_m
        Side of a pixel in metres; the frame begins at the north-west corner of the cells' bounds.

    Raises
    ------
    InvalidInput
        ``coverage.not_a_polygon`` or ``coverage.frame_impossible``.
    """
    flat = PolygonCells.build(polygons).flat
    shapes = np.empty(len(polygons), object)
    shapes[:] = polygons
    west, south, east, north = shapely.total_bounds(shapes) if len(flat.edges) else (0.0,) * 4
    frame = frame_of(float(west), float(north), float(east - west), float(north - south), size_m)
    start, row, first, end = _runs(
        flat, frame.x0, frame.y0, frame.size_m, frame.n_rows, frame.n_cols
    )
    places = shapely.get_coordinates(shapely.point_on_surface(shapes))
    shaped = np.full((len(shapes), 2), np.nan)
    shaped[~shapely.is_empty(shapes)] = places
    return _with_small_cells(frame, start, Runs(row, first, end), shaped)


def _with_small_cells(frame: Frame, start: Ints, runs: Runs, place: Floats) -> CellPixels:
    """Give cells without a pixel the one at their place (``(n_cells, 2)``, NaN: no shape)."""
    row, first, end = runs
    small = np.flatnonzero((np.diff(start) == 0) & np.isfinite(place).all(axis=1))
    if len(small) and frame.n_rows and frame.n_cols:
        col_at = np.floor((place[small, 0] - frame.x0) / frame.size_m)
        row_at = np.floor((frame.y0 - place[small, 1]) / frame.size_m)
        only_col = np.clip(col_at, 0, frame.n_cols - 1).astype(np.int32)
        only_row = np.clip(row_at, 0, frame.n_rows - 1).astype(np.int32)
        row = np.insert(row, start[small], only_row)
        first = np.insert(first, start[small], only_col)
        end = np.insert(end, start[small], only_col + 1)
        start = start + np.searchsorted(small, np.arange(len(start)))
    width = np.concatenate(([0], np.cumsum(end - first, dtype=np.int64)))
    return CellPixels(frame, start, row, first, end, width[start[1:]] - width[start[:-1]])


@njit
def _runs(
    flat: FlatCells, x0: float, y0: float, size_m: float, n_rows: int, n_cols: int
) -> tuple[Ints, Numbers, Numbers, Numbers]:
    """Return the runs of pixels whose centres lie within each cell.

    A line through the centres of a row is inside between its odd and its even crossing of the
    cell's edges; an edge holds its upper end and not its lower one.
    """
    n_cells = len(flat.cell_edge_start) - 1
    start = np.zeros(n_cells + 1, np.int64)
    row_start = np.zeros(n_rows + 1, np.int64)
    size = 0
    row, first, end = np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int32)
    n = 0
    for cell in range(n_cells):
        own = flat.cell_edges[flat.cell_edge_start[cell] : flat.cell_edge_start[cell + 1]]
        north, south = n_rows, -1
        for e in own:
            upper, lower = _rows(flat.edges[e, 1], flat.edges[e, 3], y0, size_m, n_rows)
            north, south = min(north, upper), max(south, lower)
            for r in range(upper, lower + 1):
                row_start[r + 1] += 1
        if south < north:
            start[cell + 1] = n
            continue
        row_start[north] = 0
        for r in range(north, south + 1):
            row_start[r + 1] += row_start[r]
        crossed = np.empty(row_start[south + 1])
        filled = np.zeros(south - north + 1, np.int64)
        for e in own:
            x1, y1, x2, y2 = flat.edges[e]
            upper, lower = _rows(y1, y2, y0, size_m, n_rows)
            for r in range(upper, lower + 1):
                y = y0 - (r + 0.5) * size_m
                x = x1 + (y - y1) / (y2 - y1) * (x2 - x1)
                k = row_start[r] + filled[r - north]
                while k > row_start[r] and crossed[k - 1] > x:
                    crossed[k] = crossed[k - 1]
                    k -= 1
                crossed[k] = x
                filled[r - north] += 1
        for r in range(north, south + 1):
            for k in range(row_start[r], row_start[r + 1] - 1, 2):
                west, east = _col(crossed[k], x0, size_m), _col(crossed[k + 1], x0, size_m)
                west, east = max(west, 0), min(east, n_cols)
                if west >= east:
                    continue
                if n == size:
                    size = max(64, 2 * size)
                    row, first, end = _longer(row, size), _longer(first, size), _longer(end, size)
                row[n], first[n], end[n] = r, west, east
                n += 1
        for r in range(north, south + 2):
            row_start[r] = 0
        start[cell + 1] = n
    return start, row[:n].copy(), first[:n].copy(), end[:n].copy()


@njit
def _rows(y1: float, y2: float, y0: float, size_m: float, n_rows: int) -> tuple[int, int]:
    """Return the first and last row of which an edge crosses the centres, ``y1 < y ≤ y2``."""
    first = int(np.ceil((y0 - y2) / size_m - 0.5 - 1e-9))
    beyond = int(np.ceil((y0 - y1) / size_m - 0.5 - 1e-9))
    return max(first, 0), min(beyond, n_rows) - 1


@njit
def _col(x: float, x0: float, size_m: float) -> int:
    """Return the first column with its centre at or east of a point."""
    return int(np.ceil((x - x0) / size_m - 0.5 - 1e-9))


@njit
def _longer(values: Numbers, size: int) -> Numbers:
    longer = np.empty(size, np.int32)
    for i in range(len(values)):
        longer[i] = values[i]
    return longer
