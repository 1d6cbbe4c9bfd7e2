"""The disk below the embedded store fails: what it could not sync, it has no room for."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from fault_figures import LONG, measured
from fault_ledger import Ledger, Sent, require_whole
from fault_phone import Phone
from fault_phones import Crowd, run
from fault_site import Server, Site, Templates, make_sqlite_site
from small_disk import SmallDisk, require_root, small_disk
from straced import failed_then_opened, synced, traced

DISK_MB = 64
TIMES = 10 if LONG else 1
WRITES, PHOTOS = (300, 20) if LONG else (30, 2)
WAL = "geo-patrol.sqlite-wal"
UNTIL_INCIDENT, UNTIL_TRACK = 3, 6
"""Writes of a phone with the first incident among them, and with the first track, for which the
kernels have to be ready."""


class Running(NamedTuple):
    """A server that is never started again, what it acknowledged, and its disk if it is small."""

    site: Site
    server: Server
    ledger: Ledger
    disk: SmallDisk | None


@pytest.fixture(scope="module")
def running(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a server whose data folder is a small disk, if one can be had."""
    folder = tmp_path_factory.mktemp("sqlite")
    with ExitStack() as held:
        data = folder / "data"
        data.mkdir()
        disk = held.enter_context(small_disk(data, DISK_MB)) if os.geteuid() == 0 else None
        site = make_sqlite_site(folder, templates)
        yield Running(site, held.enter_context(site.served()), Ledger(), disk)


async def written_one_by_one(running: Running) -> tuple[Path, Path]:
    """Write records, then photos, one after the other: no sync can stand for two of them.

    Returns a log of each. What gets the kernels ready has ended before: it is not to be slowed.
    """
    crowd, phone = Crowd(running.server.port, running.ledger), Phone(running.site.sessions[0])
    logs = running.site.folder / "records.txt", running.site.folder / "photos.txt"
    for _ in range(UNTIL_TRACK):
        await crowd.send(phone.next())
    for log, n in zip(logs, (WRITES, PHOTOS), strict=True):
        with traced([running.server.process.pid], log):
            for _ in range(n):
                await crowd.send(phone.photo() if n == PHOTOS else phone.next())
    crowd.close()
    return logs


def test_every_acknowledged_write_was_synced(running: Running) -> None:
    of_records, of_photos = map(synced, run(written_one_by_one(running)))
    n_wal = sum(path.endswith(f"/{WAL}") for path in of_records)
    assert n_wal >= WRITES
    digests = [one.name[:64] for one in running.ledger.acknowledged.values() if one.is_photo]
    assert len(digests) >= PHOTOS
    root = running.site.data / "evidence"
    for digest in digests[-PHOTOS:]:
        file = next(n for n, one in enumerate(of_photos) if f"/{digest}." in one)
        # In this order: a folder that names half a file, or a row without one, never reaches it.
        folder = of_photos.index(str(root / digest[:2]), file)
        assert any(one.endswith(f"/{WAL}") for one in of_photos[folder:])
    measured(
        "every write is synced",
        "sqlite",
        writes=WRITES,
        syncs_of_wal=n_wal,
        photos=PHOTOS,
        syncs_for_photos=len(of_photos),
    )


async def photo_of_new_incident(crowd: Crowd, running: Running) -> Sent:
    """Have an incident written; return a photo of it, to be sent."""
    phone = Phone(running.site.sessions[0])
    for _ in range(UNTIL_INCIDENT):
        await crowd.send(phone.next())
    return phone.photo()


async def written_through_failed_syncs(running: Running) -> Crowd:
    """Write while no sync goes well, again and again."""
    crowd = Crowd(running.server.port, running.ledger, patience=0.02)
    phones, log = len(running.site.sessions), running.site.folder / "faults.txt"

    async def fail_and_mend() -> None:
        for _ in range(TIMES):
            await crowd.acknowledged(40)
            photo = await photo_of_new_incident(crowd, running)
            with traced([running.server.process.pid], log, fail=True):
                # What was synced before may still be on its way to the phones.
                await crowd.refused(2 * phones)
                there = len(crowd.written)
                await crowd.refused(2 * phones)
                assert len(crowd.written) == there
                assert running.server.ready() == 200
                assert await crowd.once(photo) == "503 evidence.disk"
            # What an open file has of a sync that failed is unsure: it is not used again.
            assert failed_then_opened(log, WAL)
            await crowd.send(photo)
            await crowd.acknowledged(40)

    await crowd.write(running.site.sessions, fail_and_mend)
    await crowd.repeat_all()
    crowd.close()
    return crowd


def test_a_write_whose_sync_failed_is_not_acknowledged_and_later_ones_are(
    running: Running,
) -> None:
    crowd = run(written_through_failed_syncs(running))
    require_whole(running.site, running.ledger)
    measured("syncs fail", "sqlite", times=TIMES, **crowd.figures())


async def written_through_full_disk(running: Running, disk: SmallDisk) -> Crowd:
    """Write while there is no room, again and again."""
    crowd = Crowd(running.server.port, running.ledger, patience=0.02)

    async def fill_and_empty() -> None:
        for _ in range(TIMES):
            await crowd.acknowledged(40)
            photo = await photo_of_new_incident(crowd, running)
            with disk.filled():
                await crowd.refused(3 * len(running.site.sessions))
                assert running.server.ready() == 200
                assert await crowd.read() == 200
                disk.take_all()
                assert await crowd.once(photo) == "503 store.full"
            await crowd.send(photo)
            await crowd.acknowledged(40)

    await crowd.write(running.site.sessions, fill_and_empty)
    await crowd.repeat_all()
    crowd.close()
    return crowd


def test_reads_go_on_and_writes_wait_until_there_is_room(running: Running) -> None:
    if running.disk is None:
        require_root()
    assert running.disk is not None
    crowd = run(written_through_full_disk(running, running.disk))
    require_whole(running.site, running.ledger)
    assert crowd.answers["503 store.full"] > 0
    measured("disk full", "sqlite", times=TIMES, **crowd.figures())
