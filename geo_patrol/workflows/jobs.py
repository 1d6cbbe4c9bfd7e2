"""Jobs from the question to the answer: kept, entered in the audit chain, never left open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from geo_patrol.audit import Act, canonical_json
from geo_patrol.errors import GeoPatrolError, TooLarge, Unavailable
from geo_patrol.jobs import MOST_RESULT_BYTES, Job, JobState, Members
from geo_patrol.messages import text
from geo_patrol.roles import Permission
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import jobs
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.writing import digest_of

KEPT = timedelta(days=180)
"""So long the history of jobs goes back; that they were is in the audit chains for good."""


@dataclass(frozen=True)
class Desk:
    """What the work of a job is given.

    Attributes
    ----------
    scope
        Whose reach it has: that of who asked.
    tell
        Takes how far it is: ``share`` from 0 to 1, and what the kind tells besides.
    stop
        Whether it should come to its end now, with the best so far.
    folder
        Gives a folder of the job's own, for results that are files.
    """

    store: Store
    settings: Settings
    scope: Scope
    asked: Members
    now: Callable[[], datetime]
    tell: Callable[[Members], None]
    stop: Callable[[], bool]
    folder: Callable[[], Path]


@dataclass(frozen=True)
class Kind:
    """A kind of job: its name, who may ask for it and see what came of it, and its work.

    The work returns plain JSON, and raises `GeoPatrolError` in words.
    """

    name: str
    permission: Permission
    work: Callable[[Desk], Members]


def start(
    store: Store,
    scope: Scope,
    kind: Kind,
    squad_code: str,
    asked: Members,
    job_id: UUID,
    *,
    now: datetime,
) -> Job:
    """Keep a new job of a squad.

    Raises
    ------
    Unavailable
        When the store cannot take it now.
    """
    job = Job(job_id, squad_code, kind.name, scope.officer_id, asked, "waiting", now)
    details = {"kind": kind.name, "asked": digest_of(dict(asked))}
    with store.writer() as session:
        jobs.add(session, job)
        note(session, Act(squad_code, scope.actor, "job.start", _name(job), now, details))
    return job


def end(
    store: Store,
    job: Job,
    state: JobState,
    *,
    progress: Members | None = None,
    result: Members | None = None,
    scope: Scope = SYSTEM,
    now: datetime,
) -> None:
    """Keep how a job ended; nothing happens when it had ended before.

    Raises
    ------
    Unavailable
        When the store cannot take it now.
    """
    details = {"kind": job.kind, "state": state}
    if result is not None:
        details["result"] = digest_of(dict(result))
    with store.writer() as session:
        if jobs.end(session, job.id, state, progress=progress, result=result, now=now):
            act = Act(job.squad_code, scope.actor, "job.end", _name(job), now, details)
            note(session, act)


def interrupt_left(store: Store, *, now: datetime) -> int:
    """End the jobs that a server left open when it ended; return how many.

    For who starts the one server of a store: no job of it can be running.
    """
    with store.reader() as session:
        left = jobs.open_jobs(session)
    for job in left:
        end(store, job, "interrupted", now=now)
    return len(left)


def require_short(result: Members) -> Members:
    """Return a result that the store can keep.

    Raises
    ------
    TooLarge
        When it is longer.
    """
    if len(canonical_json(dict(result)).encode()) > MOST_RESULT_BYTES:
        raise TooLarge("jobs.result_too_large", limit_kb=MOST_RESULT_BYTES // 1024)
    return result


def problem_of(error: Exception) -> dict[str, Any]:
    """Return the result of a job that failed: why, in both languages."""
    known = error if isinstance(error, GeoPatrolError) else Unavailable("jobs.fault")
    return {
        "problem": {
            "code": known.key,
            "detail_zh": known.text("zh"),
            "detail_en": known.text("en"),
            "findings": [
                {
                    "where": one.where,
                    "reason_zh": text(one.key, "zh", **dict(one.params)),
                    "reason_en": text(one.key, "en", **dict(one.params)),
                }
                for one in known.findings
            ],
        }
    }


def _name(job: Job) -> str:
    return f"job/{job.id}"
