"""The server under load: a store of its own with accounts, and `geo-patrol up` in a process."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from api.auth.passwords import Passwords
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import put_officer, set_password
from geo_patrol.workflows.samples import load_samples

ROOT = Path(__file__).resolve().parents[1]
SQUADS = ("reservoir", "park")
PATIENCE_S = 60


@dataclass(frozen=True)
class Account:
    """Who signs in."""

    squad: str
    login: str
    password: str


def people(store: Store, each: int) -> list[Account]:
    """Make so many officers of each squad, with random passwords that need no change."""
    accounts, hasher, policy = [], Passwords(), Settings(_env_file=None).password_policy
    for number in range(each * len(SQUADS)):
        squad = SQUADS[number % len(SQUADS)]
        account = Account(squad, f"load-{number}", secrets.token_urlsafe(12))
        officer = Officer(uuid4(), squad, f"L{number}", "压测", account.login, "officer", True)
        now = datetime.now(UTC)
        put_officer(store, SYSTEM, officer, now=now)
        hashed = hasher.hash(account.password)
        set_password(store, SYSTEM, officer.id, hashed, policy, now=now, change_due=False)
        accounts.append(account)
    return accounts


def prepare(url: str, each: int) -> list[Account]:
    """Make a store's tables, load the sample boundaries, add the accounts."""
    with closing(open_store(url, exclusive=True)) as store:
        schema.upgrade(store)
        load_samples(store, Settings(_env_file=None), now=datetime.now(UTC))
        return people(store, each)


@contextmanager
def postgis() -> Iterator[str]:
    """Give the URL of a new database on the private cluster; it is dropped at the end."""
    command = ["/bin/sh", str(ROOT / "scripts" / "postgis.sh"), "url"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    server = done.stdout.strip()
    name = f"load_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_geo_patrol'))
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}"'))
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Usage:
    """What a process has used so far: resident memory in MB, processor time in seconds."""

    rss_mb: float
    cpu_s: float


class Server:
    """A running server."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process = process
        self.port = port

    def usage(self) -> Usage:
        """Return what it has used (Linux)."""
        folder = Path("/proc") / str(self.process.pid)
        pages = int((folder / "statm").read_text().split()[1])
        ticks = (folder / "stat").read_text().rpartition(")")[2].split()[11:13]
        return Usage(
            pages * os.sysconf("SC_PAGE_SIZE") / 1024**2,
            sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"),
        )


@contextmanager
def serve(folder: Path, settings: dict[str, str], command: list[str]) -> Iterator[Server]:
    """Run ``geo-patrol up`` on a free port of this machine; its output goes to ``said.txt``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GEO_PATROL_")}
    environment = {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **settings}
    said = folder / "said.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, *command, "up", "--port", "0"],
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=out,
        )
        try:
            yield Server(process, _port(process, said))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_S)


def _port(process: "subprocess.Popen[bytes]", said: Path) -> int:
    until = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < until:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said.read_text(encoding="utf-8"))
        if found and _listens(int(found[1])):
            return int(found[1])
        time.sleep(0.05)
    raise SystemExit(said.read_text(encoding="utf-8"))


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
