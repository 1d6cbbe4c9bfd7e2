"""Shifts over HTTP: exactly once, edited by version, never across squads."""

import json
from uuid import uuid4

import pytest
from api_world import World, patrol_body, put_shift, shift_body, where


def test_a_new_shift_is_created_and_the_same_body_again_changes_nothing(world: World) -> None:
    client, path = world.member(), f"/api/v1/shifts/{uuid4()}"
    first = client.put(path, shift_body())
    again = client.put(path, shift_body())
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert (again.status_code, again.headers["etag"]) == (200, '"1"')
    assert first.json() == again.json()


def test_spaces_and_order_of_fields_do_not_make_another_body(world: World) -> None:
    client, path = world.member(), f"/api/v1/shifts/{uuid4()}"
    client.put(path, shift_body())
    turned = dict(reversed(shift_body().items()))
    answer = client.put_raw(path, json.dumps(turned, indent=4), "application/json; charset=utf-8")
    assert answer.status_code == 200


def test_another_body_under_the_same_id_is_a_conflict_that_shows_the_server_s(
    world: World,
) -> None:
    client, path = world.member(), f"/api/v1/shifts/{uuid4()}"
    client.put(path, shift_body(note="a"))
    answer = client.put(path, shift_body(note="b"))
    assert answer.status_code == 409
    assert answer.json()["current"]["note"] == "a"
    assert client.get(path).json()["note"] == "a"


def test_an_edit_names_the_version_it_is_based_on(world: World) -> None:
    client, path = world.member(), f"/api/v1/shifts/{uuid4()}"
    client.put(path, shift_body(note="a"))
    edited = client.put(path, shift_body(note="b"), If_Match='"1"')
    assert (edited.status_code, edited.headers["etag"]) == (200, '"2"')
    read = client.get(path)
    assert (read.json()["note"], read.headers["etag"]) == ("b", '"2"')


def test_an_edit_of_a_version_that_was_edited_since_is_refused(world: World) -> None:
    client, path = world.member(), f"/api/v1/shifts/{uuid4()}"
    client.put(path, shift_body(note="a"))
    client.put(path, shift_body(note="b"), If_Match='"1"')
    stale = client.put(path, shift_body(note="c"), If_Match='"1"')
    assert stale.status_code == 412
    assert client.get(path).json()["note"] == "b"


def test_an_edit_of_what_is_not_there_is_refused(world: World) -> None:
    answer = world.member().put(f"/api/v1/shifts/{uuid4()}", shift_body(), If_Match='"1"')
    assert answer.status_code == 412


@pytest.mark.parametrize("tag", ["*", "3", 'W/"1"', '"1", "2"', '"-1"', '"99999999999999"', ""])
def test_an_if_match_that_names_no_single_version_is_said_to_be_wrong(
    world: World, tag: str
) -> None:
    answer = world.member().put(f"/api/v1/shifts/{uuid4()}", shift_body(), If_Match=tag)
    assert answer.status_code == 422
    assert where(answer) == ["If-Match"]


def test_a_late_repeat_of_an_edited_version_is_no_conflict(world: World) -> None:
    client, path = world.member(), f"/api/v1/shifts/{uuid4()}"
    client.put(path, shift_body(note="a"))
    client.put(path, shift_body(note="b"), If_Match='"1"')
    late = client.put(path, shift_body(note="a"))
    assert (late.status_code, late.json()["note"], late.headers["etag"]) == (200, "b", '"2"')


def test_a_shift_of_another_squad_is_not_there(world: World) -> None:
    shift_id = put_shift(world.member("leader", "reservoir"))
    other = world.member("leader", "park")
    assert other.get(f"/api/v1/shifts/{shift_id}").status_code == 404
    listed = other.get("/api/v1/shifts?limit=1000").json()["items"]
    assert str(shift_id) not in [one["id"] for one in listed]
    taken = other.put(f"/api/v1/shifts/{shift_id}", shift_body(squad="park"))
    assert taken.status_code == 404
    edit = other.put(f"/api/v1/shifts/{shift_id}", shift_body(squad="park"), If_Match='"1"')
    assert (edit.status_code, edit.json()["code"]) == (412, "records.nothing_to_edit")


def test_nobody_writes_for_another_squad(world: World) -> None:
    answer = world.member("leader", "reservoir").put(
        f"/api/v1/shifts/{uuid4()}", shift_body(squad="park")
    )
    assert answer.status_code == 404
    assert answer.json()["code"] == "records.no_squad"


def test_a_shift_that_ends_before_it_starts_is_refused(world: World) -> None:
    body = shift_body(end="2022-10-07T23:00:00+08:00")
    answer = world.member().put(f"/api/v1/shifts/{uuid4()}", body)
    assert answer.status_code == 422
    assert where(answer) == ["end"]


def test_a_shift_of_more_than_a_day_is_refused(world: World) -> None:
    body = shift_body(end="2022-10-09T01:00:00+08:00")
    answer = world.member().put(f"/api/v1/shifts/{uuid4()}", body)
    assert answer.json()["code"] == "records.shift_too_long"


WRONG = [
    ({"squad": None}, "squad"),
    ({"squad": ""}, "squad"),
    ({"squad": "x" * 65}, "squad"),
    ({"squad": "a\u0000b"}, "squad"),
    ({"squad": "two\nlines"}, "squad"),
    ({"kind": "noon"}, "kind"),
    ({"kind": 1}, "kind"),
    ({"start": "2022-10-08T00:00:00"}, "start"),
    ({"start": "2022-10-08"}, "start"),
    ({"start": 1665158400}, "start"),
    ({"start": "0001-01-01T00:00:00+14:00"}, "start"),
    ({"start": "1970-01-01T00:00:00Z"}, "start"),
    ({"end": "2100-01-01T00:00:00Z"}, "end"),
    ({"end": None}, "end"),
    ({"note": "x" * 2001}, "note"),
    ({"note": "bell\u0007"}, "note"),
    ({"note": "turned \u202e around"}, "note"),
    ({"note": ["a"]}, "note"),
    ({"extra": 1}, "extra"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, object], place: str) -> None:
    answer = world.member().put(f"/api/v1/shifts/{uuid4()}", shift_body(**changes))
    assert answer.status_code == 422
    assert where(answer) == [place]
    finding = answer.json()["findings"][0]
    assert finding["reason_zh"] and finding["reason_en"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b"[" * 100_000]
)
def test_what_is_no_json_object_is_refused(world: World, data: bytes) -> None:
    answer = world.member().put_raw(f"/api/v1/shifts/{uuid4()}", data, "application/json")
    assert answer.status_code == 422


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "multipart/form-data"])
def test_other_media_types_are_refused(world: World, media_type: str) -> None:
    answer = world.member().put_raw(f"/api/v1/shifts/{uuid4()}", b"{}", media_type)
    assert answer.status_code == 415


def test_an_id_that_is_no_uuid_is_named(world: World) -> None:
    answer = world.member().put("/api/v1/shifts/1", shift_body())
    assert answer.status_code == 422
    assert where(answer) == ["path.shift_id"]


def test_a_shift_s_list_is_in_time_order_and_pages_without_loss(world: World) -> None:
    client = world.member()
    for day in (3, 1, 2, 5, 4):
        day_of = {
            "start": f"2022-11-0{day}T00:00:00+08:00",
            "end": f"2022-11-0{day}T08:00:00+08:00",
        }
        put_shift(client, **day_of)
    first = "/api/v1/shifts?from=2022-11-01&limit=2"
    starts, address = [], first
    while address:
        page = client.get(address).json()
        starts += [one["start"][:10] for one in page["items"]]
        address = f"{first}&cursor={page['next']}" if page["next"] else ""
    assert starts == sorted(starts)
    assert len(starts) == 5


def test_a_patrol_s_shift_must_be_within_reach(world: World) -> None:
    shift_id = put_shift(world.member("leader", "park"), squad="park")
    answer = world.member().put(f"/api/v1/patrols/{uuid4()}", patrol_body(shift_id))
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_shift")
