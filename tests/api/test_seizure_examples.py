"""What the interface shows as examples of seizures, custody, clocks and law is taken."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import World
from seizing import CLOCKS, CUSTODY, SEIZURES, put_incident, put_seizure

from api.app import create_app
from geo_patrol.settings import Settings

PATHS = create_app(Settings(_env_file=None)).openapi()["paths"]
DECISION = "/api/v1/incidents/{incident_id}/law-decisions/{decision_id}"
ADDRESSES = (
    f"{SEIZURES}/{{seizure_id}}",
    f"{CUSTODY}/{{custody_event_id}}",
    f"{CLOCKS}/{{clock_event_id}}",
    DECISION,
    "/api/v1/law/office",
)


def examples() -> list[tuple[str, str, Any]]:
    found = []
    for address in ADDRESSES:
        content = PATHS[address]["put"]["requestBody"]["content"]["application/json"]
        found += [(address, name, one["value"]) for name, one in content["examples"].items()]
    return found


@pytest.mark.parametrize(
    ("address", "name", "value"), examples(), ids=lambda value: str(value)[-40:]
)
def test_an_example_is_taken(world: World, address: str, name: str, value: dict[str, Any]) -> None:
    leader = world.member("leader")
    incident_id = put_incident(leader)
    named = {"incident_id": incident_id}
    if "seizure_id" in value:
        named["seizure_id"] = put_seizure(leader, world)
    body = value | {key: str(made) for key, made in named.items() if key in value}
    client = world.member("admin") if address.endswith("/office") else leader
    path = address.replace("{incident_id}", str(incident_id))
    answer = client.put("/".join(str(uuid4()) if "{" in p else p for p in path.split("/")), body)
    assert answer.status_code == 201, answer.text


def test_each_address_has_one() -> None:
    assert {address for address, _, _ in examples()} == set(ADDRESSES)
