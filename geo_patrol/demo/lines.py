"""Metric polylines as ``(n, 2)`` arrays: sampling, cutting rings, smoothing, wiggling."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

Line = NDArray[np.float64]
"""``(n, 2)`` easting and northing in metres."""

STEP_M = 25.0


def arc_length(line: Line) -> NDArray[np.float64]:
    """Return the way from the start to each vertex, in metres."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    return np.concatenate(([0.0], np.cumsum(steps)))


def length_m(line: Line) -> float:
    """Return the line's length; 0 for fewer than two vertices."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum()) if len(line) > 1 else 0.0


def resample(line: Line, step_m: float = STEP_M) -> Line:
    """Return points about ``step_m`` apart along the line, both ends kept."""
    along = arc_length(line)
    total = along[-1]
    if total == 0.0:
        return line[:1]
    at = np.linspace(0.0, total, max(2, round(total / step_m) + 1))
    return np.column_stack((np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])))


def from_geometry(geometry: BaseGeometry) -> Line:
    """Return a LineString's or ring's vertices without Z."""
    return shapely.get_coordinates(geometry)


def join(*parts: Line) -> Line:
    """Return the parts one after the other; empty ones are skipped."""
    return np.vstack([part for part in parts if len(part)])


def smooth(line: Line, window: int) -> Line:
    """Return the line with corners rounded by a moving mean of ``window`` vertices (odd)."""
    if len(line) <= window:
        return line
    half = window // 2
    padded = np.pad(line, ((half, half), (0, 0)), mode="edge")
    kernel = np.ones(window) / window
    rounded = np.column_stack([np.convolve(padded[:, k], kernel, mode="valid") for k in (0, 1)])
    rounded[0], rounded[-1] = line[0], line[-1]
    return rounded


def wiggle(rng: np.random.Generator, line: Line, sd_m: float, every_m: float) -> Line:
    """Return the line shifted sideways by smooth noise: nobody steers the same course twice.

    ``line`` is evenly sampled. The shift is limited to twice ``sd_m``.
    """
    if len(line) < 3:
        return line
    along = arc_length(line)
    knots = np.arange(0.0, along[-1] + every_m, every_m)
    shift = np.interp(along, knots, np.clip(rng.normal(0.0, sd_m, len(knots)), -2 * sd_m, 2 * sd_m))
    run = np.gradient(line, axis=0)
    norm = np.maximum(np.hypot(run[:, 0], run[:, 1]), 1e-9)
    side = np.column_stack((-run[:, 1], run[:, 0])) / norm[:, None]
    return line + side * shift[:, None]


class Ring:
    """A closed line that can be cut by way along it."""

    def __init__(self, ring: BaseGeometry) -> None:
        self.points = resample(from_geometry(ring))
        self.along = arc_length(self.points)
        self.length_m = float(self.along[-1])
        self._line = LineString(self.points)

    def locate(self, x: float, y: float) -> float:
        """Return the way along the ring to the point nearest to ``(x, y)``."""
        return float(shapely.line_locate_point(self._line, shapely.Point(x, y)))

    def at(self, way_m: float) -> tuple[float, float]:
        """Return the point at a way along the ring, any number of turns round."""
        way = way_m % self.length_m
        return (
            float(np.interp(way, self.along, self.points[:, 0])),
            float(np.interp(way, self.along, self.points[:, 1])),
        )

    def cut(self, start_m: float, way_m: float) -> Line:
        """Return the piece from ``start_m`` on; ``way_m`` below 0 runs backward."""
        count = max(2, round(abs(way_m) / STEP_M) + 1)
        way = (start_m + np.linspace(0.0, way_m, count)) % self.length_m
        return np.column_stack(
            (
                np.interp(way, self.along, self.points[:, 0]),
                np.interp(way, self.along, self.points[:, 1]),
            )
        )
