"""Who does the jobs of a server: so many at once, so many wait, and all end when it ends."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Condition, Event, Thread
from uuid import UUID

import structlog

from api.logs import fault_fields
from api.pressure import retry_s
from geo_patrol.errors import GeoPatrolError, TooLarge, TooManyRequests, Unavailable
from geo_patrol.jobs import Job, JobState, Members
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.job_files import MOST_OF_ONE_MB, JobFolder
from geo_patrol.store.repositories import jobs
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.jobs import (
    KEPT,
    Desk,
    Kind,
    end,
    interrupt_left,
    problem_of,
    require_short,
    start,
)

log = structlog.get_logger(__name__)

AT_ONCE = 2
MOST_WAITING = 20
RETRY_S = 60
"""A job in the line takes a minute or more."""
GRACE_S = 12.0
"""So long a server that ends waits for the best so far."""
SWEPT_EVERY = timedelta(days=1)
PAUSES_S = (0.0, 1.0, 5.0, 20.0, 60.0)
"""Before each try to keep how a job ended: the store may be away."""


@dataclass(eq=False)
class _Live:
    """A job that has not ended, as memory has it: the one place of its progress."""

    job: Job
    kind: Kind
    scope: Scope
    stop: Event = field(default_factory=Event)
    is_over: Event = field(default_factory=Event)


class Runner:
    """Does jobs in threads of its own, which are begun when the first job comes.

    Parameters
    ----------
    store
        Gives the open store.
    folder
        Where results that are files go.
    """

    def __init__(
        self,
        store: Callable[[], Store],
        settings: Settings,
        now: Callable[[], datetime],
        folder: Path,
    ) -> None:
        self._store, self._settings, self._now = store, settings, now
        self.files = JobFolder(folder)
        self._changed = Condition()
        self._live: dict[UUID, _Live] = {}
        self._line: deque[_Live] = deque()
        self._coming = 0
        self._threads: list[Thread] = []
        self._closing = Event()
        self.n_watched = 0
        self._swept_at: datetime | None = None

    def begin(self) -> None:
        """End what another server left open, and clear old jobs away."""
        n_left = interrupt_left(self._store(), now=self._now())
        if n_left:
            log.warning("jobs interrupted", n=n_left)
        self.sweep()

    def sweep(self) -> None:
        """Clear away old jobs, and files without a job; once a day is enough."""
        if self._swept_at is not None and self._now() - self._swept_at < SWEPT_EVERY:
            return
        self._swept_at = self._now()
        with self._store().upkeep() as session:
            jobs.sweep(session, self._now() - KEPT)
        with self._store().reader() as session:
            known = jobs.ids(session)
        self.files.sweep(known)

    def submit(
        self, kind: Kind, scope: Scope, squad_code: str, asked: Members, job_id: UUID
    ) -> Job:
        """Take a job; it is done when its turn comes.

        Raises
        ------
        TooManyRequests
            When too many wait already.
        Unavailable
            When the store cannot take it, or the server is about to end.
        """
        with self._changed:
            if self._closing.is_set():
                raise Unavailable("pressure.stopping", retry_s=retry_s())
            if len(self._live) + self._coming >= AT_ONCE + MOST_WAITING:
                raise TooManyRequests("jobs.too_many", n=MOST_WAITING, retry_s=RETRY_S)
            self._coming += 1
        try:
            now = self._now()
            job = start(self._store(), scope, kind, squad_code, asked, job_id, now=now)
        except BaseException:
            with self._changed:
                self._coming -= 1
            raise
        live = _Live(job, kind, scope)
        with self._changed:
            self._coming -= 1
            if self._closing.is_set():
                # The one who closed has not seen it: the next server says that it was interrupted.
                raise Unavailable("pressure.stopping", retry_s=retry_s())
            self._live[job.id] = live
            self._line.append(live)
            if len(self._threads) < AT_ONCE:
                thread = Thread(target=self._run, name="jobs", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()
        return job

    def look(self, job_id: UUID) -> Job | None:
        """Return a job as it stands now; None when it has ended, or this server never had it."""
        live = self._live.get(job_id)
        return None if live is None else live.job

    def stop(self, job_id: UUID, scope: Scope) -> None:
        """Have a job end with its best so far; one that waits ends at once."""
        with self._changed:
            live = self._live.get(job_id)
            if live is None:
                return
            live.stop.set()
            waited = live in self._line
            if waited:
                self._line.remove(live)
        if waited:
            self._end(live, "stopped", scope=scope)

    def wait(self, job_id: UUID, seconds: float) -> None:
        """Return once a job has ended and that is kept, or the time is up."""
        live = self._live.get(job_id)
        if live is not None:
            live.is_over.wait(seconds)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Count who watches a job; in one event loop."""
        self.n_watched += 1
        try:
            yield
        finally:
            self.n_watched -= 1

    def close(self) -> None:
        """End all jobs: those that run with what they have, those that wait with nothing."""
        with self._changed:
            self._closing.set()
            waiting = list(self._line)
            self._line.clear()
            running = [one for one in self._live.values() if one not in waiting]
            for one in running:
                one.stop.set()
            self._changed.notify_all()
        for one in waiting:
            self._end(one, "interrupted")
        for one in running:
            one.is_over.wait(GRACE_S)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._line or self._closing.is_set())
                if self._closing.is_set():
                    return
                live = self._line.popleft()
            self._do(live)
            try:
                self.sweep()
            except Exception as error:
                log.warning("old jobs not cleared away", kind=type(error).__name__)

    def _do(self, live: _Live) -> None:
        job_id = live.job.id
        live.job = replace(live.job, state="running", started_at=self._now())
        state: JobState = "done"
        try:
            with self._store().upkeep() as session:
                jobs.begin(session, job_id, now=self._now())
            result = require_short(live.kind.work(self._desk(live)))
            if self.files.is_over(job_id):
                raise TooLarge("jobs.files_too_large", limit_mb=MOST_OF_ONE_MB)
            if live.stop.is_set():
                state = "interrupted" if self._closing.is_set() else "stopped"
        except Exception as error:
            if not isinstance(error, GeoPatrolError):
                log.error("job failed", job=live.kind.name, **fault_fields(error))
            self.files.remove(job_id)
            state, result = "failed", problem_of(error)
        self._end(live, state, result)

    def _desk(self, live: _Live) -> Desk:
        def tell(progress: Members) -> None:
            before = (live.job.progress or {}).get("share", 0.0)
            share = min(1.0, max(before, float(progress.get("share", 0.0))))
            live.job = replace(live.job, progress={**progress, "share": share})

        return Desk(
            store=self._store(),
            settings=self._settings,
            scope=live.scope,
            asked=live.job.asked,
            now=self._now,
            tell=tell,
            stop=live.stop.is_set,
            folder=lambda: self.files.of(live.job.id),
        )

    def _end(
        self,
        live: _Live,
        state: JobState,
        result: Members | None = None,
        *,
        scope: Scope = SYSTEM,
    ) -> None:
        job, now = live.job, self._now()
        try:
            for pause_s in PAUSES_S:
                if pause_s and self._closing.wait(pause_s):
                    break
                try:
                    end(
                        self._store(),
                        job,
                        state,
                        progress=job.progress,
                        result=result,
                        scope=scope,
                        now=now,
                    )
                    return
                except Unavailable as error:
                    log.warning("end of a job not kept", code=error.key)
            # The next server finds it open, and says that it was interrupted.
        except Exception as error:
            log.error("end of a job not kept", **fault_fields(error))
        finally:
            with self._changed:
                self._live.pop(job.id, None)
            live.is_over.set()
