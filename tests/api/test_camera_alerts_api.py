"""Camera alerts over HTTP: cameras tell, crews answer, and odd ones are taken all the same."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from api_world import World, incident_body, where
from askers import gadget
from field_bodies import alert_answer_body, alert_body, put_alert, written

from geo_patrol.workflows.auditing import verify

PATH, ANSWERS = "/api/v1/camera-alerts", "/api/v1/alert-answers"


def test_a_camera_tells_what_it_saw_once(world: World) -> None:
    camera, path = gadget(world, "camera"), f"{PATH}/{uuid4()}"
    body = alert_body(at=world.clock().isoformat())
    first, again = camera.put(path, body), camera.put(path, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    told = first.json()
    assert (told["squad"], told["area"]) == ("reservoir", "lake")
    assert (told["camera_code"], told["flags"]) == (None, ["unknown_camera"])
    assert (told["note"], told["open"], told["redacted"]) == (body["note"], True, False)
    assert world.member("officer").get(path).json() == told
    assert camera.put(path, alert_body(note="x")).status_code == 409


@pytest.mark.parametrize("kind", ["tracker", "monitor"])
def test_other_devices_and_people_send_none(world: World, kind: Any) -> None:
    squad = None if kind == "monitor" else "reservoir"
    for client in (gadget(world, kind, squad), world.member("leader"), world.member("admin")):
        answer = client.put(f"{PATH}/{uuid4()}", alert_body())
        assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")


def test_a_camera_reads_nothing(world: World) -> None:
    alert_id, camera = put_alert(world), gadget(world, "camera")
    for address in (PATH, f"{PATH}/{alert_id}", "/api/v1/my/shift", "/api/v1/areas"):
        assert camera.get(address).status_code == 403


ODD: list[tuple[dict[str, Any], list[str], str | None]] = [
    ({"at": "2022-10-08T02:10:00+08:00"}, ["late"], "lake"),
    ({"at": "2035-10-08T02:10:00+08:00"}, ["clock_ahead"], "lake"),
    ({"lon": None, "lat": None}, [], None),
    ({"lon": 0, "lat": 0}, ["outside_areas"], None),
    ({"lon": 120.89, "lat": 29.51}, ["area_of_other_squad"], "block"),
]


@pytest.mark.parametrize(("changes", "flags", "area"), ODD, ids=lambda value: str(value)[:40])
def test_what_is_odd_is_taken_and_flagged(
    world: World, changes: dict[str, Any], flags: list[str], area: str | None
) -> None:
    alert_id = put_alert(world, **{"at": world.clock().isoformat(), **changes})
    told = world.member("officer").get(f"{PATH}/{alert_id}").json()
    assert (told["flags"], told["area"]) == ([*flags, "unknown_camera"], area)


def test_an_answer_closes_it_and_names_the_incident_that_came_of_it(world: World) -> None:
    officer = world.officer("officer")
    client, alert_id = world.signed_in(officer), put_alert(world)
    assert str(alert_id) in client.get(f"{PATH}?open=true&area=lake&limit=1000").text
    incident_id = uuid4()
    assert client.put(f"/api/v1/incidents/{incident_id}", incident_body()).status_code == 201
    body = alert_answer_body(alert_id, result="true", incident_id=str(incident_id))
    path = f"{ANSWERS}/{uuid4()}"
    first, again = client.put(path, body), client.put(path, body)
    assert (first.status_code, again.status_code) == (201, 200)
    told = client.get(f"{PATH}/{alert_id}").json()
    assert (told["open"], told["answers"]) == (False, [first.json()])
    assert (first.json()["flags"], first.json()["officer_id"]) == (["late"], str(officer.id))
    assert str(alert_id) not in client.get(f"{PATH}?open=true&limit=1000").text
    assert str(alert_id) in client.get(f"{PATH}?open=false&limit=1000").text


def test_a_camera_that_sends_again_is_not_told_what_came_of_it(world: World) -> None:
    camera, path, body = gadget(world, "camera"), f"{PATH}/{uuid4()}", alert_body()
    camera.put(path, body)
    alert_id = path.rpartition("/")[2]
    written(world.member("officer"), ANSWERS, alert_answer_body(alert_id, text="王五"))
    again = camera.put(path, body)
    assert (again.status_code, again.json()["answers"], again.json()["open"]) == (200, [], False)
    assert "王五" not in again.text


def test_alerts_and_answers_of_another_squad_are_not_there(world: World) -> None:
    leader, other = world.member("leader"), world.member("leader", "park")
    alert_id = put_alert(world)
    assert other.get(f"{PATH}/{alert_id}").status_code == 404
    assert str(alert_id) not in other.get(f"{PATH}?limit=1000").text
    answer = other.put(f"{ANSWERS}/{uuid4()}", alert_answer_body(alert_id))
    assert (answer.status_code, answer.json()["code"]) == (404, "field.no_alert")
    path = f"/api/v1/incidents/{uuid4()}"
    other.put(path, incident_body(squad="park", category="noise", seized=[]))
    body = alert_answer_body(alert_id, incident_id=path.rpartition("/")[2])
    foreign = leader.put(f"{ANSWERS}/{uuid4()}", body)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "field.no_incident")
    over = gadget(world, "camera", "park").put(f"{PATH}/{alert_id}", alert_body())
    assert (over.status_code, over.json()["code"]) == (404, "records.not_found")


def test_briefing_staff_see_no_word_of_alerts_and_answers(world: World) -> None:
    alert_id = put_alert(world, note="王五")
    answer_id = written(
        world.member("officer"), ANSWERS, alert_answer_body(alert_id, text="是王五")
    )
    for address in (
        f"{PATH}/{alert_id}",
        f"{PATH}?limit=1000",
        f"/api/v1/history/camera_alert/{alert_id}",
        f"/api/v1/history/alert_answer/{answer_id}",
    ):
        answer = world.member("briefing").get(address)
        assert answer.status_code == 200
        assert "王五" not in answer.text


def test_a_list_is_in_time_order_and_pages_without_loss(world: World) -> None:
    client, first = world.member("officer"), world.clock() + timedelta(days=40)
    hours = (2, 0, 1, 4, 3)
    made = {h: str(put_alert(world, at=(first + timedelta(hours=h)).isoformat())) for h in hours}
    address, seen = f"{PATH}?from=2022-12-01&limit=2", []
    while address:
        page = client.get(address).json()
        seen += [one["id"] for one in page["items"]]
        address = f"{PATH}?from=2022-12-01&limit=2&cursor={page['next']}" if page["next"] else ""
    assert [one for one in seen if one in made.values()] == [made[h] for h in sorted(hours)]


def test_all_of_it_is_as_the_chains_say(world: World) -> None:
    alert_id = put_alert(world, lon=None, lat=None)
    written(world.member("officer"), ANSWERS, alert_answer_body(alert_id, result="duplicate"))
    assert verify(world.store).sound


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"camera": ""}, "camera"),
    ({"camera": "a\nb"}, "camera"),
    ({"kind": "x" * 65}, "kind"),
    ({"lat": None}, ""),
    ({"note": "bell\u0007"}, "note"),
    ({"squad": "park"}, "squad"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, Any], place: str) -> None:
    answer = gadget(world, "camera").put(f"{PATH}/{uuid4()}", alert_body(**changes))
    assert answer.status_code == 422
    assert where(answer) == [place]


def test_whether_it_was_true_is_said_in_a_word(world: World) -> None:
    answer = world.member().put(f"{ANSWERS}/{uuid4()}", alert_answer_body(uuid4(), result=True))
    assert (answer.status_code, where(answer)) == (422, ["result"])
