"""A server process of its own for bad input, and what it takes of memory."""

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads
from pathlib import Path
from typing import Any

from api_world import Loop, add_places, make_world
from bad_scene import UNCOUNTED, Scene, begin_second_factor

from geo_patrol.store.engine import open_store

HOST = "patrol.test"
UNCOUNTED_ENV = {f"GEO_PATROL_{name.upper()}": value for name, value in UNCOUNTED.items()}


@dataclass
class Received:
    """An answer that came over a socket."""

    status_code: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.data.decode()

    def json(self) -> Any:
        """Return the body as JSON."""
        return loads(self.data)


@dataclass
class Server:
    """A running process, its address, and cookies by who asks."""

    process: subprocess.Popen[str]
    port: int
    cookies: dict[str, str]
    names: dict[str, str]

    def ask(
        self, who: str, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Received:
        """Ask over a connection of its own."""
        named = {"host": HOST, **headers}
        if who in self.cookies:
            named.setdefault("cookie", self.cookies[who])
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with closing(connection):
            try:
                connection.request(method, path, body, named)
            except (BrokenPipeError, ConnectionResetError):
                # Refused while it was sent: what the server said of it can be read all the same.
                assert body is not None
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Received(answer.status, told, answer.read())

    def resident_mb(self) -> float:
        """Return the memory that the process has resident."""
        return self._told_mb("VmRSS")

    def peak_mb(self) -> float:
        """Return the most memory that the process ever had resident."""
        return self._told_mb("VmHWM")

    def _told_mb(self, name: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(rf"{name}:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) / 1024


@contextmanager
def served(url: str, folder: Path, loop: Loop) -> Iterator[Server]:
    """Serve a store that holds what bad input meets, until the context ends."""
    with closing(open_store(url, exclusive=True)) as store:
        add_places(store)
        world = make_world(store, loop, **UNCOUNTED)
        # Sessions are to last in the server, whose clock is the real one.
        world.clock.moment = datetime.now(UTC)
        scene = Scene.of(world)
        world.close()
    cookies = {
        who: "; ".join(f"{name}={value}" for name, value in client.http.cookies.items())
        for who, client in scene.clients.items()
        if client.http.cookies
    }
    own = {k: v for k, v in os.environ.items() if not k.startswith("GEO_PATROL_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "up", "--port", "0"],
        cwd=folder,
        env={
            **own,
            "GEO_PATROL_DATABASE_URL": url,
            "GEO_PATROL_LOG_LEVEL": "error",
            **UNCOUNTED_ENV,
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = _port(process)
        _wait_for(process, port)
        server = Server(process, port, cookies, scene.names)
        # The process has a key of its own: what was sealed before, it cannot open.
        begin_second_factor(server.ask)
        yield server
    finally:
        process.terminate()
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def _wait_for(process: subprocess.Popen[str], port: int) -> None:
    """Wait until the server takes connections: its address is told a moment before."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
    raise AssertionError("the server stopped")


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return int(found[1])
    raise AssertionError("the server did not start")
