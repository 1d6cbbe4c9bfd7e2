"""Routes of steps."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.cases.step_schemas import EXAMPLES, StepBody, StepOut
from api.history.wire import told_on_the_wire
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.cases import STEPS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.case_standings import case_terms, find_case
from geo_patrol.workflows.cases import STEP, put_step

router = APIRouter(prefix="/api/v1/case-steps", tags=["cases"])

StepSent = Annotated[StepBody, Depends(JsonBody(StepBody, EXAMPLES))]


@router.put("/{case_step_id}", summary="Write a step", response_model=StepOut)
def put(
    case_step_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: StepSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a step of a case; steps sort themselves by time, however late they come.

    What does not go with the others is told, and never refused. A step is never edited, only
    voided.
    """
    with told_on_the_wire(STEP, caller.scope):
        written = put_step(
            services.store,
            caller.scope,
            sent.step(case_step_id),
            now=services.now(),
            if_match=if_match,
        )
    return _answer(case_step_id, caller, services, 201 if written.created else 200)


@router.get("/{case_step_id}", summary="Read a step", response_model=StepOut)
def read_one(
    case_step_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one step; its version is the answer's ETag. The whole way is read with the case."""
    return _answer(case_step_id, caller, services, 200)


def _answer(step_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    settings = services.settings
    with services.store.reader() as session:
        kept, version = find(session, STEPS, STEP, step_id, caller.scope)
        terms = case_terms(session, services.now(), settings.zone, settings.case_limits)
        looked = find_case(session, kept.record.case_id, SYSTEM, terms)
    return record(StepOut.of(kept, looked.standing.conflicts, caller.scope), version, status)
