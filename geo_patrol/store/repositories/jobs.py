"""Jobs in the store: asked for, begun, ended, listed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from geo_patrol.jobs import OPEN_STATES, Job, JobState, Members
from geo_patrol.store.repositories.paging import Page
from geo_patrol.store.repositories.rows import add_rows, row_of, rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import JobRow
from geo_patrol.store.trail import mark_changed

_JOBS = table_of(JobRow)
_NAMES = list(Job.__dataclass_fields__)
_COLUMNS = [_JOBS.c[name] for name in _NAMES]


def add(session: Session, job: Job) -> None:
    """Keep a new job."""
    row = {name: getattr(job, name) for name in _NAMES}
    add_rows(session, JobRow, [row | {"asked": dict(job.asked)}])


def begin(session: Session, job_id: UUID, *, now: datetime) -> None:
    """Keep that a job runs."""
    running: JobState = "running"
    begun = update(_JOBS).where(_JOBS.c.id == job_id, _JOBS.c.state == "waiting")
    session.connection().execute(begun.values(state=running, started_at=now))
    mark_changed(session)


def end(
    session: Session,
    job_id: UUID,
    state: JobState,
    *,
    progress: Members | None,
    result: Members | None,
    now: datetime,
) -> bool:
    """Keep how a job ended; return whether it had not ended before."""
    open_one = update(_JOBS).where(_JOBS.c.id == job_id, _JOBS.c.state.in_(sorted(OPEN_STATES)))
    ended = open_one.values(state=state, progress=progress, result=result, ended_at=now)
    if not session.connection().execute(ended).rowcount:
        return False
    mark_changed(session)
    return True


def job(session: Session, job_id: UUID, scope: Scope) -> Job | None:
    """Return a job within reach, or None."""
    row = row_of(session, select(*_COLUMNS).where(_JOBS.c.id == job_id))
    found = None if row is None else Job(*row)
    return found if found is not None and found.is_within(scope.includes) else None


def open_jobs(session: Session) -> list[Job]:
    """Return the jobs of all squads that wait or run, the oldest first."""
    found = select(*_COLUMNS).where(_JOBS.c.state.in_(sorted(OPEN_STATES)))
    return [Job(*row) for row in rows_of(session, found.order_by(_JOBS.c.pk))]


def ids(session: Session) -> frozenset[UUID]:
    """Return the ids of all jobs that are kept."""
    return frozenset(row.id for row in rows_of(session, select(_JOBS.c.id)))


def page(
    session: Session,
    scope: Scope,
    kinds: Collection[str],
    *,
    squad: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> Page[Job]:
    """Return jobs of some kinds, the newest first; the cursor is the next page's ``before``.

    A page is shorter where a job is made of records of another squad, too, that is out of reach.
    """
    found = select(*_COLUMNS, _JOBS.c.pk).where(
        scope.within(_JOBS.c.squad_code), _JOBS.c.kind.in_(sorted(kinds))
    )
    if squad is not None:
        found = found.where(_JOBS.c.squad_code == squad)
    if before is not None:
        found = found.where(_JOBS.c.pk < before)
    rows: Any = rows_of(session, found.order_by(_JOBS.c.pk.desc()).limit(limit + 1))
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    found_jobs = (Job(*row[:-1]) for row in rows[:limit])
    return Page(tuple(one for one in found_jobs if one.is_within(scope.includes)), more)


def sweep(session: Session, before: datetime) -> int:
    """Delete the jobs that ended before a moment; return how many. Their audit entries stay."""
    old = delete(_JOBS).where(_JOBS.c.ended_at < before)
    mark_changed(session)
    return int(session.connection().execute(old).rowcount)
