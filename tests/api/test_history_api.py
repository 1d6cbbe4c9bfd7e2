"""A record's history: every version that was accepted, and every one that lost."""

from uuid import uuid4

import pytest
from api_world import World, put_patrol, put_shift, shift_body, track_rows

HISTORY = "/api/v1/history"


def test_a_history_tells_every_version_and_who_sent_it(world: World) -> None:
    first, second = world.officer("leader"), world.officer("leader")
    shift_id = uuid4()
    path = f"/api/v1/shifts/{shift_id}"
    world.signed_in(first).put(path, shift_body(note="a"))
    world.signed_in(second).put(path, shift_body(note="b"), If_Match='"1"')
    told = world.member().get(f"{HISTORY}/shift/{shift_id}").json()
    assert [(one["version"], one["body"]["note"]) for one in told["versions"]] == [
        (1, "a"),
        (2, "b"),
    ]
    assert [one["actor_id"] for one in told["versions"]] == [str(first.id), str(second.id)]
    assert (told["kind"], told["id"], told["rivals"]) == ("shift", str(shift_id), [])


def test_a_version_in_a_history_can_be_sent_as_it_stands(world: World) -> None:
    client = world.member()
    shift_id = put_shift(client, note="a")
    [version] = client.get(f"{HISTORY}/shift/{shift_id}").json()["versions"]
    assert client.put(f"/api/v1/shifts/{shift_id}", version["body"]).status_code == 200
    assert client.put(f"/api/v1/shifts/{uuid4()}", version["body"]).status_code == 201


def test_two_phones_that_edit_one_record_lose_neither_s_work(world: World) -> None:
    one, other = world.member(), world.member()
    shift_id = put_shift(one)
    path = f"/api/v1/shifts/{shift_id}"
    assert one.put(path, shift_body(note="first"), If_Match='"1"').status_code == 200
    assert other.put(path, shift_body(note="second"), If_Match='"1"').status_code == 412
    told = one.get(f"{HISTORY}/shift/{shift_id}").json()
    assert [version["body"]["note"] for version in told["versions"]] == ["", "first"]
    [rival] = told["rivals"]
    assert (rival["based_on"], rival["body"]["note"]) == (1, "second")


def test_a_new_record_under_a_taken_id_is_kept_beside_it_once(world: World) -> None:
    client = world.member()
    shift_id = put_shift(client)
    for _ in range(3):
        assert client.put(f"/api/v1/shifts/{shift_id}", shift_body(note="x")).status_code == 409
    [rival] = client.get(f"{HISTORY}/shift/{shift_id}").json()["rivals"]
    assert (rival["based_on"], rival["body"]["note"]) == (None, "x")


def test_the_digest_is_the_one_that_the_audit_chain_has(world: World) -> None:
    client = world.member()
    shift_id = put_shift(client)
    client.put(f"/api/v1/shifts/{shift_id}", shift_body(note="x"))
    told = client.get(f"{HISTORY}/shift/{shift_id}").json()
    about = f"/api/v1/audit?object=shift/{shift_id}"
    refused, created = world.member("auditor").get(about).json()["items"]
    assert created["details"] == {"version": 1, "sha256": told["versions"][0]["sha256"]}
    assert refused["details"] == {"based_on": None, "sha256": told["rivals"][0]["sha256"]}
    assert (created["outcome"], refused["outcome"]) == ("done", "refused")


def test_patrols_and_tracks_have_a_history_too(world: World) -> None:
    client = world.member()
    patrol_id, track_id = put_patrol(client), uuid4()
    body = {"device": "a", "fixes": track_rows()}
    client.put(f"/api/v1/patrols/{patrol_id}/tracks/{track_id}", body)
    [patrol] = client.get(f"{HISTORY}/patrol/{patrol_id}").json()["versions"]
    [track] = client.get(f"{HISTORY}/track/{track_id}").json()["versions"]
    assert patrol["body"]["area"] == "lake"
    assert (track["body"]["patrol_id"], track["body"]["n_fixes"]) == (str(patrol_id), 20)


@pytest.mark.parametrize("kind", ["shift", "patrol", "track", "incident"])
def test_what_is_not_there_has_no_history(world: World, kind: str) -> None:
    answer = world.member().get(f"{HISTORY}/{kind}/{uuid4()}")
    assert (answer.status_code, answer.json()["code"]) == (404, "records.not_found")


def test_a_record_s_id_under_another_kind_is_not_there(world: World) -> None:
    client = world.member()
    shift_id = put_shift(client)
    assert client.get(f"{HISTORY}/patrol/{shift_id}").status_code == 404


@pytest.mark.parametrize("kind", ["officer", "device", "session", "x", "Shift"])
def test_other_kinds_have_no_history_here(world: World, kind: str) -> None:
    answer = world.member().get(f"{HISTORY}/{kind}/{uuid4()}")
    assert answer.status_code == 422
