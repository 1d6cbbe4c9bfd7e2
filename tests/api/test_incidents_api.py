"""Incidents over HTTP: taken as they happened, located by the server, doubted where doubtful."""

from uuid import uuid4

import pytest
from api_world import World, incident_body, put_patrol, where

HANGZHOU = {"lon": 120.2, "lat": 30.25}
PERSUADED = {
    "kind": "persuaded",
    "people": 2,
    "note": "",
    "at": None,
    "fine_yuan": None,
    "agency": None,
}


def test_an_incident_is_written_once_and_read_back(world: World) -> None:
    client, path = world.member("officer"), f"/api/v1/incidents/{uuid4()}"
    first = client.put(path, incident_body())
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert client.put(path, incident_body()).status_code == 200
    read = client.get(path).json()
    assert read == first.json()
    assert read["squad"] == "reservoir"
    assert read["area"] == "lake"
    assert read["outcomes"] == [PERSUADED]
    assert read["seized"] == [{"kind": "rod", "quantity": 2, "unit": "set", "note": ""}]


def test_another_body_is_a_conflict_and_an_edit_needs_the_version(world: World) -> None:
    client, path = world.member(), f"/api/v1/incidents/{uuid4()}"
    client.put(path, incident_body())
    other = incident_body(outcomes=[{"kind": "warned", "people": 1}], seized=[])
    conflict = client.put(path, other)
    assert conflict.status_code == 409
    current = conflict.json()["current"]
    assert current["outcomes"] == [{"kind": "persuaded", "people": 2, "note": ""}]
    assert current["point"] == {"lon": 120.99, "lat": 29.47}
    assert client.put(path, other, If_Match='"2"').status_code == 412
    edited = client.put(path, other, If_Match='"1"').json()
    assert (edited["outcomes"][0]["kind"], edited["seized"]) == ("warned", [])


def test_one_and_one_point_naught_are_the_same_number(world: World) -> None:
    client, path = world.member(), f"/api/v1/incidents/{uuid4()}"
    assert client.put(path, incident_body(accuracy_m=6)).status_code == 201
    assert client.put(path, incident_body(accuracy_m=6.0)).status_code == 200


def test_an_incident_of_another_squad_is_not_there(world: World) -> None:
    path = f"/api/v1/incidents/{uuid4()}"
    world.member("officer", "reservoir").put(path, incident_body())
    other = world.member("officer", "park")
    assert other.get(path).status_code == 404
    assert other.put(path, incident_body()).status_code == 404


def test_a_patrol_of_another_squad_cannot_be_named(world: World) -> None:
    patrol_id = put_patrol(world.member("leader", "reservoir"))
    body = incident_body(patrol_id=str(patrol_id))
    answer = world.member("officer", "park").put(f"/api/v1/incidents/{uuid4()}", body)
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_patrol")


def test_longitude_and_latitude_in_each_other_s_place_are_told(world: World) -> None:
    body = incident_body(point={"lon": 29.47, "lat": 120.99})
    answer = world.member().put(f"/api/v1/incidents/{uuid4()}", body)
    assert answer.status_code == 422
    assert where(answer) == ["point"]
    finding = answer.json()["findings"][0]
    assert "swapped" in finding["reason_en"]
    assert "写反" in finding["reason_zh"]


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_numbers_that_are_none_are_refused(world: World, number: bytes) -> None:
    data = (
        b'{"point": {"lon": ' + number + b', "lat": 29.47}, "placed_by": "gps",'
        b' "occurred_at": "2022-10-08T01:40:00+08:00", "category": "angling", "source": "patrol"}'
    )
    path = f"/api/v1/incidents/{uuid4()}"
    answer = world.member().put_raw(path, data, "application/json")
    assert answer.status_code == 422
    assert where(answer) == ["point.lon"]


WRONG = [
    ({"point": {"lon": 181, "lat": 0}}, "point"),
    ({"point": {"lon": 120, "lat": 95}}, "point"),
    ({"point": {"lon": "120.99", "lat": 29.47}}, "point.lon"),
    ({"point": {"lon": False, "lat": 29.47}}, "point.lon"),
    ({"point": {"lon": 120.99}}, "point.lat"),
    ({"point": [120.99, 29.47]}, "point"),
    ({"point": {"lon": 120.99, "lat": 29.47, "alt": 3}}, "point.alt"),
    ({"accuracy_m": -1}, "accuracy_m"),
    ({"accuracy_m": "6"}, "accuracy_m"),
    ({"placed_by": "guess"}, "placed_by"),
    ({"source": "rumour"}, "source"),
    ({"occurred_at": "yesterday"}, "occurred_at"),
    ({"category": ""}, "category"),
    ({"patrol_id": "7"}, "patrol_id"),
    ({"narrative": "x" * 10_001}, "narrative"),
    ({"narrative": "\u0000"}, "narrative"),
    ({"outcomes": [{"kind": "persuaded", "people": False}]}, "outcomes[0].people"),
    ({"outcomes": [{"kind": "persuaded", "people": 1.5}]}, "outcomes[0].people"),
    ({"outcomes": [{"kind": "persuaded", "people": -1}]}, "outcomes[0].people"),
    ({"outcomes": [{"people": 1}]}, "outcomes[0].kind"),
    ({"outcomes": [{"kind": "warned"}] * 101}, "outcomes"),
    ({"seized": [{"kind": "rod", "quantity": 0}]}, "seized[0].quantity"),
    ({"seized": [{"kind": "rod", "quantity": 10**400}]}, "seized[0].quantity"),
    ({"seized": [{"kind": "rod", "quantity": 1, "unit": "x" * 17}]}, "seized[0].unit"),
    ({"confirmed": ["everything"]}, "confirmed[0]"),
    ({"confirmed": True}, "confirmed"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, object], place: str) -> None:
    answer = world.member().put(f"/api/v1/incidents/{uuid4()}", incident_body(**changes))
    assert answer.status_code == 422
    assert where(answer) == [place]


def test_codes_that_are_not_in_the_catalogue_are_named_all_at_once(world: World) -> None:
    body = incident_body(
        category="sleeping",
        outcomes=[{"kind": "persuaded", "people": 1}, {"kind": "hugged"}],
        seized=[{"kind": "spoon", "quantity": 1}],
    )
    answer = world.member().put(f"/api/v1/incidents/{uuid4()}", body)
    assert answer.status_code == 422
    assert where(answer) == ["category", "outcomes[1].kind", "seized[0].kind"]


def test_what_people_typed_comes_back_as_they_typed_it(world: World) -> None:
    client, path = world.member(), f"/api/v1/incidents/{uuid4()}"
    typed = "</script><b>'\"${x}{{7*7}}=cmd|' /C calc'!A0\n第二行\t…"
    client.put(path, incident_body(narrative=typed))
    assert client.get(path).json()["narrative"] == typed


def test_a_point_far_outside_the_county_is_taken_once_a_person_confirms_it(
    loaded_world: World,
) -> None:
    client, path = loaded_world.member(), f"/api/v1/incidents/{uuid4()}"
    doubted = client.put(path, incident_body(point=HANGZHOU))
    assert doubted.status_code == 422
    assert doubted.json()["confirm"] == ["outside_county"]
    assert client.get(path).status_code == 404
    confirmed = incident_body(point=HANGZHOU, confirmed=doubted.json()["confirm"])
    assert client.put(path, confirmed).status_code == 201
    assert "outside_county" in client.get(path).json()["flags"]


def test_a_point_is_located_to_area_zone_and_cell(loaded_world: World) -> None:
    client = loaded_world.member()
    cell = client.get("/api/v1/cells?area=changzhao&limit=1&format=geojson").json()["features"][0]
    ring = cell["geometry"]["coordinates"][0]
    lon = sum(place[0] for place in ring[:-1]) / (len(ring) - 1)
    lat = sum(place[1] for place in ring[:-1]) / (len(ring) - 1)
    body = incident_body(point={"lon": lon, "lat": lat})
    answer = client.put(f"/api/v1/incidents/{uuid4()}", body).json()
    assert answer["area"] == "changzhao"
    assert len(answer["cell"]) == 15
    zones = client.get("/api/v1/zones?area=changzhao").json()["items"]
    assert answer["zone_id"] in [zone["id"] for zone in zones]


def test_incidents_are_listed_by_box_and_period(world: World) -> None:
    client = world.member()
    at = {"occurred_at": "2022-08-20T09:00:00+08:00"}
    inside, outside = str(uuid4()), str(uuid4())
    client.put(f"/api/v1/incidents/{inside}", incident_body(**at))
    far = incident_body(point={"lon": 120.5, "lat": 29.2}, **at)
    client.put(f"/api/v1/incidents/{outside}", far)
    path = "/api/v1/incidents?from=2022-08-20&through=2022-08-20"
    boxed = client.get(f"{path}&bbox=120.98,29.46,121,29.48").json()["items"]
    assert [one["id"] for one in boxed] == [inside]
    drawn = client.get(f"{path}&format=geojson").json()
    assert {one["id"] for one in drawn["features"]} == {inside, outside}
    assert all(one["geometry"]["type"] == "Point" for one in drawn["features"])


def test_briefing_staff_read_their_squads_and_write_nothing(world: World) -> None:
    path = f"/api/v1/incidents/{uuid4()}"
    world.member("officer").put(path, incident_body())
    staff = world.member("briefing")
    assert staff.get(path).status_code == 200
    assert staff.put(f"/api/v1/incidents/{uuid4()}", incident_body()).status_code == 403
    assert world.member("briefing", "park").get(path).status_code == 404
    of_both = world.officer("briefing", "park", more_squads=("reservoir",))
    assert world.signed_in(of_both).get(path).status_code == 200
