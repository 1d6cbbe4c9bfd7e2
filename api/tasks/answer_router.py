"""The route of what came of tasks; it is read with the tasks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.received import find
from api.services import Serving
from api.tasks.answer_schemas import EXAMPLES, TaskAnswerBody, TaskAnswerOut
from api.versions import IfMatch
from geo_patrol.store.repositories.tasks import TASK_ANSWERS
from geo_patrol.workflows.tasks import put_task_answer

router = APIRouter(prefix="/api/v1/task-answers", tags=["tasks"])

AnswerSent = Annotated[TaskAnswerBody, Depends(JsonBody(TaskAnswerBody, EXAMPLES))]


@router.put("/{task_answer_id}", summary="Answer a task", response_model=TaskAnswerOut)
def put(
    task_answer_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: AnswerSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write what came of a task, under an id that the client made; several crews may answer."""
    with told_on_the_wire("task_answer", caller.scope):
        written = put_task_answer(
            services.store,
            caller.scope,
            sent.answer(task_answer_id),
            now=services.now(),
            if_match=if_match,
        )
    with services.store.reader() as session:
        found, version = find(session, TASK_ANSWERS, "task_answer", task_answer_id, caller.scope)
    status = 201 if written.created else 200
    return record(TaskAnswerOut.of(found, caller.scope), version, status)
