"""Which snapshots stay, what broken runs leave, and when the next one is due."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from backup_world import NOW, World, anchor_of
from sqlalchemy import text
from sqlalchemy.engine import make_url

from geo_patrol.errors import GeoPatrolError, Unavailable
from geo_patrol.store.backup import sqlite_copy
from geo_patrol.store.backup.folder import BackupFolder
from geo_patrol.store.backup.manifest import NAME, ChainHead
from geo_patrol.store.engine import open_store
from geo_patrol.workflows import backing_up
from geo_patrol.workflows.backing_up_nightly import AGAIN_AFTER, each_night, first_at, next_at

DAY = timedelta(days=1)
ZONE = ZoneInfo("Asia/Shanghai")
AT = time(2, 30)


def pool_of(to: BackupFolder) -> set[str]:
    return {one.name for one in to.pool.glob("*/*")}


def drop_evidence(world: World) -> None:
    """Have the store name no evidence any longer."""
    with world.store.upkeep() as session:
        session.execute(text("DELETE FROM evidence"))
        session.execute(text("DELETE FROM evidence_files"))


def test_evidence_is_kept_once_until_no_snapshot_names_it(world: World) -> None:
    named = {one.sha256 for one in world.back_up().manifest.evidence}
    assert len(named) == 2
    assert pool_of(world.to) == named
    drop_evidence(world)
    world.back_up(now=NOW + DAY, keep=30 * DAY)
    assert pool_of(world.to) == named
    done = world.back_up(now=NOW + 30.5 * DAY, keep=30 * DAY)
    assert done.n_dropped == 1
    assert pool_of(world.to) == set()


def test_on_the_same_disk_evidence_takes_no_more_room(world: World) -> None:
    done = world.back_up()
    for one in done.manifest.evidence:
        place = Path(one.sha256[:2], one.sha256)
        assert (world.to.pool / place).samefile(world.evidence / place)


def test_old_snapshots_go_with_their_keys_once_there_is_a_newer_one(world: World) -> None:
    first = world.back_up()
    second = world.back_up(now=NOW + 20 * DAY, keep=30 * DAY)
    assert second.n_dropped == 0
    third = world.back_up(now=NOW + 40 * DAY, keep=30 * DAY)
    assert third.n_dropped == 1
    assert world.to.stamps() == [second.folder.name, third.folder.name]
    assert not first.keys.exists()
    assert {one.name for one in world.to.keys.iterdir()} == {second.keys.name, third.keys.name}


def test_when_backups_fail_the_last_good_one_stays_however_old(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = world.back_up()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device", "/backups/x")

    monkeypatch.setattr(backing_up, "write_manifest", full)
    with pytest.raises(Unavailable, match="No space left"):
        world.back_up(now=NOW + 400 * DAY, keep=30 * DAY)
    assert world.to.stamps() == [done.folder.name]
    assert [one.name for one in world.to.snapshots.iterdir()] == [done.folder.name]
    assert [one.name for one in world.to.keys.iterdir()] == [done.keys.name]


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from geo_patrol.store.backup import sqlite_copy
from geo_patrol.store.backup.folder import BackupFolder
from geo_patrol.store.engine import open_store
from geo_patrol.workflows import backing_up
backing_up.write_manifest = lambda *_arguments: os._exit(9)
url, root, keys, evidence = sys.argv[1:]
to = BackupFolder(Path(root), Path(keys))
backing_up.back_up(open_store(url), to, Path(evidence), now=datetime.now(UTC))
"""


def test_what_a_killed_run_left_is_no_snapshot_and_the_next_run_removes_it(world: World) -> None:
    url, to = world.store.url, world.to
    words = [sys.executable, "-c", KILLED, url, to.root, to.keys, world.evidence]
    assert subprocess.run(words, check=False).returncode == 9
    (half,) = to.snapshots.iterdir()
    assert to.stamps() == []
    assert to.latest() is None
    done = world.back_up()
    assert not half.exists()
    assert [one.name for one in to.snapshots.iterdir()] == [done.folder.name]


def test_a_snapshot_with_a_part_cut_short_does_not_count(world: World) -> None:
    done = world.back_up()
    assert world.to.latest() == done.manifest
    part = next(done.folder.glob("*.gz"))
    part.write_bytes(part.read_bytes()[:-1])
    assert world.to.latest() is None
    (done.folder / NAME).unlink()
    assert world.to.latest() is None


def test_two_backups_do_not_write_to_one_folder_at_once(world: World) -> None:
    with world.to.alone(), pytest.raises(Unavailable, match="Another backup"):
        world.back_up()


def test_two_snapshots_of_one_second_are_two(world: World) -> None:
    assert world.back_up().folder != world.back_up().folder


def test_evidence_altered_in_the_store_is_told_and_the_rest_is_backed_up(world: World) -> None:
    altered, gone = sorted(one for one in world.evidence.rglob("*") if one.is_file())
    altered.chmod(0o600)
    altered.write_bytes(b"altered")
    gone.unlink()
    done = world.back_up()
    assert set(done.manifest.evidence_missing) == {altered.name, gone.name}
    assert pool_of(world.to) == set()


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_damaged_sqlite_store_is_no_backup(world: World) -> None:
    path = Path(str(make_url(world.store.url).database))
    world.store.forget()
    whole = bytearray(path.read_bytes())
    for start in range(40 * 4096, len(whole), 16 * 4096):
        whole[start : start + 4096] = os.urandom(len(whole[start : start + 4096]))
    damaged = path.with_name("damaged.sqlite")
    damaged.write_bytes(whole)
    hurt = open_store(f"sqlite:///{damaged}")
    with pytest.raises(Unavailable, match=r"damaged|malformed"):
        backing_up.back_up(hurt, world.to, world.evidence, now=NOW)
    hurt.close()
    assert world.to.stamps() == []


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_store_that_has_no_room_to_be_opened_in_is_backed_up_while_no_server_runs(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(str(make_url(world.store.url).database))
    left = world.folder / "left" / "geo-patrol.sqlite"
    left.parent.mkdir()
    for side in ("", "-wal"):
        shutil.copyfile(f"{path}{side}", f"{left}{side}")

    def no_room(*_paths: Path) -> None:
        # As on a full disk, where the index of the log cannot be made.
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite_copy, "_copy_beside_others", no_room)
    with closing(open_store(f"sqlite:///{left}", exclusive=True)) as running:
        with pytest.raises(Unavailable, match="cannot be copied"):
            backing_up.back_up(running, world.to, world.evidence, now=NOW)
    with closing(open_store(f"sqlite:///{left}")) as stopped:
        done = backing_up.back_up(stopped, world.to, world.evidence, now=NOW)
    assert done.manifest.heads == tuple(
        ChainHead(**vars(head)) for head in anchor_of(world.store).values()
    )


def test_the_next_one_is_due_at_that_time_of_day_in_the_zone_of_the_settings() -> None:
    morning = datetime(2022, 12, 1, 2, 0, tzinfo=ZONE)
    assert next_at(morning.astimezone(UTC), AT, ZONE) == datetime(2022, 12, 1, 2, 30, tzinfo=ZONE)
    assert next_at(morning + timedelta(minutes=30), AT, ZONE) == datetime(
        2022, 12, 2, 2, 30, tzinfo=ZONE
    )


def test_the_first_one_is_due_now_unless_there_is_one_of_the_last_day() -> None:
    assert first_at(NOW, AT, ZONE, None) == NOW
    assert first_at(NOW, AT, ZONE, NOW - DAY) == NOW
    assert first_at(NOW, AT, ZONE, NOW - DAY / 2) == next_at(NOW, AT, ZONE)


class Night:
    """A clock that waiting moves on, and backups that fail as told; it ends after a while."""

    def __init__(self, fails: Iterator[bool]) -> None:
        self.now = NOW
        self.fails = fails
        self.taken: list[datetime] = []
        self.failed: list[datetime] = []

    def wait(self, seconds: float) -> bool:
        assert seconds <= 60
        self.now += timedelta(seconds=seconds)
        return self.now > NOW + 3 * DAY

    def back_up(self) -> None:
        if next(self.fails):
            raise Unavailable("store.away")
        self.taken.append(self.now)

    def note(self, _error: GeoPatrolError) -> None:
        self.failed.append(self.now)


def test_one_each_night_and_a_failed_one_again_after_ten_minutes() -> None:
    night = Night(iter([True, True, False, False, True, False, False]))
    each_night(
        night.back_up,
        AT,
        ZONE,
        latest=None,
        clock=lambda: night.now,
        wait=night.wait,
        failed=night.note,
    )
    due = next_at(NOW, AT, ZONE)
    assert night.failed == [NOW, NOW + AGAIN_AFTER, due + DAY]
    assert night.taken == [
        NOW + 2 * AGAIN_AFTER,
        due,
        due + DAY + AGAIN_AFTER,
        due + 2 * DAY,
    ]
