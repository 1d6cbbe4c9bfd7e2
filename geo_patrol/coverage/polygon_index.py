"""Irregular cells made ready for the polygon kernel: edges, buckets that say who is where, rings.

A square bucket lists the edges that touch it and the cells that have to do with it: those that fill
it whole, and those whose border runs through it. A ring leads from a simple cell to the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.coverage.polygon_buckets import layout, listed
from geo_patrol.coverage.polygon_flat import MANY, FlatCells
from geo_patrol.coverage.polygon_rings import no_rings, with_rings
from geo_patrol.coverage.records import OUTSIDE
from geo_patrol.errors import InvalidInput

__all__ = ["FlatCells", "PolygonCells"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PolygonCells:
    """An index over polygons, for `geo_patrol.coverage.polygons.trace_polygons`.

    A point on a border belongs to the cell east of it, on a level border to the cell south of it:
    where cells meet without gap, every point is in exactly one, as on a `Lattice`. Cells may leave
    gaps, overlap, have holes and several parts.

    Attributes
    ----------
    n_cells
        Number of cells; a cell's index is its place among the polygons given.
    most_in_bucket
        The largest number of cells in one bucket.
    flat
        What the kernel works on.
    """

    n_cells: int
    most_in_bucket: int
    flat: FlatCells

    @classmethod
    def build(cls, polygons: Sequence[BaseGeometry | None]) -> "PolygonCells":
        """Index polygons in a metric CRS, once.

        Parameters
        ----------
        polygons
            Polygons or multipolygons in metres. An empty one is a cell that nothing enters; of one
            that crosses itself, the parts with odd winding are inside.

        Returns
        -------
        PolygonCells
            No polygons give an index in which everything is outside.

        Raises
        ------
        InvalidInput
            ``coverage.not_a_polygon`` when one is missing, of another kind, or not finite.
        """
        shapes = np.empty(len(polygons), object)
        shapes[:] = polygons
        borders = _borders(shapes)
        flat = _flat(borders.edges, borders.cell, len(shapes))
        most = int(np.diff(flat.cell_start).max(initial=0))
        of_one_ring = borders.n_rings == 1
        return cls(len(shapes), most, with_rings(flat, shapes, of_one_ring, borders.begin, most))


class _Borders(NamedTuple):
    """All edges of some length, ring by ring.

    Attributes
    ----------
    edges
        ``(m, 4)``, each upwards.
    begin
        ``(m, 2)`` the end of each that comes first along its ring.
    cell
        ``(m,)`` the cell of each, ascending.
    n_rings
        The number of rings of each cell.
    """

    edges: Floats
    begin: Floats
    cell: NDArray[np.int64]
    n_rings: NDArray[np.int64]


def _borders(shapes: NDArray[np.object_]) -> _Borders:
    """Return the edges of the cells; refuse what is no polygon."""
    kinds = shapely.get_type_id(shapes)
    bounds = shapely.bounds(shapes)
    bad = ~np.isin(kinds, (3, 6)) | ~(np.isfinite(bounds).all(axis=1) | shapely.is_empty(shapes))
    if bad.any():
        raise InvalidInput("coverage.not_a_polygon", index=int(np.flatnonzero(bad)[0]) + 1)
    parts, cell_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    cell_of_ring = cell_of_part[part_of_ring]
    cell_of_point = cell_of_ring[ring_of_point]
    odd = ~np.isfinite(points).all(axis=1)
    if odd.any():
        raise InvalidInput("coverage.not_a_polygon", index=int(cell_of_point[odd][0]) + 1)
    begin, end = points[:-1], points[1:]
    real = (ring_of_point[:-1] == ring_of_point[1:]) & (begin != end).any(axis=1)
    edges = np.hstack([begin, end])[real]
    down = (edges[:, 3] < edges[:, 1]) | (
        (edges[:, 3] == edges[:, 1]) & (edges[:, 2] < edges[:, 0])
    )
    edges[down] = edges[down][:, [2, 3, 0, 1]]
    n_rings = np.bincount(cell_of_ring, minlength=len(shapes))
    return _Borders(edges, begin[real], cell_of_point[:-1][real], n_rings)


def _flat(every: Floats, cell_of_edge: NDArray[np.int64], n_cells: int) -> FlatCells:
    """Merge shared edges, choose the buckets' size, and list edges and cells in them."""
    x0, y0, size, n_rows, n_cols = layout(every, cell_of_edge)
    edges, edge_of = _shared(every, x0, y0, size)
    cell_edge_start, cell_edges = _grouped(cell_of_edge, edge_of, n_cells)
    edge_cell_start, edge_cells = _grouped(edge_of, cell_of_edge, len(edges))
    by_edge, by_cell = listed(edges, cell_edge_start, cell_edges, x0, y0, size, n_rows, n_cols)
    near_start, near = _grouped(*by_edge, n_rows * n_cols)
    cell_start, cells = _grouped(*by_cell, n_rows * n_cols)
    return FlatCells(
        edges,
        cell_edge_start,
        cell_edges,
        edge_cell_start.astype(np.int32),
        edge_cells,
        _sides(edge_cell_start, edge_cells),
        x0,
        y0,
        size,
        n_rows,
        n_cols,
        near_start.astype(np.int32),
        near,
        cell_start,
        cells,
        *no_rings(n_cells),
    )


def _shared(every: Floats, x0: float, y0: float, size_m: float) -> tuple[Floats, NDArray[np.int64]]:
    """Return each edge once, and for each edge given its place among them.

    Edges that lie together stand together, row of buckets by row: a path then finds its next ones
    in the processor's cache.
    """
    edges, edge_of = np.unique(every, axis=0, return_inverse=True)
    col = np.floor((edges[:, 0] + edges[:, 2] - 2 * x0) / (2 * size_m))
    row = np.floor((edges[:, 1] + edges[:, 3] - 2 * y0) / (2 * size_m))
    order = np.lexsort((col, row))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return edges[order], place[edge_of.reshape(-1)]


def _sides(start: NDArray[np.int64], cells: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the one or two cells of each edge, side by side."""
    count = np.diff(start)
    sides = np.full((len(count), 2), MANY, np.int32)
    few = (count == 1) | (count == 2)
    sides[few, 0] = cells[start[:-1][few]]
    sides[few, 1] = np.where(count[few] == 2, cells[start[1:][few] - 1], OUTSIDE)
    return sides


def _grouped(
    group: NDArray[np.int64], value: NDArray[np.integer], n_groups: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Turn pairs into offsets and values, in the order given within each group."""
    start = np.zeros(n_groups + 1, np.int64)
    np.cumsum(np.bincount(group, minlength=n_groups), out=start[1:])
    return start, value[np.argsort(group, kind="stable")].astype(np.int32)
