"""A real server is told to stop while somebody is still sending."""

import socket
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from api_world import Loop, compact, incident_body
from running import Running, running, signed_in

from geo_patrol.store.engine import open_store

NAME = "geo-patrol.sqlite"


@dataclass(frozen=True)
class Station:
    """A folder with a store, and the cookie of an officer of it."""

    folder: Path
    cookie: str

    @property
    def store(self) -> Path:
        return self.folder / "data" / NAME

    def upload(self, body: bytes, length: int) -> bytes:
        """Return a request that writes an incident, with as much of its body as is given."""
        head = (
            f"PUT /api/v1/incidents/{uuid4()} HTTP/1.1\r\n"
            f"Host: 127.0.0.1\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
        )
        return head.encode() + body


@pytest.fixture
def station(tmp_path: Path, sqlite_samples: Path, loop: Loop) -> Station:
    home = tmp_path / "data"
    home.mkdir()
    (home / NAME).write_bytes(sqlite_samples.read_bytes())
    return Station(tmp_path, signed_in(home / NAME, loop))


def answer_on(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes."""
    parts = []
    with connection:
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def refuses(server: Running) -> bool:
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=5).close()
    except ConnectionError:
        return True
    return False


def incidents_in(station: Station) -> int:
    with closing(sqlite3.connect(station.store)) as opened:
        return int(opened.execute("SELECT count(*) FROM incidents").fetchone()[0])


def closed_cleanly(station: Station) -> bool:
    """Whether nothing is left beside the store's file, and nobody holds it."""
    left = [one.name for one in station.store.parent.glob(f"{NAME}-*")]
    open_store(f"sqlite:///{station.store}", exclusive=True).close()
    return left == []


@pytest.mark.slow
def test_an_upload_that_comes_to_its_end_in_time_is_taken(station: Station) -> None:
    body = compact(incident_body())
    with running(station.folder) as server:
        connection = server.send(station.upload(body[:40], len(body)))
        assert server.ask("GET", "/healthz") == 200
        server.process.terminate()
        while not refuses(server):
            pass
        connection.sendall(body[40:])
        assert answer_on(connection).startswith(b"HTTP/1.1 201")
        assert server.process.wait(60) == 0, server.said()
    assert incidents_in(station) == 1
    assert closed_cleanly(station)


@pytest.mark.slow
def test_an_upload_that_comes_to_no_end_is_refused_in_words(station: Station) -> None:
    with running(station.folder) as server:
        connection = server.send(station.upload(b"{", 1000))
        assert server.ask("GET", "/healthz") == 200
        assert server.stop() == 0, server.said()
        answer = answer_on(connection)
    assert answer.startswith(b"HTTP/1.1 503")
    assert b"pressure.stopping" in answer
    assert "服务器正在停止".encode() in answer
    assert incidents_in(station) == 0
    assert closed_cleanly(station)


@pytest.mark.slow
def test_idle_connections_do_not_hold_it_up(station: Station) -> None:
    with running(station.folder) as server:
        idle, begun = server.send(b""), server.send(b"GET /healthz HT")
        assert server.ask("GET", "/readyz") == 200
        assert server.stop() == 0, server.said()
        assert answer_on(idle) + answer_on(begun) == b""
    assert closed_cleanly(station)
