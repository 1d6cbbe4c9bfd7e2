"""The folder that backups go to: snapshots by their moment, the evidence pool, keys elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from geo_patrol.errors import GeoPatrolError, Unavailable
from geo_patrol.store.backup.files import PART, private_folder, remove, settle, sync_folder
from geo_patrol.store.backup.manifest import KEYS_ENDING, Manifest, read_manifest

STAMP = "%Y%m%dT%H%M%SZ"
_STAMPED = re.compile(r"\d{8}T\d{6}Z")
LATE = timedelta(hours=26)
"""Age from which the last snapshot is too old: one a night, and two hours for taking it."""


@dataclass(frozen=True)
class BackupFolder:
    """Where snapshots (and what they share) are, and where the keys to persons are kept apart."""

    root: Path
    keys: Path

    @property
    def snapshots(self) -> Path:
        """Folder of the snapshots, one folder each."""
        return self.root / "snapshots"

    @property
    def pool(self) -> Path:
        """Folder of evidence files, shared by all snapshots."""
        return self.root / "evidence"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who backs up to this folder; remains of broken runs are removed.

        Raises
        ------
        Unavailable
            When another backup is at work, or the folders cannot be written.
        """
        with telling(self.root):
            for folder in (self.root, self.snapshots, self.pool):
                private_folder(folder)
        with telling(self.keys):
            private_folder(self.keys)
        lock = FileLock(self.root / "at-work.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise Unavailable("backup.at_work", path=str(self.root)) from error
        except OSError as error:
            raise cannot_write(self.root, error) from error
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def _sweep(self) -> None:
        """Remove what broken runs left; nobody else is at work."""
        with telling(self.root):
            for folder in (self.snapshots, self.keys, *self.pool.glob("[0-9a-f][0-9a-f]")):
                for half in folder.glob("*" + PART):
                    remove(half)

    def stamps(self) -> list[str]:
        """Return the names of the snapshots that are whole, the oldest first."""
        if not self.snapshots.is_dir():
            return []
        return sorted(
            one.name
            for one in self.snapshots.iterdir()
            if _STAMPED.fullmatch(one.name) and one.is_dir()
        )

    def free_stamp(self, now: datetime) -> str:
        """Return a name that no snapshot has, of this second or the next free one."""
        moment, taken = now.astimezone(UTC), set(self.stamps())
        while moment.strftime(STAMP) in taken:
            moment += timedelta(seconds=1)
        return moment.strftime(STAMP)

    def keys_file(self, stamp: str) -> Path:
        """Return where the keys of a snapshot are."""
        return self.keys / (stamp + KEYS_ENDING)

    def half(self, stamp: str) -> Path:
        """Return the folder in which a snapshot is put together."""
        return self.snapshots / (stamp + PART)

    def finish(self, stamp: str) -> Path:
        """Give a snapshot its name: from now on it is whole."""
        sync_folder(self.half(stamp))
        settle(self.half(stamp), self.snapshots / stamp)
        return self.snapshots / stamp

    def latest(self) -> Manifest | None:
        """Return the manifest of the latest snapshot whose parts are there in full size."""
        for stamp in reversed(self.stamps()):
            folder = self.snapshots / stamp
            try:
                manifest = read_manifest(folder)
                sizes = [(folder / part.name).stat().st_size for part in manifest.parts]
            except (GeoPatrolError, OSError):
                continue
            if sizes == [part.size_bytes for part in manifest.parts]:
                return manifest
        return None

    def drop_older(self, than: datetime) -> int:
        """Remove snapshots, and key files, taken before a moment; return how many snapshots."""
        limit = than.astimezone(UTC).strftime(STAMP)
        old = [stamp for stamp in self.stamps() if stamp < limit]
        for stamp in old:
            # It loses its name first, so that no half of it is taken for whole.
            gone = self.snapshots / stamp
            remove(gone.replace(self.half(stamp)))
        for file in self.keys.glob("*" + KEYS_ENDING):
            stamp = file.name.removesuffix(KEYS_ENDING)
            if _STAMPED.fullmatch(stamp) and stamp < limit:
                file.unlink()
        sync_folder(self.snapshots)
        sync_folder(self.keys)
        return len(old)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn a fault of the file system into words that name the place.

    Raises
    ------
    Unavailable
        With the system's reason.
    """
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> Unavailable:
    """Return a fault of the file system in words."""
    reason = error.strerror or str(error)
    return Unavailable("backup.cannot_write", path=str(error.filename or path), reason=reason)
