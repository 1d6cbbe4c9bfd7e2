"""What every answer carries, and what the log says of it."""

import gzip
from uuid import uuid4

import pytest
from api_world import World, incident_body, put_shift

SECURITY = (
    "x-content-type-options",
    "content-security-policy",
    "referrer-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "x-request-id",
)


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/nowhere", "/api/v1/areas", "/api/v1/openapi.json", "/static/x"]
)
def test_every_answer_carries_the_security_headers(world: World, path: str) -> None:
    answer = world.member().get(path)
    assert [name for name in SECURITY if name not in answer.headers] == []
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_our_pages_run_no_inline_script_and_cannot_be_framed(world: World) -> None:
    policy = world.stranger().get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/api/v1/areas", "/api/v1/session", "/nowhere"])
def test_data_is_not_kept_by_caches(world: World, path: str) -> None:
    assert world.member().get(path).headers["cache-control"] == "no-store"


def test_every_request_has_an_id_of_our_own(world: World) -> None:
    client = world.stranger()
    given = {"x-request-id": "chosen-by-the-client"}
    ids = {client.get("/healthz", headers=given).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3
    assert "chosen-by-the-client" not in ids


def test_a_log_line_names_the_route_and_nothing_personal(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    client = world.member()
    incident_id = uuid4()
    client.put(f"/api/v1/incidents/{incident_id}", incident_body(narrative="张三 13800000000"))
    client.get("/api/v1/incidents?area=lake&cursor=personal")
    logged = capsys.readouterr().out
    assert "/api/v1/incidents/{incident_id}" in logged
    for private in (str(incident_id), "13800000000", "personal", "王强", "10.0.0.7"):
        assert private not in logged
    assert client.http.cookies["gp"] not in logged


def test_long_answers_are_compressed_for_those_who_can_read_it(world: World) -> None:
    client = world.member()
    for _ in range(20):
        put_shift(client)
    path = "/api/v1/shifts?limit=1000"
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert len(gzip.compress(plain.content)) < len(plain.content)
