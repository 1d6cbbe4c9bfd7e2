"""Handover notes over HTTP: exactly once, several a shift, never across squads."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import World, put_shift, where
from field_bodies import handover_body, put_handover

PATH = "/api/v1/handovers"


def test_a_note_is_written_once_and_says_who_wrote_it(world: World) -> None:
    officer = world.officer("officer")
    client, path = world.signed_in(officer), f"{PATH}/{uuid4()}"
    body = handover_body(put_shift(client))
    first, again = client.put(path, body), client.put(path, body)
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert (again.status_code, again.json()) == (200, first.json())
    told = first.json()
    assert (told["by_name"], told["officer_id"]) == (officer.name, str(officer.id))
    assert (told["text"], told["open_points"]) == (body["text"], body["open_points"])
    assert told["at"].startswith("2022-10-07T18:10:00")
    assert (told["squad"], told["demo"], told["redacted"]) == ("reservoir", False, False)


def test_without_a_time_it_is_of_when_it_came(world: World) -> None:
    client = world.member("officer")
    handover_id = put_handover(client, at=None)
    told = client.get(f"{PATH}/{handover_id}").json()
    assert told["at"] == told["received_at"]


def test_an_edit_keeps_the_author_and_a_stale_one_loses_nothing(world: World) -> None:
    officer = world.officer("officer")
    client, leader = world.signed_in(officer), world.member("leader")
    shift_id = put_shift(client)
    path = f"{PATH}/{put_handover(client, shift_id)}"
    edited = leader.put(path, handover_body(shift_id, text="改过"), If_Match='"1"')
    assert (edited.status_code, edited.headers["etag"]) == (200, '"2"')
    assert edited.json()["officer_id"] == str(officer.id)
    stale = client.put(path, handover_body(shift_id, text="另一部手机"), If_Match='"1"')
    assert (stale.status_code, stale.json()["current"]["text"]) == (412, "改过")
    told = client.get(f"/api/v1/history/handover/{path.rpartition('/')[2]}").json()
    assert [one["body"]["text"] for one in told["versions"]] == ["东支库湾有手电光", "改过"]
    assert [one["body"]["text"] for one in told["rivals"]] == ["另一部手机"]


def test_another_content_is_a_conflict_in_the_form_that_is_sent(world: World) -> None:
    client = world.member("officer")
    shift_id = put_shift(client)
    path = f"{PATH}/{put_handover(client, shift_id)}"
    answer = client.put(path, handover_body(shift_id, text="x"))
    assert answer.status_code == 409
    assert client.put(path, answer.json()["current"]).status_code == 200


def test_each_crew_may_leave_one(world: World) -> None:
    client = world.member("officer")
    shift_id = put_shift(client)
    notes = {str(put_handover(client, shift_id, text=text)) for text in ("船", "车")}
    listed = client.get(f"{PATH}?limit=1000").json()["items"]
    assert {one["id"] for one in listed if one["shift_id"] == str(shift_id)} == notes


def test_a_note_of_another_squad_is_not_there(world: World) -> None:
    client, other = world.member("officer"), world.member("leader", "park")
    shift_id = put_shift(client)
    path = f"{PATH}/{put_handover(client, shift_id)}"
    assert other.get(path).status_code == 404
    assert path.rpartition("/")[2] not in other.get(f"{PATH}?limit=1000").text
    over = other.put(path, handover_body(put_shift(other, squad="park")))
    assert (over.status_code, over.json()["code"]) == (404, "records.not_found")
    to_theirs = other.put(f"{PATH}/{uuid4()}", handover_body(shift_id))
    assert (to_theirs.status_code, to_theirs.json()["code"]) == (404, "records.no_shift")


def test_briefing_staff_see_that_there_is_a_note_and_no_word_of_it(world: World) -> None:
    handover_id = put_handover(world.member("officer"), text="王五在岸边", open_points=["找王五"])
    staff = world.member("briefing")
    for address in (f"{PATH}/{handover_id}", f"{PATH}?limit=1000"):
        assert "王五" not in staff.get(address).text
    told = staff.get(f"{PATH}/{handover_id}").json()
    assert (told["text"], told["open_points"], told["by_name"]) == ("", [], None)
    assert (told["officer_id"], told["redacted"]) == (None, True)
    assert "王五" not in staff.get(f"/api/v1/history/handover/{handover_id}").text


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"text": None}, "text"),
    ({"text": "x" * 2001}, "text"),
    ({"text": "turned \u202e around"}, "text"),
    ({"open_points": ["a"] * 21}, "open_points"),
    ({"open_points": [""]}, "open_points[0]"),
    ({"open_points": ["x" * 301]}, "open_points[0]"),
    ({"at": "yesterday"}, "at"),
    ({"shift_id": "1"}, "shift_id"),
    ({"by_name": "x"}, "by_name"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, Any], place: str) -> None:
    answer = world.member().put(f"{PATH}/{uuid4()}", {**handover_body(UUID(int=1)), **changes})
    assert answer.status_code == 422
    assert where(answer) == [place]
