"""PostgreSQL brought back to a moment, by the commands of deploy/README.md.

It runs on a small cluster of its own: this one is destroyed.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from backup_world import NOW, sent_shift
from sqlalchemy import text

from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.records import put_shift
from geo_patrol.workflows.samples import ensure_squads

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "deploy" / "archive-wal.sh"


UNTIL_RECOVERED = (
    "DO $$ BEGIN WHILE pg_is_in_recovery() LOOP PERFORM pg_sleep(0.1); END LOOP; END $$"
)
"""Waits in the server until it has promoted itself; the page has it, too."""


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL cluster of its own, in a folder of its own, as the user it must run as."""

    folder: Path
    programs: Path
    user: str
    port: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def wal(self) -> Path:
        return self.folder / "wal"

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *words: str | Path) -> None:
        """Run one of PostgreSQL's programs; its user is not root."""
        as_user = ["setpriv", "--reuid", self.user, "--regid", self.user, "--init-groups"]
        found = str(self.programs / program)
        given = [*(as_user if os.getuid() == 0 else ()), found, *map(str, words)]
        done = subprocess.run(
            given, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, (given, done.stdout, done.stderr, self.log())

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        log = self.folder / "log"
        self.run("pg_ctl", "start", "-w", "-s", "-D", self.data, "-l", log, "-t", "60")

    def stop(self) -> None:
        """Stop it in order: the last segment is archived, too."""
        self.run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", self.data)

    def configure(self, *lines: str) -> None:
        """Add settings."""
        with (self.data / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{line}\n" for line in lines)


def programs() -> Path:
    """Return where PostgreSQL's server programs are."""
    found = subprocess.run(
        [
            "sh",
            "-c",
            '. "$(dirname "$0")/common.sh"; postgres_bin',
            ROOT / "scripts" / "postgis.sh",
        ],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL server: run `make postgis`")
        pytest.skip("no PostgreSQL server: run `make postgis`")
    return Path(found)


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Give a running cluster that archives its log."""
    found = programs()
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    # Below the folder of pytest nobody but its user may look.
    folder = Path(tempfile.mkdtemp(prefix="geo-patrol-wal-", dir="/var/tmp"))
    try:
        shutil.copy(SCRIPT, folder / "archive-wal.sh")
        for one in (folder / "wal", folder / "base"):
            one.mkdir(mode=0o700)
        if os.getuid() == 0:
            for one in (folder, *folder.iterdir()):
                shutil.chown(one, user, user)
        made = Cluster(folder, found, user, free_port())
        made.run(
            "initdb",
            "-D",
            made.data,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "-N",
        )
        made.configure(
            "listen_addresses = '127.0.0.1'",
            f"port = {made.port}",
            "unix_socket_directories = ''",
            "archive_mode = on",
            f"archive_command = '{folder}/archive-wal.sh %p {made.wal}/%f'",
        )
        made.start()
        try:
            yield made
        finally:
            if (made.data / "postmaster.pid").exists():
                made.run("pg_ctl", "stop", "-w", "-s", "-m", "immediate", "-D", made.data)
    finally:
        shutil.rmtree(folder)


def test_a_destroyed_database_comes_back_as_it_was_at_a_moment(cluster: Cluster) -> None:
    with closing(
        psycopg.connect(cluster.url.replace("+psycopg", ""), autocommit=True)
    ) as superuser:
        superuser.execute("CREATE EXTENSION postgis")
        superuser.execute("CREATE EXTENSION btree_gist")
    with closing(open_store(cluster.url, exclusive=True)) as store:
        schema.upgrade(store)
        ensure_squads(store, now=NOW)
        before = [sent_shift(number) for number in range(6)]
        for shift in before[:3]:
            put_shift(store, SYSTEM, shift, now=NOW)
        base = cluster.folder / "base"
        cluster.run(
            "pg_basebackup", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "postgres",
            "-D", base, "--checkpoint=fast", "--format=plain", "--no-sync",
        )  # fmt: skip
        for shift in before[3:]:
            put_shift(store, SYSTEM, shift, now=NOW)
        with store.reader() as session:
            moment = session.scalar(text("SELECT clock_timestamp()"))
        assert isinstance(moment, datetime)
        for number in range(6, 9):
            put_shift(store, SYSTEM, sent_shift(number), now=NOW)
    cluster.stop()
    shutil.rmtree(cluster.data)

    shutil.move(base, cluster.data)
    cluster.configure(
        f"restore_command = 'cp {cluster.wal}/%f %p'",
        f"recovery_target_time = '{moment.isoformat()}'",
        "recovery_target_action = 'promote'",
    )
    (cluster.data / "recovery.signal").touch()
    if os.getuid() == 0:
        shutil.chown(cluster.data / "recovery.signal", cluster.user, cluster.user)
    cluster.start()
    with closing(
        psycopg.connect(cluster.url.replace("+psycopg", ""), autocommit=True)
    ) as superuser:
        superuser.execute(UNTIL_RECOVERED)

    with closing(open_store(cluster.url, exclusive=True)) as store:
        with store.reader() as session:
            found = {str(one) for one in session.scalars(text("SELECT id FROM shifts"))}
        assert found == {str(shift.id) for shift in before}
        assert verify(store).sound
        put_shift(store, SYSTEM, sent_shift(9), now=NOW)


def archive(segment: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, segment, target], capture_output=True, text=True, check=False)


def test_a_segment_is_archived_once_and_the_same_again_is_no_error(tmp_path: Path) -> None:
    segment, target = tmp_path / "segment", tmp_path / "wal" / "0001"
    target.parent.mkdir()
    segment.write_bytes(b"log" * 1000)
    for _ in range(2):
        assert archive(segment, target).returncode == 0
    assert target.read_bytes() == segment.read_bytes()
    assert target.stat().st_mode & 0o077 == 0
    assert list(target.parent.iterdir()) == [target]


def test_a_segment_never_takes_another_ones_place(tmp_path: Path) -> None:
    segment, target = tmp_path / "segment", tmp_path / "0001"
    segment.write_bytes(b"log of one server")
    target.write_bytes(b"log of another one")
    refused = archive(segment, target)
    assert refused.returncode == 1
    assert "not overwritten" in refused.stderr
    assert target.read_bytes() == b"log of another one"


def test_half_a_segment_of_a_broken_run_is_written_anew(tmp_path: Path) -> None:
    segment, target = tmp_path / "segment", tmp_path / "0001"
    segment.write_bytes(b"log" * 1000)
    (tmp_path / "0001.part").write_bytes(b"log")
    assert archive(segment, target).returncode == 0
    assert target.read_bytes() == segment.read_bytes()


def test_without_room_or_folder_the_segment_stays_with_the_server(tmp_path: Path) -> None:
    segment = tmp_path / "segment"
    segment.write_bytes(b"log")
    assert archive(segment, tmp_path / "nowhere" / "0001").returncode != 0


def test_the_page_for_operators_has_the_commands_that_were_tried() -> None:
    page = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    for command in (
        UNTIL_RECOVERED,
        "archive_mode = on",
        "archive-wal %p",
        "pg_basebackup -D",
        "--checkpoint=fast",
        "restore_command = 'cp ",
        "recovery_target_time = ",
        "recovery_target_action = 'promote'",
        "recovery.signal",
    ):
        assert command in page
