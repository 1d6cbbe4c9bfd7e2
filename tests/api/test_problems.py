"""Problems: one shape, two languages, nothing of the program's inside."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from api_world import World, incident_body, shift_body
from sqlalchemy.orm import Session

from api.problems import STATUS, TITLES, Problem, problem_of
from geo_patrol import errors
from geo_patrol.errors import GeoPatrolError, Unavailable
from geo_patrol.messages import catalogue
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import places

MEMBERS = {
    "type",
    "title",
    "status",
    "detail",
    "detail_zh",
    "detail_en",
    "code",
    "findings",
    "request_id",
}


ANY_ID = "018f3a52-6b00-7c11-9a01-5d0c6e1f0001"


def some_problems(world: World):
    client = world.member()
    path = f"/api/v1/shifts/{uuid4()}"
    client.put(path, shift_body(note="a"))
    return [
        client.put(path, shift_body(note="b")),
        client.put(path, shift_body(note="c"), If_Match='"9"'),
        client.put(path, {"kind": "noon"}),
        client.get(f"/api/v1/shifts/{uuid4()}"),
        client.get("/api/v1/shifts?form=json"),
        client.get("/nowhere"),
        client.ask("PATCH", path),
        client.put_raw(path, b"x", "text/plain"),
        world.stranger().get(path),
        world.member("briefing").put(path, shift_body()),
        client.ask("POST", "/api/v1/session", headers={"origin": "http://evil.test"}),
    ]


def test_every_problem_has_the_same_members(world: World) -> None:
    answers = some_problems(world)
    assert len({answer.status_code for answer in answers}) >= 8
    for answer in answers:
        said = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(said) >= MEMBERS
        assert said["status"] == answer.status_code
        assert said["type"] == f"urn:geo-patrol:problem:{said['code']}"
        assert said["code"] in catalogue()
        assert " · " in said["title"]
        assert said["request_id"] == answer.headers["x-request-id"]
        assert all(set(one) == {"where", "reason_zh", "reason_en"} for one in said["findings"])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en", "en"),
        ("en-GB;q=0.9, zh;q=0.1", "en"),
        ("en;q=0", "zh"),
        ("fr, de", "zh"),
        ("fr;q=1, en;q=0.2", "en"),
        (";;;q=,,", "zh"),
    ],
)
def test_the_detail_is_in_the_reader_s_language(
    world: World, header: str | None, language: str
) -> None:
    headers = {} if header is None else {"accept-language": header}
    said = world.stranger().get("/nowhere", headers=headers).json()
    assert said["detail"] == said[f"detail_{language}"]
    assert said["detail_zh"] != said["detail_en"]


def test_every_kind_of_error_has_a_status_and_every_status_a_title() -> None:
    kinds = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, GeoPatrolError)
    } - {GeoPatrolError}
    assert kinds == {*STATUS, errors.OutOfReach, errors.EditOutOfReach}
    assert set(STATUS.values()) <= set(TITLES)
    assert all(key in catalogue() for key in TITLES.values())


def test_what_is_out_of_reach_is_told_like_what_is_not_there() -> None:
    there = errors.OutOfReach("records.not_found", object="incident/018f3a52")
    assert problem_of(there) == problem_of(errors.NotFound("records.not_found"))
    edit = errors.EditOutOfReach("records.nothing_to_edit", object="incident/018f3a52")
    assert problem_of(edit) == problem_of(errors.PreconditionFailed("records.nothing_to_edit"))


def test_a_kind_without_a_status_of_its_own_has_its_parent_s() -> None:
    class Odd(errors.InvalidInput):
        """A special case."""

    assert problem_of(Odd("api.invalid")).status == 422
    assert problem_of(GeoPatrolError("api.fault")) == Problem(500, "api.fault")


def failing(world: World, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    @contextmanager
    def writer(_store: Store) -> Iterator[Session]:
        raise error
        yield

    monkeypatch.setattr(Store, "writer", writer)


def test_a_full_disk_is_told_and_the_client_may_try_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.member()
    failing(world, monkeypatch, Unavailable("store.full"))
    path = f"/api/v1/incidents/{uuid4()}"
    answer = client.put(path, incident_body())
    assert (answer.status_code, answer.json()["code"]) == (503, "store.full")
    assert int(answer.headers["retry-after"]) > 0
    monkeypatch.undo()
    assert client.get(path).status_code == 404
    assert client.put(path, incident_body()).status_code == 201


def test_a_disk_that_fills_up_while_writing_leaves_nothing_half_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geo_patrol.store.repositories import history

    def full(*_args: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client, path = world.member(), f"/api/v1/incidents/{uuid4()}"
    monkeypatch.setattr(history, "append", full)
    assert client.put(path, incident_body()).status_code == 503
    monkeypatch.undo()
    assert client.get(path).status_code == 404
    assert client.put(path, incident_body()).status_code == 201


def test_an_unexpected_fault_tells_nothing_of_the_program(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("secret 13800000000 in /srv/app.py")

    client = world.member()
    monkeypatch.setattr(places, "areas", broken)
    answer = client.get("/api/v1/areas")
    assert (answer.status_code, answer.json()["code"]) == (500, "api.fault")
    assert answer.headers["x-content-type-options"] == "nosniff"
    for leak in ("secret", "Traceback", "RuntimeError", ".py"):
        assert leak not in answer.text
    logged = capsys.readouterr().out
    assert answer.json()["request_id"] in logged
    assert "RuntimeError" in logged
    assert "13800000000" not in logged


def test_a_client_that_hangs_up_is_no_fault(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    client = world.member()
    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"/api/v1/shifts/{uuid4()}",
        "raw_path": b"",
        "query_string": b"",
        "headers": [
            (b"content-type", b"application/json"),
            (b"cookie", f"gp={client.http.cookies['gp']}".encode()),
        ],
    }
    sent = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    world.loop.run(world.app(scope, receive, send))
    assert sent == []
    assert "fault" not in capsys.readouterr().out


def test_findings_of_a_body_with_countless_faults_are_bounded(world: World) -> None:
    fixes = [["x"]] * 5000
    path = f"/api/v1/patrols/{uuid4()}/tracks/{uuid4()}"
    answer = world.member().put(path, {"device": "a", "fixes": fixes})
    assert answer.status_code == 422
    assert 0 < len(answer.json()["findings"]) <= 200


def test_what_was_sent_is_not_repeated(world: World) -> None:
    typed = "330624199001011234"
    body = incident_body(category=5, narrative=[typed], accuracy_m=typed)
    answer = world.member().put(f"/api/v1/incidents/{uuid4()}", body)
    assert answer.status_code == 422
    assert typed not in answer.text


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        (f"/api/v1/shifts/{ANY_ID}", "GET, PUT"),
        (f"/api/v1/users/{ANY_ID}/password", "POST"),
        (f"/api/v1/devices/{ANY_ID}/token", "DELETE, POST"),
        ("/api/v1/session", "DELETE, GET, POST"),
        ("/healthz", "GET"),
    ],
)
def test_a_method_that_is_not_there_names_those_that_are(
    world: World, path: str, allowed: str
) -> None:
    for method in ("PATCH", "OPTIONS", "TRACE"):
        answer = world.member().ask(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("limit=0", "query.limit"),
        ("limit=1001", "query.limit"),
        ("limit=many", "query.limit"),
        ("from=yesterday", "query.from"),
        ("from=2022-10-01T00:00:00", "query.from"),
        ("from=0001-01-01T00:00:00%2B14:00", "query.from"),
        ("to=9999-12-31", "query.to"),
        ("from=2022-10-02&to=2022-10-01", "query.to"),
        ("from=2022-10-02&through=2022-10-01", "query.through"),
        ("to=2022-10-02&through=2022-10-02", "query.to"),
        ("bbox=1,2,3", "query.bbox"),
        ("bbox=a,b,c,d", "query.bbox"),
        ("bbox=nan,nan,nan,nan", "query.bbox"),
        ("bbox=121,29,120,30", "query.bbox"),
        ("bbox=29,120,30,121", "query.bbox"),
        ("format=xml", "query.format"),
        ("unknown=1", "query.unknown"),
        ("squad=" + "x" * 65, "query.squad"),
        ("squad=%00", "query.squad"),
        ("area=a%0Ab", "query.area"),
        ("area=", "query.area"),
    ],
)
def test_each_wrong_part_of_a_query_is_named(world: World, query: str, place: str) -> None:
    answer = world.member().get(f"/api/v1/incidents?{query}")
    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["findings"]] == [place]


@pytest.mark.parametrize("cursor", ["x", "%00", "MjAyMnwx", "a" * 200, "===="])
@pytest.mark.parametrize("path", ["shifts", "patrols", "tracks", "incidents", "cells"])
def test_a_cursor_that_no_page_gave_is_refused(world: World, path: str, cursor: str) -> None:
    answer = world.member().get(f"/api/v1/{path}?cursor={cursor}")
    assert answer.status_code == 422


def test_an_unescaped_plus_sign_is_understood(world: World) -> None:
    answer = world.member().get("/api/v1/incidents?from=2022-10-01T00:00:00+08:00")
    assert answer.status_code == 200
