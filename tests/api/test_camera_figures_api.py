"""How often alerts are true and which cameras are silent, over HTTP; storms, and signs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from api_world import Loop, World, add_places, incident_body, make_world
from askers import bearer, device, gadget
from camera_bodies import add_camera
from field_bodies import FIELD, alert_answer_body, alert_body, put_alert, written

from geo_patrol.store.engine import Store

PRECISION, SILENCE = "/api/v1/cameras/precision", "/api/v1/cameras/silence"
ALERTS = "/api/v1/camera-alerts"


@pytest.fixture
def strict(store: Store, loop: Loop) -> Iterator[World]:
    """Give a world where a device may ask twenty times at once, and once a second."""
    add_places(store)
    world = make_world(store, loop, rate_per_caller="20/minute", rate_anonymous="1000/minute")
    yield world
    world.close()


def answered(world: World, camera: str, result: str, **changes: Any) -> None:
    alert = put_alert(world, camera=camera, **changes)
    body = alert_answer_body(alert, result=result)
    written(world.member("officer"), FIELD["alert_answer_id"], body)


def test_a_cameras_share_comes_with_its_interval(fresh_world: World) -> None:
    world = fresh_world
    add_camera(world)
    for result in ("true", "true", "true", "false", "duplicate"):
        answered(world, "CH-C01", result)
    put_alert(world, camera="没登记的")
    told = world.member("briefing").get(f"{PRECISION}?from=2022-10-01&through=2022-10-31").json()
    known, unknown = told["rows"]
    assert (known["key"], known["squad"], known["name"]) == ("CH-C01", "reservoir", "大坝 CH-C01")
    assert (known["n"], known["n_judged"], known["n_duplicate"]) == (5, 4, 1)
    assert known["share"] == 0.75
    assert (round(known["low"], 3), round(known["high"], 3)) == (0.301, 0.954)
    assert (unknown["key"], unknown["known"], unknown["share"]) == ("没登记的", False, None)
    assert (told["whole"]["n"], told["whole"]["n_open"], told["by"]) == (6, 1, "camera")
    assert "officer" not in str(told)


def test_figures_are_asked_for_by_hour_kind_month_and_of_one_camera(fresh_world: World) -> None:
    world = fresh_world
    add_camera(world)
    answered(world, "CH-C01", "true", kind="boat")
    answered(world, "库湾", "false", at="2022-09-08T23:10:00+08:00", lon=None, lat=None)
    client = world.member("leader")

    def keys(query: str) -> list[tuple[str, int]]:
        told = client.get(f"{PRECISION}?{query}").json()
        return [(row["key"], row["n"]) for row in told["rows"]]

    assert keys("by=hour") == [("02", 1), ("23", 1)]
    assert keys("by=kind") == [("boat", 1), ("person", 1)]
    assert keys("by=month") == [("2022-09", 1), ("2022-10", 1)]
    assert keys("camera=CH-C01") == [("CH-C01", 1)]
    assert keys("area=lake") == [("CH-C01", 1)]
    assert keys("from=2023-01-01") == []
    assert world.member("leader", "park").get(PRECISION).json()["whole"]["n"] == 0


def test_a_true_alert_tells_the_category_of_its_incident(fresh_world: World) -> None:
    world = fresh_world
    officer = world.member("officer")
    incident = written(officer, "/api/v1/incidents", incident_body(source="camera"))
    alert = put_alert(world)
    body = alert_answer_body(alert, result="true", incident_id=str(incident))
    written(officer, FIELD["alert_answer_id"], body)
    whole = officer.get(PRECISION).json()["whole"]
    assert whole["categories"] == [{"category": incident_body()["category"], "n": 1}]


def test_of_a_storm_what_is_over_the_rate_comes_again_and_nothing_is_lost(strict: World) -> None:
    camera = bearer(strict, device(strict, "camera")[1])
    ids = [uuid4() for _ in range(30)]
    body = alert_body(camera="大坝", at=strict.clock().isoformat())
    answers = {one: camera.put(f"{ALERTS}/{one}", body) for one in ids}
    refused = [one for one, answer in answers.items() if answer.status_code == 429]
    assert len(refused) == 9
    assert all(answers[one].status_code == 201 for one in ids if one not in refused)
    assert all(int(answers[one].headers["retry-after"]) >= 1 for one in refused)
    # Another token's rate is its own; the alerts keep their ids.
    again = bearer(strict, device(strict, "camera")[1])
    assert {again.put(f"{ALERTS}/{one}", body).status_code for one in refused} == {201}
    leader = strict.member("leader")
    listed = leader.get(f"{ALERTS}?open=true&limit=1000").json()["items"]
    assert {one["id"] for one in listed} == {str(one) for one in ids}
    [first] = leader.get(f"{ALERTS}?open=true&repeats=false").json()["items"]
    assert (first["n_repeats"], first["repeat_of"]) == (29, None)
    repeats = leader.get(f"{ALERTS}?repeats=true&camera=大坝&limit=1000").json()["items"]
    assert {one["repeat_of"] for one in repeats} == {first["id"]}
    written(leader, FIELD["alert_answer_id"], alert_answer_body(first["id"]))
    assert leader.get(f"{ALERTS}?open=true&limit=1000").json()["items"] == []
    assert leader.get(f"{ALERTS}/{repeats[0]['id']}").json()["open"] is False


def test_a_sign_is_kept_and_tells_whether_anybody_knows_the_camera(fresh_world: World) -> None:
    world = fresh_world
    add_camera(world)
    camera = gadget(world, "camera")
    assert camera.put("/api/v1/camera-signs/CH-C01", {"every_s": 300}).json()["known"] is True
    told = camera.put("/api/v1/camera-signs/没有的", {"every_s": 300})
    assert (told.status_code, told.json()) == (200, {"camera": "没有的", "known": False})
    world.clock.move(timedelta(minutes=16))
    camera.put("/api/v1/camera-signs/没有的", {"every_s": 300})
    leader = world.member("leader")
    found = leader.get(SILENCE).json()
    assert [(one["camera"], one["state"], one["by"]) for one in found["items"]] == [
        ("CH-C01", "silent", "signs"),
        ("没有的", "heard", "signs"),
    ]
    assert (found["n_silent"], found["items"][0]["limit_s"]) == (1, 900)
    assert leader.get(f"{SILENCE}?at=2022-10-01").json()["n_silent"] == 0
    assert world.member("leader", "park").get(SILENCE).json()["items"] == []


@pytest.mark.parametrize("kind", ["tracker", "monitor"])
def test_other_devices_and_people_send_no_signs(world: World, kind: Any) -> None:
    squad = None if kind == "monitor" else "reservoir"
    for client in (gadget(world, kind, squad), world.member("leader")):
        answer = client.put("/api/v1/camera-signs/CH-C01", {"every_s": 300})
        assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")
