"""A grid as seen area needs it: its raster, its cells' pixels, its place under the sun."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geo_patrol.coverage.gate import GatedPath, gate
from geo_patrol.coverage.records import VALIDITY, Visits
from geo_patrol.coverage.seen.daylight import Daylight, daylight
from geo_patrol.coverage.seen.looks import Watched, looks, watch
from geo_patrol.coverage.seen.paths import within
from geo_patrol.coverage.seen.pixels import CellPixels, lattice_pixels, polygon_pixels
from geo_patrol.coverage.seen.records import SIGHT, Frame, SeenBits, lattice_frame
from geo_patrol.coverage.seen.sighting import see_path
from geo_patrol.crs import fixes_to_metric, from_metric, project
from geo_patrol.grid import Grid
from geo_patrol.patrols import Mode
from geo_patrol.tracks.fixes import Fixes


@dataclass(frozen=True, eq=False)
class Sighting:
    """What one track saw of a grid.

    Attributes
    ----------
    bits
        The pixels.
    looks
        The stays within sight of cells that count as visited when seen; None where there are no
        such cells.
    start_ms, end_ms
        From when to when, Unix ms: the first and the last valid segment's ends.
    """

    bits: SeenBits
    looks: Visits | None
    start_ms: int
    end_ms: int


class SeenGrid:
    """One grid version, made once: it never changes."""

    def __init__(self, grid: Grid) -> None:
        self.epsg = grid.epsg
        self._lattice = None if grid.cell_of is None else grid.lattice()
        self._n_cells = len(grid.cells)
        self._shapes = (
            [] if self._lattice else [project(one.geometry, grid.epsg) for one in grid.cells]
        )
        ruled = [one for one in grid.cells if one.visit_rule == "seen"]
        self.watched: Watched | None = None
        if ruled:
            self.watched = watch(
                np.array([one.idx for one in ruled], np.int32),
                np.array([one.seen_share for one in ruled], np.float64),
                [project(one.geometry, grid.epsg) for one in ruled],
            )

    @cached_property
    def frame(self) -> Frame:
        """The raster."""
        return self.cells.frame if self._lattice is None else lattice_frame(self._lattice)

    @cached_property
    def cells(self) -> CellPixels:
        """The pixels of each cell."""
        if self._lattice is None:
            return polygon_pixels(self._shapes)
        return lattice_pixels(self._lattice, self._n_cells)

    @cached_property
    def _place(self) -> tuple[float, float]:
        """Degrees of the middle of the raster: its day is that of the whole grid."""
        frame = self.frame
        lon, lat = from_metric(
            [frame.x0 + frame.n_cols * frame.size_m / 2],
            [frame.y0 - frame.n_rows * frame.size_m / 2],
            self.epsg,
        )
        return float(lon[0]), float(lat[0])

    def path(self, fixes: Fixes, mode: Mode) -> GatedPath:
        """Return the path of a track in the grid's metres, as visits take it."""
        x, y = fixes_to_metric(fixes.lon, fixes.lat, self.epsg)
        return gate(fixes.t_ms, x, y, fixes.accuracy_m, VALIDITY[mode])

    def look(self, path: GatedPath, mode: Mode) -> Sighting | None:
        """Return what somebody on a path saw; None when that is nothing of the grid."""
        counted = np.flatnonzero(path.valid & (np.diff(path.t_ms) > 0))
        if not len(counted):
            return None
        start_ms, end_ms = int(path.t_ms[counted[0]]), int(path.t_ms[counted[-1] + 1])
        light = self._light(start_ms, end_ms)
        bits = see_path(path, self.frame, SIGHT[mode], light)
        found = None
        if self.watched is not None:
            found = looks(path, self.watched, SIGHT[mode], light)
        if not len(bits) and not (found is not None and len(found)):
            return None
        return Sighting(bits, found, start_ms, end_ms)

    def part(self, fixes: Fixes, mode: Mode, from_ms: int, to_ms: int) -> SeenBits:
        """Return what a track of at least one fix saw within ``[from_ms, to_ms)``, Unix ms."""
        path = within(self.path(fixes, mode), from_ms, to_ms)
        light = self._light(int(fixes.t_ms[0]), int(fixes.t_ms[-1]))
        return see_path(path, self.frame, SIGHT[mode], light)

    def _light(self, from_ms: int, to_ms: int) -> Daylight:
        return daylight(*self._place, from_ms * 1000, to_ms * 1000)
