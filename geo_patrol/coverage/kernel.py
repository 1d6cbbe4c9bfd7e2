"""One track over a regular grid: visits, split exactly where the path crosses cell borders."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.jit import inner, njit
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, Lattice, TrackTotals, Validity, Visits

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]
VisitArrays = tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64], Floats]


def trace(
    t_ms: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    accuracy_m: ArrayLike,
    lattice: Lattice,
    validity: Validity,
) -> tuple[Visits, TrackTotals]:
    """Return the visits of one track to the cells of a lattice, and the track's own totals.

    The fixes pass validity and the displacement gate (see `geo_patrol.coverage.gate`). Each valid
    segment is taken as even motion and cut where it crosses a line of the lattice; `Lattice` says
    to which square a border belongs, so motion along a border is in one cell only, and a corner
    that is merely touched is no visit. Consecutive pieces in one cell are one visit, also over
    several squares of it; an invalid segment ends it. A visit lasts at least one microsecond: the
    way of a shorter piece counts in the visit beside it.

    Over all visits, those to ``OUTSIDE`` included, ``leave − enter`` adds up to the observed time
    exactly and ``length_m`` to the length of the track but for rounding.

    Parameters
    ----------
    t_ms
        ``(n,)`` Unix time in milliseconds, never decreasing.
    x, y
        ``(n,)`` metres, in the lattice's metric CRS.
    accuracy_m
        ``(n,)`` metres, NaN where unknown.
    lattice
        The grid; everything beyond it is ``OUTSIDE``.
    validity
        Limits of the track's mode.

    Returns
    -------
    visits, totals
        Fewer than two fixes, or no valid segment, give no visits.

    Raises
    ------
    InvalidInput
        ``coverage.lengths_differ`` or ``coverage.time_goes_back``.
    """
    path = gate(t_ms, x, y, accuracy_m, validity)
    (cell, enter_us, leave_us, length_m), n = _walk(
        path.t_ms,
        path.x,
        path.y,
        path.valid,
        float(lattice.x0),
        float(lattice.y0),
        float(lattice.size_m),
        np.require(lattice.cell_of, np.int32, ["C", "W"]),
    )
    visits = Visits(cell[:n].copy(), enter_us[:n].copy(), leave_us[:n].copy(), length_m[:n].copy())
    return visits, path.totals


def warm() -> None:
    """Compile the kernels of `trace`, or load them from disk."""
    lattice = Lattice(0.0, 100.0, 100.0, np.zeros((1, 1), np.int32))
    fixes = np.array([0, 60_000]), np.array([50.0, 150.0]), np.array([50.0, 50.0])
    trace(*fixes, np.array([np.nan, np.nan]), lattice, VALIDITY["foot"])


@njit
def _walk(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
    x0: float,
    y0: float,
    size_m: float,
    cell_of: Ids,
) -> tuple[VisitArrays, int]:
    """Split the valid segments at the lattice's lines and merge the pieces into visits.

    Works in units of squares: ``u`` to the east, ``v`` to the south, so that square and border
    rule are both the floor.
    """
    cols, rows = np.empty(len(x), np.int32), np.empty(len(x), np.int32)
    _squares(x, y, x0, y0, size_m, cell_of, cols, rows)
    size = _most_pieces(valid, cols, rows)
    out = (
        np.empty(size, np.int32),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size),
    )
    return out, _visit(t_ms, x, y, valid, cols, rows, x0, y0, size_m, cell_of, out)


@inner
def _squares(
    x: Floats, y: Floats, x0: float, y0: float, size_m: float, cell_of: Ids, cols: Ids, rows: Ids
) -> None:
    """Write the square of each fix."""
    n_rows, n_cols = cell_of.shape
    for i in range(len(x)):
        cols[i] = _index((x[i] - x0) / size_m, n_cols)
        rows[i] = _index((y0 - y[i]) / size_m, n_rows)


@inner
def _index(w: float, count: int) -> int:
    """Return the square on one axis: −1 before the lattice (or of no number), ``count`` beyond."""
    return math.floor(min(max(w, -1.0), float(count))) if w >= 0.0 else -1


@inner
def _most_pieces(valid: NDArray[np.bool_], cols: Ids, rows: Ids) -> int:
    """Return a number of visits that is never exceeded: each valid segment's pieces but one.

    A segment's first piece goes on with the visit of the one before, if that is valid.
    """
    most = 1
    for i in range(len(valid)):
        most += abs(cols[i + 1] - cols[i]) + abs(rows[i + 1] - rows[i])
        most += 0 if valid[i] else 1
    return most


@inner
def _visit(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    valid: NDArray[np.bool_],
    cols: Ids,
    rows: Ids,
    x0: float,
    y0: float,
    size_m: float,
    cell_of: Ids,
    out: VisitArrays,
) -> int:
    """Write the visits and return how many there are."""
    n = 0
    unbroken = False
    for i in range(len(valid)):
        if not valid[i]:
            unbroken = False
            continue
        begin_us = t_ms[i] * 1000
        end_us = t_ms[i + 1] * 1000
        if begin_us == end_us:
            continue
        dx = x[i + 1] - x[i]
        dy = y[i + 1] - y[i]
        length_m = math.sqrt(dx * dx + dy * dy)
        row, col = rows[i], cols[i]
        if row == rows[i + 1] and col == cols[i + 1]:
            cell = _cell(row, col, cell_of)
            n = _add(out, n, unbroken, cell, begin_us, end_us, length_m)
        else:
            u, v = (x[i] - x0) / size_m, (y0 - y[i]) / size_m
            du, dv = (x[i + 1] - x0) / size_m - u, (y0 - y[i + 1]) / size_m - v
            n = _split(
                out, n, unbroken, begin_us, end_us, length_m, u, v, du, dv, row, col, cell_of
            )
        unbroken = True
    return n


@inner
def _split(
    out: VisitArrays,
    n: int,
    unbroken: bool,
    begin_us: int,
    end_us: int,
    length_m: float,
    u0: float,
    v0: float,
    du: float,
    dv: float,
    row: int,
    col: int,
    cell_of: Ids,
) -> int:
    """Cut one segment that leaves its square, from line to line."""
    n_rows, n_cols = cell_of.shape
    from_us = begin_us
    from_s = 0.0
    s_col = _next_line(col, u0, du, n_cols)
    s_row = _next_line(row, v0, dv, n_rows)
    while True:
        s = min(s_col, s_row)
        at_us = end_us if s >= 1.0 else begin_us + int(s * (end_us - begin_us) + 0.5)
        if at_us >= end_us:
            break
        if at_us > from_us:
            cell = _cell(row, col, cell_of)
            n = _add(out, n, unbroken, cell, from_us, at_us, (s - from_s) * length_m)
            unbroken = True
            from_us = at_us
            from_s = s
        if s_col == s:
            col += 1 if du > 0.0 else -1
            s_col = _next_line(col, u0, du, n_cols)
        if s_row == s:
            row += 1 if dv > 0.0 else -1
            s_row = _next_line(row, v0, dv, n_rows)
    cell = _cell(row, col, cell_of)
    return _add(out, n, unbroken, cell, from_us, end_us, (1.0 - from_s) * length_m)


@inner
def _next_line(index: int, w0: float, dw: float, count: int) -> float:
    """Return the share of the segment at which it leaves a square on one axis."""
    if dw > 0.0 and index < count:
        return (index + 1 - w0) / dw
    if dw < 0.0 and index >= 0:
        return (index - w0) / dw
    return np.inf


@inner
def _cell(row: int, col: int, cell_of: Ids) -> int:
    n_rows, n_cols = cell_of.shape
    if 0 <= row < n_rows and 0 <= col < n_cols:
        return int(cell_of[row, col])
    return OUTSIDE


@inner
def _add(
    out: VisitArrays,
    n: int,
    unbroken: bool,
    cell: int,
    from_us: int,
    to_us: int,
    length_m: float,
) -> int:
    """Add a piece, to the last visit if that goes on in the same cell; return the new count."""
    cells, enters, leaves, lengths = out
    if unbroken and cells[n - 1] == cell:
        leaves[n - 1] = to_us
        lengths[n - 1] += length_m
        return n
    cells[n] = cell
    enters[n] = from_us
    leaves[n] = to_us
    lengths[n] = length_m
    return n + 1
