"""What there is in areas, counted: cells, check points."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geo_patrol.store.tables import CellRow, CheckPointRow, GridRow


@dataclass(frozen=True)
class GridSummary:
    """The grid that an area uses; ``size_m`` is None for an irregular one."""

    id: UUID
    size_m: float | None
    n_cells: int
    provisional: bool
    created_at: datetime


def grids_in_use(session: Session) -> dict[str, GridSummary]:
    """Return the grids that areas use, by the areas' codes."""
    found = (
        select(
            GridRow.area_code,
            GridRow.id,
            GridRow.size_m,
            func.count(CellRow.pk),
            GridRow.provisional,
            GridRow.created_at,
        )
        .join(CellRow, CellRow.grid_id == GridRow.id)
        .where(GridRow.retired_at.is_(None))
        .group_by(
            GridRow.area_code, GridRow.id, GridRow.size_m, GridRow.provisional, GridRow.created_at
        )
    )
    return {
        code: GridSummary(grid_id, size_m, n_cells, provisional, created_at)
        for code, grid_id, size_m, n_cells, provisional, created_at in session.execute(found)
    }


def check_points_by_area(session: Session) -> dict[str, int]:
    """Return how many check points areas have that are still looked in at."""
    found = (
        select(CheckPointRow.area_code, func.count())
        .where(~CheckPointRow.retired)
        .group_by(CheckPointRow.area_code)
    )
    return {row[0]: row[1] for row in session.execute(found)}
