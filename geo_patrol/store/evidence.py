"""The evidence folder: files by their digest, written once, whole or not at all.

A file comes in as a part (``incoming/``) that can be continued. Once its digest is right it is
synced, renamed to ``ab/<digest>`` and its folder synced; only then does a row of the store name
it. It is never written again.
"""

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from geo_patrol.errors import Conflict, Unavailable

PIECE_BYTES = 1024 * 1024
INCOMING = "incoming"
PART_KEPT_S = 7 * 86_400
"""How long half an upload waits to be continued."""


@dataclass(frozen=True)
class EvidenceFolder:
    """A folder of evidence; it is made when the first file comes."""

    root: Path

    def path_of(self, sha256: str) -> Path:
        """Return where a file is, or would be."""
        return self.root / sha256[:2] / sha256

    def part_of(self, sha256: str, sender: str) -> Path:
        """Return where half a file of a sender is: nobody continues what another one began."""
        whose = hashlib.sha256(sender.encode()).hexdigest()[:16]
        return self.root / INCOMING / f"{sha256}.{whose}"

    def has(self, sha256: str) -> bool:
        """Whether a file is there."""
        return self.path_of(sha256).exists()

    def received_bytes(self, sha256: str, sender: str) -> int:
        """Return how much of a file a sender has brought in, when it is not whole yet."""
        try:
            return self.part_of(sha256, sender).stat().st_size
        except FileNotFoundError:
            return 0

    @contextmanager
    def receiving(self, sha256: str, sender: str, start: int) -> Iterator["Part"]:
        """Give the part of a file, to be continued at a byte; what came stays for the next time.

        Raises
        ------
        Conflict
            When another upload of the sender is at it, or it is not ``start`` bytes long.
        Unavailable
            When there is no room for it, or it cannot be written.
        """
        with _told():
            path = self.part_of(sha256, sender)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
            with file:
                _hold(file)
                length = file.seek(0, os.SEEK_END)
                if start == 0:
                    file.truncate(0)
                elif start != length:
                    received = {"received_bytes": length}
                    raise Conflict("evidence.elsewhere", current=received, **received)
                file.seek(start)
                yield Part(path, file)

    def keep(self, part: "Part", sha256: str) -> None:
        """Make a part, whose digest is right, the file of that digest.

        When this returns, it has reached the disk.

        Raises
        ------
        Unavailable
            When it cannot be written; it is still a part then.
        """
        with _told():
            os.fchmod(part.file.fileno(), 0o400)
            os.fsync(part.file.fileno())
            target = self.path_of(sha256)
            if not target.parent.exists():
                target.parent.mkdir(mode=0o700, exist_ok=True)
                _sync_folder(self.root)
            os.replace(part.path, target)
            _sync_folder(target.parent)

    def all_files(self) -> Iterator[Path]:
        """Yield every file that is whole, in order."""
        if not self.root.is_dir():
            return
        for folder in sorted(self.root.iterdir()):
            if folder.is_dir() and folder.name != INCOMING:
                yield from sorted(one for one in folder.iterdir() if one.is_file())

    def sweep(self, now_s: Callable[[], float] = time.time) -> int:
        """Delete halves that nobody has continued for long; return how many."""
        n = 0
        incoming = self.root / INCOMING
        for part in incoming.iterdir() if incoming.is_dir() else ():
            if now_s() - part.stat().st_mtime > PART_KEPT_S:
                part.unlink(missing_ok=True)
                n += 1
        return n


@dataclass(frozen=True)
class Part:
    """Half a file, open."""

    path: Path
    file: BinaryIO

    def add(self, data: bytes) -> None:
        """Write a piece at its end.

        Raises
        ------
        Unavailable
            When there is no room for it.
        """
        with _told():
            rest = memoryview(data)
            while rest:
                rest = rest[self.file.write(rest) :]

    def digest(self) -> str:
        """Return the SHA-256 of all that is there."""
        self.file.seek(0)
        return digest_of(self.file)

    def drop(self) -> None:
        """Delete it: it is of no use to anybody."""
        self.path.unlink(missing_ok=True)


def digest_of(file: BinaryIO) -> str:
    """Return the SHA-256 of what is left of an open file."""
    found = hashlib.sha256()
    while piece := file.read(PIECE_BYTES):
        found.update(piece)
    return found.hexdigest()


def _hold(file: BinaryIO) -> None:
    """Be the only one who writes a part; the lock ends with the file."""
    if os.name != "posix":
        return
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Conflict("evidence.being_sent", current={}) from None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told() -> Iterator[None]:
    """Turn a disk's faults into the answer that a sender can act on."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise Unavailable("store.full" if full else "evidence.disk") from error
