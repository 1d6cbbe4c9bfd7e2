"""What runs, stops or lengthens periods, over HTTP: approvals by leaders, testing, decisions."""

from typing import Any
from uuid import UUID, uuid4

from api_world import Client, World, where
from seizing import (
    AT,
    CLOCKS,
    SEIZURES,
    clock_body,
    keys,
    put_incident,
    put_new,
    put_seizure,
    seizure_body,
)


def read(client: Client, seizure_id: UUID) -> dict[str, Any]:
    answer = client.get(f"{SEIZURES}/{seizure_id}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_an_approval_is_a_leader_s_own_act(world: World) -> None:
    client, boss = world.member("officer"), world.officer("leader")
    seizure_id = put_seizure(client, world)
    approved = clock_body(seizure_id, "approved", "2022-10-08T08:30:00+08:00")
    refused = client.put(f"{CLOCKS}/{uuid4()}", approved)
    assert (refused.status_code, refused.json()["code"]) == (403, "seizures.approval_not_permitted")
    assert "approval_due" in keys(read(client, seizure_id)["findings"])
    put_new(world.signed_in(boss), CLOCKS, approved)
    told = read(client, seizure_id)
    assert told["approval"]["by"] == str(boss.id)
    assert "approval_due" not in keys(told["findings"])
    [report] = [one for one in told["clocks"] if one["kind"] == "seizure_report"]
    assert (report["state"], report["late"]) == ("met", False)


def test_who_took_it_does_not_approve_it_unnoticed(world: World) -> None:
    boss = world.officer("leader")
    body = seizure_body(boss.id, world.officer("officer").id)
    client = world.signed_in(boss)
    seizure_id = UUID(put_new(client, SEIZURES, body).json()["id"])
    put_new(client, CLOCKS, clock_body(seizure_id, "approved", "2022-10-08T08:30:00+08:00"))
    assert "approved_oneself" in keys(read(client, seizure_id)["findings"])


def test_testing_and_an_extension_move_the_last_day_and_a_decision_ends_it(world: World) -> None:
    leader = world.member("leader")
    seizure_id = put_seizure(leader, world, measure="seizure")

    def clock() -> dict[str, Any]:
        [one] = read(leader, seizure_id)["clocks"]
        assert isinstance(one, dict)
        return one

    assert (clock()["last_day"], clock()["state"]) == ("2022-11-07", "running")
    for kind, day in (("testing_ended", "13"), ("testing_begun", "10")):
        put_new(leader, CLOCKS, clock_body(seizure_id, kind, f"2022-10-{day}T09:00:00+08:00"))
    assert (clock()["last_day"], clock()["tested_days"]) == ("2022-11-10", 3)
    extended = clock_body(seizure_id, "extended", "2022-10-30T09:00:00+08:00", days=30)
    event = put_new(leader, CLOCKS, extended).json()
    assert (clock()["last_day"], clock()["extended_days"]) == ("2022-12-10", 30)
    voided = {**extended, "voided": "批错了"}
    assert leader.put(f"{CLOCKS}/{event['id']}", voided, If_Match='"1"').status_code == 200
    assert clock()["last_day"] == "2022-11-10"
    put_new(leader, CLOCKS, clock_body(seizure_id, "decided", "2022-10-30T10:00:00+08:00"))
    assert (clock()["state"], read(leader, seizure_id)["open"]) == ("met", False)


def test_a_report_that_came_after_a_day_is_late(world: World) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world)
    put_new(client, CLOCKS, clock_body(seizure_id, "reported", "2022-10-09T02:05:00+08:00"))
    [report] = [one for one in read(client, seizure_id)["clocks"] if one["last_day"] is None]
    assert (report["late"], report["due_at"]) == (True, "2022-10-08T18:05:00Z")


def test_only_certified_officers_decide(world: World) -> None:
    seizure_id = put_seizure(world.member("officer"), world)
    decided = clock_body(seizure_id, "decided", "2022-10-09T09:00:00+08:00")
    answer = world.member("auxiliary").put(f"{CLOCKS}/{uuid4()}", decided)
    assert (answer.status_code, answer.json()["code"]) == (403, "seizures.decision_not_permitted")


def test_an_act_is_about_a_seizure_or_a_case_and_only_an_extension_has_days(world: World) -> None:
    leader = world.member("leader")
    seizure_id, incident_id = put_seizure(leader, world), put_incident(leader)
    for body in (
        {"kind": "reported", "at": AT},
        {"kind": "reported", "at": AT, "incident_id": str(incident_id)},
        clock_body(seizure_id, "case_filed", AT),
        clock_body(seizure_id, "case_filed", AT, incident_id=str(incident_id)),
    ):
        answer = leader.put(f"{CLOCKS}/{uuid4()}", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "seizures.subject_wrong")
    for body in (
        clock_body(seizure_id, "extended", AT),
        clock_body(seizure_id, "reported", AT, days=3),
    ):
        answer = leader.put(f"{CLOCKS}/{uuid4()}", body)
        assert (answer.status_code, where(answer)) == (422, ["days"])
