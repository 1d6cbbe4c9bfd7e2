"""Files that are there whole or not at all, for their owner only, and known by their digest."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, Protocol

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
PART = ".part"
"""Ending of what is not whole yet: whoever finds it may delete it."""

_CHUNK = 1 << 20


class Digest(NamedTuple):
    """What a file is known by: SHA-256 in hexadecimal, and its size."""

    sha256: str
    size_bytes: int


class Readable(Protocol):
    """What gives bytes when it is read."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, none at the end."""


class HashingFile:
    """A file being written that knows the digest of what went in."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._size_bytes = 0

    def write(self, data: bytes) -> int:
        """Write bytes; return how many."""
        self._hash.update(data)
        self._size_bytes += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Hand what was written to the system."""
        self._file.flush()

    @property
    def digest(self) -> Digest:
        """The digest of what was written so far."""
        return Digest(self._hash.hexdigest(), self._size_bytes)


@contextmanager
def writing(path: Path, mode: int = PRIVATE_FILE) -> Iterator[HashingFile]:
    """Give a new file to write, which is on the disk at the end.

    Raises
    ------
    OSError
        When it cannot be made or written; a half of it may be left.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        yield HashingFile(file)
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, data: bytes) -> Digest:
    """Write a file beside, and give it its name once it is on the disk."""
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    with writing(part) as file:
        file.write(data)
    settle(part, path)
    return file.digest


def settle(part: Path, path: Path) -> None:
    """Give what is whole its name, for good."""
    part.replace(path)
    sync_folder(path.parent)


def copy_whole(source: Path, target: Path, expected: str, mode: int = PRIVATE_FILE) -> bool:
    """Copy a file whose SHA-256 is known; tell whether it was as expected. If not, none is made.

    Raises
    ------
    OSError
        When either cannot be read or written.
    """
    part = target.with_name(target.name + PART)
    part.unlink(missing_ok=True)
    with source.open("rb") as file, writing(part, mode) as out:
        for chunk in chunks(file):
            out.write(chunk)
    if out.digest.sha256 != expected:
        part.unlink()
        return False
    settle(part, target)
    return True


def chunks(file: Readable) -> Iterator[bytes]:
    """Yield what is left of a file, a megabyte at a time."""
    while chunk := file.read(_CHUNK):
        yield chunk


def digest_of(path: Path) -> Digest:
    """Return the digest of a file."""
    seen = hashlib.sha256()
    size_bytes = 0
    with path.open("rb") as file:
        for chunk in chunks(file):
            seen.update(chunk)
            size_bytes += len(chunk)
    return Digest(seen.hexdigest(), size_bytes)


def private_folder(path: Path) -> Path:
    """Make a folder for its owner only, if it is not there."""
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        sync_folder(path.parent)
    return path


def sync_folder(path: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Delete a file or a folder with what is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
