"""The OpenAPI document: complete, true, and with examples that work."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import World, patrol_body, put_patrol, put_shift
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.app import create_app
from api.bodies import JsonBody
from api.boundary_imports.file import BoundaryFileReader
from api.evidence.uploading import StretchReader
from api.new_areas.file import NewAreaReader
from api.roster_files.form import RosterFileReader
from api.tracks.bodies import TrackReader
from geo_patrol.settings import Settings

APP = create_app(Settings(_env_file=None))
DOCUMENT = APP.openapi()
OPERATIONS = [
    (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
NAMES = [f"{method} {path}" for method, path, _ in OPERATIONS]
PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_every_operation_says_what_it_is_for_and_who_may(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    assert path.startswith("/api/v1/")
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    assert operation["x-permission"]
    assert ("security" in operation) == (operation["x-permission"] != "public")


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_every_failure_is_documented_as_a_problem(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    failures = {s: r for s, r in operation["responses"].items() if not s.startswith("2")}
    assert {"422", "503"} <= set(failures)
    for answer in failures.values():
        assert answer["content"]["application/problem+json"]["schema"] == PROBLEM


def reads_a_body(dependant: Dependant) -> bool:
    readers = JsonBody | TrackReader | StretchReader | RosterFileReader
    readers |= BoundaryFileReader | NewAreaReader
    own = isinstance(dependant.call, readers)
    return own or any(map(reads_a_body, dependant.dependencies))


READERS = {
    (method.lower(), route.path_format)
    for route in APP.routes
    if isinstance(route, APIRoute) and reads_a_body(route.dependant)
    for method in route.methods
}


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_who_reads_a_body_documents_it_with_examples(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    assert ("requestBody" in operation) == ((method, path) in READERS)
    for content in operation.get("requestBody", {}).get("content", {}).values():
        assert content.get("examples") or content["schema"]["format"] == "binary"


def test_every_record_is_written_with_a_body() -> None:
    assert {path for method, path, _ in OPERATIONS if method == "put"} == {
        path for method, path in READERS if method == "put"
    }


def test_every_reference_leads_somewhere() -> None:
    schemas = DOCUMENT["components"]["schemas"]

    def references(node: object) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [one for value in node.values() for one in references(value)]
        if isinstance(node, list):
            return [one for value in node for one in references(value)]
        return []

    for reference in references(DOCUMENT):
        if reference.startswith("#"):
            assert reference.removeprefix("#/components/schemas/") in schemas
    assert "HTTPValidationError" not in json.dumps(DOCUMENT)


def test_edits_and_versions_are_documented() -> None:
    put = DOCUMENT["paths"]["/api/v1/shifts/{shift_id}"]["put"]
    assert "if-match" in [one["name"] for one in put["parameters"]]
    assert {"200", "201", "409", "412"} <= set(put["responses"])
    assert "ETag" in put["responses"]["201"]["headers"]


def test_it_is_served_and_there_is_no_page_that_loads_from_elsewhere(world: World) -> None:
    client = world.stranger()
    assert client.get("/api/v1/openapi.json").json() == json.loads(json.dumps(DOCUMENT))
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404


def examples_of(path: str) -> list[tuple[str, Any]]:
    content = DOCUMENT["paths"][path]["put"]["requestBody"]["content"]
    return [
        (media_type, example["value"])
        for media_type, one in content.items()
        for example in one["examples"].values()
    ]


def send(world: World, path: str, media_type: str, value: Any) -> int:
    data = value if isinstance(value, str) else json.dumps(value)
    return world.member().put_raw(path, data, media_type).status_code


@pytest.mark.parametrize(("media_type", "value"), examples_of("/api/v1/shifts/{shift_id}"))
def test_the_examples_of_shifts_are_taken(world: World, media_type: str, value: Any) -> None:
    assert send(world, f"/api/v1/shifts/{uuid4()}", media_type, value) == 201


@pytest.mark.parametrize(("media_type", "value"), examples_of("/api/v1/patrols/{patrol_id}"))
def test_the_examples_of_patrols_are_taken(
    loaded_world: World, media_type: str, value: dict[str, Any]
) -> None:
    client = loaded_world.member()
    shift_id = UUID(value["shift_id"])
    client.put(f"/api/v1/shifts/{shift_id}", SHIFT)
    crew = [str(loaded_world.officer("officer").id) for _ in value["crew"]]
    sent = {**value, "crew": crew}
    assert set(sent) <= {*patrol_body(shift_id), "note"}
    assert send(loaded_world, f"/api/v1/patrols/{uuid4()}", media_type, sent) == 201


SHIFT = examples_of("/api/v1/shifts/{shift_id}")[0][1]


@pytest.mark.parametrize(("media_type", "value"), examples_of("/api/v1/incidents/{incident_id}"))
def test_the_examples_of_incidents_are_taken(
    loaded_world: World, media_type: str, value: Any
) -> None:
    assert send(loaded_world, f"/api/v1/incidents/{uuid4()}", media_type, value) == 201


TRACK = "/api/v1/patrols/{patrol_id}/tracks/{track_id}"


@pytest.mark.parametrize(("media_type", "value"), examples_of(TRACK))
def test_the_examples_of_tracks_are_taken(loaded_world: World, media_type: str, value: Any) -> None:
    client = loaded_world.member()
    patrol_id = put_patrol(client, put_shift(client), area="changzhao")
    path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
    assert send(loaded_world, path, media_type, value) == 201


def test_the_example_of_signing_in_is_understood(world: World) -> None:
    body = DOCUMENT["paths"]["/api/v1/session"]["post"]["requestBody"]["content"]
    value = body["application/json"]["examples"]["officer"]["value"]
    answer = world.stranger().ask("POST", "/api/v1/session", json=value)
    assert answer.status_code == 401
