"""The arrays and records that flow through coverage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.patrols import Mode

OUTSIDE = -1
"""Cell index of time and way spent outside every cell."""


@dataclass(frozen=True, eq=False)
class Lattice:
    """A regular grid in metric space, rows from north to south, columns from west to east.

    A point belongs to exactly one square: on a border to the one east or south of it, on a corner
    to the one south-east. So square ``(row, col)`` spans ``[x0 + col·size, x0 + (col+1)·size)`` by
    ``(y0 − (row+1)·size, y0 − row·size]``, and the grid's own east and south borders are outside.
    Motion along a border is motion in the square that owns the border, and in no other.

    Attributes
    ----------
    x0, y0
        North-west corner in metres, in the grid's metric CRS.
    size_m
        Side of a square in metres.
    cell_of
        ``(n_rows, n_cols)`` int32: index of the cell that a square belongs to (a sliver belongs to
        the neighbour it was merged into), ``OUTSIDE`` where there is none.
    """

    x0: float
    y0: float
    size_m: float
    cell_of: NDArray[np.int32]


@dataclass(frozen=True)
class Validity:
    """When two consecutive fixes form a valid segment, and what counts as standing still.

    Attributes
    ----------
    max_gap_s
        Longest time between the two fixes; as long is still valid.
    max_speed_kmh
        Highest speed between them; as fast is still valid.
    max_accuracy_m
        Worst accuracy of either fix; one that the device did not state is allowed.
    min_move_m
        Reach of a stand, below which a displacement is not motion (see `geo_patrol.coverage.gate`);
        0 takes every displacement as motion.
    """

    max_gap_s: float
    max_speed_kmh: float
    max_accuracy_m: float
    min_move_m: float


VALIDITY: dict[Mode, Validity] = {
    "foot": Validity(max_gap_s=300, max_speed_kmh=15, max_accuracy_m=50, min_move_m=12),
    "car": Validity(max_gap_s=300, max_speed_kmh=130, max_accuracy_m=50, min_move_m=12),
    "boat": Validity(max_gap_s=300, max_speed_kmh=70, max_accuracy_m=50, min_move_m=12),
}


@dataclass(frozen=True, eq=False)
class Visits:
    """Visits of one track, in time order: each an unbroken stay in one cell.

    Attributes
    ----------
    cell
        ``(n,)`` int32 cell index, or ``OUTSIDE``.
    enter_us, leave_us
        ``(n,)`` int64, Unix time in microseconds (UTC), half-open.
    length_m
        ``(n,)`` float64, way made within the visit.
    """

    cell: NDArray[np.int32]
    enter_us: NDArray[np.int64]
    leave_us: NDArray[np.int64]
    length_m: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.cell)


@dataclass(frozen=True)
class TrackTotals:
    """A track's own totals, counted apart from its visits.

    Attributes
    ----------
    n_fixes
        Fixes given.
    length_m
        Way made in valid segments, after the displacement gate.
    observed_s, unobserved_s
        Time of valid segments and of invalid ones: together the time from first fix to last.
    """

    n_fixes: int
    length_m: float
    observed_s: float
    unobserved_s: float
