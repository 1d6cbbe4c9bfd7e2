"""An auditor looks for entries, learns who is meant, and watches a verification go on."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, put_shift, shift_body
from sqlalchemy import text

from api.audit import verifying
from geo_patrol.workflows.enrolling import enrol

AUDIT = "/api/v1/audit"
EVENTS = f"{AUDIT}/verification/events"


@pytest.fixture
def auditor(world: World) -> Client:
    return world.member("auditor")


def found(auditor: Client, query: str) -> list[dict[str, Any]]:
    answer = auditor.get(f"{AUDIT}?{query}&limit=1000")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_entries_are_found_by_who_did_what_to_what_and_how_it_ended(
    world: World, auditor: Client
) -> None:
    officer = world.officer("leader")
    client, shift_id = world.signed_in(officer), uuid4()
    path, actor = f"/api/v1/shifts/{shift_id}", f"officer/{officer.id}"
    client.put(path, shift_body())
    client.put(path, shift_body(note="x"), If_Match='"1"')
    client.put(path, shift_body(note="y"), If_Match='"1"')
    mine = found(auditor, f"actor={actor}&kind=shift")
    assert {one["object"] for one in mine} == {f"shift/{shift_id}"}
    assert len(mine) == 3
    assert [one["action"] for one in found(auditor, f"actor={actor}&action=create")] == ["create"]
    refused = found(auditor, f"actor={actor}&outcome=refused")
    assert [(one["action"], one["object"]) for one in refused] == [("edit", f"shift/{shift_id}")]
    assert found(auditor, f"actor={actor}&kind=shif") == []


def test_entries_are_found_by_when(fresh_world: World) -> None:
    world = fresh_world
    first = put_shift(world.member())
    world.clock.moment += timedelta(days=2)
    second, auditor = put_shift(world.member()), world.member("auditor")
    day = f"{world.clock.moment:%Y-%m-%d}"
    later = {one["object"] for one in found(auditor, f"kind=shift&from={day}")}
    before = {one["object"] for one in found(auditor, f"kind=shift&to={day}")}
    assert (later, before) == ({f"shift/{second}"}, {f"shift/{first}"})


def test_a_chain_is_read_in_its_order_when_the_clock_was_put_back(fresh_world: World) -> None:
    world = fresh_world
    client, auditor = world.member(), world.member("auditor")
    put_shift(client)
    world.clock.moment -= timedelta(hours=1)
    put_shift(client)
    entries = found(auditor, "chain=reservoir")
    assert [one["seq"] for one in entries] == list(range(len(entries), 0, -1))


def test_an_auditor_is_told_who_stands_in_entries(world: World, auditor: Client) -> None:
    officer = world.officer("leader")
    actors = {one["actor"]: one for one in auditor.get(f"{AUDIT}/actors").json()["items"]}
    told = actors[f"officer/{officer.id}"]
    assert (told["name"], told["role"], told["squad"]) == (officer.name, "leader", "reservoir")


def events(auditor: Client) -> list[dict[str, Any]]:
    answer = auditor.get(EVENTS)
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]


def test_a_verification_tells_what_it_saw_when_it_is_done(fresh_world: World) -> None:
    world = fresh_world
    auditor = world.member("auditor")
    put_shift(world.member())
    enrol(world.store, now=world.clock())
    last = events(auditor)[-1]
    assert (last["state"], last["verification"]["sound"]) == ("done", True)
    plain = auditor.get(f"{AUDIT}/verification").json()
    assert last["verification"] == plain
    with world.store.upkeep() as session:
        session.execute(text("UPDATE shifts SET note = 'altered'"))
    assert events(auditor)[-1]["verification"]["sound"] is False


def test_one_verification_at_a_time_reads_the_store(auditor: Client) -> None:
    with verifying._turn:
        refused = auditor.get(EVENTS)
    assert (refused.status_code, refused.json()["code"]) == (429, "audit.under_way")
    assert events(auditor)[-1]["state"] == "done"


@pytest.mark.parametrize("query", ["outcome=maybe", "from=yesterday", "actor=" + "x" * 129])
def test_a_search_of_another_shape_is_refused(auditor: Client, query: str) -> None:
    assert auditor.get(f"{AUDIT}?{query}").status_code == 422
