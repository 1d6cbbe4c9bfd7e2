"""Tasks, and what came of them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import Session

from geo_patrol.field.records import Task, TaskAnswer
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of, rows_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import CellRow, GridRow, TaskAnswerRow, TaskRow

TASKS = Shelf(TaskRow, Task, time="received_at")
TASK_ANSWERS = Shelf(TaskAnswerRow, TaskAnswer, time="received_at")

AT_ONCE = 500
"""Ids in a question."""


def is_open() -> ColumnElement[bool]:
    """Return the condition that a task is neither answered nor withdrawn."""
    answered = exists().where(TASK_ANSWERS.table.c.task_id == TASKS.table.c.id)
    return and_(~TASKS.table.c.withdrawn, ~answered)


def is_open_one(session: Session, task_id: UUID) -> bool:
    """Whether a task is neither answered nor withdrawn."""
    found = select(TASKS.table.c.pk).where(TASKS.table.c.id == task_id, is_open())
    return row_of(session, found) is not None


def tasks_told(session: Session, scope: Scope, ids: Iterable[UUID]) -> dict[UUID, bool]:
    """Return which of these tasks are within reach, and whether each is open still."""
    table, wanted = TASKS.table, sorted(ids)
    told: dict[UUID, bool] = {}
    for start in range(0, len(wanted), AT_ONCE):
        found = select(table.c.id, is_open().label("open")).where(
            table.c.id.in_(wanted[start : start + AT_ONCE]), scope.within(table.c.squad_code)
        )
        told |= {row.id: bool(row.open) for row in rows_of(session, found)}
    return told


def state(wanted: bool | None) -> list[ColumnElement[bool]]:
    """Return the conditions for open tasks, for the others, or for both."""
    if wanted is None:
        return []
    return [is_open() if wanted else not_(is_open())]


def for_area(area: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a task is for an area, if one is named."""
    return [] if area is None else [TASKS.table.c.area_code == area]


def open_tasks(
    session: Session,
    scope: Scope,
    *,
    squad: str | None = None,
    shift_id: UUID | None = None,
    patrol_ids: Iterable[UUID] = (),
    limit: int = 50,
) -> list[Kept[Task]]:
    """Return open tasks: of a shift, of patrols, and of whoever is on duty; those due first.

    Without a squad those of all squads within reach.
    """
    columns = TASKS.table.c
    for_anybody = and_(columns.shift_id.is_(None), columns.patrol_id.is_(None))
    meant = [for_anybody, columns.patrol_id.in_(list(patrol_ids))]
    if shift_id is not None:
        meant.append(columns.shift_id == shift_id)
    found = TASKS.within(scope).where(is_open(), or_(*meant))
    if squad is not None:
        found = found.where(columns.squad_code == squad)
    found = found.order_by(columns.due.is_(None), columns.due, columns.pk).limit(limit)
    return TASKS.listed(session, found)


def answers(session: Session, task_ids: Iterable[UUID]) -> dict[UUID, list[Kept[TaskAnswer]]]:
    """Return the answers to tasks, in the order in which they came."""
    columns = TASK_ANSWERS.table.c
    found = TASK_ANSWERS.every.where(columns.task_id.in_(list(task_ids))).order_by(columns.pk)
    by_task: dict[UUID, list[Kept[TaskAnswer]]] = defaultdict(list)
    for one in TASK_ANSWERS.listed(session, found):
        by_task[one.record.task_id].append(one)
    return by_task


def has_cell(session: Session, area_code: str, cell_code: str) -> bool:
    """Whether the grid in use of an area has a cell."""
    found = (
        select(CellRow.pk)
        .join(GridRow, GridRow.id == CellRow.grid_id)
        .where(
            CellRow.code == cell_code,
            GridRow.retired_at.is_(None),
            GridRow.area_code == area_code,
        )
    )
    return session.scalar(found.limit(1)) is not None
