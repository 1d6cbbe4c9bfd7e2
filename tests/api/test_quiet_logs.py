"""A real server's whole output holds nothing that people sent."""

import json
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from api_world import Loop, compact, incident_body
from running import Running, running, signed_in

NAME, PLATE, PHONE = "欧阳慕容", "浙D98765", "13812345678"
GUESS = "hunter2-of-nobody"
FORGED = "Zm9yZ2VkLXRva2VuLW5vdC10by1iZS1zZWVu"
PRIVATE = (NAME, quote(NAME), NAME.encode().hex(), PLATE, quote(PLATE), PHONE, GUESS, FORGED)


def provoke(server: Running, cookie: str) -> list[int]:
    """Send private words in every part of requests that pass and requests that fail."""
    json_type = {"content_type": "application/json"}
    private = f"{quote(NAME)}-{quote(PLATE)}-{PHONE}"
    bearer = {"authorization": f"Bearer {FORGED}"}
    incident = compact(incident_body(narrative=f"{NAME} {PLATE} {PHONE}"))
    wrong = compact(incident_body(category=PLATE, occurred_at=NAME))
    log_in = compact({"login": PHONE, "password": GUESS})
    path = f"/api/v1/incidents/{uuid4()}"
    return [
        server.ask("GET", f"/{private}?name={private}"),
        server.ask("GET", f"/api/v1/incidents/{private}", cookie=cookie),
        server.ask("GET", f"/api/v1/incidents?cursor={private}&area={private}", cookie=cookie),
        server.ask("GET", "/api/v1/areas", **bearer),
        server.ask("GET", "/api/v1/areas", cookie=f"gp={FORGED}; name={PHONE}"),
        server.ask("PUT", path, incident, cookie=cookie, **json_type),
        server.ask("PUT", path, wrong, cookie=cookie, **json_type),
        server.ask("PUT", path, incident, cookie=cookie, if_match=f'"{PHONE}"', **json_type),
        server.ask("PUT", path, incident, cookie=cookie, content_type=PHONE),
        server.ask("POST", "/api/v1/session", log_in, **json_type),
        server.ask("POST", "/api/v1/session", log_in, origin=f"http://{PHONE}.example"),
        server.ask("GET", "/healthz", x_request_id=PHONE, user_agent=PHONE, referer=private),
        server.ask("PATCH", f"/api/v1/incidents/{PHONE}", incident),
    ]


def break_off(server: Running) -> None:
    """Send what is no request, and requests that come to no end."""
    for data in (
        f"{PHONE} / HTTP/1.1\r\n\r\n".encode(),
        f"GET /{PHONE} HTTP/9.9\r\n{PHONE}\r\n\r\n".encode(),
        f"GET / HTTP/1.1\r\nHost: {PHONE}\r\nUpgrade: {PHONE}\r\nConnection: Upgrade\r\n".encode(),
        f"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\nlogin={PHONE}".encode(),
    ):
        server.send(data).close()


@pytest.mark.slow
def test_nothing_that_was_sent_is_in_the_server_s_output(
    tmp_path: Path, sqlite_samples: Path, loop: Loop
) -> None:
    store = tmp_path / "data" / "geo-patrol.sqlite"
    store.parent.mkdir()
    store.write_bytes(sqlite_samples.read_bytes())
    cookie = signed_in(store, loop)
    with running(tmp_path, log_level="debug") as server:
        statuses = provoke(server, cookie)
        break_off(server)
        assert server.ask("GET", "/readyz") == 200
        assert server.stop() == 0
        said = server.said()
    assert 500 not in statuses
    assert {201, 401, 404, 422} <= set(statuses)
    token = cookie.partition("=")[2]
    assert [one for one in (*PRIVATE, token) if one in said] == []
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    requests = [one for one in lines if one["event"] == "request"]
    assert len(requests) >= len(statuses)
    assert all(one["request_id"] and one["route"] for one in requests)
    assert [one["event"] for one in lines if one.get("logger") == "uvicorn.error"] != []
