"""What is asked of cells, without their shapes."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from geo_patrol.grid.records import CellKind
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.tables import CellRow
from geo_patrol.zones import ZoneLevel


@dataclass(frozen=True, eq=False)
class CellDemands:
    """Codes, kinds, zone levels and required intervals in order of the cells.

    Intervals are in seconds, NaN where nothing is required.
    """

    codes: tuple[str, ...]
    kinds: tuple[CellKind, ...]
    levels: tuple[ZoneLevel | None, ...]
    required_s: NDArray[np.float64]


_C = table_of(CellRow).c
_DEMANDS = (
    select(_C.code, _C.kind, _C.required_interval_s, _C.zone_level)
    .where(_C.grid_id == bindparam("grid_id"))
    .order_by(_C.idx)
)


def demands(session: Session, grid_id: UUID) -> CellDemands:
    """Return what is asked of a grid's cells."""
    rows = rows_of(session, _DEMANDS, {"grid_id": grid_id})
    required = [np.nan if row[2] is None else row[2] for row in rows]
    return CellDemands(
        codes=tuple(row[0] for row in rows),
        kinds=tuple(row[1] for row in rows),
        levels=tuple(row[3] for row in rows),
        required_s=np.array(required, dtype=np.float64),
    )
