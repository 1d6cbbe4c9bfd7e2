"""A park block as its crew goes over it: along its two axes, here and there or row by row."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo_patrol.demo.lines import Line, from_geometry, length_m, resample, wiggle

_STREET_M = 80.0
_ROW_M = 120.0
_CORNER_SHARE = 0.32
_N_NEGLECTED = 2


class Block:
    """Routes over the cells of one park block.

    Parameters
    ----------
    cells
        Cell polygons in metres.
    outline
        The block in metres; its longer side gives the streets' direction.
    roads
        LineStrings in metres; the gate is where one comes nearest.
    rng
        Draws which corners its crews neglect.
    """

    def __init__(
        self,
        cells: Sequence[BaseGeometry],
        outline: BaseGeometry,
        roads: Sequence[LineString],
        rng: np.random.Generator,
    ) -> None:
        frame = from_geometry(shapely.oriented_envelope(outline))
        self._origin = frame[0]
        edge = frame[1] - frame[0]
        edge = edge / np.hypot(*edge)
        self._axes = np.array([edge, [-edge[1], edge[0]]])
        centres = shapely.get_coordinates([cell.representative_point() for cell in cells])
        self._spots = self._to_axes(centres)
        low, high = self._spots.min(axis=0), self._spots.max(axis=0)
        self._size = np.maximum(high - low, 1.0)
        self._low = low
        self._neglected = rng.permutation(4)[:_N_NEGLECTED]
        self._weights = self._interest()
        near = min(roads, key=outline.distance, default=None)
        gate = centres[0] if near is None else _nearest(near, outline)
        self._gate = self._to_axes(gate[None])[0]

    def _to_axes(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((xy - self._origin) @ self._axes.T)

    def _interest(self) -> NDArray[np.float64]:
        """Return each cell's weight as a place to go: 1, and next to nothing in some corners."""
        share = (self._spots - self._low) / self._size
        weights = np.ones(len(share))
        for corner in self._neglected:
            at = np.array([corner % 2, corner // 2])
            away = np.hypot(*(share - at).T)
            weights *= np.clip((away - 0.6 * _CORNER_SHARE) / (0.4 * _CORNER_SHARE), 0.004, 1.0)
        return weights

    def route(self, rng: np.random.Generator, way_m: float, *, on_foot: bool) -> Line:
        """Return a route of about ``way_m`` metres that starts at the gate."""
        turns = self._rows(rng) if rng.random() < (0.25 if on_foot else 0.5) else self._strolls(rng)
        line = resample(turns @ self._axes + self._origin)
        n = max(2, int(way_m / length_m(line) * len(line))) if len(line) > 1 else 1
        return wiggle(rng, line[:n], 4.0, 150.0)

    def _strolls(self, rng: np.random.Generator) -> Line:
        """Go from cell to cell along one axis, then the other."""
        picks = rng.choice(len(self._spots), size=90, p=self._weights / self._weights.sum())
        goals = np.round(self._spots[picks] / _STREET_M) * _STREET_M
        elbows = np.where((rng.random(len(goals)) < 0.5)[:, None], [1, 0], [0, 1])
        before = np.vstack((self._gate, goals[:-1]))
        corners = np.where(elbows == 1, goals, before)
        return np.vstack((self._gate, np.stack((corners, goals), axis=1).reshape(-1, 2)))

    def _rows(self, rng: np.random.Generator) -> Line:
        """Go up and down the rows, leaving out a few, from a side that is drawn."""
        row = np.floor((self._spots[:, 1] - self._low[1]) / _ROW_M).astype(int)
        kept = self._weights > 0.3 * rng.random(len(row))
        turns = [self._gate]
        order = np.unique(row[kept])
        order = order if rng.random() < 0.5 else order[::-1]
        for turn, number in enumerate(order[rng.random(len(order)) > 0.12]):
            span = self._spots[kept & (row == number), 0]
            v = self._low[1] + (number + 0.5) * _ROW_M
            ends = (span.min(), span.max()) if turn % 2 == 0 else (span.max(), span.min())
            turns += [np.array([ends[0], v]), np.array([ends[1], v])]
        return np.array(turns)


def _nearest(road: LineString, outline: BaseGeometry) -> NDArray[np.float64]:
    """Return the point of the outline nearest to a road, or where the road enters it."""
    near, _ = from_geometry(shapely.shortest_line(outline.boundary, road))
    return np.asarray(near)
