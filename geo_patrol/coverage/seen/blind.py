"""Seen by whom: patrols, cameras, both, or nobody."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.seen.pixels import CellPixels
from geo_patrol.coverage.seen.raster import intersect
from geo_patrol.coverage.seen.records import SeenBits
from geo_patrol.coverage.seen.shares import shares

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SeenTable:
    """Shares of each cell that were seen in a period; NaN for a cell without a shape.

    Attributes
    ----------
    patrol, camera
        ``(n_cells,)`` seen by patrols, by cameras: what both saw is in either.
    both
        Seen by patrols and by cameras.
    neither
        Seen by nobody: the blind spots. ``patrol + camera − both + neither`` is 1.
    """

    patrol: Floats
    camera: Floats
    both: Floats
    neither: Floats


def seen_table(patrol: SeenBits, camera: SeenBits, cells: CellPixels) -> SeenTable:
    """Return by whom each cell was seen.

    Parameters
    ----------
    patrol
        What the tracks of the period saw, united.
    camera
        What the cameras that worked in the period see.
    cells
        The cells of the same raster; without patrols and cameras all of them is blind.

    Raises
    ------
    InvalidInput
        ``coverage.frames_differ``.
    """
    by_patrol, by_camera = shares(patrol, cells), shares(camera, cells)
    both = shares(intersect(patrol, camera), cells)
    # From counts of pixels, so rounding is all that could leave less than nothing.
    neither = np.maximum(1.0 - (by_patrol + by_camera - both), 0.0)
    return SeenTable(by_patrol, by_camera, both, neither)
