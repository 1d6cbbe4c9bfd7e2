"""All bad requests to one server process: it answers them all, and stays small."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from api_world import Loop
from bad_case import Case
from bad_scene import faults_of, judge
from bad_server import Server, served
from bad_tables import CASES
from evidence_cases import HEAVY_EVIDENCE
from track_cases import HEAVY
from wire_cases import WIRE, Wire

AT_LIMIT = [*HEAVY, *HEAVY_EVIDENCE]
MOST_MB = 400
"""What the server may take at any moment, from its start on."""


@pytest.fixture(scope="module")
def server(
    request: pytest.FixtureRequest, loop: Loop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    templates = request.getfixturevalue("templates")
    url = templates.copy_sqlite("loaded")
    with served(url, tmp_path_factory.mktemp("served"), loop) as made:
        yield made


def test_the_whole_table_is_answered_over_a_socket_too(server: Server) -> None:
    # What is said in the other language is the same here as in process: see test_bad_requests.
    assert faults_of(CASES, server.names, server.ask, languages=("zh",)) == []


@pytest.mark.parametrize("case", AT_LIMIT, ids=[case.name for case in AT_LIMIT])
def test_a_body_at_the_limit_is_answered(server: Server, case: Case) -> None:
    judge(case, server.names, server.ask, languages=("zh",))


@pytest.mark.parametrize("wire", WIRE, ids=[one.name for one in WIRE])
def test_what_is_hardly_http_is_answered_or_hung_up_on(server: Server, wire: Wire) -> None:
    told = bytearray()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        # Who is hung up on in the middle of a word may not hear why.
        with suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(wire.bytes(server.cookies["leader"]))
            if wire.ends:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                told += piece
    statuses = [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", told)]
    assert statuses in wire.statuses
    assert server.ask("stranger", "GET", "/healthz", None, {}).status_code == 200


def test_the_server_never_took_more_memory_than_it_may(server: Server) -> None:
    print(f"at most {server.peak_mb():.0f} MB, in the end {server.resident_mb():.0f} MB")
    assert server.peak_mb() < MOST_MB
