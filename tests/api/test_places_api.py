"""Areas, zones and cells over HTTP."""

from uuid import uuid4

import shapely
from api_world import World, shift_body
from shapely.geometry import shape

TRUST = {"status", "status_note", "source", "licence"}


def test_a_squad_sees_its_own_areas(world: World) -> None:
    mine = world.member("officer", "reservoir").get("/api/v1/areas").json()["items"]
    assert [one["code"] for one in mine] == ["lake"]
    staff = world.signed_in(world.officer("briefing", more_squads=("park",)))
    theirs = staff.get("/api/v1/areas").json()["items"]
    assert {one["code"] for one in theirs} == {"lake", "block"}


def test_areas_say_how_far_their_shape_can_be_trusted(world: World) -> None:
    answer = world.member().get("/api/v1/areas", headers={"accept": "application/geo+json"})
    feature = answer.json()["features"][0]
    assert set(feature["properties"]) >= TRUST
    assert shape(feature["geometry"]).is_valid


def test_one_area_can_be_asked_for(world: World) -> None:
    staff = world.member("briefing")
    assert len(staff.get("/api/v1/areas?area=lake").json()["items"]) == 1
    assert world.member().get("/api/v1/areas?area=block").json()["items"] == []


def test_zones_are_those_in_force_at_a_time(loaded_world: World) -> None:
    client = loaded_world.member()
    now = client.get("/api/v1/zones").json()["items"]
    assert {one["level"] for one in now} >= {"first"}
    assert all(set(one) >= TRUST for one in now)
    assert client.get("/api/v1/zones?at=1995-01-01").json()["items"] == []


def test_zones_come_as_valid_shapes_with_their_status(loaded_world: World) -> None:
    answer = loaded_world.member().get("/api/v1/zones?area=changzhao&format=geojson").json()
    assert answer["features"]
    for feature in answer["features"]:
        assert shapely.is_valid(shape(feature["geometry"]))
        assert feature["properties"]["status"] == "illustrative"


def test_zones_of_another_squad_s_areas_are_not_there(loaded_world: World) -> None:
    park = loaded_world.member("leader", "park")
    assert park.get("/api/v1/zones?area=changzhao").json()["items"] == []


def test_all_cells_of_an_area_come_page_by_page(loaded_world: World) -> None:
    client = loaded_world.member()
    codes, cursor = [], ""
    while True:
        page = client.get(f"/api/v1/cells?area=qincun&limit=500{cursor}").json()
        codes += [one["code"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert len(codes) == len(set(codes)) > 500
    assert all(len(code) == 15 for code in codes)


def test_cells_know_what_is_required_of_them(loaded_world: World) -> None:
    cells = loaded_world.member().get("/api/v1/cells?area=changzhao&limit=5000").json()["items"]
    kinds = {one["kind"] for one in cells}
    assert {"shoreline", "open_water"} <= kinds
    assert any(one["required_interval_s"] == 8 * 3600 for one in cells)


def test_cells_can_be_asked_for_by_box(loaded_world: World) -> None:
    client = loaded_world.member()
    one = client.get("/api/v1/cells?area=changzhao&limit=1&format=geojson").json()["features"][0]
    west, south, east, north = shape(one["geometry"]).buffer(-1e-5).bounds
    boxed = client.get(f"/api/v1/cells?bbox={west},{south},{east},{north}").json()["items"]
    assert one["id"] in [cell["code"] for cell in boxed]
    assert len(boxed) <= 9


def test_the_cells_of_another_squad_s_area_are_not_there(world: World) -> None:
    answer = world.member("leader", "park").get("/api/v1/cells?area=lake")
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_area")


def test_an_administrator_sees_places_and_no_records(world: World) -> None:
    admin = world.member("admin")
    assert admin.get("/api/v1/areas").status_code == 200
    assert admin.get("/api/v1/shifts").status_code == 403
    assert admin.put(f"/api/v1/shifts/{uuid4()}", shift_body()).status_code == 403
