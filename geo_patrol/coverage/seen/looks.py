"""Looks at cells: when somebody on a path was within sight of them."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.coverage.gate import GatedPath
from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.paths import in_light
from geo_patrol.coverage.seen.records import Sight

Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Watched:
    """Cells that count as visited when they are seen, ready to be looked at.

    Attributes
    ----------
    cell
        ``(n,)`` int32, ascending cell indices.
    least
        ``(n,)`` float64: the share of each that must be seen.
    tree
        Their shapes in metres.
    """

    cell: NDArray[np.int32]
    least: NDArray[np.float64]
    tree: shapely.STRtree


def watch(
    cell: NDArray[np.int32], least: NDArray[np.float64], shapes: "Shapes | list[BaseGeometry]"
) -> Watched:
    """Return cells with their shapes (metres) ready to be looked at."""
    return Watched(cell, least, shapely.STRtree(shapes))


def looks(path: GatedPath, watched: Watched, sight: Sight, light: Daylight) -> Visits:
    """Return the stays within sight of watched cells.

    A valid segment that comes within sight of a cell, as far as one sees at that hour, looks at it
    from its begin to its end; segments one after the other that do are one stay. Dusk and dawn cut
    segments. A sight of 0 looks at nothing.

    Returns
    -------
    Visits
        In order of begin, then of cell; of no length. No watched cells, or no valid segment, give
        none.
    """
    path, reach_m = in_light(path, sight, light)
    seeing = np.flatnonzero(path.valid & (np.diff(path.t_ms) > 0) & (reach_m > 0))
    if not len(seeing) or not len(watched.cell):
        return _visits(*(np.empty(0, np.int64) for _ in range(3)))
    ends = np.stack(
        (
            np.column_stack((path.x[seeing], path.y[seeing])),
            np.column_stack((path.x[seeing + 1], path.y[seeing + 1])),
        ),
        axis=1,
    )
    ways = np.asarray(shapely.linestrings(ends), dtype=object)
    # The tree has no distance from a line without a length.
    still = (ends[:, 0] == ends[:, 1]).all(axis=1)
    ways[still] = shapely.points(ends[still, 0])
    by, of = watched.tree.query(ways, predicate="dwithin", distance=reach_m[seeing])
    cell, segment = watched.cell[of].astype(np.int64), seeing[by]
    order = np.lexsort((segment, cell))
    cell, segment = cell[order], segment[order]
    begin_us, end_us = path.t_ms[segment] * 1000, path.t_ms[segment + 1] * 1000
    goes_on = (cell[1:] == cell[:-1]) & (begin_us[1:] == end_us[:-1])
    first = np.flatnonzero(np.concatenate(([True], ~goes_on))[: len(cell)])
    last = np.concatenate((first[1:], [len(cell)])) - 1 if len(cell) else first
    return _visits(cell[first], begin_us[first], end_us[last])


def _visits(cell: Ints, enter_us: Ints, leave_us: Ints) -> Visits:
    order = np.lexsort((cell, enter_us))
    return Visits(
        cell[order].astype(np.int32), enter_us[order], leave_us[order], np.zeros(len(order))
    )


def only(visits: Visits, kept: NDArray[np.bool_]) -> Visits:
    """Return the visits that are kept."""
    return Visits(
        visits.cell[kept], visits.enter_us[kept], visits.leave_us[kept], visits.length_m[kept]
    )
