"""Check points and check-ins over HTTP: whatever comes from the field is taken, and flagged."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from api_world import Client, World, put_patrol, where
from field_bodies import check_in_body, check_point_body, put_check_point, written

from geo_patrol.field.tags import tag_of
from geo_patrol.workflows.auditing import verify

POINTS, INS = "/api/v1/check-points", "/api/v1/check-ins"


def now_of(world: World) -> str:
    return world.clock().isoformat()


def check_in(client: Client, point_id: UUID, **changes: Any) -> httpx.Response:
    return client.put(f"{INS}/{uuid4()}", check_in_body(point_id, **changes))


def tag(world: World, point_id: UUID) -> str:
    return tag_of(world.app.state.services.keys.check_points_key, point_id)


def test_a_leader_makes_moves_and_retires_a_check_point(world: World) -> None:
    leader, path = world.member("leader"), f"{POINTS}/{uuid4()}"
    made = leader.put(path, check_point_body())
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert made.json()["squad"] == "reservoir"
    assert leader.put(path, check_point_body()).status_code == 200
    assert leader.put(path, check_point_body(name="x")).status_code == 409
    moved = leader.put(path, check_point_body(lon=120.991, retired=True), If_Match='"1"')
    assert (moved.status_code, moved.json()["lon"], moved.json()["retired"]) == (200, 120.991, True)
    assert moved.json()["due"] is False


@pytest.mark.parametrize("role", ["officer", "auxiliary", "briefing", "admin"])
def test_nobody_else_does(world: World, role: Any) -> None:
    answer = world.member(role).put(f"{POINTS}/{uuid4()}", check_point_body())
    assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")


def test_a_point_in_another_squad_s_area_is_refused_and_never_goes_there(world: World) -> None:
    leader = world.member("leader")
    answer = leader.put(f"{POINTS}/{uuid4()}", check_point_body("block"))
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_area")
    both = world.signed_in(world.officer("leader", more_squads=("park",)))
    path = f"{POINTS}/{put_check_point(both)}"
    moved = both.put(path, check_point_body("block"), If_Match='"1"')
    assert (moved.status_code, moved.json()["code"]) == (422, "field.stays_with_its_squad")


def test_a_check_in_nearby_counts_and_the_point_is_due_no_more(world: World) -> None:
    leader, officer = world.member("leader"), world.officer("officer")
    point_id = put_check_point(leader)
    assert leader.get(f"{POINTS}/{point_id}").json()["due"] is True
    client, patrol_id = world.signed_in(officer), put_patrol(leader)
    body = check_in_body(point_id, at=now_of(world), patrol_id=str(patrol_id))
    path = f"{INS}/{uuid4()}"
    first, again = client.put(path, body), client.put(path, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == client.get(path).json()
    told = first.json()
    assert (told["flags"], told["counts"], told["distance_m"]) == ([], True, 0.0)
    assert (told["officer_id"], told["patrol_id"]) == (str(officer.id), str(patrol_id))
    standing = leader.get(f"{POINTS}/{point_id}").json()
    assert (standing["due"], standing["last_at"]) == (False, told["at"])
    world_point = next(
        one for one in leader.get(POINTS).json()["items"] if one["id"] == str(point_id)
    )
    assert world_point == standing


ODD: list[tuple[dict[str, Any], list[str], bool]] = [
    ({"lat": 29.48}, ["far"], False),
    ({"lon": 0, "lat": 0}, ["far"], False),
    ({"accuracy_m": 500}, ["inaccurate"], False),
    ({"lon": None, "lat": None, "accuracy_m": None}, ["no_position"], False),
    ({"by": "qr"}, ["unproven"], False),
    ({"by": "qr", "token": "made up"}, ["unproven"], False),
    ({"at": "2022-10-08T02:10:00+08:00"}, ["late"], True),
    ({"at": "2022-11-08T02:10:00+08:00"}, ["clock_ahead"], False),
    ({"at": "2035-01-01T00:00:00Z", "lat": -89, "by": "qr"}, ["far", "unproven", "clock_ahead"], 0),
]


@pytest.mark.parametrize(("changes", "flags", "counting"), ODD, ids=lambda value: str(value)[:40])
def test_what_is_odd_is_taken_and_flagged(
    world: World, changes: dict[str, Any], flags: list[str], counting: bool
) -> None:
    leader = world.member("leader")
    point_id = put_check_point(leader)
    sent = {"at": now_of(world), **changes}
    answer = check_in(world.member("auxiliary"), point_id, **sent)
    assert answer.status_code == 201
    assert (answer.json()["flags"], answer.json()["counts"]) == (flags, counting)
    standing = leader.get(f"{POINTS}/{point_id}").json()
    assert (standing["last_at"] is not None) == counting


def test_the_code_that_hangs_there_proves_it_even_without_a_position(world: World) -> None:
    point_id = put_check_point(world.member("leader"))
    sent = {"at": now_of(world), "by": "qr", "lon": None, "lat": None, "accuracy_m": None}
    good = check_in(world.member("officer"), point_id, token=tag(world, point_id), **sent).json()
    assert (good["proven"], good["flags"], good["counts"]) == (True, ["no_position"], True)
    of_another = tag(world, put_check_point(world.member("leader")))
    bad = check_in(world.member("officer"), point_id, token=of_another, **sent).json()
    assert (bad["proven"], bad["flags"]) == (False, ["no_position", "unproven"])


def test_the_tag_is_told_by_the_sheet_and_by_nothing_else(world: World) -> None:
    leader, point_id = world.member("leader"), put_check_point(world.member("leader"))
    secret = tag(world, point_id)
    path = f"{INS}/{uuid4()}"
    sent = leader.put(path, check_in_body(point_id, by="qr", token=secret))
    check_in_id = path.rpartition("/")[2]
    for told in (
        sent,
        leader.get(f"{INS}?limit=1000"),
        leader.get(f"{POINTS}/{point_id}"),
        leader.get(POINTS),
        leader.get(f"/api/v1/history/check_in/{check_in_id}"),
        leader.get(f"/api/v1/history/check_point/{point_id}"),
        leader.put(path, check_in_body(point_id)),
    ):
        assert secret not in told.text


def test_a_check_in_is_never_edited(world: World) -> None:
    client, point_id = world.member("leader"), put_check_point(world.member("leader"))
    path = f"{INS}/{written(client, INS, check_in_body(point_id))}"
    nearer = check_in_body(point_id, accuracy_m=1)
    assert client.put(path, nearer).status_code == 409
    assert client.put(path, nearer, If_Match='"1"').status_code == 409
    assert client.get(path).json()["accuracy_m"] == 8


def test_a_point_that_was_moved_leaves_its_check_ins_as_they_were(world: World) -> None:
    leader = world.member("leader")
    point_id = put_check_point(leader)
    path = f"{INS}/{written(leader, INS, check_in_body(point_id))}"
    before = leader.get(path).json()
    moved = leader.put(f"{POINTS}/{point_id}", check_point_body(lat=29.478), If_Match='"1"')
    assert moved.status_code == 200
    assert leader.get(path).json() == before


def test_points_and_check_ins_of_another_squad_are_not_there(world: World) -> None:
    leader, other = world.member("leader"), world.member("leader", "park")
    point_id = put_check_point(leader)
    mine = written(leader, INS, check_in_body(point_id))
    for path in (f"{POINTS}/{point_id}", f"{INS}/{mine}"):
        assert other.get(path).status_code == 404
    assert str(point_id) not in other.get(POINTS).text
    assert str(mine) not in other.get(f"{INS}?limit=1000").text
    answer = check_in(other, point_id)
    assert (answer.status_code, answer.json()["code"]) == (404, "field.no_check_point")
    unknown = check_in(other, uuid4())
    assert (unknown.status_code, unknown.json()["code"]) == (404, "field.no_check_point")
    with_patrol = check_in(leader, point_id, patrol_id=str(uuid4()))
    assert (with_patrol.status_code, with_patrol.json()["code"]) == (404, "records.no_patrol")


def test_check_ins_are_listed_by_area_in_time_order_and_as_places(world: World) -> None:
    leader = world.member("leader")
    point_id = put_check_point(leader)
    made = [
        str(written(leader, INS, check_in_body(point_id, at=f"2022-10-2{day}T08:00:00Z")))
        for day in (3, 1, 2)
    ]
    address = f"{INS}?from=2022-10-20&limit=1000&area=lake"
    listed = [one["id"] for one in leader.get(address).json()["items"] if one["id"] in made]
    assert listed == [made[1], made[2], made[0]]
    features = leader.get(f"{address}&format=geojson").json()["features"]
    places = [one["geometry"] for one in features if one["id"] in made]
    assert places == [{"type": "Point", "coordinates": [120.99, 29.47]}] * 3
    assert leader.get(f"{INS}?area=block&limit=1000").json()["items"] == []


def test_all_of_it_is_as_the_chains_say(world: World) -> None:
    leader = world.member("leader")
    point_id = put_check_point(leader, radius_m=50.5)
    check_in(leader, point_id, token=tag(world, point_id), by="qr", accuracy_m=7.25)
    assert verify(world.store).sound


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"lon": 29.47, "lat": 120.99}, ""),
    ({"lon": None}, "lon"),
    ({"radius_m": 0}, "radius_m"),
    ({"interval_s": 0}, "interval_s"),
    ({"code": ""}, "code"),
    ({"code": "x" * 33}, "code"),
    ({"name": "a\nb"}, "name"),
    ({"retired": 1}, "retired"),
    ({"tag": "x"}, "tag"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_of_a_point_is_named(
    world: World, changes: dict[str, Any], place: str
) -> None:
    answer = world.member().put(f"{POINTS}/{uuid4()}", check_point_body(**changes))
    assert answer.status_code == 422
    assert where(answer) == [place]


WRONG_IN: list[tuple[dict[str, Any], str]] = [
    ({"lat": None}, ""),
    ({"accuracy_m": -1}, "accuracy_m"),
    ({"by": "guess"}, "by"),
    ({"token": "x" * 65}, "token"),
    ({"at": 1665158400}, "at"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG_IN, ids=lambda value: str(value)[:40])
def test_each_wrong_field_of_a_check_in_is_named(
    world: World, changes: dict[str, Any], place: str
) -> None:
    answer = check_in(world.member(), uuid4(), **changes)
    assert answer.status_code == 422
    assert where(answer) == [place]
