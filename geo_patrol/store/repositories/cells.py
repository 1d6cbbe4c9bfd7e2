"""What is asked of cells, without their shapes."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.tables import CellRow


@dataclass(frozen=True, eq=False)
class CellDemands:
    """Codes, kinds and required intervals (seconds, NaN where none) in order of the cells."""

    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    required_s: NDArray[np.float64]


_C = table_of(CellRow).c
_DEMANDS = (
    select(_C.code, _C.kind, _C.required_interval_s)
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
        required_s=np.array(required, dtype=np.float64),
    )
