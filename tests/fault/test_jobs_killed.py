"""A server is killed while it solves a roster: the job says so, and nothing of it goes on."""

import http.client
import json
import os
import secrets
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from fault_figures import measured
from fault_site import PATIENCE_S, Server, Site
from roster_office import Office

from api.auth.tokens import new_token, token_digest
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import accounts, people, sessions
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn
from geo_patrol.workflows.auditing import verify

N_STAFF, N_DAYS = 40, 31
"""So many that no search has proved its best within a minute: 24 people and 28 days take 5 s."""


def leader_of(office: Office) -> str:
    """Add a leader of the office's squad; return the cookie of a session."""
    key, token, now = uuid4(), new_token(), datetime.now(UTC)
    badge = secrets.token_hex(4)
    officer = Officer(key, office.squad, badge, "队长", f"killed-{badge}", "leader", True)
    lasts = LogIn(uuid4(), key, "phone", "", now, now, None, now + timedelta(hours=10))
    with office.store.upkeep() as session:
        people.save_officer(session, officer)
        accounts.save_account(session, Account(key, None, now))
        sessions.open_session(session, token_digest(token), lasts)
    return f"gp={token}"


def ask(server: Server, cookie: str, method: str, path: str, body: Any = None) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    headers = {"Cookie": cookie, "Content-Type": "application/json"}
    with closing(connection):
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status < 300, told
        return told


def await_(server: Server, met: Callable[[], bool]) -> None:
    """Wait until something is so, as long as the server runs."""
    until = time.monotonic() + PATIENCE_S
    while not met():
        assert server.process.poll() is None and time.monotonic() < until
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(0.05)


def children(pid: int) -> list[int]:
    """Return the processes that a process began."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for each in found for one in each.read_text().split()]


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_jobs_of_a_killed_server_are_interrupted_and_say_so(site: Site) -> None:
    with closing(open_store(site.url, exclusive=True)) as store:
        office = Office(store)
        office.staff(N_STAFF)
        draft, cookie = office.roster(N_DAYS), leader_of(office)
    solve = f"/api/v1/rosters/{draft.id}/solve"
    with site.served() as server:
        began = [ask(server, cookie, "POST", solve, {"seconds": 600}) for _ in range(3)]
        paths = [f"/api/v1/jobs/{one['id']}" for one in began]
        await_(server, lambda: "value" in (ask(server, cookie, "GET", paths[0])["progress"] or {}))
        states = [ask(server, cookie, "GET", path)["state"] for path in paths]
        searching = children(server.process.pid)
        server.kill()
    killed_at = time.monotonic()
    assert states == ["running", "running", "waiting"]
    assert searching
    while not all(is_gone(pid) for pid in searching):
        assert time.monotonic() - killed_at < PATIENCE_S
        os.sched_yield()
    with site.served() as server:
        told = [ask(server, cookie, "GET", path) for path in paths]
        again = ask(server, cookie, "POST", solve, {"seconds": 1, "deterministic": True})
        path = f"/api/v1/jobs/{again['id']}"
        await_(server, lambda: ask(server, cookie, "GET", path)["state"] == "done")
    assert [one["state"] for one in told] == ["interrupted"] * 3
    assert [one["state_zh"] for one in told] == ["服务器停了，任务中断"] * 3
    assert all(one["ended_at"] is not None and one["result"] is None for one in told)
    with closing(open_store(site.url)) as store:
        assert verify(store).sound
    measured("jobs killed", site.dialect, jobs=len(told))


def test_a_server_that_is_told_to_stop_keeps_the_best_so_far(site: Site) -> None:
    with closing(open_store(site.url, exclusive=True)) as store:
        office = Office(store)
        office.staff(N_STAFF)
        draft, cookie = office.roster(N_DAYS), leader_of(office)
    with site.served() as server:
        solve = f"/api/v1/rosters/{draft.id}/solve"
        path = f"/api/v1/jobs/{ask(server, cookie, 'POST', solve, {'seconds': 600})['id']}"
        await_(server, lambda: "value" in (ask(server, cookie, "GET", path)["progress"] or {}))
        watching = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
        with closing(watching):
            watching.request("GET", f"{path}/events", headers={"Cookie": cookie})
            events = watching.getresponse()
            first = [events.readline() for _ in range(3)]
            server.stop()
            # Cut off, and whole all the same.
            rest = events.read()
        said = server.said.read_text(encoding="utf-8")
    assert events.headers["content-type"].startswith("text/event-stream")
    assert first[0].startswith(b"retry: ") and first[2].startswith(b"data: ")
    assert rest.endswith(b"\n\n")
    assert "Traceback" not in said and "fault" not in said
    with site.served() as server:
        told = ask(server, cookie, "GET", path)
    assert told["state"] == "interrupted"
    assert told["result"]["duties"]
