"""Custody and clocks over HTTP: events in any order, conflicts in words, approvals by leaders."""

from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, where
from seizing import (
    AT,
    CLOCKS,
    CUSTODY,
    SEIZURES,
    clock_body,
    custody_body,
    item_body,
    keys,
    put_incident,
    put_new,
    put_seizure,
    seizure_body,
    states,
    two_officers,
)


def read(client: Client, seizure_id: UUID) -> dict[str, Any]:
    answer = client.get(f"{SEIZURES}/{seizure_id}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def conflicts(told: dict[str, Any]) -> set[tuple[str, tuple[int, ...]]]:
    found = told["conflicts"]
    assert all(one["remark"]["reason_zh"] and one["remark"]["reason_en"] for one in found)
    names = (one["remark"]["key"].removeprefix("seizures.custody_") for one in found)
    return set(zip(names, (tuple(one["items"]) for one in found), strict=True))


def test_an_event_is_written_once_and_the_chain_moves_on(world: World) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world)
    path, body = f"{CUSTODY}/{uuid4()}", custody_body(seizure_id)
    first, again = client.put(path, body), client.put(path, {**body, "items": [2, 1, 2]})
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert client.put(path, {**body, "place": "别处"}).status_code == 409
    told = read(client, seizure_id)
    assert states(told) == {1: ("held", "长诏库房"), 2: ("held", "长诏库房")}
    assert [one["kind"] for one in told["events"]] == ["seized", "moved"]
    listed = client.get(SEIZURES, params={"place": "长诏库房", "limit": 1000}).json()["items"]
    assert str(seizure_id) in {one["id"] for one in listed}


def test_events_of_offline_phones_sort_themselves_in_whatever_order_they_come(
    world: World,
) -> None:
    leader = world.member("leader")
    steps: list[tuple[str, dict[str, Any]]] = [
        ("moved", {"place": "库房", "from_place": "巡查艇", "at": "2022-10-08T04:00:00+08:00"}),
        ("inspected", {"place": "库房", "at": "2022-10-08T09:00:00+08:00", "items": [1]}),
        ("confiscated", {"items": [2], "at": "2022-10-09T09:00:00+08:00"}),
        ("destroyed", {"items": [2], "at": "2022-10-10T09:00:00+08:00", "to": "处置单位"}),
        ("returned", {"items": [1, 2], "at": "2022-10-11T09:00:00+08:00", "to": "当事人"}),
    ]
    seen = set()
    for order in list(permutations(steps))[::17]:
        seizure_id = put_seizure(leader, world)
        for kind, more in order:
            put_new(leader, CUSTODY, {**custody_body(seizure_id, kind), **more})
        told = read(leader, seizure_id)
        assert [one["kind"] for one in told["events"]] == ["seized", *(k for k, _ in steps)]
        seen.add((str(states(told)), str(sorted(conflicts(told)))))
        [clock] = [one for one in told["clocks"] if one["kind"] == "seizure"]
        assert clock["met_at"] == "2022-10-11T01:00:00Z"
    [(places, found)] = seen
    assert places == str({1: ("returned", "库房"), 2: ("destroyed", "库房")})
    assert found == str([("after_destroyed", (2,))])


def test_an_item_in_two_places_and_a_return_of_what_was_destroyed_are_told(world: World) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world)
    put_new(client, CUSTODY, custody_body(seizure_id, place="甲库"))
    other = put_new(client, CUSTODY, custody_body(seizure_id, place="乙库", items=[1])).json()
    put_new(client, CUSTODY, custody_body(seizure_id, "destroyed", items=[2]))
    told = read(client, seizure_id)
    assert ("two_places", (1,)) in conflicts(told)
    [event] = [one for one in told["events"] if one["id"] == other["id"]]
    assert event["counts"]
    back = put_new(
        client,
        CUSTODY,
        custody_body(seizure_id, "returned", items=[2], at="2022-10-09T09:00:00+08:00"),
    )
    [conflict] = back.json()["conflicts"]
    assert conflict["remark"]["key"] == "seizures.custody_after_destroyed"
    assert states(read(client, seizure_id))[2][0] == "destroyed"


def test_what_is_before_the_seizure_or_not_in_the_inventory_is_told(world: World) -> None:
    client = world.member("officer")
    seizure_id = put_seizure(client, world)
    early = custody_body(seizure_id, at="2022-10-08T01:00:00+08:00")
    put_new(client, CUSTODY, early)
    put_new(client, CUSTODY, custody_body(seizure_id, items=[7]))
    assert conflicts(read(client, seizure_id)) == {("before_seizure", (1, 2)), ("unknown", (7,))}


def test_a_live_catch_is_released_at_the_moment_it_was_seized(world: World) -> None:
    client = world.member("officer")
    items = [item_body(kind="other", quantity=5, unit="尾", storage_place="")]
    seizure_id = put_seizure(client, world, items=items)
    put_new(client, CUSTODY, custody_body(seizure_id, "released_live", items=[1], at=AT))
    told = read(client, seizure_id)
    assert (states(told), conflicts(told)) == ({1: ("released_live", "")}, set())
    assert all(one["met_at"] for one in told["clocks"] if one["kind"] == "seizure")


def test_gear_without_owner_needs_a_notice_that_is_over(world: World) -> None:
    client = world.member("officer")

    def disposed(at: str, notice: bool = True) -> set[tuple[str, tuple[int, ...]]]:
        seizure_id = put_seizure(client, world, ownerless=True, items=[item_body()])
        if notice:
            posted = custody_body(seizure_id, "notice_posted", items=[1])
            put_new(client, CUSTODY, {**posted, "notice_ends": "2022-10-20T00:00:00+08:00"})
        put_new(client, CUSTODY, custody_body(seizure_id, "disposed", items=[1], at=at))
        return conflicts(read(client, seizure_id))

    assert disposed("2022-10-21T09:00:00+08:00") == set()
    assert disposed("2022-10-19T09:00:00+08:00") == {("disposed_early", (1,))}
    assert disposed("2022-10-21T09:00:00+08:00", False) == {("disposed_unnoticed", (1,))}


def test_what_was_recorded_stays_and_a_slip_is_voided_with_a_reason(world: World) -> None:
    officer = world.officer("auxiliary")
    client = world.signed_in(officer)
    seizure_id = put_seizure(world.member("officer"), world)
    body = custody_body(seizure_id, "returned", items=[1])
    event = put_new(client, CUSTODY, body).json()
    assert event["flags"] == ["uncertified"]
    path = f"{CUSTODY}/{event['id']}"
    changed = client.put(path, {**body, "items": [2]}, If_Match='"1"')
    assert (changed.status_code, changed.json()["code"]) == (422, "seizures.kept_as_it_was")
    voided = {**body, "voided": "点错了"}
    stranger = world.member("auxiliary").put(path, voided, If_Match='"1"')
    assert (stranger.status_code, stranger.json()["code"]) == (403, "seizures.void_not_permitted")
    assert client.put(path, voided, If_Match='"1"').status_code == 200
    told = read(client, seizure_id)
    assert states(told)[1] == ("held", "巡查艇")
    assert [(one["counts"], one["voided"]) for one in told["events"]][-1] == (False, "点错了")
    again = client.put(path, body, If_Match='"2"')
    assert (again.status_code, again.json()["code"]) == (422, "seizures.kept_as_it_was")


def test_an_event_of_another_squad_or_of_no_seizure_is_not_there(world: World) -> None:
    client, other = world.member("officer"), world.member("leader", "park")
    seizure_id = put_seizure(client, world)
    event = put_new(client, CUSTODY, custody_body(seizure_id)).json()
    fact = put_new(client, CLOCKS, clock_body(seizure_id, "reported", AT)).json()
    for path, body in (
        (CUSTODY, custody_body(seizure_id)),
        (CLOCKS, clock_body(seizure_id, "reported", AT)),
    ):
        answer = other.put(f"{path}/{uuid4()}", body)
        assert (answer.status_code, answer.json()["code"]) == (404, "seizures.no_seizure")
        nothing = client.put(f"{path}/{uuid4()}", {**body, "seizure_id": str(uuid4())})
        assert (nothing.status_code, nothing.json()["code"]) == (404, "seizures.no_seizure")
    assert other.get(f"{CUSTODY}/{event['id']}").status_code == 404
    assert other.get(f"{CLOCKS}/{fact['id']}").status_code == 404


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"kind": "sold"}, "kind"),
    ({"items": []}, "items"),
    ({"items": [0]}, "items[0]"),
    ({"at": "x"}, "at"),
    ({"place": "x" * 101}, "place"),
    ({"handed_to": "x"}, "handed_to"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, Any], place: str) -> None:
    body = {**custody_body(uuid4()), **changes}
    answer = world.member().put(f"{CUSTODY}/{uuid4()}", body)
    assert (answer.status_code, where(answer)) == (422, [place])


def test_two_officers_are_enough(world: World) -> None:
    client = world.member("officer")
    body = seizure_body(*two_officers(world), incident_id=str(put_incident(client)))
    found = keys(put_new(client, SEIZURES, body).json()["findings"])
    assert not {"too_few_officers", "not_certified", "officer_unknown", "no_incident"} & found
