"""Cases and steps for tests of the API, and who sends them."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from api_world import Client, World, incident_body

from geo_patrol.cases.records import case_id_of

CASES, STEPS = "/api/v1/cases", "/api/v1/case-steps"
REPORTED = "2022-10-10T09:00:00+08:00"
"""A Monday, after a worked weekend."""


def case_body(**changes: Any) -> dict[str, Any]:
    """Return what a citizen told the desk of the park squad."""
    body = {"squad": "park", "source": "citizen", "category": "oil_smoke", "lon": 120.89}
    return {**body, "lat": 29.51, "reported_at": REPORTED, "note": "油烟", **changes}


def at(day: int, hour: int, minute: int = 0) -> str:
    """Return a moment of October 2022."""
    return f"2022-10-{day:02}T{hour:02}:{minute:02}:00+08:00"


def step_body(case_id: UUID, kind: str, moment: str, **changes: Any) -> dict[str, Any]:
    """Return a step."""
    return {"case_id": str(case_id), "kind": kind, "at": moment, **changes}


def officer(officer_id: UUID) -> dict[str, str]:
    """Return an officer as a holder."""
    return {"kind": "officer", "code": str(officer_id)}


def put_case(client: Client, **changes: Any) -> UUID:
    """Write a case and return its id."""
    case_id = uuid4()
    answer = client.put(f"{CASES}/{case_id}", case_body(**changes))
    assert answer.status_code == 201, answer.text
    return case_id


def put_incident_case(client: Client, **changes: Any) -> tuple[UUID, UUID]:
    """Write an incident of the park, make it a case, and return both ids."""
    incident_id = uuid4()
    told = {"point": {"lon": 120.89, "lat": 29.51}, "category": "noise", "seized": []}
    body = incident_body(squad="park", **{**told, "outcomes": [], **changes})
    assert client.put(f"/api/v1/incidents/{incident_id}", body).status_code == 201
    case_id = case_id_of(incident_id)
    answer = client.put(f"{CASES}/{case_id}", {"incident_id": str(incident_id)})
    assert answer.status_code == 201, answer.text
    return incident_id, case_id


def put_step(
    client: Client, case_id: UUID, kind: str, moment: str, **changes: Any
) -> httpx.Response:
    """Write a step under a new id."""
    return client.put(f"{STEPS}/{uuid4()}", step_body(case_id, kind, moment, **changes))


def whole_way(world: World, case_id: UUID, leader: Client) -> UUID:
    """Take a case its whole way; return who solved it."""
    worker = world.officer("officer", "park")
    crew = world.signed_in(worker)
    for client, kind, moment, more in (
        (leader, "accepted", at(10, 9, 20), {}),
        (leader, "dispatched", at(10, 10), {"to": officer(worker.id)}),
        (crew, "handled", at(11, 15), {"note": "已清洗"}),
        (world.member("officer", "park"), "verified", at(12, 9), {}),
        (leader, "closed", at(12, 10), {}),
        (leader, "rated", at(13, 8), {"score": 5}),
    ):
        answer = put_step(client, case_id, kind, moment, **more)
        assert (answer.status_code, answer.json()["conflicts"]) == (201, []), answer.text
    return worker.id
