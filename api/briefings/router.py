"""The route of briefings; what comes of them is told by `/api/v1/jobs`."""

from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.briefings.asked import Brief
from api.briefings.bodies import EXAMPLES, BriefBody
from api.briefings.job import BRIEF
from api.jobs.schemas import JobOut
from api.problems import MEDIA_TYPE
from api.services import Services, Serving
from geo_patrol.errors import Conflict, Forbidden, InvalidInput, NotFound, OutOfReach
from geo_patrol.jobs import SQUADS, Job, Members
from geo_patrol.reports.brief_periods import period_of
from geo_patrol.store.repositories import jobs, places
from geo_patrol.store.scope import SYSTEM, Scope

router = APIRouter(prefix="/api/v1/briefings", tags=["briefings"])

Sent = Annotated[BriefBody, Depends(JsonBody(BriefBody, EXAMPLES))]
BEGUN: dict[int | str, dict[str, Any]] = {
    200: {"model": JobOut, "description": "The same was asked for under this id before."},
    409: {
        "description": "The id is another job's.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    },
}


@router.post(
    "", summary="Have a briefing made", response_model=JobOut, status_code=201, responses=BEGUN
)
def begin(
    caller: Annotated[Caller, allow("briefings.make")], sent: Sent, services: Serving
) -> JSONResponse:
    """Make a month, a quarter or a year into files: the job tells each as it is made.

    Documents, slides, workbook, maps and tables have the same figures, and name no persons.
    They are kept with the job, one by one and as one ZIP; one that is stopped leaves none.
    """
    if not caller.may("maps.read"):
        raise Forbidden("api.not_permitted")
    asked = sent.brief()
    period = period_of(asked.kind, asked.period, services.settings.zone)
    if services.now() <= period.start:
        raise InvalidInput("briefing.not_begun", period=asked.period)
    with services.store.reader() as session:
        squads = _squads(session, caller.scope, asked)
        there = None if sent.id is None else jobs.job(session, sent.id, SYSTEM)
    kept: Members = {**asked.plain(), SQUADS: squads}
    if there is not None:
        return _again(there, kept, caller, services)
    own = caller.own_squad
    squad = own if own in squads else squads[0]
    job = services.runner.submit(BRIEF, caller.scope, squad, kept, sent.id or uuid4())
    return _answer(JobOut.of(job), 201)


def _squads(session: Session, scope: Scope, asked: Brief) -> list[str]:
    """Return the squads whose figures are in it.

    Raises
    ------
    NotFound
        When an area is out of reach, or there is none.
    """
    within = {one.code: one.squad_code for one in places.areas(session, scope, retired=True)}
    missing = sorted({*asked.area_codes} - within.keys())
    if missing:
        raise NotFound("records.no_area", area=missing[0])
    if asked.area_codes:
        return sorted({within[code] for code in asked.area_codes})
    found = {*within.values(), *(scope.squads or ())}
    if not found:
        raise NotFound("records.no_area", area="")
    return sorted(found)


def _again(there: Job, asked: Members, caller: Caller, services: Services) -> JSONResponse:
    if not there.is_within(caller.scope.includes):
        raise OutOfReach("jobs.id_taken", object=f"job/{there.id}")
    if (there.kind, dict(there.asked)) != (BRIEF.name, dict(asked)):
        raise Conflict("jobs.id_taken", current={"kind": there.kind, "asked": there.asked})
    return _answer(JobOut.of(services.runner.look(there.id) or there), 200)


def _answer(told: JobOut, status: int) -> JSONResponse:
    where = {"Location": f"/api/v1/jobs/{told.id}"}
    return JSONResponse(told.model_dump(mode="json"), status, headers=where)
