"""The shapes of a grid's cells, and what counts as a visit of each, read at once."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import row_of, rows_of, table_of
from geo_patrol.store.tables import CellRow, GridRow


@dataclass(frozen=True, eq=False)
class CellShapes:
    """Arrays in order of the cells.

    Attributes
    ----------
    epsg
        The metric CRS of the grid.
    regular
        Whether the cells are squares of a lattice: ``row`` and ``col`` are -1 if not.
    row, col
        ``(n,)`` int64.
    area_m2
        ``(n,)``.
    seen_share
        ``(n,)`` the share that must be seen; NaN where a cell is to be entered.
    geometry
        ``(n,)`` polygons, EPSG:4326.
    """

    epsg: int
    regular: bool
    row: NDArray[np.int64]
    col: NDArray[np.int64]
    area_m2: NDArray[np.float64]
    seen_share: NDArray[np.float64]
    geometry: NDArray[np.object_]


_C, _G = table_of(CellRow).c, table_of(GridRow).c
_GRID = select(_G.epsg, _G.size_m).where(_G.id == bindparam("grid_id"))
_CELLS = (
    select(_C.row, _C.col, _C.area_m2, _C.seen_share, _C.geometry)
    .where(_C.grid_id == bindparam("grid_id"))
    .order_by(_C.idx)
)


def cell_shapes(session: Session, grid_id: UUID) -> CellShapes:
    """Return the shapes of a grid that there is."""
    grid = row_of(session, _GRID, {"grid_id": grid_id})
    rows = rows_of(session, _CELLS, {"grid_id": grid_id})
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [shapely.Polygon() if row.geometry is None else row.geometry for row in rows]
    return CellShapes(
        epsg=grid.epsg,
        regular=grid.size_m is not None,
        row=np.array([-1 if row.row is None else row.row for row in rows], np.int64),
        col=np.array([-1 if row.col is None else row.col for row in rows], np.int64),
        area_m2=np.array([row.area_m2 for row in rows], np.float64),
        seen_share=np.array(
            [np.nan if row.seen_share is None else row.seen_share for row in rows], np.float64
        ),
        geometry=shapes,
    )
