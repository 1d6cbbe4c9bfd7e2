"""A real ``geo-patrol up`` in a process of its own, on a free port of this machine."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from api_world import Loop, make_world

from api.services import utc_now
from geo_patrol.store.engine import open_store

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


def signed_in(store: Path, loop: Loop) -> str:
    """Add an officer to a SQLite store; return the cookie of a session of theirs."""
    with closing(open_store(f"sqlite:///{store}", exclusive=True)) as opened:
        world = make_world(opened, loop)
        world.clock.moment = utc_now()
        cookies = world.member().http.cookies
        world.close()
    return "; ".join(f"{one.name}={one.value}" for one in cookies.jar)


class Running:
    """The process, where it listens, and all that it has said."""

    def __init__(self, process: "subprocess.Popen[str]", port: int, said: Path) -> None:
        self.process = process
        self.port = port
        self._said = said

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> int:
        """Send a request on a connection of its own; return the status."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        with connection.getresponse() as answer:
            answer.read()
            status = answer.status
        connection.close()
        return status

    def send(self, data: bytes) -> socket.socket:
        """Send bytes on a connection, which stays open."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S)
        connection.sendall(data)
        return connection

    def stop(self) -> int:
        """Tell it to stop, as a service manager does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_S)

    def said(self) -> str:
        """Return all it has written on both streams."""
        return self._said.read_text(encoding="utf-8")


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Running]:
    """Run ``geo-patrol up`` with its store in a folder; end it at the end if it still runs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GEO_PATROL_")}
    named = {f"GEO_PATROL_{name.upper()}": value for name, value in settings.items()}
    environment = {
        **kept,
        "GEO_PATROL_LANGUAGE": "en",
        "GEO_PATROL_DATA_DIR": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        **named,
    }
    said = folder / "said.txt"
    with said.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "up", "--port", "0"],
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield Running(process, _port(process, said), said)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def _port(process: "subprocess.Popen[str]", said: Path) -> int:
    """Return the port it listens on, once it answers."""
    while process.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said.read_text(encoding="utf-8"))
        if found:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", int(found[1])), timeout=1).close()
                return int(found[1])
        # A core of its own is what a server that starts needs most.
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    raise AssertionError(said.read_text(encoding="utf-8"))
