"""Files of jobs stay until their job is forgotten, or there is no more room."""

import os
from pathlib import Path
from uuid import UUID

from geo_patrol.store.job_files import MOST_OF_ONE_MB, JobFolder

MB = 1024 * 1024


def written(folder: JobFolder, n: int, size: int = 10) -> UUID:
    """Return a job that wrote a file of a size, each later than those before."""
    job_id = UUID(int=n)
    path = folder.of(job_id) / "a.pdf"
    with path.open("wb") as file:
        # Takes no room on the disk.
        file.truncate(size)
    os.utime(folder.of(job_id), (n, n))
    return job_id


def test_a_job_has_the_files_that_it_wrote_and_no_others(tmp_path: Path) -> None:
    folder = JobFolder(tmp_path / "jobs")
    assert folder.files(UUID(int=1)) == {}
    job_id = written(folder, 1)
    assert folder.files(job_id) == {"a.pdf": 10}
    assert folder.path_of(job_id, "a.pdf") == tmp_path / "jobs" / str(job_id) / "a.pdf"
    assert folder.path_of(job_id, "../../secret") is None
    folder.remove(job_id)
    assert folder.files(job_id) == {}


def test_more_than_one_job_may_have_is_told(tmp_path: Path) -> None:
    folder = JobFolder(tmp_path)
    assert not folder.is_over(written(folder, 1, MOST_OF_ONE_MB * MB))
    assert folder.is_over(written(folder, 2, MOST_OF_ONE_MB * MB + 1))


def test_files_of_forgotten_jobs_go_and_so_do_the_oldest_beyond_the_room(tmp_path: Path) -> None:
    folder = JobFolder(tmp_path)
    jobs = [written(folder, n, MB) for n in range(1, 5)]
    assert folder.sweep(jobs[1:], most_mb=2) == 2
    assert [bool(folder.files(one)) for one in jobs] == [False, False, True, True]
    assert folder.sweep(jobs, most_mb=2) == 0


def test_sweeping_where_nothing_was_ever_written_does_nothing(tmp_path: Path) -> None:
    assert JobFolder(tmp_path / "none").sweep([]) == 0
