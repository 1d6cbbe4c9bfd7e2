"""How crews come from cell to cell: by boat, by car with walks from the road, on foot.

Speeds are assumed, and those that the default intervals are measured by: who plans with them asks
no more of a crew than the intervals do.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.seen.records import SIGHT
from geo_patrol.grid.records import CellKind
from geo_patrol.patrols import Mode

BOAT_KMH, CAR_KMH, FOOT_KMH = 12.0, 15.0, 3.5
DETOUR: dict[Mode, float] = {"boat": 1.25, "car": 1.5, "foot": 1.5}
"""How much longer ways are than straight lines: boats go around headlands, others along roads."""

NIGHT_PACE = 0.75
"""Of the speed by day, when it is dark."""

BY_ROAD: frozenset[CellKind] = frozenset({"access", "park"})
ON_LAND: frozenset[CellKind] = BY_ROAD | {"shoreline", "hinterland"}
REACHED: dict[Mode, frozenset[CellKind]] = {
    "boat": frozenset({"shoreline", "open_water"}),
    "car": ON_LAND,
    "foot": ON_LAND,
}
"""Kinds of cells that a crew comes to."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CellGround:
    """Where an area's cells are, and how they are to be looked at; arrays in order of the cells.

    Attributes
    ----------
    x, y
        ``(n,)`` a point in each cell, metres in the grid's metric CRS.
    kinds
        ``(n,)`` what each is, as text.
    side_m
        ``(n,)`` side of a square as large as the cell.
    seen_share
        ``(n,)`` the share of the cell that must be seen; NaN where it is to be entered.
    """

    x: Floats
    y: Floats
    kinds: NDArray[np.str_]
    side_m: Floats
    seen_share: Floats

    def __len__(self) -> int:
        return len(self.x)

    @cached_property
    def to_road_m(self) -> Floats:
        """``(n,)`` metres to the nearest cell that a car drives through; infinite without any."""
        from scipy.spatial import cKDTree

        road = np.isin(self.kinds, sorted(BY_ROAD))
        if not road.any():
            return np.full(len(self), np.inf)
        points = np.column_stack((self.x, self.y))
        away, _ = cKDTree(points[road]).query(points)
        return np.asarray(away, np.float64)

    def spot(self, cell: int) -> "Spot":
        """Return where a cell is."""
        return Spot(float(self.x[cell]), float(self.y[cell]), float(self.to_road_m[cell]))

    def reached(self, mode: Mode) -> Flags:
        """Return which cells a crew comes to."""
        return np.isin(self.kinds, sorted(REACHED[mode]))


@dataclass(frozen=True)
class Spot:
    """A place, metric, and how far it is from a road."""

    x: float
    y: float
    to_road_m: float

    def apart_m(self, other: "Spot") -> float:
        """Return the straight distance to another one."""
        return math.hypot(self.x - other.x, self.y - other.y)


@dataclass(frozen=True)
class Travel:
    """How a crew moves, by day or in the dark."""

    mode: Mode
    dark: bool = False

    @property
    def _pace(self) -> float:
        return (NIGHT_PACE if self.dark else 1.0) / 3.6 / DETOUR[self.mode]

    @property
    def own_m_s(self) -> float:
        """Metres of straight line a second where no road is: by boat, or on foot."""
        return (BOAT_KMH if self.mode == "boat" else FOOT_KMH) * self._pace

    @property
    def fastest_m_s(self) -> float:
        """Metres of straight line a second, at best."""
        return CAR_KMH * self._pace if self.mode == "car" else self.own_m_s

    def between_s(self, ground: CellGround, some: Ints) -> Floats:
        """Return the time from each of some cells to each other: ``(k, k)`` seconds.

        A car crew walks all the way, or to the road, drives, and walks from the road again,
        whichever is shorter.
        """
        x, y = ground.x[some], ground.y[some]
        apart_m = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
        walked: Floats = apart_m / self.own_m_s
        if self.mode != "car":
            return walked
        to_road_s = ground.to_road_m[some] / self.own_m_s
        driven = to_road_s[:, None] + to_road_s[None, :] + apart_m / self.fastest_m_s
        driven[np.arange(len(some)), np.arange(len(some))] = 0.0
        return np.minimum(walked, driven)

    def from_to_s(self, one: Spot, other: Spot) -> float:
        """Return the time from one spot to another, as `between_s`."""
        apart_m = one.apart_m(other)
        walked = apart_m / self.own_m_s
        if self.mode != "car":
            return walked
        to_road_s = (one.to_road_m + other.to_road_m) / self.own_m_s
        return min(walked, to_road_s + apart_m / self.fastest_m_s)

    def to_all_s(self, ground: CellGround, spot: "Spot") -> Floats:
        """Return the time from a spot to each cell: ``(n,)`` seconds, as `between_s`."""
        apart_m = np.hypot(ground.x - spot.x, ground.y - spot.y)
        walked: Floats = apart_m / self.own_m_s
        if self.mode != "car":
            return walked
        to_road_s = (ground.to_road_m + spot.to_road_m) / self.own_m_s
        return np.minimum(walked, to_road_s + apart_m / self.fastest_m_s)

    def within_s(self, ground: CellGround) -> Floats:
        """Return the time that each cell takes beyond coming through it once: ``(n,)`` seconds.

        A cell that must be seen is crossed as often as a strip, twice as wide as people see, needs
        to fill its share.
        """
        sight = SIGHT[self.mode]
        strip_m = 2 * (sight.night_m if self.dark else sight.day_m)
        share = np.nan_to_num(ground.seen_share, nan=0.0)
        passes = np.maximum(np.ceil(share * ground.side_m / strip_m), 1.0)
        again: Floats = (passes - 1) * ground.side_m / (self.own_m_s * DETOUR[self.mode])
        return again


def straight_km(ground: CellGround, cells: Ints) -> float:
    """Return the length of the straight lines from cell to cell."""
    steps = np.hypot(np.diff(ground.x[cells]), np.diff(ground.y[cells]))
    return float(math.fsum(steps.tolist())) / 1000
