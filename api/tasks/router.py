"""Routes of tasks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from api.answers import GEOJSON_TOO, listing, point_of, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.queries import AskedOpen
from api.received import find
from api.services import Services, Serving
from api.tasks.schemas import EXAMPLES, TaskBody, TaskOut, Tasks
from api.versions import IfMatch
from geo_patrol.store.repositories.tasks import TASKS, answers, for_area, state
from geo_patrol.workflows.tasks import put_task

router = APIRouter(prefix="/api/v1/tasks", tags=["tasks"])

TaskSent = Annotated[TaskBody, Depends(JsonBody(TaskBody, EXAMPLES))]


@router.put("/{task_id}", summary="Write a task", response_model=TaskOut)
def put(
    task_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: TaskSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Ask something of crews, under an id that the client made."""
    task = sent.task(task_id, caller.own_squad)
    with told_on_the_wire("task", caller.scope):
        written = put_task(
            services.store, caller.scope, task, now=services.now(), if_match=if_match
        )
    return _answer(task_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List tasks", response_model=Tasks, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: AskedOpen,
    services: Serving,
) -> JSONResponse:
    """List the tasks that came in a period with what came of them, in time order."""
    asked = query.asked
    with services.store.reader() as session:
        page = TASKS.page(
            session,
            caller.scope,
            asked.span,
            *state(query.open),
            *for_area(asked.area),
            squad=asked.squad,
            cursor=asked.cursor,
            limit=asked.limit,
        )
        came = answers(session, [one.record.id for one in page.items])
    items = [TaskOut.of(one, caller.scope, came.get(one.record.id, ())) for one in page.items]
    return listing(request, items, [point_of(one.lon, one.lat) for one in items], page.next_cursor)


@router.get("/{task_id}", summary="Read a task", response_model=TaskOut)
def read_one(
    task_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one task with what came of it; its version is the answer's ETag."""
    return _answer(task_id, caller, services, 200)


def _answer(task_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, TASKS, "task", task_id, caller.scope)
        came = answers(session, [task_id]).get(task_id, [])
    return record(TaskOut.of(found, caller.scope, came), version, status)
