"""Backing a store up while it is in use: its tables, its evidence, and its keys apart.

Nothing is written to the store, so that a backup can be taken of one whose disk is full.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from geo_patrol import __version__
from geo_patrol.errors import GeoPatrolError, InvalidInput, Unavailable
from geo_patrol.store import schema
from geo_patrol.store.backup import contents, pool, postgres_copy, sqlite_copy
from geo_patrol.store.backup.files import private_folder, remove
from geo_patrol.store.backup.folder import BackupFolder, telling
from geo_patrol.store.backup.keys_file import write_keys
from geo_patrol.store.backup.manifest import (
    ChainHead,
    File,
    KeysFile,
    Manifest,
    read_manifest,
    write_manifest,
)
from geo_patrol.store.engine import Store
from geo_patrol.workflows.progress import Progress, silent


@dataclass(frozen=True)
class BackedUp:
    """A snapshot that was taken, and how many older ones were dropped."""

    folder: Path
    keys: Path
    manifest: Manifest
    n_dropped: int


def back_up(
    store: Store,
    to: BackupFolder,
    evidence: Path,
    *,
    now: datetime,
    keep: timedelta | None = None,
    progress: Progress = silent,
) -> BackedUp:
    """Take a snapshot; older ones are dropped only when it is whole.

    Parameters
    ----------
    evidence
        Folder of the store's evidence files.
    keep
        Age from which snapshots are dropped; None keeps all.

    Raises
    ------
    Unavailable
        When the store does not answer or is damaged, another backup is at work, or the folder
        cannot be written. The snapshots there are stay.
    InvalidInput
        When the store has no tables.
    """
    with to.alone():
        stamp = to.free_stamp(now)
        half, keys = to.half(stamp), to.keys_file(stamp)
        try:
            with telling(to.root):
                private_folder(half)
                take = _take_sqlite if store.dialect == "sqlite" else _take_postgresql
                manifest = take(store, half, keys, now, progress)
                # After the tables: a row comes only when its file is whole.
                counted = _on("backup.evidence", progress)
                lost = pool.take_in(to.pool, evidence, manifest.evidence, counted)
                manifest = manifest.model_copy(update={"evidence_missing": tuple(lost)})
                write_manifest(half, manifest)
                folder = to.finish(stamp)
        except BaseException:
            # The room it takes may be what is lacking.
            remove(half)
            keys.unlink(missing_ok=True)
            raise
        with telling(to.root):
            n_dropped = to.drop_older(now - keep) if keep is not None else 0
            _prune(to)
    return BackedUp(folder, keys, manifest, n_dropped)


def _on(what: str, progress: Progress) -> pool.Counted:
    return lambda done, total: progress(what, done, total)


def _take_sqlite(
    store: Store, half: Path, keys: Path, now: datetime, progress: Progress
) -> Manifest:
    source = Path(str(make_url(store.url).database))
    counted = _on("backup.tables", progress)
    counted(0, 3)
    raw = sqlite_copy.copy_raw(source, half)
    counted(1, 3)
    with sqlite_copy.looking(raw) as connection:
        names = contents.open_tables(connection)
        rows = {name: contents.count(connection, name) for name in names}
        manifest = _manifest(connection, rows, write_keys(connection, keys, keys.stem), now)
    counted(2, 3)
    part = sqlite_copy.pack(raw)
    counted(3, 3)
    return manifest.model_copy(update={"parts": (part,)})


def _take_postgresql(
    store: Store, half: Path, keys: Path, now: datetime, progress: Progress
) -> Manifest:
    # A reader's session is one transaction that sees one state. Faults of the backup's disk are
    # told before the store takes them for its own.
    with store.reader() as session, telling(half):
        connection = session.connection()
        parts, rows = postgres_copy.copy_out(connection, half, _on("backup.tables", progress))
        manifest = _manifest(connection, rows, write_keys(connection, keys, keys.stem), now)
    return manifest.model_copy(update={"parts": tuple(parts)})


def _manifest(
    connection: Connection, rows: dict[str, int], keys: KeysFile, now: datetime
) -> Manifest:
    revision = contents.revision(connection)
    if revision is None:
        raise InvalidInput("backup.nothing_there")
    if revision not in schema.REVISIONS:
        raise Unavailable("store.newer", found=revision, head=schema.head())
    named = contents.evidence(connection)
    return Manifest(
        program=__version__,
        schema_revision=revision,
        store="sqlite" if connection.dialect.name == "sqlite" else "postgresql",
        created_at=now.astimezone(UTC),
        master_key_id=contents.master_key_id(connection),
        tables=rows,
        heads=tuple(ChainHead(**vars(head)) for head in contents.heads(connection)),
        parts=(),
        keys=keys,
        evidence=tuple(File(sha256=sha256, size_bytes=size) for sha256, size in named),
    )


def _prune(to: BackupFolder) -> None:
    """Remove evidence that no snapshot names; none while there is one that cannot be read."""
    named: set[str] = set()
    for stamp in to.stamps():
        try:
            named.update(one.sha256 for one in read_manifest(to.snapshots / stamp).evidence)
        except GeoPatrolError:
            return
    pool.prune(to.pool, named)
