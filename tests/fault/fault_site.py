"""A place to serve from: a store with officers of both squads, and real processes on it."""

import http.client
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy.engine import make_url

from api.auth.tokens import new_token, token_digest
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import accounts, sessions
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import put_officer

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120
SQUADS = ("reservoir", "park")
EACH = 8
"""Officers of each squad: sixteen phones that write."""
UNCOUNTED = {
    "GEO_PATROL_RATE_PER_CALLER": "1000000/minute",
    "GEO_PATROL_RATE_ANONYMOUS": "1000000/minute",
}
"""A test presses harder than any phone; how often one may ask is tested elsewhere."""


class Templates(Protocol):
    """Filled stores, as all tests share them, to be copied."""

    def copy_sqlite(self, fill: str) -> str:
        """Return the URL of a new SQLite store."""

    def copy_postgis(self, server: str, fill: str) -> str:
        """Return the URL of a new database on a server."""

    def drop(self, url: str) -> None:
        """Drop such a database."""


@dataclass(frozen=True)
class Session:
    """An officer's session: the squad, and the cookie that a phone sends."""

    squad: str
    cookie: str


class Server:
    """A running process: where it answers, how long it took to, what it takes of memory."""

    def __init__(self, process: "subprocess.Popen[bytes]", said: Path, started: float) -> None:
        self.process = process
        self.said = said
        self.port = self._told_port()
        self._wait_until_ready()
        self.ready_s = time.monotonic() - started

    def ready(self) -> int:
        """Return the status of ``/readyz``."""
        with closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        ) as asked:
            asked.request("GET", "/readyz")
            return asked.getresponse().status

    def kill(self) -> None:
        """Kill it as a power cut would: it gets to do nothing more."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    def stop(self) -> None:
        """Tell it to stop, if it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.kill()
                raise

    def peak_mb(self) -> float:
        """Return the most memory that it ever had resident."""
        return self._told_mb("VmHWM")

    def resident_mb(self) -> float:
        """Return the memory that it has resident."""
        return self._told_mb("VmRSS")

    def _told_mb(self, name: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(rf"{name}:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) / 1024

    def _told_port(self) -> int:
        until = time.monotonic() + PATIENCE_S
        while self.process.poll() is None and time.monotonic() < until:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.said.read_text(encoding="utf-8"))
            if found:
                return int(found[1])
            self._breathe()
        raise AssertionError(self.said.read_text(encoding="utf-8"))

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while self.process.poll() is None and time.monotonic() < until:
            with suppress(OSError):
                if self.ready() == 200:
                    return
            self._breathe()
        raise AssertionError(self.said.read_text(encoding="utf-8"))

    def _breathe(self) -> None:
        """Wait a moment, or until the process ends."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(0.02)


@dataclass
class Site:
    """A folder, a store and who may write to it; servers come and go, one at a time."""

    folder: Path
    url: str
    sessions: list[Session]
    settings: dict[str, str] = field(default_factory=dict)
    said: int = 0

    @property
    def dialect(self) -> str:
        """What kind of store it is."""
        return "sqlite" if self.url.startswith("sqlite") else "postgis"

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    def environment(self) -> dict[str, str]:
        """Return what processes of this site find in their environment."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GEO_PATROL_")}
        own = {
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "GEO_PATROL_LANGUAGE": "en",
            "GEO_PATROL_LOG_LEVEL": "warning",
            "GEO_PATROL_DATA_DIR": str(self.data),
            **UNCOUNTED,
            **self.settings,
        }
        if self.dialect == "postgis":
            own["GEO_PATROL_DATABASE_URL"] = self.url
        return {**kept, **own}

    def start(self, before: Sequence[str] = ()) -> Server:
        """Start ``geo-patrol up``; return once ``/readyz`` answers 200.

        ``before`` is what the command is run under.
        """
        # A file for each: an old one would tell the port of a process that is gone.
        self.said += 1
        said = self.folder / f"said-{self.said}.txt"
        started = time.monotonic()
        with said.open("wb") as out:
            process = subprocess.Popen(
                [*before, sys.executable, "-m", "api.cli", "up", "--port", "0"],
                cwd=self.folder,
                env=self.environment(),
                stdout=out,
                stderr=out,
            )
        try:
            return Server(process, said, started)
        except BaseException:
            process.kill()
            process.wait()
            raise

    @contextmanager
    def served(self, before: Sequence[str] = ()) -> Iterator[Server]:
        """Serve until the context ends."""
        server = self.start(before)
        try:
            yield server
        finally:
            server.stop()

    def command(self, *words: str) -> "subprocess.Popen[str]":
        """Start another command of ``geo-patrol`` on this site's store."""
        return subprocess.Popen(
            [sys.executable, "-m", "api.cli", *words],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def make_sqlite_site(folder: Path, templates: Templates) -> Site:
    """Return a site whose store is a file in its data folder, with the sample boundaries."""
    path = folder / "data" / "geo-patrol.sqlite"
    path.parent.mkdir(exist_ok=True)
    shutil.move(str(make_url(templates.copy_sqlite("loaded")).database), path)
    url = f"sqlite:///{path}"
    return Site(folder, url, open_sessions(url, EACH))


def open_sessions(url: str, each: int) -> list[Session]:
    """Add so many officers of each squad to a store; return a session of each, squads by turns."""
    begun = []
    with closing(open_store(url, exclusive=True)) as store:
        for number in range(each * len(SQUADS)):
            now = datetime.now(UTC)
            squad, key, token = SQUADS[number % len(SQUADS)], uuid4(), new_token()
            badge = secrets.token_hex(4)
            officer = Officer(key, squad, badge, "压测", f"fault-{badge}", "officer", True)
            put_officer(store, SYSTEM, officer, now=now)
            lasts = LogIn(uuid4(), key, "phone", "", now, now, None, now + timedelta(hours=10))
            with store.upkeep() as session:
                accounts.save_account(session, Account(key, None, now))
                sessions.open_session(session, token_digest(token), lasts)
            begun.append(Session(squad, f"gp={token}"))
    return begun
