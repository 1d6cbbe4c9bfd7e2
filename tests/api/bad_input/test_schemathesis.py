"""Requests made up from the OpenAPI document: no fault, and no answer that it does not describe.

`make fuzz` looks longer, and prints what it did.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from api_world import Loop
from bad_server import Server, served

HERE = Path(__file__).parent
SECONDS = int(os.environ.get("FUZZ_SECONDS", "12"))
"""For all tours together."""

ALL_PHASES = "examples,coverage,fuzzing,stateful"
ACCOUNTS = "^/api/v1/(users|devices)(/|$)"
AUDIT = "^/api/v1/audit(/|$)"
SESSIONS = "^/api/v1/sessions?(/|$)"
OTHERS = "^/api/v1/(sessions?|users|devices|audit)(/|$)"


@dataclass(frozen=True)
class Tour:
    """Operations to try, as somebody of a role; ``share`` of all the time."""

    name: str
    who: str
    choice: tuple[str, ...]
    share: float
    phases: str = ALL_PHASES


TOURS = (
    Tour("records", "leader", ("--exclude-path-regex", OTHERS), 0.6),
    # Nothing can be written there, so nothing follows from an answer.
    Tour("audit", "auditor", ("--include-path-regex", AUDIT), 0.1, "coverage,fuzzing"),
    # Ends the session it came with: a tour of its own, by somebody whom no other one needs.
    Tour("sessions", "briefing", ("--include-path-regex", SESSIONS), 0.1),
    # The last one: it finds everybody's account, and disables it.
    Tour("accounts", "admin", ("--include-path-regex", ACCOUNTS), 0.2),
)


@pytest.fixture(scope="module")
def server(
    request: pytest.FixtureRequest, loop: Loop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    templates = request.getfixturevalue("templates")
    url = templates.copy_sqlite("loaded")
    with served(url, tmp_path_factory.mktemp("served"), loop) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("tour", TOURS, ids=[tour.name for tour in TOURS])
def test_the_interface_does_what_its_document_says(
    server: Server, tour: Tour, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            "--config-file",
            HERE / "schemathesis.toml",
            "run",
            f"http://127.0.0.1:{server.port}/api/v1/openapi.json",
            *tour.choice,
            "--phases",
            tour.phases,
            "--mode",
            "all",
            "--max-time",
            str(max(3, round(SECONDS * tour.share))),
            "--continue-on-failure",
            "--no-color",
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "FUZZ_TOKEN": server.cookies[tour.who].partition("=")[2],
            "SCHEMATHESIS_HOOKS": "fuzz_hooks",
            "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout[done.stdout.rfind("= SUMMARY =") :])
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2000:]
