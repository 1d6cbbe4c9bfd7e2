"""What is known of one cell besides visits: the cell itself, who passed, tasks, check-ins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import shapely
from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.field.records import CheckIn, Task
from geo_patrol.store.repositories.check_points import CHECK_INS
from geo_patrol.store.repositories.live import crews_of
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.rows import row_of, rows_of, table_of
from geo_patrol.store.repositories.tasks import TASKS
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import CellRow, PatrolRow


@dataclass(frozen=True, eq=False)
class OneCell:
    """A cell of a grid: its place in it, and its shape in degrees."""

    idx: int
    code: str
    counts_when_seen: bool
    geometry: shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True)
class Sailed:
    """A patrol as a list of many has it, with its crew."""

    id: UUID
    squad_code: str
    area_code: str
    mode: str
    started_at: datetime
    ended_at: datetime | None
    crew: tuple[UUID, ...]


_PATROLS, _CELLS = table_of(PatrolRow), table_of(CellRow)


def cell_of(session: Session, grid_id: UUID, code: str) -> OneCell | None:
    """Return a cell of a grid by its code, or None."""
    row = row_of(session, select(_CELLS).where(_CELLS.c.grid_id == grid_id, _CELLS.c.code == code))
    if row is None:
        return None
    return OneCell(row.idx, row.code, row.visit_rule == "seen", row.geometry)


def some_patrols(session: Session, scope: Scope, ids: Iterable[UUID]) -> dict[UUID, Sailed]:
    """Return those patrols of some ids that are within reach."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    crews = crews_of(session, wanted)
    found = select(_PATROLS).where(_PATROLS.c.id.in_(wanted), scope.within(_PATROLS.c.squad_code))
    return {
        row.id: Sailed(
            row.id,
            row.squad_code,
            row.area_code,
            row.mode,
            row.started_at,
            row.ended_at,
            crews.get(row.id, ()),
        )
        for row in rows_of(session, found)
    }


def tasks_in(
    session: Session, scope: Scope, area: str, cell: str, since: datetime, until: datetime, n: int
) -> list[Kept[Task]]:
    """Return the ``n`` latest tasks for a cell that came in ``[since, until]``."""
    columns = TASKS.table.c
    found = TASKS.within(scope).where(
        columns.area_code == area,
        columns.cell_code == cell,
        columns.received_at >= since,
        columns.received_at <= until,
    )
    return TASKS.listed(
        session, found.order_by(columns.received_at.desc(), columns.pk.desc()).limit(n)
    )


def check_ins_at(
    session: Session,
    scope: Scope,
    point_ids: Iterable[UUID],
    since: datetime,
    until: datetime,
    n: int,
) -> list[Kept[CheckIn]]:
    """Return the ``n`` latest check-ins at some points in ``[since, until]``."""
    columns = CHECK_INS.table.c
    found = CHECK_INS.within(scope).where(
        columns.check_point_id.in_(sorted(point_ids)), columns.at >= since, columns.at <= until
    )
    return CHECK_INS.listed(session, found.order_by(columns.at.desc(), columns.pk.desc()).limit(n))
