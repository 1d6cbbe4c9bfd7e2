"""Trackers, cameras and monitors: a token each, for what they measure and nothing else."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, put_patrol, shift_body, track_rows
from askers import bearer, device, gadget, logged, said
from signing_in import SESSION, bearing, refusals, signed_in

from api.auth.tokens import token_digest
from geo_patrol.store.tables import AuditRow, DeviceRow

DEVICES = "/api/v1/devices"
TRACKER = {"kind": "tracker", "name": "巡查艇 1 号定位器", "squad": "reservoir"}


@pytest.fixture
def admin(world: World) -> Client:
    return world.member("admin")


def given(admin: Client, **changes: Any) -> tuple[str, str]:
    """Have a device written and given a token; return where it is, and the token."""
    path = f"{DEVICES}/{uuid4()}"
    assert admin.put(path, {**TRACKER, **changes}).status_code == 201
    return path, token_of(admin, path)


def token_of(admin: Client, path: str) -> str:
    token: str = admin.ask("POST", f"{path}/token").json()["token"]
    return token


def send_track(client: Client, patrol_id: object) -> Any:
    path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
    return client.put(path, {"device": "boat", "fixes": track_rows(5)})


def test_a_device_is_written_once_and_edited_by_version(admin: Client) -> None:
    path = f"{DEVICES}/{uuid4()}"
    first = admin.put(path, TRACKER)
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert admin.put(path, TRACKER).status_code == 200
    other = {**TRACKER, "name": "艇 2 号"}
    conflict = admin.put(path, other)
    assert (conflict.status_code, conflict.json()["current"]) == (409, TRACKER)
    assert admin.put(path, other, If_Match='"1"').status_code == 200
    assert admin.get(path).json() in admin.get(DEVICES).json()["items"]
    assert admin.get(path).json()["token_at"] is None


def test_a_token_is_shown_once_and_kept_as_a_hash(world: World, admin: Client) -> None:
    path, token = given(admin)
    assert token.startswith("gpd_")
    assert len(token) >= 47
    auditor = world.member("auditor").get("/api/v1/audit?limit=1000")
    for told in (admin.get(path), admin.get(DEVICES), auditor):
        assert token not in told.text
        assert token_digest(token) not in told.text
    with world.store.reader() as session:
        rows = [vars(row) for kind in (DeviceRow, AuditRow) for row in session.query(kind)]
    assert token_digest(token) in str(rows)
    assert token not in str(rows)


def test_a_tracker_brings_in_tracks_of_its_squad_s_patrols(world: World, admin: Client) -> None:
    patrol_id = put_patrol(world.member())
    path, token = given(admin)
    sent = send_track(bearer(world, token), patrol_id)
    assert sent.status_code == 201, sent.text
    listed = world.member().get(f"/api/v1/patrols/{patrol_id}/tracks").json()["items"]
    assert [one["id"] for one in listed] == [sent.json()["id"]]
    history = world.member().get(f"/api/v1/history/track/{sent.json()['id']}").json()
    assert history["versions"][0]["actor_id"] == path.rpartition("/")[2]
    about = f"/api/v1/audit?object=track/{sent.json()['id']}"
    [entry] = world.member("auditor").get(about).json()["items"]
    assert entry["actor"] == f"device/{path.rpartition('/')[2]}"


def test_a_tracker_does_nothing_else(world: World) -> None:
    patrol_id = put_patrol(world.member())
    tracker = gadget(world, "tracker")
    track = send_track(tracker, patrol_id).json()["id"]
    for method, path in (
        ("GET", f"/api/v1/patrols/{patrol_id}/tracks/{track}"),
        ("GET", f"/api/v1/patrols/{patrol_id}/tracks"),
        ("GET", f"/api/v1/patrols/{patrol_id}"),
        ("GET", "/api/v1/incidents"),
        ("PUT", f"/api/v1/incidents/{uuid4()}"),
        ("GET", "/metrics"),
        ("GET", DEVICES),
    ):
        answer = tracker.ask(method, path)
        assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted"), path


def test_a_tracker_of_another_squad_finds_no_patrol(world: World) -> None:
    patrol_id = put_patrol(world.member())
    other = gadget(world, "tracker", "park")
    assert said(send_track(other, patrol_id)) == said(send_track(other, uuid4()))
    assert send_track(other, patrol_id).status_code == 404


@pytest.mark.parametrize("kind", ["camera", "monitor"])
def test_cameras_and_monitors_bring_in_no_tracks(world: World, kind: Any) -> None:
    patrol_id = put_patrol(world.member())
    assert send_track(gadget(world, kind), patrol_id).status_code == 403


def test_a_monitor_reads_the_figures(world: World, admin: Client) -> None:
    _, token = given(admin, kind="monitor", name="Prometheus", squad=None)
    assert "geo_patrol_store_up 1.0" in bearer(world, token).get("/metrics").text


def test_a_revoked_token_is_dead_and_may_be_revoked_again(world: World, admin: Client) -> None:
    patrol_id = put_patrol(world.member())
    path, token = given(admin)
    tracker = bearer(world, token)
    assert send_track(tracker, patrol_id).status_code == 201
    for _ in range(2):
        assert admin.ask("DELETE", f"{path}/token").status_code == 204
    refused = send_track(tracker, patrol_id)
    assert (refused.status_code, refused.json()["code"]) == (401, "api.bad_token")
    assert admin.get(path).json()["revoked_at"] is not None
    about = f"/api/v1/audit?object=device/{path.rpartition('/')[2]}"
    entries = world.member("auditor").get(about).json()["items"]
    assert [one["action"] for one in entries] == ["token.revoke", "token.give", "create"]


def test_a_new_token_ends_the_one_before(world: World, admin: Client) -> None:
    patrol_id = put_patrol(world.member())
    path, first = given(admin)
    second = token_of(admin, path)
    assert first != second
    assert send_track(bearer(world, first), patrol_id).status_code == 401
    assert send_track(bearer(world, second), patrol_id).status_code == 201


def test_a_new_token_after_a_revoked_one_is_good(world: World, admin: Client) -> None:
    path, _ = given(admin)
    admin.ask("DELETE", f"{path}/token")
    fresh = token_of(admin, path)
    assert send_track(bearer(world, fresh), put_patrol(world.member())).status_code == 201
    assert admin.get(path).json()["revoked_at"] is None


def test_a_device_that_moves_to_another_squad_reaches_that_one_only(
    world: World, admin: Client
) -> None:
    patrol_id = put_patrol(world.member())
    path, token = given(admin)
    admin.put(path, {**TRACKER, "squad": "park"}, If_Match='"1"')
    assert send_track(bearer(world, token), patrol_id).status_code == 404


@pytest.mark.parametrize(
    "header",
    [
        "Bearer gpd_" + "a" * 43,
        "Bearer ",
        "Bearer",
        "Bearer x",
        "Basic dXNlcjpwYXNz",
        "gpd_" + "a" * 43,
        "Bearer gpd_ÿ",
    ],
)
def test_a_bad_token_is_refused_even_beside_a_good_session(world: World, header: str) -> None:
    client, _ = signed_in(world)
    assert client.get("/api/v1/areas").status_code == 200
    raw = {"authorization": header.encode("latin-1")}
    answer = client.get("/api/v1/areas", headers=raw)
    assert (answer.status_code, answer.json()["code"]) == (401, "api.bad_token")
    assert client.get("/api/v1/areas").status_code == 200


def test_neither_kind_of_token_stands_in_for_the_other(world: World) -> None:
    client, _ = signed_in(world)
    as_bearer = bearer(world, client.http.cookies["gp"])
    assert as_bearer.get("/api/v1/areas").status_code == 401
    _, token = device(world, "tracker")
    as_cookie = bearing(world, token)
    assert as_cookie.get(SESSION).status_code == 401
    assert send_track(as_cookie, uuid4()).status_code == 401


def test_a_token_counts_before_the_session_beside_it(world: World) -> None:
    client, _ = signed_in(world)
    _, token = device(world, "tracker")
    answer = client.get("/api/v1/areas", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 403


def test_no_token_is_ever_logged(world: World, admin: Client) -> None:
    with logged() as lines:
        path, token = given(admin)
        tracker = bearer(world, token)
        send_track(tracker, put_patrol(world.member()))
        tracker.get("/api/v1/areas")
        admin.ask("DELETE", f"{path}/token")
        tracker.get("/api/v1/areas")
        tracker.put(f"/api/v1/shifts/{uuid4()}", shift_body())
    assert [line["event"] for line in lines].count("request") > 5
    assert token not in str(lines)
    assert token_digest(token) not in str(lines)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"squad": None}, "squad"),
        ({"kind": "camera", "squad": None}, "squad"),
        ({"squad": "river"}, "squad"),
        ({"kind": "drone"}, "kind"),
        ({"name": ""}, "name"),
        ({"token": "gpd_x"}, "token"),
    ],
    ids=str,
)
def test_a_device_of_another_shape_is_refused(
    admin: Client, changes: dict[str, Any], place: str
) -> None:
    answer = admin.put(f"{DEVICES}/{uuid4()}", {**TRACKER, **changes})
    assert (answer.status_code, [where for where, _ in refusals(answer)]) == (422, [place])


@pytest.mark.parametrize(
    ("method", "what"), [("GET", ""), ("POST", "/token"), ("DELETE", "/token")]
)
def test_no_device_of_that_id_is_told(admin: Client, method: str, what: str) -> None:
    answer = admin.ask(method, f"{DEVICES}/{uuid4()}{what}")
    assert (answer.status_code, answer.json()["code"]) == (404, "accounts.no_device")
