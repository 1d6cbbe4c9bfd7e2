"""A reservoir as a boat crew knows it: how far each place is, and the rounds that can be made.

How far a place is counts not metres but reluctance: narrow arms take care and time, the shore
wants a wide berth. Crews turn back at some reluctance, so that what lies beyond, the heads of
narrow arms far from the dam, stays unseen without anybody having drawn it so.
"""

from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo_patrol.demo.lines import Line, Ring, resample, smooth

_CELL_M = 30.0
_LEVELS = 24
# Water narrower than twice the first number costs the second number times the way.
_NARROW = ((60.0, 2.4), (100.0, 1.6), (150.0, 1.2))
_SHORE_BERTH_M = 35.0
LANDING_INSET_M = 25.0


class Waters:
    """Routes over one reservoir's water, from the landing at its dam.

    Parameters
    ----------
    water
        Polygon or MultiPolygon in metres; the largest part is used.
    dam
        Point in metres; the landing is the water nearest to it.
    """

    def __init__(self, water: BaseGeometry, dam: Point) -> None:
        self.water = _largest(water)
        self.landing = _nearest(_largest(self.water.buffer(-LANDING_INSET_M)), dam)
        self._regions: dict[int, BaseGeometry] = {}
        self._rings: dict[tuple[int, float], Ring] = {}
        self._make_tree()

    def _make_tree(self) -> None:
        west, south, east, north = self.water.bounds
        # Whole metres, so that squares about the nodes share their edges exactly.
        xs = np.arange(np.ceil(west), east, _CELL_M)
        ys = np.arange(np.ceil(south), north, _CELL_M)
        grid_x, grid_y = np.meshgrid(xs, ys)
        wet = shapely.contains_xy(self.water, grid_x, grid_y)
        self.nodes = np.column_stack((grid_x[wet], grid_y[wet]))
        self._kd = cKDTree(self.nodes)
        cost = self._reluctance()
        a, b = self._kd.query_pairs(1.5 * _CELL_M, output_type="ndarray").T
        apart = np.hypot(*(self.nodes[a] - self.nodes[b]).T)
        size = len(self.nodes)
        graph = coo_matrix((apart * (cost[a] + cost[b]) / 2, (a, b)), (size, size)).tocsr()
        root = int(self._kd.query([self.landing.x, self.landing.y])[1])
        far, before = dijkstra(graph, directed=False, indices=[root], return_predecessors=True)
        reached = np.isfinite(far[0])
        greatest = far[0][reached].max()
        self.farness: NDArray[np.float64] = np.where(reached, far[0] / greatest, 1.0)
        self._before = before[0]

    def _reluctance(self) -> NDArray[np.float64]:
        cost = np.ones(len(self.nodes))
        for half_width, factor in reversed(_NARROW):
            wide = self.water.buffer(-half_width).buffer(half_width + _CELL_M)
            cost[~shapely.contains_xy(wide, *self.nodes.T)] = factor
        shore = shapely.distance(self.water.boundary, shapely.points(self.nodes))
        return cost * (1.0 + 1.5 * np.exp(-shore / _SHORE_BERTH_M))

    def farness_at(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far places are, 0 at the landing to 1 at the most remote water."""
        return self.farness[self._kd.query(np.column_stack((x, y)))[1]]

    def channel(self, x: float, y: float) -> Line:
        """Return the way from the landing to the water nearest to a point, in mid-channel."""
        node = int(self._kd.query([x, y])[1])
        way = [node]
        while self._before[node] >= 0:
            node = int(self._before[node])
            way.append(node)
        points = np.vstack(([[self.landing.x, self.landing.y]], self.nodes[way[::-1]]))
        return smooth(resample(points), 9)

    def shore_round(self, reach: float, inset_m: float) -> Ring:
        """Return the round along the shore, ``inset_m`` off it, no farther than ``reach``."""
        level = max(2, min(_LEVELS, round(reach * _LEVELS)))
        key = (level, inset_m)
        if key not in self._rings:
            inner = _largest(self._region(level).buffer(-inset_m), keep=self.landing)
            self._rings[key] = Ring(inner.exterior)
        return self._rings[key]

    def _region(self, level: int) -> BaseGeometry:
        if level not in self._regions:
            near = self.nodes[self.farness <= level / _LEVELS]
            half = _CELL_M / 2
            cells = shapely.box(*(near - half).T, *(near + half).T)
            grown = shapely.coverage_union_all(cells).buffer(2 * _CELL_M, join_style="mitre")
            region = _largest(grown.intersection(self.water), keep=self.landing)
            self._regions[level] = region if level < _LEVELS else self.water
        return self._regions[level]

    @cached_property
    def loops(self) -> tuple[tuple[float, Ring], ...]:
        """Rounds over open water and about islands, each with its farness."""
        rings: list[BaseGeometry] = []
        for inset in (110.0, 190.0, 280.0):
            for part in shapely.get_parts(self.water.buffer(-inset)):
                rings.append(part.exterior)
        rings += [
            hole.exterior
            for ring in self.water.interiors
            for hole in shapely.get_parts(shapely.Polygon(ring).buffer(40.0))
            if self.water.covers(hole.exterior)
        ]
        made = [Ring(ring) for ring in rings if ring.length > 600.0]
        return tuple((float(np.median(self.farness_at(*ring.points.T))), ring) for ring in made)


def _largest(geometry: BaseGeometry, keep: Point | None = None) -> shapely.Polygon:
    """Return the largest polygon, or the one that holds (or is nearest to) ``keep``."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, shapely.Polygon)]
    if keep is None:
        return max(parts, key=lambda part: part.area)
    return min(parts, key=lambda part: (round(part.distance(keep)), -part.area))


def _nearest(geometry: BaseGeometry, point: Point) -> Point:
    return shapely.get_point(shapely.shortest_line(geometry, point), 0)
