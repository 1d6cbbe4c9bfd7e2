"""Routes of jobs; each kind is asked for at the route of what it is about."""

from collections.abc import AsyncGenerator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, JSONResponse, Response

from api.auth.permissions import Caller, allow
from api.jobs.kinds import KINDS
from api.jobs.schemas import JobOut, Jobs, JobsQuery
from api.jobs.stream import MEDIA_TYPE, EventStream
from api.services import Services, Serving
from geo_patrol.errors import NotFound, OutOfReach, TooManyRequests
from geo_patrol.jobs import Job
from geo_patrol.store.repositories import jobs

router = APIRouter(prefix="/api/v1/jobs", tags=["jobs"])

Asker = Annotated[Caller, allow("records.read")]
"""Which jobs somebody sees is said by their kinds."""

MOST_WATCHED = 4
"""Streams at once: each holds one of the places of requests."""
STOPPED_IN_S = 2.0
"""A stop is answered with the end of the job, when that comes so soon."""


@router.get("", summary="List jobs", response_model=Jobs)
def read_all(
    caller: Asker, query: Annotated[JobsQuery, Query()], services: Serving
) -> JSONResponse:
    """List the jobs that the asker's role has to do with, the newest first."""
    seen = [kind.name for kind in KINDS.values() if caller.may(kind.permission)]
    kinds = [name for name in seen if query.kind in (None, name)]
    with services.store.reader() as session:
        page = jobs.page(
            session,
            caller.scope,
            kinds,
            squad=query.squad,
            before=None if query.cursor is None else int(query.cursor),
            limit=query.limit,
        )
    items = [JobOut.of(services.runner.look(one.id) or one, in_list=True) for one in page.items]
    return JSONResponse(Jobs(items=items, next=page.next_cursor).model_dump(mode="json"))


@router.get("/{job_id}", summary="Read a job", response_model=JobOut)
def read_one(job_id: UUID, caller: Asker, services: Serving) -> JSONResponse:
    """Read how far a job is, and once it has ended, what came of it."""
    return JSONResponse(_told(_job(job_id, caller, services), services))


@router.post("/{job_id}/stop", summary="Stop a job", response_model=JobOut)
def stop(job_id: UUID, caller: Asker, services: Serving) -> JSONResponse:
    """Have a job end with the best that it has so far; nothing happens to one that has ended."""
    _job(job_id, caller, services)
    services.runner.stop(job_id, caller.scope)
    services.runner.wait(job_id, STOPPED_IN_S)
    return JSONResponse(_told(_job(job_id, caller, services), services))


@router.get(
    "/{job_id}/events",
    summary="Watch a job",
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "Server-sent events."}},
)
async def watch(job_id: UUID, caller: Asker, services: Serving) -> Response:
    """Tell of a job as it goes on: the job, whole, with each change, until it has ended.

    A stream lasts half a minute, and the browser asks again by itself. When too many watch it is
    answered 429: then the job is asked for every few seconds instead.
    """
    await run_in_threadpool(_job, job_id, caller, services)
    if services.runner.n_watched >= MOST_WATCHED:
        raise TooManyRequests("jobs.too_many_watch", retry_s=5)
    return EventStream(_told_of(job_id, caller, services))


@router.get("/{job_id}/files/{name}", summary="Read a file of a job")
def read_file(job_id: UUID, name: str, caller: Asker, services: Serving) -> FileResponse:
    """Return a file that came of a job."""
    _job(job_id, caller, services)
    path = services.runner.files.path_of(job_id, name)
    if path is None:
        raise NotFound("jobs.no_file")
    return FileResponse(path, filename=name, content_disposition_type="attachment")


def _job(job_id: UUID, caller: Caller, services: Services) -> Job:
    """Return a job within reach, as it stands now.

    Raises
    ------
    NotFound
        When there is none, or its kind is nothing for the asker.
    """
    live = services.runner.look(job_id)
    with services.store.glance() as session:
        kept = jobs.job(session, job_id, caller.scope)
    if kept is None:
        raise NotFound("jobs.not_found")
    kind = KINDS.get(kept.kind)
    if kind is None or not caller.may(kind.permission):
        raise OutOfReach("jobs.not_found", object=f"job/{job_id}")
    # One that ended in between is in the store by now.
    return kept if kept.is_over or live is None else live


def _told(job: Job, services: Services) -> object:
    return JobOut.of(job, services.runner.files.files(job.id)).model_dump(mode="json")


async def _told_of(job_id: UUID, caller: Caller, services: Services) -> AsyncGenerator[str]:
    with services.runner.watched():
        while (live := services.runner.look(job_id)) is not None:
            yield JobOut.of(live).model_dump_json()
        ended = await run_in_threadpool(_job, job_id, caller, services)
        yield JobOut.of(ended, services.runner.files.files(job_id)).model_dump_json()
