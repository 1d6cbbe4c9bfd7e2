"""Evidence files beside the snapshots: each kept once, by its digest, however many name it.

They never change once they are there, so a file that the pool has is not copied again; on the same
file system it is linked.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geo_patrol.store.backup.files import PART, copy_whole, digest_of, private_folder, settle
from geo_patrol.store.backup.manifest import File
from geo_patrol.store.evidence import EvidenceFolder

KEPT_MODE = 0o400
"""Evidence is never written again."""

Counted = Callable[[int, int], None]


def place(folder: Path, sha256: str) -> Path:
    """Return where a file is, in the pool as in the store's evidence folder."""
    return EvidenceFolder(folder).path_of(sha256)


def take_in(pool: Path, evidence: Path, named: Sequence[File], counted: Counted) -> list[str]:
    """Copy the files that a store names into the pool; return those missing or altered there.

    Raises
    ------
    OSError
        When the pool cannot be written.
    """
    lost = []
    for done, one in enumerate(named):
        counted(done + 1, len(named))
        if not _take(pool, evidence, one):
            lost.append(one.sha256)
    return lost


def _take(pool: Path, evidence: Path, one: File) -> bool:
    source, target = place(evidence, one.sha256), place(pool, one.sha256)
    if target.exists() and target.stat().st_size == one.size_bytes:
        return True
    if not source.is_file():
        return False
    private_folder(target.parent)
    part = target.with_name(target.name + PART)
    part.unlink(missing_ok=True)
    try:
        os.link(source, part)
    except OSError:
        # Another file system, or one without links.
        return copy_whole(source, target, one.sha256)
    if digest_of(part).sha256 != one.sha256:
        part.unlink()
        return False
    settle(part, target)
    return True


def put_back(pool: Path, evidence: Path, named: Sequence[File], counted: Counted) -> list[str]:
    """Copy files from the pool into a store's folder; return those missing or damaged.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    lost = []
    for done, one in enumerate(named):
        counted(done + 1, len(named))
        source, target = place(pool, one.sha256), place(evidence, one.sha256)
        private_folder(target.parent)
        if not source.is_file() or not copy_whole(source, target, one.sha256, KEPT_MODE):
            lost.append(one.sha256)
    return lost


def prune(pool: Path, named: Iterable[str]) -> int:
    """Remove the files that no snapshot names; return how many."""
    kept = set(named)
    gone = [one for one in pool.glob("[0-9a-f][0-9a-f]/*") if one.name not in kept]
    for one in gone:
        one.unlink()
    return len(gone)
