"""Seizures, custody and clocks for tests of the API: their bodies, and who sends them."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from api_world import Client, World, incident_body

SEIZURES = "/api/v1/seizures"
CUSTODY = "/api/v1/custody-events"
CLOCKS = "/api/v1/clock-events"
DUE = "/api/v1/due"
AT = "2022-10-08T02:05:00+08:00"
LATER = "2022-10-08T05:40:00+08:00"


def item_body(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a line of an inventory."""
    body = {"number": number, "kind": "rod", "quantity": 2, "unit": "支", "condition": "完好"}
    more = {"seal_number": f"F-{number}", "storage_place": "巡查艇", "photos": []}
    return {**body, **more, **changes}


def seizure_body(*officers: UUID, **changes: Any) -> dict[str, Any]:
    """Return gear of two kinds that was seized at once by some officers."""
    body: dict[str, Any] = {
        "number": "新综执扣〔2022〕第0108号",
        "measure": "emergency_seizure",
        "at": AT,
        "officers": [str(one) for one in officers],
        "items": [item_body(1), item_body(2, kind="ground_cage", quantity=3)],
    }
    return {**body, **changes}


def custody_body(seizure_id: UUID, kind: str = "moved", **changes: Any) -> dict[str, Any]:
    """Return what was done with both items later that night."""
    body = {"seizure_id": str(seizure_id), "kind": kind, "items": [1, 2], "at": LATER}
    place = {"place": "长诏库房", "from_place": "巡查艇"} if kind == "moved" else {}
    return {**body, **place, **changes}


def clock_body(seizure_id: UUID, kind: str, at: str, **changes: Any) -> dict[str, Any]:
    """Return an act about a seizure's periods."""
    return {"seizure_id": str(seizure_id), "kind": kind, "at": at, **changes}


def put_new(client: Client, path: str, body: Any) -> httpx.Response:
    """Write a record of a new id, which must be taken; return the answer."""
    answer = client.put(f"{path}/{uuid4()}", body)
    assert answer.status_code == 201, answer.text
    return answer


def put_incident(client: Client, **changes: Any) -> UUID:
    """Write an incident with seized gear, and return its id."""
    body = incident_body(outcomes=[{"kind": "seized"}], **changes)
    return UUID(put_new(client, "/api/v1/incidents", body).json()["id"])


def two_officers(world: World) -> list[UUID]:
    """Return two certified officers of the reservoir squad."""
    return [world.officer("officer").id for _ in range(2)]


def put_seizure(client: Client, world: World, **changes: Any) -> UUID:
    """Write a seizure by two certified officers, and return its id."""
    body = seizure_body(*two_officers(world), **changes)
    return UUID(put_new(client, SEIZURES, body).json()["id"])


def keys(found: list[dict[str, Any]]) -> set[str]:
    """Return which remarks there are, without their room."""
    return {one["key"].partition(".")[2] for one in found}


def states(told: dict[str, Any]) -> dict[int, tuple[str | None, str]]:
    """Return where each item of a seizure is."""
    return {one["number"]: (one["state"], one["place"]) for one in told["items"]}
