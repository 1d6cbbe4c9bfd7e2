"""One pass over the stays of a day: in how many cells somebody was in each hour."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import inner, njit

Ints = NDArray[np.int64]


@njit
def count(
    cell: NDArray[np.int32],
    enter_us: Ints,
    leave_us: Ints,
    counted: NDArray[np.bool_],
    bounds_us: Ints,
    from_us: int,
    to_us: int,
    n_cells: Ints,
) -> None:
    """Add a day's stays, which are in order of cell and time, to the hours that they touch.

    ``bounds_us`` are those of the hours, which hold ``[from_us, to_us)``; two stays of a cell in an
    hour are one.
    """
    before, counted_to, hour = -1, 0, 0
    for i in range(len(cell)):
        c = cell[i]
        if c < 0 or c >= len(counted) or not counted[c]:
            continue
        if enter_us[i] >= to_us or leave_us[i] <= from_us:
            continue
        if c != before:
            before, counted_to = c, 0
        hour = _hour(bounds_us, hour, max(enter_us[i], from_us))
        first, end = max(hour, counted_to), hour + 1
        while bounds_us[end] < min(leave_us[i], to_us):
            end += 1
        for touched in range(first, end):
            n_cells[touched] += 1
        counted_to = max(counted_to, end)


@inner
def _hour(bounds_us: Ints, near: int, moment_us: int) -> int:
    """Return the hour that holds a moment; one of the same day is near."""
    width = bounds_us[near + 1] - bounds_us[near]
    guess = near + (moment_us - bounds_us[near]) // width
    hour: int = min(max(guess, 0), len(bounds_us) - 2)
    # The clock may have been changed in between.
    while bounds_us[hour] > moment_us:
        hour -= 1
    while bounds_us[hour + 1] <= moment_us:
        hour += 1
    return hour
