"""Jobs on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code
from geo_patrol.jobs import Job, JobState
from geo_patrol.messages import text


class JobsQuery(BaseModel):
    """Query of the list of jobs."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    kind: Code | None = Field(None, description="Kind of job, as `roster_solve`.")
    squad: Code | None = Field(None, description="Code of a squad.")
    limit: int = Field(20, ge=1, le=200, description="Jobs on a page.")
    cursor: str | None = Field(
        None, pattern=r"^[0-9]{1,18}$", description="`next` of the page before."
    )


class JobFileOut(BaseModel):
    """A file that came of a job."""

    name: str
    size_bytes: int


class JobOut(BaseModel):
    """A job: what was asked for, how far it is, what came of it."""

    id: UUID
    squad: str
    kind: str
    officer_id: UUID | None = Field(description="Who asked; null for the program itself.")
    state: JobState
    state_zh: str
    state_en: str
    asked: dict[str, Any] = Field(description="What was asked for.")
    progress: dict[str, Any] | None = Field(
        description="How far it is: `share` from 0 to 1, never back; and what its kind tells"
        " besides, as value and bound of the best roster so far."
    )
    result: dict[str, Any] | None = Field(
        description="What came of it; of a failed job `problem`: code and words. In lists: null."
    )
    files: list[JobFileOut] = Field(description="Results that are files; in lists: none.")
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, job: Job, files: dict[str, int] | None = None, *, in_list: bool = False) -> JobOut:
        """Return a job's form on the wire."""
        key = f"jobs.state_{job.state}"
        return cls(
            id=job.id,
            squad=job.squad_code,
            kind=job.kind,
            officer_id=job.officer_id,
            state=job.state,
            state_zh=text(key, "zh"),
            state_en=text(key, "en"),
            asked=dict(job.asked),
            progress=None if job.progress is None else dict(job.progress),
            result=None if job.result is None or in_list else dict(job.result),
            files=[JobFileOut(name=name, size_bytes=n) for name, n in (files or {}).items()],
            created_at=job.created_at,
            started_at=job.started_at,
            ended_at=job.ended_at,
        )


class Jobs(BaseModel):
    """A page of jobs, the newest first."""

    items: list[JobOut]
    next: str | None
