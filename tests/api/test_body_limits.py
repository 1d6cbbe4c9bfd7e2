"""Bodies too large are refused early, and never kept in memory whole."""

import tracemalloc
from uuid import uuid4

import pytest
from api_world import World, chunks_of, incident_body, put_patrol

MB = 1024 * 1024
FORM_BYTES = 32 * 1024
JSON = {"content-type": "application/json"}


def test_a_body_of_200_mb_that_says_so_is_refused_unread(world: World) -> None:
    taken = []
    answer = world.member().ask(
        "PUT",
        f"/api/v1/patrols/{uuid4()}/tracks/{uuid4()}",
        content=chunks_of(MB, 200, lambda: taken.append(1)),
        headers={**JSON, "content-length": str(200 * MB)},
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "api.body_too_large")
    assert answer.headers["connection"] == "close"
    assert taken == []


def test_a_body_of_200_mb_in_pieces_is_refused_at_the_limit(world: World) -> None:
    client = world.member()
    path = f"/api/v1/patrols/{put_patrol(client)}/tracks/{uuid4()}"
    taken = []
    tracemalloc.start()
    answer = client.ask(
        "PUT", path, content=chunks_of(MB, 200, lambda: taken.append(1)), headers=JSON
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (answer.status_code, answer.json()["code"]) == (413, "api.body_too_large")
    assert len(taken) == world.settings.max_body_mb + 1
    assert peak < 60 * MB


def test_a_record_s_body_has_a_smaller_limit(world: World) -> None:
    taken = []
    answer = world.member().ask(
        "PUT",
        f"/api/v1/incidents/{uuid4()}",
        content=chunks_of(MB // 4, 100, lambda: taken.append(1)),
        headers=JSON,
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "api.record_too_large")
    assert len(taken) == 5


def test_a_log_in_form_has_a_smaller_limit(world: World) -> None:
    def send(size: int) -> int:
        name = b"login="
        return (
            world.stranger()
            .ask(
                "POST",
                "/login",
                content=name + b"a" * (size - len(name)),
                headers={"content-type": "application/x-www-form-urlencoded"},
            )
            .status_code
        )

    assert send(FORM_BYTES) == 401
    assert send(FORM_BYTES + 1) == 413


@pytest.mark.parametrize("length", ["abc", "-1", "9" * 400, "1e3", "\u00b2"])
def test_a_strange_content_length_is_no_way_around(world: World, length: str) -> None:
    taken = []
    answer = world.member().ask(
        "PUT",
        f"/api/v1/incidents/{uuid4()}",
        content=chunks_of(MB, 50, lambda: taken.append(1)),
        headers={**JSON, "content-length": length.encode("latin-1")},
    )
    assert answer.status_code == 413
    assert len(taken) <= 2


def test_a_body_at_the_limit_passes(world: World) -> None:
    body = incident_body(narrative="长" * 10_000)
    assert world.member().put(f"/api/v1/incidents/{uuid4()}", body).status_code == 201
