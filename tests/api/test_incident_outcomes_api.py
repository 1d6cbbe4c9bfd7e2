"""What came of an incident: each outcome with what belongs to its kind, odd ones flagged."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, incident_body, where

from geo_patrol.workflows.auditing import verify

DONE: list[dict[str, Any]] = [
    {"kind": "persuaded", "people": 2},
    {"kind": "ordered", "people": 1},
    {"kind": "first_leniency", "people": 1},
    {"kind": "warned", "people": 1},
    {"kind": "seized"},
    {"kind": "filed_simple", "fine_yuan": 200, "at": "2022-10-08T02:00:00+08:00"},
    {"kind": "filed_ordinary", "fine_yuan": 5000},
    {"kind": "transferred", "agency": "public_security", "note": "移送公安"},
    {"kind": "fled", "people": 1},
]


def written(client: Client, outcomes: Any, **more: str) -> Any:
    path = f"/api/v1/incidents/{uuid4()}"
    return client.put(path, incident_body(outcomes=outcomes, seized=[]), **more)


def test_an_incident_keeps_every_outcome_with_what_belongs_to_it(world: World) -> None:
    client = world.member("officer")
    answer = written(client, DONE)
    assert answer.status_code == 201
    blank: dict[str, Any] = {
        "people": None,
        "note": "",
        "at": None,
        "fine_yuan": None,
        "agency": None,
    }
    path = f"/api/v1/incidents/{answer.json()['id']}"
    read = client.get(path).json()
    assert read == answer.json()
    at: dict[str, Any] = {"at": "2022-10-07T18:00:00Z"}
    assert read["outcomes"] == [{**blank, **one, **(at if "at" in one else {})} for one in DONE]
    history = client.get(path.replace("incidents", "history/incident")).json()
    assert [one.get("fine_yuan") for one in history["versions"][0]["body"]["outcomes"]] == [
        one.get("fine_yuan") for one in DONE
    ]
    assert verify(world.store).sound


def test_what_is_not_said_is_the_same_as_null(world: World) -> None:
    client, path = world.member(), f"/api/v1/incidents/{uuid4()}"
    assert client.put(path, incident_body(outcomes=[{"kind": "warned"}])).status_code == 201
    unsaid = {"kind": "warned", "people": None, "at": None, "fine_yuan": None, "agency": None}
    assert client.put(path, incident_body(outcomes=[unsaid])).status_code == 200
    fined = [{"kind": "filed_simple", "fine_yuan": 50}]
    assert client.put(path, incident_body(outcomes=fined), If_Match='"1"').status_code == 200
    assert verify(world.store).sound


def test_an_outcome_before_its_incident_is_taken_and_flagged(world: World) -> None:
    client = world.member()
    early = {"kind": "warned", "at": "2022-10-08T01:39:59+08:00"}
    at_once = {"kind": "warned", "at": "2022-10-08T01:40:00+08:00"}
    assert "outcome_before_incident" in written(client, [at_once, early]).json()["flags"]
    assert "outcome_before_incident" not in written(client, [at_once]).json()["flags"]


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        ({"kind": "persuaded", "people": 1, "fine_yuan": 100}, "outcomes[0].fine_yuan"),
        ({"kind": "seized", "fine_yuan": 100}, "outcomes[0].fine_yuan"),
        ({"kind": "warned", "agency": "public_security"}, "outcomes[0].agency"),
        ({"kind": "transferred", "agency": "police"}, "outcomes[0].agency"),
    ],
)
def test_what_does_not_belong_to_an_outcome_is_named(
    world: World, outcome: dict[str, Any], place: str
) -> None:
    answer = written(world.member(), [outcome])
    assert (answer.status_code, where(answer)) == (422, [place])
    assert answer.json()["code"] == "incidents.bad_outcomes"


def test_who_holds_no_certificate_files_no_case(world: World) -> None:
    answer = written(world.member("auxiliary"), [{"kind": "filed_simple", "fine_yuan": 50}])
    assert (answer.status_code, answer.json()["code"]) == (403, "records.measures_not_permitted")
