"""Routes that have the program look for a roster; what comes of it is told by `/api/v1/jobs`."""

from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.jobs.schemas import JobOut
from api.problems import MEDIA_TYPE
from api.roster_jobs.bodies import (
    REPLAN_EXAMPLES,
    SOLVE_EXAMPLES,
    WHAT_IF_EXAMPLES,
    EffortBody,
    ReplanBody,
    SolveBody,
    WhatIfBody,
)
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.errors import Conflict, InvalidInput, OutOfReach, finding
from geo_patrol.jobs import Members
from geo_patrol.store.repositories import jobs
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.jobs import Kind
from geo_patrol.workflows.roster_replanning import REPLAN
from geo_patrol.workflows.roster_solving import SOLVE
from geo_patrol.workflows.roster_what_if import WHAT_IF
from geo_patrol.workflows.rosters import find_roster

router = APIRouter(prefix="/api/v1/rosters", tags=["rosters"])

Leader = Annotated[Caller, allow("duty.plan")]
SolveSent = Annotated[SolveBody, Depends(JsonBody(SolveBody, SOLVE_EXAMPLES))]
ReplanSent = Annotated[ReplanBody, Depends(JsonBody(ReplanBody, REPLAN_EXAMPLES))]
BEGUN: dict[int | str, dict[str, Any]] = {
    200: {"model": JobOut, "description": "The same was asked for under this id before."},
    409: {
        "description": "The id is another job's.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    },
}
WhatIfSent = Annotated[WhatIfBody, Depends(JsonBody(WhatIfBody, WHAT_IF_EXAMPLES))]


@router.post(
    "/{roster_id}/solve",
    summary="Have a roster proposed",
    response_model=JobOut,
    status_code=201,
    responses=BEGUN,
)
def solve(
    roster_id: UUID, caller: Leader, sent: SolveSent, if_match: IfMatch, services: Serving
) -> JSONResponse:
    """Look for the best roster: duties, value and bound, and in words what it lacks and why.

    The draft stays as it is, unless `save` is asked for.
    """
    if sent.save and if_match is None:
        raise InvalidInput("api.invalid", findings=(finding("If-Match", "api.field.missing"),))
    return _begun(SOLVE, roster_id, caller, sent, services, if_match=if_match)


@router.post(
    "/{roster_id}/replan",
    summary="Have a published roster made right again",
    response_model=JobOut,
    status_code=201,
    responses=BEGUN,
)
def replan(roster_id: UUID, caller: Leader, sent: ReplanSent, services: Serving) -> JSONResponse:
    """Look for the fewest changes that make a published roster hold again, and prove it.

    Days that have begun stay as they are. Nothing is written: the leader publishes the changes
    as an edit, with its reason.
    """
    return _begun(REPLAN, roster_id, caller, sent, services, published=True)


@router.post(
    "/{roster_id}/what-if",
    summary="Ask what would be otherwise",
    response_model=JobOut,
    status_code=201,
    responses=BEGUN,
)
def what_if(roster_id: UUID, caller: Leader, sent: WhatIfSent, services: Serving) -> JSONResponse:
    """Compare a roster with what it might be: one officer more, a leave refused, another rule."""
    return _begun(WHAT_IF, roster_id, caller, sent, services)


def _begun(
    kind: Kind,
    roster_id: UUID,
    caller: Caller,
    sent: EffortBody,
    services: Services,
    *,
    published: bool = False,
    **more: Any,
) -> JSONResponse:
    with services.store.reader() as session:
        kept = find_roster(session, roster_id, caller.scope).record
        asked: Members = {
            "roster_id": str(roster_id),
            **sent.model_dump(mode="json", exclude={"id"}),
            **more,
        }
        there = None if sent.id is None else jobs.job(session, sent.id, SYSTEM)
    if there is not None:
        if not caller.scope.includes(there.squad_code):
            raise OutOfReach("jobs.id_taken", object=f"job/{there.id}")
        if (there.kind, dict(there.asked)) != (kind.name, dict(asked)):
            raise Conflict("jobs.id_taken", current={"kind": there.kind, "asked": there.asked})
        job = services.runner.look(there.id) or there
        return _answer(JobOut.of(job), 200)
    if kept.state == "withdrawn":
        raise InvalidInput("roster_jobs.withdrawn")
    if published and kept.state != "published":
        raise InvalidInput("roster_jobs.not_published")
    job = services.runner.submit(kind, caller.scope, kept.squad_code, asked, sent.id or uuid4())
    return _answer(JobOut.of(job), 201)


def _answer(told: JobOut, status: int) -> JSONResponse:
    where = {"Location": f"/api/v1/jobs/{told.id}"}
    return JSONResponse(told.model_dump(mode="json"), status, headers=where)
