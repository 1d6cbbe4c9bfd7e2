"""A disk of a few megabytes that can be filled to the last byte, and emptied again."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path

import pytest

CHUNK = bytes(64 * 1024)


class SmallDisk:
    """A mounted tmpfs; what fills it is one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    @contextmanager
    def filled(self) -> Iterator[None]:
        """Take all room that is left; give it back in the end."""
        try:
            self.take_all()
            yield
        finally:
            self._ballast.unlink()

    def take_all(self) -> None:
        """Take all room that is left, what a server gave back since it was filled among it."""
        with self._ballast.open("ab", buffering=0) as file:
            for piece in (CHUNK, bytes(1)):
                _write_until_full(file, piece)


def _write_until_full(file: RawIOBase, piece: bytes) -> None:
    try:
        while file.write(piece):
            pass
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


def require_root() -> None:
    """End a test that cannot mount anything: root can, and CI has to be."""
    if os.geteuid() != 0:
        if os.environ.get("CI") == "true":
            pytest.fail("only root can mount a small disk")
        pytest.skip("only root can mount a small disk")


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount a small disk at an empty folder, for its owner."""
    require_root()
    owner = folder.stat()
    options = f"size={megabytes}m,uid={owner.st_uid},gid={owner.st_gid},mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        # Who still has a file open there, after a failure, does not keep the folder.
        subprocess.run(["umount", "--lazy", folder], check=True)
