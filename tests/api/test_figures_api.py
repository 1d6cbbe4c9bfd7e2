"""The squads' figures over HTTP: counted by squad, with the records behind them."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, incident_body, where

MONTH = "from=2022-10-01&to=2022-11-01"


def put_incident(client: Client, **changes: Any) -> str:
    incident_id = str(uuid4())
    answer = client.put(f"/api/v1/incidents/{incident_id}", incident_body(**changes))
    assert answer.status_code == 201, answer.text
    return incident_id


def put_seizure(client: Client, incident_id: str, **changes: Any) -> str:
    seizure_id = str(uuid4())
    item = {"number": 1, "kind": "ground_cage", "quantity": 4, "unit": "条"}
    body = {
        "incident_id": incident_id,
        "number": f"测试-{seizure_id[:8]}",
        "measure": "seizure",
        "at": "2022-10-08T02:05:00+08:00",
        "officers": [],
        "items": [item],
    }
    answer = client.put(f"/api/v1/seizures/{seizure_id}", {**body, **changes})
    assert answer.status_code == 201, answer.text
    return seizure_id


def figures(client: Client, query: str = MONTH) -> dict[str, dict[str, Any]]:
    answer = client.get(f"/api/v1/figures?{query}")
    assert answer.status_code == 200, answer.text
    [squad] = answer.json()["squads"]
    return {one["code"]: one for one in squad["figures"]}


def test_the_squads_records_of_a_period_are_counted(fresh_world: World) -> None:
    client = fresh_world.member()
    put_incident(client)
    put_incident(
        client,
        source="campaign",
        seized=[
            {"kind": "boat", "quantity": 1},
            {"kind": "gill_net", "quantity": 60, "unit": "米"},
        ],
        outcomes=[{"kind": "persuaded", "people": 3}, {"kind": "filed_simple", "fine_yuan": 200}],
    )
    put_incident(client, source="camera", seized=[], outcomes=[{"kind": "filed_simple"}])
    put_incident(client, occurred_at="2022-09-30T23:59:59+08:00")
    other = fresh_world.member(squad="park")
    put_incident(other, category="noise", seized=[], outcomes=[])
    found = figures(client)
    told = {code: one["value"] for code, one in found.items()}
    assert told == {
        "violations": 3,
        "persuaded": 5,
        "gear_seized": 3,
        "found_by_camera": 1,
        "found_in_campaigns": 1,
        "found_jointly": 0,
        "cases_simple": 2,
        "fines_simple": 200,
        "cases_ordinary": 0,
        "fines_ordinary": 0,
        "problems_assigned": None,
        "supervision_sheets": None,
        "combined_inspections": None,
    }
    assert found["fines_simple"]["unknown"] == 1
    assert figures(other)["violations"]["value"] == 1


def test_what_is_void_is_not_counted(fresh_world: World) -> None:
    client = fresh_world.member()
    voided = put_incident(client)
    put_incident(client)
    body = {"void": True, "reason": "与另一条重复"}
    assert client.put(f"/api/v1/incidents/{voided}/void", body).status_code == 201
    found = figures(client)
    assert [found[code]["value"] for code in ("violations", "persuaded", "gear_seized")] == [
        1,
        2,
        2,
    ]


def test_gear_of_one_incident_is_counted_once_whoever_lists_it(fresh_world: World) -> None:
    client = fresh_world.member()
    incident_id = put_incident(client)
    assert figures(client)["gear_seized"]["value"] == 2
    seizure_id = put_seizure(client, incident_id)
    assert figures(client)["gear_seized"]["value"] == 4
    path = f"/api/v1/seizures/{seizure_id}"
    kept = client.get(path)
    sent = {
        **{name: kept.json()[name] for name in ("incident_id", "number", "measure", "at")},
        "officers": [],
        "items": [{"number": 1, "kind": "ground_cage", "quantity": 4, "unit": "条"}],
        "voided": "写错了",
    }
    assert client.put(path, sent, If_Match=kept.headers["etag"]).status_code == 200
    assert figures(client)["gear_seized"]["value"] == 2


def test_an_inventory_counts_when_it_was_made(fresh_world: World) -> None:
    client = fresh_world.member()
    incident_id = put_incident(client, occurred_at="2022-09-30T23:50:00+08:00")
    put_seizure(client, incident_id, at="2022-10-01T00:10:00+08:00")
    assert figures(client)["gear_seized"]["value"] == 4
    assert figures(client, "from=2022-09-01&to=2022-10-01")["gear_seized"]["value"] == 0


def test_the_addresses_behind_a_figure_lead_to_its_records(fresh_world: World) -> None:
    client = fresh_world.member()
    seized = [{"kind": "persuaded", "people": 2}, {"kind": "seized"}]
    with_gear = put_incident(client, outcomes=seized)
    put_incident(client, source="joint", seized=[], outcomes=[{"kind": "filed_ordinary"}])
    put_seizure(client, with_gear)
    found = figures(client)
    behind = {
        code: [len(client.get(path).json()["items"]) for path in one["records"]]
        for code, one in found.items()
    }
    assert behind == {
        "violations": [2],
        "persuaded": [1],
        "gear_seized": [1, 1],
        "found_by_camera": [0],
        "found_in_campaigns": [0],
        "found_jointly": [1],
        "cases_simple": [0],
        "fines_simple": [0],
        "cases_ordinary": [1],
        "fines_ordinary": [1],
        "problems_assigned": [],
        "supervision_sheets": [],
        "combined_inspections": [],
    }


def test_the_same_records_give_the_same_bytes_whenever_they_are_asked_for(world: World) -> None:
    client = world.member()
    put_incident(client)
    path = f"/api/v1/figures?{MONTH}&squad=reservoir"
    first = client.get(path)
    again = world.member("briefing").get(path)
    assert first.content == again.content
    assert first.json()["squads"][0]["figures"][0]["definition"]["zh"]


def test_squads_stand_by_code_and_only_those_within_reach(world: World) -> None:
    officer = world.officer("briefing", more_squads=("park",))
    told = world.signed_in(officer).get(f"/api/v1/figures?{MONTH}").json()
    assert [one["squad"] for one in told["squads"]] == ["park", "reservoir"]
    assert "七十四" in told["note"]["zh"]
    for squad in ("park", "nowhere"):
        assert world.member().get(f"/api/v1/figures?{MONTH}&squad={squad}").status_code == 404


@pytest.mark.parametrize("name", ["officer", "officer_id", "by", "sort", "group"])
def test_nobody_can_ask_by_officer_or_for_a_ranking(world: World, name: str) -> None:
    answer = world.member().get(f"/api/v1/figures?{MONTH}&{name}=officer")
    assert answer.status_code == 422
    assert where(answer) == [f"query.{name}"]


def test_a_period_that_ends_before_it_begins_is_refused(world: World) -> None:
    answer = world.member().get("/api/v1/figures?from=2022-11-01&to=2022-10-01")
    assert answer.status_code == 422
