"""``geo-patrol backup`` and ``geo-patrol restore``."""

import signal
import sys
import threading
import time as seconds
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import (
    now,
    progress_bar,
    require_store,
    say,
    say_error,
    say_findings,
    session_language,
    settings,
)
from geo_patrol.errors import GeoPatrolError, InvalidInput, finding
from geo_patrol.settings import Settings

if TYPE_CHECKING:
    from geo_patrol.store.backup.folder import BackupFolder
    from geo_patrol.store.backup.manifest import Manifest
    from geo_patrol.workflows.restoring import Restored


def backup(
    to: Annotated[
        Path | None, typer.Option("--to", help="Folder for snapshots (GEO_PATROL_BACKUP_DIR).")
    ] = None,
    keys_to: Annotated[
        Path | None,
        typer.Option("--keys-to", help="Folder for keys, apart (GEO_PATROL_BACKUP_KEYS_DIR)."),
    ] = None,
    keep_days: Annotated[
        float | None,
        typer.Option(help="Days after which snapshots go (GEO_PATROL_BACKUP_KEEP_DAYS)."),
    ] = None,
    daily_at: Annotated[
        str | None,
        typer.Option(
            "--daily-at",
            metavar="HH:MM",
            help="Stay, and take one each day at this time of the time zone in the settings.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Succeed if there is one of the last 26 hours.")
    ] = False,
) -> None:
    """Take a snapshot of the store and its evidence, beside a running server or not.

    The keys to persons go to a folder of their own. Nothing is written to the store. Ends with
    exit code 2 when evidence is missing or altered in the store itself.
    """
    chosen = settings(backup_dir=to, backup_keys_dir=keys_to, backup_keep_days=keep_days)
    from geo_patrol.store.backup.folder import BackupFolder

    folder = BackupFolder(chosen.backup_folder, chosen.backup_keys_folder)
    if check:
        _check(folder, chosen)
    elif daily_at is not None:
        _daily(folder, chosen, _time_of_day(daily_at))
    elif not _once(folder, chosen):
        sys.exit(2)


def _once(folder: "BackupFolder", chosen: Settings) -> bool:
    """Take a snapshot and say so; tell whether all evidence is in it."""
    from geo_patrol.store.engine import open_store
    from geo_patrol.workflows.backing_up import back_up

    require_store(chosen)
    began = seconds.monotonic()
    with closing(open_store(chosen.store_url())) as store, progress_bar() as report:
        done = back_up(
            store,
            folder,
            chosen.evidence_folder,
            now=now(),
            keep=timedelta(days=chosen.backup_keep_days),
            progress=report,
        )
    lost = done.manifest.evidence_missing
    if lost:
        say("backup.lost", n=len(lost))
        say_findings(tuple(finding(one, "backup.evidence_was_lost") for one in lost))
    if done.n_dropped:
        say("backup.dropped", n=done.n_dropped)
    say(
        "backup.written",
        path=str(done.folder),
        rows=done.manifest.n_rows,
        files=len(done.manifest.evidence) - len(lost),
        mb=f"{sum(part.size_bytes for part in done.manifest.parts) / 1e6:.1f}",
        seconds=f"{seconds.monotonic() - began:.1f}",
        keys=done.manifest.keys.rows,
        keys_path=str(done.keys),
    )
    return not lost


def _daily(folder: "BackupFolder", chosen: Settings, at: time) -> None:
    """Back up each night until told to stop."""
    from geo_patrol.workflows.backing_up_nightly import each_night

    def failed(error: GeoPatrolError) -> None:
        say_error(error, session_language())
        say("backup.failed")

    # At once, whatever it is doing: what it leaves is nothing whole, and the next run removes it.
    signal.signal(signal.SIGTERM, _interrupt)
    say("backup.waiting", at=f"{at:%H:%M}", path=str(folder.root))
    latest = folder.latest()
    try:
        each_night(
            lambda: _once(folder, chosen),
            at,
            chosen.zone,
            latest=None if latest is None else latest.created_at,
            clock=now,
            wait=threading.Event().wait,
            failed=failed,
        )
    except KeyboardInterrupt:
        say("cli.stopped")


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _check(folder: "BackupFolder", chosen: Settings) -> None:
    from geo_patrol.store.backup.folder import LATE

    latest = folder.latest()
    if latest is None or now() - latest.created_at > LATE:
        say("backup.none_recent", path=str(folder.root))
        sys.exit(1)
    say("backup.recent", at=_local(latest.created_at, chosen))


def _time_of_day(value: str) -> time:
    try:
        return datetime.strptime(value, "%H:%M").time()
    except ValueError as error:
        raise InvalidInput("backup.bad_time", value=value) from error


def _local(moment: datetime, chosen: Settings) -> str:
    return f"{moment.astimezone(chosen.zone):%Y-%m-%d %H:%M:%S}"


def restore(
    snapshot: Annotated[
        Path | None, typer.Argument(help="Folder of a snapshot: snapshots/… of a backup folder.")
    ] = None,
    keys: Annotated[
        Path | None, typer.Option(help="File of the keys to persons, or the folder they are in.")
    ] = None,
    only_keys: Annotated[
        Path | None,
        typer.Option(help="File of keys to add to a store that was restored without them."),
    ] = None,
    despite_findings: Annotated[
        bool,
        typer.Option(
            "--despite-findings",
            help="Restore although evidence is lost or the audit does not hold.",
        ),
    ] = False,
    as_it_was: Annotated[
        bool,
        typer.Option("--as-it-was", help="Leave the schema as old as the snapshot's."),
    ] = False,
) -> None:
    """Put a snapshot back into the store of the settings, which must be empty.

    All is checked: each part before anything is written; rows, audit chains and evidence after.
    When something is wrong, nothing is left behind. Ends with exit code 2 when it was kept
    despite findings.
    """
    chosen = settings()
    from geo_patrol.workflows.restoring import add_keys_later
    from geo_patrol.workflows.restoring import restore as put_back

    began = seconds.monotonic()
    if only_keys is not None and snapshot is None and keys is None:
        say("backup.keys_added", n=add_keys_later(chosen.store_url(), only_keys, now=now()))
        return
    if snapshot is None or only_keys is not None:
        raise InvalidInput("backup.one_or_other")
    with progress_bar() as report:
        done = put_back(
            chosen.store_url(),
            snapshot,
            chosen.evidence_folder,
            keys=keys,
            despite_findings=despite_findings,
            as_it_was=as_it_was,
            progress=report,
        )
    if done.findings:
        say("backup.kept_findings", n=len(done.findings))
        say_findings(done.findings)
    _say_keys(done, chosen)
    say(
        "backup.restored",
        at=_local(done.manifest.created_at, chosen),
        rows=done.manifest.n_rows,
        files=done.n_evidence,
        keys=done.n_keys or 0,
        seconds=f"{seconds.monotonic() - began:.1f}",
    )
    if done.findings:
        sys.exit(2)


def _say_keys(done: "Restored", chosen: Settings) -> None:
    """Say what still keeps persons from being read: their keys, or the key to these."""
    if done.n_keys is None and done.manifest.keys.rows:
        say("backup.no_keys")
    if (error := _master_key_fault(done.manifest, chosen)) is not None:
        say_error(error, session_language())


def _master_key_fault(manifest: "Manifest", chosen: Settings) -> GeoPatrolError | None:
    """Return why the master key here is not the store's, None when it is."""
    if manifest.master_key_id is None:
        return None
    from geo_patrol.store.engine import open_store
    from geo_patrol.store.keys import load_keyring

    try:
        # The store has a key, so none is made.
        with closing(open_store(chosen.store_url())) as store:
            load_keyring(store, chosen.master_key_file, now=now())
    except GeoPatrolError as error:
        return error
    return None
