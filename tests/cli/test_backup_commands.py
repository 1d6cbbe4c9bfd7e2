"""Backing up and restoring at the command line."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commanding import done, refused, run

from geo_patrol.store.backup.folder import STAMP

HOME = "geo-patrol-data"


def snapshot_of(folder: Path) -> Path:
    (one,) = (folder / HOME / "backups" / "snapshots").iterdir()
    return one


def test_a_snapshot_is_taken_checked_and_restored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("backup", "--check").exit_code == 1
    assert "rows" in done("backup")
    assert "last whole snapshot" in done("backup", "--check")
    snapshot = snapshot_of(folder)
    assert list((folder / HOME / "backup-keys").iterdir()) == [
        folder / HOME / "backup-keys" / f"{snapshot.name}.keys"
    ]
    assert refused("restore", snapshot).key == "backup.data_there"
    monkeypatch.setenv("GEO_PATROL_DATA_DIR", "elsewhere")
    said = done("restore", snapshot, "--keys", folder / HOME / "backup-keys")
    assert "Restored the snapshot of" in said.splitlines()[-1]
    assert "as it was accepted" in done("audit", "verify")


def test_a_snapshot_of_two_days_ago_is_too_old_for_the_check(folder: Path) -> None:
    done("backup")
    snapshot = snapshot_of(folder)
    manifest = snapshot / "manifest.json"
    then = datetime.now(UTC) - timedelta(hours=27)
    now = next(line for line in manifest.read_text().splitlines() if "created_at" in line)
    manifest.write_text(manifest.read_text().replace(now, f' "created_at": "{then.isoformat()}",'))
    assert run("backup", "--check").exit_code == 1


def test_folders_and_days_can_be_given(folder: Path) -> None:
    done("backup", "--to", "disk/b", "--keys-to", "other/k", "--keep-days", "7")
    assert len(list((folder / "disk" / "b" / "snapshots").iterdir())) == 1
    assert len(list((folder / "other" / "k").iterdir())) == 1
    assert refused("backup", "--keep-days", "0").key == "cli.bad_setting"


def test_what_is_not_there_or_makes_no_sense_is_told(folder: Path) -> None:
    assert refused("restore", folder / "nowhere").key == "backup.no_snapshot"
    assert refused("restore").key == "backup.one_or_other"
    assert refused("restore", folder, "--only-keys", folder).key == "backup.one_or_other"
    assert refused("backup", "--daily-at", "25:00").key == "backup.bad_time"


def test_a_restore_without_keys_says_that_nobody_can_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("backup")
    snapshot = snapshot_of(folder)
    manifest = snapshot / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"rows": 0', '"rows": 2'))
    monkeypatch.setenv("GEO_PATROL_DATA_DIR", "elsewhere")
    assert "--only-keys" in done("restore", snapshot)


def test_it_stays_takes_one_at_once_and_ends_when_told_to(folder: Path) -> None:
    words = [sys.executable, "-m", "api.cli", "backup", "--daily-at", "02:30"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as stays:
        assert stays.stdout is not None
        said = [stays.stdout.readline(), stays.stdout.readline()]
        assert "02:30" in said[0]
        assert "Backed up" in said[1]
        datetime.strptime(snapshot_of(folder).name, STAMP)
        stays.send_signal(signal.SIGTERM)
        assert "Stopped" in stays.stdout.read()
        assert stays.wait() == 0
