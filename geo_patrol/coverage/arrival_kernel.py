"""At which hours somebody arrived in a cell, or a zone: one pass over the stays of each day."""

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.jit import njit

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]

NEVER_US = -1


@njit
def arrive(
    cell: Ids,
    enter_us: Ints,
    leave_us: Ints,
    zone_of: Ids,
    break_us: int,
    day_us: int,
    hours: Ids,
    from_us: int,
    to_us: int,
    cell_left_us: Ints,
    zone_left_us: Ints,
    in_cells: Ids,
    in_zones: Ints,
) -> None:
    """Count the arrivals of one day.

    Parameters
    ----------
    cell, enter_us, leave_us
        ``(s,)`` stays of the day, in order of cell and time, free of overlaps.
    zone_of
        ``(n_cells,)`` number of the zone of a cell.
    break_us
        Whoever was there no longer ago than this has not arrived anew.
    day_us
        When the day begins.
    hours
        ``(k,)`` the hour that the clock shows in each of the day's spans of ``break_us``.
    from_us, to_us
        Only arrivals in this period are counted.
    cell_left_us, zone_left_us
        When each cell, and each zone, was last left, or ``NEVER_US``; written to.
    in_cells, in_zones
        ``(n_cells, 24)`` and ``(n_zones, 24)`` arrivals; added to.
    """
    n_zones, n_spans = len(in_zones), len(hours)
    # Who came within one span of a break's length came within a break of each other: of each zone
    # and span the first entry and the last leave are enough, and nothing has to be sorted.
    first = np.full((n_zones, n_spans), np.iinfo(np.int64).max, np.int64)
    last = np.full((n_zones, n_spans), NEVER_US, np.int64)
    for i in range(len(cell)):
        c = cell[i]
        if c < 0 or c >= len(zone_of):
            continue
        span = min(max((enter_us[i] - day_us) // break_us, 0), n_spans - 1)
        left = cell_left_us[c]
        if from_us <= enter_us[i] < to_us and (left == NEVER_US or enter_us[i] - left > break_us):
            in_cells[c, hours[span]] += 1
        cell_left_us[c] = max(left, leave_us[i])
        z = zone_of[c]
        first[z, span] = min(first[z, span], enter_us[i])
        last[z, span] = max(last[z, span], leave_us[i])
    for z in range(n_zones):
        left = zone_left_us[z]
        for span in range(n_spans):
            if last[z, span] == NEVER_US:
                continue
            begin = first[z, span]
            if from_us <= begin < to_us and (left == NEVER_US or begin - left > break_us):
                in_zones[z, hours[span]] += 1
            left = max(left, last[z, span])
        zone_left_us[z] = left
