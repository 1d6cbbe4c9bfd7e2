"""Grids and their cells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import LargeBinary, func, insert, or_, select, type_coerce
from sqlalchemy.orm import Session

from geo_patrol.grid import Cell, Grid
from geo_patrol.store.binary import AS_BYTES
from geo_patrol.store.repositories.paging import Page
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box, predicates
from geo_patrol.store.tables import AreaRow, CellRow, GridChangeRow, GridRow


@dataclass(frozen=True)
class StoredGrid:
    """A grid version as it is kept."""

    id: UUID
    grid: Grid
    created_at: datetime


@dataclass(frozen=True)
class CellView:
    """A cell in use with its area."""

    area_code: str
    cell: Cell


def add_grid(session: Session, grid_id: UUID, grid: Grid, *, now: datetime) -> None:
    """Keep a grid that is not in use, as retired when it was made; a known one stays as it is."""
    if session.scalar(select(GridRow.id).where(GridRow.id == grid_id)) is not None:
        return
    lattice = grid.cell_of
    session.add(
        GridRow(
            id=grid_id,
            area_code=grid.area_code,
            epsg=grid.epsg,
            code_digits=grid.code_digits,
            provisional=grid.provisional,
            x0=grid.x0,
            y0=grid.y0,
            size_m=grid.size_m,
            n_rows=None if lattice is None else lattice.shape[0],
            n_cols=None if lattice is None else lattice.shape[1],
            cell_of=None if lattice is None else lattice.astype("<i4").tobytes(),
            created_at=now,
            retired_at=now,
        )
    )
    session.flush()
    rows = [{"grid_id": grid_id, **vars(cell)} for cell in grid.cells]
    session.execute(insert(CellRow), rows)


def _cell(row: Any, shape: Any) -> Cell:
    return Cell(
        idx=row.idx,
        code=row.code,
        row=-1 if row.row is None else row.row,
        col=-1 if row.col is None else row.col,
        kind=row.kind,
        zone_level=row.zone_level,
        required_interval_s=row.required_interval_s,
        visit_rule=row.visit_rule,
        seen_share=row.seen_share,
        area_m2=row.area_m2,
        geometry=shape,
    )


_C = table_of(CellRow).c
_CELLS = select(*(one for one in _C if one.name != "geometry")).order_by(_C.idx)


def _read_cells(session: Session, grid_id: UUID) -> tuple[Cell, ...]:
    # As values, not as objects: 30,000 of these take seconds.
    rows = rows_of(session, _CELLS.where(_C.grid_id == grid_id))
    shaped = zip(rows, shapes(session, grid_id).tolist(), strict=True)
    return tuple(_cell(row, shape) for row, shape in shaped)


def shapes(session: Session, grid_id: UUID) -> NDArray[np.object_]:
    """Return the shapes of a grid's cells in their order, EPSG:4326: read all at once."""
    is_postgis = session.get_bind().dialect.name == "postgresql"
    raw = func.ST_AsBinary(_C.geometry) if is_postgis else _C.geometry
    found = select(type_coerce(raw, LargeBinary)).where(_C.grid_id == grid_id).order_by(_C.idx)
    rows = rows_of(session, found.execution_options(**{AS_BYTES: True}))
    read: NDArray[np.object_] = shapely.from_wkb(np.array([row[0] for row in rows], np.object_))
    return read


def _stored(session: Session, row: GridRow) -> StoredGrid:
    lattice = None
    if row.cell_of is not None and row.n_rows is not None and row.n_cols is not None:
        lattice = np.frombuffer(row.cell_of, dtype="<i4").reshape(row.n_rows, row.n_cols)
    grid = Grid(
        area_code=row.area_code,
        epsg=row.epsg,
        x0=row.x0 or 0.0,
        y0=row.y0 or 0.0,
        size_m=row.size_m,
        cell_of=lattice,
        cells=_read_cells(session, row.id),
        provisional=row.provisional,
        code_digits=row.code_digits,
    )
    return StoredGrid(row.id, grid, row.created_at)


def grid_in_use(session: Session, area_code: str) -> StoredGrid | None:
    """Return the grid that an area uses now, or None."""
    found = select(GridRow).where(GridRow.area_code == area_code, GridRow.retired_at.is_(None))
    row = session.scalar(found)
    return None if row is None else _stored(session, row)


def cells(
    session: Session,
    scope: Scope,
    *,
    area_code: str | None = None,
    box: Box | None = None,
    cursor: int | None = None,
    limit: int = 1000,
) -> Page[CellView]:
    """Return cells in use in order of arrival; the cursor is the last page's last key."""
    found = (
        select(CellRow, GridRow.area_code)
        .join(GridRow, GridRow.id == CellRow.grid_id)
        .join(AreaRow, AreaRow.code == GridRow.area_code)
        .where(GridRow.retired_at.is_(None), scope.within(AreaRow.squad_code))
        .order_by(CellRow.pk)
        .limit(limit + 1)
    )
    if area_code is not None:
        found = found.where(GridRow.area_code == area_code)
    if box is not None:
        found = found.where(predicates(session).intersects_box(CellRow, box))
    if cursor is not None:
        found = found.where(CellRow.pk > cursor)
    rows = session.execute(found).all()
    following = str(rows[limit - 1][0].pk) if len(rows) > limit else None
    views = (CellView(code, _cell(row, row.geometry)) for row, code in rows[:limit])
    return Page(tuple(views), following)


def grid_ids_in_use(session: Session, squad_code: str) -> list[tuple[UUID, str]]:
    """Return id and area of the grids in use of all areas of a squad."""
    found = (
        select(GridRow.id, GridRow.area_code)
        .join(AreaRow, AreaRow.code == GridRow.area_code)
        .where(AreaRow.squad_code == squad_code, GridRow.retired_at.is_(None))
        .order_by(GridRow.area_code)
    )
    return [(grid_id, area_code) for grid_id, area_code in session.execute(found)]


def grids_traced(session: Session, squad_code: str) -> list[tuple[UUID, str]]:
    """Return id and area of the grids that a squad's tracks are traced through.

    Those in use, and those that are on their way into use.
    """
    coming = select(GridChangeRow.grid_id)
    found = (
        select(GridRow.id, GridRow.area_code)
        .join(AreaRow, AreaRow.code == GridRow.area_code)
        .where(
            AreaRow.squad_code == squad_code,
            or_(GridRow.retired_at.is_(None), GridRow.id.in_(coming)),
        )
        .order_by(GridRow.area_code, GridRow.pk)
    )
    return [(grid_id, area_code) for grid_id, area_code in session.execute(found)]


def grid(session: Session, grid_id: UUID) -> Grid:
    """Return one grid version, in use or retired."""
    return _stored(
        session, session.scalars(select(GridRow).where(GridRow.id == grid_id)).one()
    ).grid


def has_seen_rule(session: Session, grid_id: UUID) -> bool:
    """Tell whether a grid has cells that count as visited when seen."""
    found = select(CellRow.pk).where(CellRow.grid_id == grid_id, CellRow.visit_rule == "seen")
    return session.scalar(found.limit(1)) is not None


def grid_sizes(session: Session, area_codes: list[str]) -> list[float | None]:
    """Return the side of the squares (m) of the grids that areas use; None for irregular ones."""
    found = select(GridRow.size_m).where(
        GridRow.area_code.in_(area_codes), GridRow.retired_at.is_(None)
    )
    return list(session.scalars(found))


def grid_ids_of(session: Session, area_code: str) -> list[UUID]:
    """Return the grids in use of an area: one, or none yet."""
    found = select(GridRow.id).where(GridRow.area_code == area_code, GridRow.retired_at.is_(None))
    return list(session.scalars(found))
