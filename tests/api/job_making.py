"""Jobs for tests: work that waits until it is told to go on, and what asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Semaphore
from typing import Any
from uuid import UUID, uuid4

from api_world import World

from api.jobs.kinds import KINDS
from geo_patrol.jobs import Job, Members
from geo_patrol.store.job_files import JobFolder
from geo_patrol.store.scope import Scope, scope_of
from geo_patrol.workflows.jobs import Desk, Kind

PATIENCE_S = 60
JOBS = "/api/v1/jobs"


class Bench:
    """A kind of job whose work goes on when it is told to, or is stopped."""

    def __init__(self, name: str = "counting") -> None:
        self.kind = Kind(name, "duty.plan", self._work)
        self.begun, self.go_on = Event(), Event()
        self.each_begun = Semaphore(0)
        self.result: Members = {"counted": 3}
        self.fault: Exception | None = None

    def _work(self, desk: Desk) -> Members:
        desk.tell({"share": 0.5, "counted": 2})
        desk.tell({"share": 0.25, "counted": 2})
        self.begun.set()
        self.each_begun.release()
        while not (self.go_on.wait(0.01) or desk.stop()):
            pass
        if self.fault is not None:
            raise self.fault
        return {**self.result, "whole": not desk.stop()}


@contextmanager
def bench(name: str = "counting") -> Iterator[Bench]:
    """Give a kind of job that exists until the context ends."""
    made = Bench(name)
    KINDS[name] = made.kind
    try:
        yield made
    finally:
        made.go_on.set()
        del KINDS[name]


def kept_job(world: World) -> UUID:
    """Return a job of the reservoir squad that ended with a file, of a kind that everybody sees."""
    runner = world.app.state.services.runner
    runner.files = JobFolder(world.folder / "jobs")

    def work(desk: Desk) -> Members:
        (desk.folder() / "start.css").write_text("*{}")
        return {}

    kind = KINDS.setdefault("looking", Kind("looking", "records.read", work))
    job_id = submit_as(world, kind, reach(world)).id
    ended(world, job_id)
    return job_id


def reach(world: World, squad: str = "reservoir") -> Scope:
    """Return the scope of a new leader."""
    return scope_of(world.officer("leader", squad).id, [squad], "leader", certified=True)


def submit(world: World, made: Bench, scope: Scope, **asked: Any) -> Job:
    """Hand a job in, for a squad of the scope."""
    return submit_as(world, made.kind, scope, **asked)


def submit_as(world: World, kind: Kind, scope: Scope, **asked: Any) -> Job:
    """Hand a job of a kind in."""
    squad = next(iter(scope.squads or ()))
    job: Job = world.app.state.services.runner.submit(kind, scope, squad, asked, uuid4())
    return job


def ended(world: World, job_id: UUID) -> None:
    """Wait until a job has ended."""
    world.app.state.services.runner.wait(job_id, PATIENCE_S)
