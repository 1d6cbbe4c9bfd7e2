"""Writing tasks, and what came of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.field.checks import clock_flags
from geo_patrol.field.records import Task, TaskAnswer
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import record_lock
from geo_patrol.store.repositories import duty, history, places
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.tasks import TASK_ANSWERS, TASKS, has_cell
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.check_points import require_patrol
from geo_patrol.workflows.notices import over
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.telling import tell_of_task
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record


def put_task(
    store: Store, scope: Scope, task: Task, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a task for a squad, one of its shifts or a patrol.

    Raises
    ------
    NotFound
        When the squad, shift, patrol, area or cell, or the task that has this id, is out of reach
        or not the squad's.
    InvalidInput
        When it would go to another squad, or names a cell and no area.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "task", task.id, canonical(task), now, if_match)
    return write_once(store, sent, lambda session: write_task(session, sent, task))


def write_task(
    session: Session,
    sent: Submission,
    task: Task,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_task` in a transaction that is open already.

    Without ``officer_id`` the sender is who asks for it. Of a demo's nobody is told here.
    """

    def save(new: bool) -> str:
        _check_task(session, sent.scope, task)
        before = None if new else TASKS.one(session, task.id, SYSTEM)
        if before is not None and before.found.squad_code != task.squad_code:
            raise InvalidInput("field.stays_with_its_squad")
        author = officer_id or sent.scope.officer_id
        TASKS.save(session, task, Found(task.squad_code, sent.now, author, demo), new=new)
        if not demo:
            tell_of_task(session, task.id, now=sent.now)
        return task.squad_code

    return write_record(session, sent, save)


def _check_task(session: Session, scope: Scope, task: Task) -> None:
    require_squad(session, task.squad_code, scope)
    if task.shift_id is not None:
        shift = duty.shift(session, task.shift_id, scope)
        if shift is None or shift.squad_code != task.squad_code:
            raise NotFound("records.no_shift")
    if require_patrol(session, scope, task.patrol_id) not in (None, task.squad_code):
        raise NotFound("records.no_patrol")
    area = task.area_code
    if area is not None and places.squad_of_area(session, area) != task.squad_code:
        raise NotFound("records.no_area", area=area)
    if task.cell_code is None:
        return
    if area is None:
        # Provisional codes of different areas may be the same.
        raise InvalidInput("field.cell_without_area")
    if not has_cell(session, area, task.cell_code):
        raise NotFound("field.no_cell", cell=task.cell_code)


def put_task_answer(
    store: Store, scope: Scope, answer: TaskAnswer, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write what came of a task. What is odd about it is flagged, not refused.

    Raises
    ------
    NotFound
        When the task, the patrol, or the answer that has this id is out of reach.
    InvalidInput
        When it would go to another squad.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "task_answer", answer.id, canonical(answer), now, if_match)
    return write_once(store, sent, lambda session: write_task_answer(session, sent, answer))


def write_task_answer(session: Session, sent: Submission, answer: TaskAnswer) -> Written:
    """Do the work of `put_task_answer` in a transaction that is open already."""

    def save(new: bool) -> str:
        task = TASKS.one(session, answer.task_id, sent.scope)
        if task is None:
            raise history.not_there(session, "task", answer.task_id, "field.no_task")
        require_patrol(session, sent.scope, answer.patrol_id)
        squad = task.found.squad_code
        before = None if new else TASK_ANSWERS.one(session, answer.id, SYSTEM)
        if before is not None and before.found.squad_code != squad:
            raise InvalidInput("field.stays_with_its_squad")
        # A word put right later was still told in time.
        came_at = sent.now if before is None else before.found.received_at
        flags = clock_flags(answer.at, came_at)
        found = Found(squad, sent.now, sent.scope.officer_id, flags=flags)
        TASK_ANSWERS.save(session, answer, found, new=new)
        over(session, "task", answer.task_id, now=sent.now)
        return squad

    # An edit of the task meanwhile would tell of it again.
    return write_record(session, sent, save, record_lock("task", answer.task_id))
