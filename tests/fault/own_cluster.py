"""A PostgreSQL cluster of a test's own: to be stopped, and run out of room, as nobody else's."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from fault_site import ROOT

RUNS_AS = "postgres" if os.geteuid() == 0 else None
"""PostgreSQL refuses to run as root."""

CONF = """
listen_addresses = ''
timezone = 'UTC'
shared_buffers = 16MB
min_wal_size = 2MB
max_wal_size = 8MB
"""


class Cluster:
    """A cluster in a folder; it is reached over a socket there, that its owner and root can open.

    With segments of 1 MB it needs no more than about 100 MB.
    """

    _PSQL = ("psql", "--username=postgres", "--quiet", "--no-psqlrc")

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        self.data = folder / "data"

    def make(self) -> None:
        """Make it from nothing, with an empty database of the application's role, and start it."""
        self._run(
            "initdb", f"--pgdata={self.data}", "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--no-locale", "--wal-segsize=1",
        )  # fmt: skip
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(f"{CONF}unix_socket_directories = '{self.folder}'\n")
        self.start()
        bootstrap = (ROOT / "deploy" / "bootstrap.sql").read_text(encoding="utf-8")
        self._run(*self._PSQL, f"--host={self.folder}", said=bootstrap)

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql+psycopg://geo_patrol@/geo_patrol?host={self.folder}"

    def serving(self) -> list[int]:
        """Return the processes that serve connections of the application's role."""
        found = "SELECT pid FROM pg_stat_activity WHERE usename = 'geo_patrol'"
        done = self._ask(*self._PSQL, f"--host={self.folder}", "-At", f"--command={found}")
        return [int(line) for line in done.stdout.split()]

    def start(self) -> None:
        """Start it; return once it takes connections."""
        # Its log is read to the end by nobody: without a file it would hold our pipe open.
        self._run("pg_ctl", f"--pgdata={self.data}", f"--log={self.folder / 'log'}", "-w", "start")

    def stop(self, mode: Literal["immediate", "fast"]) -> None:
        """Stop it; ``immediate`` leaves it as a power cut would, to be recovered at the start."""
        self._run("pg_ctl", f"--pgdata={self.data}", "-m", mode, "-w", "stop")

    def runs(self) -> bool:
        """Tell whether its server runs."""
        return self._ask("pg_ctl", f"--pgdata={self.data}", "status").returncode == 0

    def _run(self, program: str, *words: str, said: str | None = None) -> None:
        done = self._ask(program, *words, said=said)
        assert done.returncode == 0, done.stdout

    def _ask(
        self, program: str, *words: str, said: str | None = None
    ) -> "subprocess.CompletedProcess[str]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return subprocess.run(
            [str(self.programs / program), *words],
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd="/",
            env={**kept, "HOME": "/", "GEO_PATROL_ROLE_PASSWORD": "unused"},
            user=RUNS_AS,
            group=RUNS_AS,
            extra_groups=None if RUNS_AS is None else (),
        )


def postgres_programs() -> Path:
    """Return the folder of the server programs that have PostGIS beside them."""
    script = '. "$1"; postgres_bin'
    scripts = str(ROOT / "scripts")
    words = ["sh", "-c", script, f"{scripts}/postgis.sh", f"{scripts}/common.sh"]
    found = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL with PostGIS: run `make postgis`")
        pytest.skip("no PostgreSQL with PostGIS: run `make postgis`")
    return Path(found)


@contextmanager
def folder_of_cluster() -> Iterator[Path]:
    """Give a folder that the cluster's user owns and can reach."""
    # Folders of pytest can be entered by their owner only.
    folder = Path(tempfile.mkdtemp(prefix="geo-patrol-fault-"))
    try:
        if RUNS_AS is not None:
            shutil.chown(folder, RUNS_AS, RUNS_AS)
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Give a running cluster in a folder."""
    made = Cluster(folder, postgres_programs())
    made.make()
    try:
        yield made
    finally:
        if made.runs():
            made.stop("immediate")
