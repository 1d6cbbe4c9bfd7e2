"""Results of jobs that are files: a folder for each job, until its time or the room is up."""

import shutil
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

MOST_OF_ONE_MB = 600
"""Most that the files of one job may come to."""
MOST_OF_ALL_MB = 4096
"""Most that all of them may come to: beyond, the oldest go."""

_MB = 1024 * 1024


@dataclass(frozen=True)
class JobFolder:
    """Where files of jobs are; it is made when the first job wants to write."""

    root: Path

    def of(self, job_id: UUID) -> Path:
        """Return a job's own folder, made if it is not there."""
        folder = self.root / str(job_id)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def files(self, job_id: UUID) -> dict[str, int]:
        """Return the names of a job's files, and their sizes in bytes; empty when it has none."""
        folder = self.root / str(job_id)
        with suppress(FileNotFoundError):
            found = sorted(one for one in folder.iterdir() if one.is_file())
            return {one.name: one.stat().st_size for one in found}
        return {}

    def path_of(self, job_id: UUID, name: str) -> Path | None:
        """Return where a job's file is; None when it has no file of that name."""
        return self.root / str(job_id) / name if name in self.files(job_id) else None

    def is_over(self, job_id: UUID) -> bool:
        """Whether the files of a job come to more than one may have."""
        return sum(self.files(job_id).values()) > MOST_OF_ONE_MB * _MB

    def remove(self, job_id: UUID) -> None:
        """Delete a job's files."""
        shutil.rmtree(self.root / str(job_id), ignore_errors=True)

    def sweep(self, known: Collection[UUID], most_mb: int = MOST_OF_ALL_MB) -> int:
        """Delete the files of jobs that are not known any more, and the oldest beyond the room.

        Returns how many jobs lost theirs.
        """
        if not self.root.is_dir():
            return 0
        names = {str(one) for one in known}
        newest_first = sorted(self.root.iterdir(), key=lambda one: one.stat().st_mtime)[::-1]
        n_gone, used = 0, 0
        for folder in newest_first:
            used += sum(one.stat().st_size for one in folder.iterdir() if one.is_file())
            if folder.name not in names or used > most_mb * _MB:
                shutil.rmtree(folder, ignore_errors=True)
                n_gone += 1
        return n_gone
