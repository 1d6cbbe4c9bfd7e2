"""The door for tracking apps: a token in the address, a fix in the app's own format."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from api_world import START, Client, Loop, World, add_places, make_world, patrol_body, put_shift
from askers import device, logged, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.auth.bearers import new_token
from api.auth.tokens import token_digest
from api.piecing import Piecing
from geo_patrol.roles import DeviceKind
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import devices
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.tables import TrackerFixRow
from geo_patrol.workflows.piecing import put_together

BEGIN = datetime.fromisoformat(START)
T = int(BEGIN.timestamp()) + 600
DEVICES = "/api/v1/devices"


class Phone:
    """An officer of a squad with a tracking app, in the night shift of the tests."""

    def __init__(self, world: World, squad: str = "reservoir") -> None:
        self.world = world
        self.officer: Officer = world.officer("officer", squad)
        self.leader: Client = world.member("leader", squad)
        self.squad = squad
        self.shift = put_shift(self.leader, squad=squad)
        self.device, self.token = device(world, "tracker", squad)
        with world.store.upkeep() as session:
            carried = replace(self.device, officer_id=self.officer.id)
            devices.save_device(session, carried)
        self.app = world.stranger(address="10.9.9.9")

    @property
    def address(self) -> str:
        return f"/ingest/{self.token}"

    def patrol(self, **changes: Any) -> str:
        patrol_id = str(uuid4())
        crew = [str(self.officer.id)]
        body = patrol_body(self.shift, crew=crew, **changes)
        assert self.leader.put(f"/api/v1/patrols/{patrol_id}", body).status_code == 201
        return patrol_id

    def post(self, body: Any) -> Any:
        return self.app.ask("POST", self.address, json=body)

    def own(self, number: int = 0, **changes: Any) -> Any:
        """Report as OwnTracks does."""
        place = {"lat": 29.47, "lon": 120.985 + number * 2e-4}
        message = {"_type": "location", "tst": T + number * 30, "acc": 5, "vel": 18, "tid": "ab"}
        return self.post({**message, **place, **changes})

    def waiting(self) -> list[int]:
        with self.world.store.reader() as session:
            rows = session.query(TrackerFixRow).filter_by(device_id=self.device.id)
            return sorted(row.t_ms // 1000 - T for row in rows)

    def settle(self) -> int:
        now = self.world.clock()
        return put_together(self.world.store, now=now, zone=self.world.settings.zone)


@pytest.fixture
def phone(world: World) -> Phone:
    return Phone(world)


def test_owntracks_is_answered_an_empty_list(phone: Phone) -> None:
    answer = phone.own()
    assert (answer.status_code, answer.json()) == (200, [])
    assert phone.post({"_type": "lwt", "tst": T}).json() == []
    assert phone.app.ask("POST", phone.address).json() == []
    assert phone.waiting() == [0]


def test_every_app_gets_its_fix_in(phone: Phone) -> None:
    place = "lat=29.47&lon=120.99"
    asked = [
        ("GET", f"?{place}&timestamp={(T + 10) * 1000}&hdop=5&altitude=9&speed=2", {}),
        ("GET", f"?id=a&{place}&timestamp={T + 20}&speed=2&batt=50", {}),
        ("POST", f"?id=a&{place}&timestamp={T + 30}&speed=2&batt=50", {}),
        ("POST", "", {"data": {"deviceid": "a", "location": "29.47,120.99", "timestamp": T + 40}}),
        ("POST", "", {"json": {"location": _traccar(T + 50), "device_id": "a"}}),
        ("GET", f"?{place}&t={T + 60}&acc=5&spd=2&aid=b", {}),
        ("POST", "", {"content": f"time,lat,lon,timestamp\n,29.47,120.99,{T + 70}\n"}),
    ]
    for method, query, options in asked:
        answer = phone.app.ask(method, phone.address + query, **options)
        assert answer.status_code == 200, (query, answer.text)
    assert phone.waiting() == [10, 20, 30, 40, 50, 60, 70]


def _traccar(moment_s: int) -> dict[str, Any]:
    coords = {"latitude": 29.47, "longitude": 120.99, "accuracy": -1, "speed": -1}
    return {
        "timestamp": datetime.fromtimestamp(moment_s, BEGIN.tzinfo).isoformat(),
        "coords": coords,
    }


def test_fixes_of_a_patrol_become_its_track(phone: Phone) -> None:
    patrol_id = phone.patrol()
    for number in (*range(20), *range(20)):
        phone.own(number)
    assert phone.settle() == 1
    [track] = phone.leader.get(f"/api/v1/patrols/{patrol_id}/tracks").json()["items"]
    assert (track["n_fixes"], track["n_bad"], track["device"]) == (20, 0, "tracker 1")
    history = phone.leader.get(f"/api/v1/history/track/{track['id']}").json()
    assert history["versions"][0]["actor_id"] == str(phone.device.id)
    assert phone.waiting() == []


def test_a_running_server_makes_tracks_by_itself(world: World, phone: Phone) -> None:
    patrol_id = phone.patrol()
    for number in range(20):
        phone.own(number)
    at_work = Piecing(world.store, world.settings.zone, world.clock)
    at_work.work()
    assert len(phone.leader.get(f"/api/v1/patrols/{patrol_id}/tracks").json()["items"]) == 1


def test_what_is_off_duty_is_counted_and_not_stored(world: World, phone: Phone) -> None:
    assert phone.own(tst=T - 86_400).status_code == 200
    assert phone.own(tst=T + 86_400 * 5).status_code == 200
    assert phone.own(lat=95).status_code == 200
    assert phone.own(vel=5000).status_code == 200
    assert phone.waiting() == [0]
    told = world.member("admin").get(f"{DEVICES}/{phone.device.id}").json()["reported"]
    assert (told["kept"], told["off_duty"], told["unusable"], told["doubtful"]) == (1, 2, 1, 1)
    assert datetime.fromisoformat(told["heard_at"]) == world.clock()


def test_a_token_that_is_none_finds_no_address(world: World, phone: Phone) -> None:
    revoked = Phone(world)
    admin = world.member("admin")
    assert admin.ask("DELETE", f"{DEVICES}/{revoked.device.id}/token").status_code == 204
    kinds: tuple[DeviceKind, ...] = ("camera", "monitor")
    others = [device(world, kind, "reservoir")[1] for kind in kinds]
    elsewhere = said(world.stranger().get("/ingested"))
    for token in (new_token(), revoked.token, "gpd_", "x" * 2000, phone.token[:-1], *others):
        for method in ("GET", "POST"):
            address = f"/ingest/{token}?lat=1&lon=2&timestamp={T}"
            answer = world.stranger().ask(method, address)
            assert answer.status_code == 404
            assert said(answer) == elsewhere
    assert phone.app.get("/ingest/").status_code == 404
    assert phone.app.ask("PUT", phone.address).status_code == 405


def test_another_squads_token_brings_nothing_to_this_squads_patrols(
    world: World, phone: Phone
) -> None:
    patrol_id = phone.patrol()
    stranger = Phone(world, "park")
    for number in range(20):
        stranger.own(number)
    phone.settle()
    assert phone.leader.get(f"/api/v1/patrols/{patrol_id}/tracks").json()["items"] == []


def test_the_token_opens_nothing_else_by_its_address(phone: Phone) -> None:
    for path in ("/api/v1/patrols", "/ingest/../api/v1/patrols", f"{phone.address}/x"):
        assert phone.app.get(path).status_code in (401, 404)


def test_a_token_in_an_address_is_in_no_line_of_the_log(phone: Phone) -> None:
    with logged() as lines:
        phone.own()
        phone.app.get(phone.address)
        phone.app.get(f"/ingest/{phone.token}x?lat=1")
        phone.app.get(f"{phone.address}/x")
    requests = [line for line in lines if line["event"] == "request"]
    assert [line["route"] for line in requests] == ["/ingest/{token}"] * 3 + ["-"]
    assert phone.token not in str(lines)
    assert token_digest(phone.token) not in str(lines)


def test_a_refusal_does_not_repeat_the_token(phone: Phone) -> None:
    for answer in (
        phone.app.get(phone.address + "?lat=x&lon=1&timestamp=1"),
        phone.app.get(phone.address + "x", headers={"accept": "text/html"}),
    ):
        assert answer.status_code in (404, 422)
        assert phone.token not in answer.text


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"content": b"nonsense"}, 422),
        ({"content": b'{"_type":"location"}'}, 422),
        ({"content": b'{"_type":"location","tst":1,"lat":"a","lon":2}'}, 422),
        ({"content": b"\xff\xfe"}, 422),
        ({"content": b"{" + b"x" * 70_000}, 413),
        ({"content": b"time,lat,lon\n" + b"x" * (9 * 1024 * 1024)}, 413),
        ({"content": b"{}", "headers": {"content-encoding": "gzip"}}, 422),
    ],
)
def test_nonsense_is_refused(phone: Phone, options: dict[str, Any], status: int) -> None:
    answer = phone.app.ask("POST", phone.address, **options)
    assert answer.status_code == status, answer.text
    assert phone.waiting() == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.binary(max_size=120))
def test_whatever_is_sent_is_never_a_fault(phone: Phone, query: str, body: bytes) -> None:
    answer = phone.app.ask("POST", phone.address, params={"q": query, "lat": query}, content=body)
    assert answer.status_code in (200, 413, 422)
    answer = phone.app.ask("POST", phone.address, content=body)
    assert answer.status_code in (200, 413, 422)


def test_a_rate_is_each_tokens_own(store: Store, loop: Loop) -> None:
    add_places(store)
    world = make_world(store, loop, rate_per_caller="5/hour", rate_anonymous="30/hour")
    busy, modest = Phone(world), Phone(world)
    assert [busy.own(n).status_code for n in range(8)] == [200] * 6 + [429] * 2
    assert [modest.own(n).status_code for n in range(3)] == [200] * 3
    answer = busy.own(9)
    assert answer.json()["code"] == "pressure.too_often"
    assert int(answer.headers["retry-after"]) > 0
    world.close()


def test_thinking_up_tokens_counts_for_the_address(store: Store, loop: Loop) -> None:
    add_places(store)
    world = make_world(store, loop, rate_per_caller="5/hour", rate_anonymous="8/hour")
    thief = world.stranger(address="10.1.1.1")
    statuses = [thief.get(f"/ingest/{new_token()}").status_code for _ in range(9)]
    assert statuses == [404] * 8 + [429]
    world.close()


def test_a_tracker_is_given_to_an_officer_of_its_squad(world: World) -> None:
    admin, officer = world.member("admin"), world.officer("officer")
    path = f"{DEVICES}/{uuid4()}"
    body = {"kind": "tracker", "name": "手机", "squad": "reservoir", "officer_id": str(officer.id)}
    assert admin.put(path, body).status_code == 201
    assert admin.put(path, body).status_code == 200
    told = admin.get(path).json()
    assert (told["officer_id"], told["reported"]) == (str(officer.id), None)
    assert told in admin.get(DEVICES).json()["items"]
    stranger = world.officer("officer", "park")
    for changes in ({"officer_id": str(stranger.id)}, {"officer_id": str(uuid4())}):
        answer = admin.put(path, {**body, **changes}, If_Match='"1"')
        assert (answer.status_code, answer.json()["findings"][0]["where"]) == (422, "officer_id")
    conflict = admin.put(path, {**body, "officer_id": None})
    assert (conflict.status_code, conflict.json()["current"]) == (409, body)


def test_a_batch_of_a_day_without_signal_goes_in_at_once(phone: Phone) -> None:
    lines = [f",29.47,{120.985 + n * 1e-5:.6f},{T + n * 5}" for n in range(3000)]
    body = "\n".join(["time,lat,lon,timestamp", *lines])
    for _ in range(2):
        assert phone.app.ask("POST", phone.address, content=body).status_code == 200
    assert len(phone.waiting()) == 3000
    assert json.dumps(phone.waiting()[:3]) == "[0, 5, 10]"
    assert timedelta(seconds=phone.waiting()[-1]) < timedelta(hours=5)
