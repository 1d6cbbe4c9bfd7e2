"""A snapshot of an SQLite store, taken and put back.

The copy is made by SQLite's backup interface in one step, on a connection that cannot write: it
reads one state, waits for nobody, and leaves the write-ahead log alone (see store.engine).
"""

import gzip
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from geo_patrol.errors import GeoPatrolError, Unavailable
from geo_patrol.store.backup import contents
from geo_patrol.store.backup.files import PRIVATE_FILE, chunks, settle, writing
from geo_patrol.store.backup.manifest import SQLITE_PART, Part
from geo_patrol.store.engine import open_store

LEVEL = 1
"""Half of a store are fixes that are packed already: more effort gains two percent."""

RAW = "raw.sqlite"
_OPENED = "clean.sqlite"
SIDES = ("-wal", "-shm", "-journal")


def copy_raw(source: Path, folder: Path) -> Path:
    """Copy a store as it stands, with all that `pack` takes away, and check the copy.

    Raises
    ------
    Unavailable
        When the source cannot be read or is damaged: a copy of it would be no backup.
    """
    raw = folder / RAW
    raw.touch(PRIVATE_FILE, exist_ok=False)
    try:
        try:
            _copy_beside_others(source, raw)
        except sqlite3.OperationalError as error:
            _copy_files(source, raw, error)
        with closing(sqlite3.connect(raw)) as copy:
            # Without a write-ahead log, so that what is deleted is overwritten where it stands.
            copy.execute("PRAGMA journal_mode=MEMORY").fetchone()
            copy.execute("PRAGMA synchronous=OFF")
            (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        raise fault(error) from error
    if verdict != "ok":
        raise Unavailable("backup.source_damaged", path=str(source), reason=verdict)
    return raw


def _copy_beside_others(source: Path, raw: Path) -> None:
    read_only = f"file:{quote(str(source.resolve()))}?mode=ro"
    with closing(sqlite3.connect(read_only, uri=True)) as live, closing(sqlite3.connect(raw)) as to:
        live.backup(to, pages=-1)


def _copy_files(source: Path, raw: Path, error: sqlite3.Error) -> None:
    """Copy the files of a store that SQLite cannot open where it is, while no server runs.

    It needs a little room beside the store even to read: on a full disk it gets none.
    """
    try:
        held = open_store(f"sqlite:///{source}", exclusive=True)
    except GeoPatrolError:
        raise error from None
    with closing(held):
        for side in ("", "-wal"):
            if Path(f"{source}{side}").exists():
                shutil.copyfile(f"{source}{side}", f"{raw}{side}")


@contextmanager
def looking(path: Path) -> Iterator[Connection]:
    """Give a connection to a copy of a store."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def pack(raw: Path) -> Part:
    """Turn a raw copy into the snapshot's part: no keys, nothing passing, no remains of them."""
    folder = raw.parent
    clean = folder / _OPENED
    try:
        with closing(sqlite3.connect(raw, isolation_level=None)) as copy:
            for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "secure_delete=ON"):
                copy.execute(f"PRAGMA {pragma}").fetchone()
            with looking(raw) as connection:
                there = contents.tables(connection)
            for name in (contents.KEYS, *contents.PASSING):
                if name in there:
                    copy.execute(f"DELETE FROM {name}")  # noqa: S608
            # Only what is in use goes over: free pages stay behind.
            copy.execute("VACUUM INTO ?", (str(clean),))
    except sqlite3.Error as error:
        raise fault(error) from error
    raw.unlink()
    with writing(folder / SQLITE_PART) as packed, clean.open("rb") as plain:
        with gzip.GzipFile("", "wb", LEVEL, packed, mtime=0) as zipped:
            shutil.copyfileobj(plain, zipped, 1 << 20)
    clean.unlink()
    return Part(name=SQLITE_PART, **packed.digest._asdict())


def unpack(packed: Path, target: Path) -> None:
    """Write the store that a part holds to a new file, and see it on the disk.

    Raises
    ------
    OSError
        When it cannot be read or written.
    """
    with gzip.open(packed) as zipped, writing(target) as plain:
        for chunk in chunks(zipped):
            plain.write(chunk)


def remove_store(path: Path) -> None:
    """Delete a store's file and those beside it."""
    for side in ("", *SIDES):
        Path(f"{path}{side}").unlink(missing_ok=True)


def take_place(built: Path, path: Path) -> None:
    """Give a store that was built beside the name that it will be opened by."""
    handle = os.open(built, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    # A log of another file's changes must never be read as this one's.
    remove_store(path)
    settle(built, path)


def fault(error: sqlite3.Error) -> Unavailable:
    """Return a fault of SQLite in words."""
    return Unavailable("backup.sqlite_fault", reason=str(error))
