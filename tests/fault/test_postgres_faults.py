"""PostgreSQL goes away under load, and runs out of room; the application stays."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from fault_figures import LONG, measured
from fault_ledger import Ledger, require_whole
from fault_phones import Crowd, run
from fault_site import EACH, Server, Site, open_sessions
from own_cluster import Cluster, cluster, folder_of_cluster
from small_disk import SmallDisk, require_root, small_disk
from straced import traced

from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.workflows.samples import load_samples

DISK_MB = 300
LOOK_EVERY_S = 2
STOPS = 10 if LONG else 2


class Own(NamedTuple):
    """A cluster of this file's own, on a small disk if one can be had."""

    cluster: Cluster
    disk: SmallDisk | None


class Running(NamedTuple):
    """A server that is never started again, and what it acknowledged."""

    site: Site
    server: Server
    ledger: Ledger


@pytest.fixture(scope="module")
def own() -> Iterator[Own]:
    """Give a cluster whose database has the sample boundaries."""
    with ExitStack() as held:
        folder = held.enter_context(folder_of_cluster())
        mounted = os.geteuid() == 0
        disk = held.enter_context(small_disk(folder, DISK_MB)) if mounted else None
        made = held.enter_context(cluster(folder))
        with closing(open_store(made.url, exclusive=True)) as store:
            schema.upgrade(store)
            load_samples(store, Settings(_env_file=None), now=datetime.now(UTC))
        yield Own(made, disk)


@pytest.fixture(scope="module")
def running(own: Own, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a server on it, which outlives all that happens to the database."""
    sessions = open_sessions(own.cluster.url, EACH)
    site = Site(tmp_path_factory.mktemp("postgres"), own.cluster.url, sessions)
    with site.served() as server:
        yield Running(site, server, Ledger())


async def written_through_stops(running: Running, own: Cluster) -> tuple[Crowd, int]:
    """Write while the database is stopped and started again and again.

    Every second time it is away for as long as that takes only: nobody has noticed before it is
    back, and all connections at hand are dead. Returns who wrote, and how many writes were refused
    at most while the database was there.
    """
    crowd, late = Crowd(running.server.port, running.ledger, patience=0.02), 0

    async def stop_and_start() -> None:
        nonlocal late
        for number in range(STOPS):
            await crowd.acknowledged(20)
            await asyncio.to_thread(own.stop, "immediate")
            if number % 2 == 0:
                await crowd.refused(len(running.site.sessions))
                assert await asyncio.to_thread(running.server.ready) == 503
            await asyncio.to_thread(own.start)
            before = crowd.refusals
            await crowd.acknowledged(60)
            late = max(late, crowd.refusals - before)

    await crowd.write(running.site.sessions, stop_and_start)
    await crowd.repeat_all()
    crowd.close()
    return crowd, late


def test_writes_wait_for_postgresql_and_go_on_when_it_is_back(own: Own, running: Running) -> None:
    # A status other than "come again" fails: 503 with Retry-After, never 500.
    crowd, late = run(written_through_stops(running, own.cluster))
    assert running.server.ready() == 200
    require_whole(running.site, running.ledger)
    measured(
        "PostgreSQL stopped at once",
        running.site.dialect,
        stops=STOPS,
        **crowd.figures(),
        refused_after_return=late,
    )


async def written_through_full_disk(
    running: Running, own: Cluster, disk: SmallDisk
) -> tuple[Crowd, bool]:
    """Write while there is no room; return who wrote, and whether PostgreSQL went down for it."""
    crowd, down = Crowd(running.server.port, running.ledger, patience=0.02), False

    async def fill_and_empty() -> None:
        nonlocal down
        await crowd.acknowledged(40)
        with disk.filled():
            await crowd.refused(3 * len(running.site.sessions))
        back = asyncio.create_task(crowd.acknowledged(80))
        while not (await asyncio.wait({back}, timeout=LOOK_EVERY_S))[0]:
            # Without room for its log it may have ended: whoever runs it starts it again.
            if not own.runs():
                down = True
                await asyncio.to_thread(own.start)
        await back

    await crowd.write(running.site.sessions, fill_and_empty)
    await crowd.repeat_all()
    crowd.close()
    return crowd, down


def test_writes_wait_until_postgresql_has_room_again(own: Own, running: Running) -> None:
    if own.disk is None:
        require_root()
    assert own.disk is not None
    crowd, down = run(written_through_full_disk(running, own.cluster, own.disk))
    assert running.server.ready() == 200
    require_whole(running.site, running.ledger)
    measured("disk full", running.site.dialect, **crowd.figures(), went_down=down)


async def written_through_failed_syncs(running: Running, own: Cluster) -> Crowd:
    """Write while the syncs of PostgreSQL's processes fail, which it takes for a crash."""
    crowd = Crowd(running.server.port, running.ledger, patience=0.02)

    async def fail() -> None:
        await crowd.acknowledged(40)
        with traced(own.serving(), running.site.folder / "syncs.txt", fail=True):
            # The first one that fails brings all of them down; those that follow are others.
            await crowd.refused(1)
        await crowd.acknowledged(40)

    await crowd.write(running.site.sessions, fail)
    await crowd.repeat_all()
    crowd.close()
    return crowd


def test_a_write_that_postgresql_could_not_sync_is_not_acknowledged(
    own: Own, running: Running
) -> None:
    crowd = run(written_through_failed_syncs(running, own.cluster))
    require_whole(running.site, running.ledger)
    measured("syncs fail", running.site.dialect, **crowd.figures())
