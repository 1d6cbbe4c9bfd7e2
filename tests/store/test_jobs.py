"""Jobs in the store: they end once, and old ones are cleared away."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from geo_patrol.jobs import Job
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit, jobs, people
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.jobs import Kind, end, interrupt_left, start

NOW = datetime(2022, 11, 1, tzinfo=UTC)
KIND = Kind("counting", "duty.plan", lambda desk: {})


def begun(store: Store, n: int, now: datetime = NOW) -> Job:
    with store.upkeep() as session:
        people.ensure_squad(session, "reservoir", "库区", "Reservoir")
    return start(store, SYSTEM, KIND, "reservoir", {"n": n}, UUID(int=n), now=now)


def read(store: Store, job: Job) -> Job | None:
    with store.reader() as session:
        return jobs.job(session, job.id, SYSTEM)


def test_a_job_comes_back_as_it_was_asked_for_and_as_it_ended(store: Store) -> None:
    job = begun(store, 1)
    assert read(store, job) == job
    end(store, job, "done", progress={"share": 1}, result={"counted": 3}, now=NOW)
    kept = read(store, job)
    assert kept is not None and kept.is_over
    assert (kept.state, kept.progress, kept.result) == ("done", {"share": 1}, {"counted": 3})


def test_a_job_ends_once(store: Store) -> None:
    job = begun(store, 1)
    end(store, job, "stopped", now=NOW)
    end(store, job, "done", result={"late": True}, now=NOW)
    kept = read(store, job)
    assert kept is not None and (kept.state, kept.result) == ("stopped", None)
    with store.reader() as session:
        entries = audit.page(session, chain=None, object_name=f"job/{job.id}", limit=10)
    assert [one.action for one in entries] == ["job.end", "job.start"]


def test_what_was_left_open_is_interrupted_and_nothing_else(store: Store) -> None:
    waiting, running, done = (begun(store, n) for n in (1, 2, 3))
    with store.upkeep() as session:
        jobs.begin(session, running.id, now=NOW)
    end(store, done, "done", now=NOW)
    assert interrupt_left(store, now=NOW) == 2
    assert interrupt_left(store, now=NOW) == 0
    states = [kept.state for job in (waiting, running, done) if (kept := read(store, job))]
    assert states == ["interrupted", "interrupted", "done"]


def test_old_jobs_are_cleared_away_and_open_ones_stay(store: Store) -> None:
    old, new, left = begun(store, 1), begun(store, 2), begun(store, 3)
    end(store, old, "done", now=NOW)
    end(store, new, "done", now=NOW + timedelta(days=9))
    with store.upkeep() as session:
        assert jobs.sweep(session, NOW + timedelta(days=1)) == 1
    assert [read(store, job) is not None for job in (old, new, left)] == [False, True, True]
