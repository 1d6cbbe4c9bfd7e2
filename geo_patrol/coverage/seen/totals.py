"""What was seen of all cells together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.seen.blind import SeenTable
from geo_patrol.zones import ZoneLevel

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SeenTotals:
    """Areas in m² of some cells: all of it, and what was seen by whom.

    Where cells overlap, what they share counts in each of them.
    """

    n_cells: int
    area_m2: float
    patrol_m2: float
    camera_m2: float
    both_m2: float
    neither_m2: float

    def share(self, m2: float) -> float | None:
        """Return one of the areas as a share of all; None where there is none."""
        return m2 / self.area_m2 if self.area_m2 > 0 else None


def seen_totals(
    table: SeenTable, area_m2: Floats, levels: Sequence[ZoneLevel | None]
) -> tuple[SeenTotals, dict[ZoneLevel | None, SeenTotals]]:
    """Return the totals of all cells, and by the level of their zone (None: in no zone).

    Parameters
    ----------
    table
        Shares of each cell; a cell without a shape has none and counts nowhere.
    area_m2, levels
        ``(n_cells,)`` area and zone level of each.
    """
    shaped = np.isfinite(table.patrol)
    by_level = {
        level: _sum(table, area_m2, shaped & np.array([one == level for one in levels], np.bool_))
        for level in dict.fromkeys(levels)
    }
    return _sum(table, area_m2, shaped), by_level


def _sum(table: SeenTable, area_m2: Floats, of: NDArray[np.bool_]) -> SeenTotals:
    area = area_m2[of]
    parts = (table.patrol, table.camera, table.both, table.neither)
    seen = [float((one[of] * area).sum()) for one in parts]
    return SeenTotals(int(np.count_nonzero(of)), float(area.sum()), *seen)
