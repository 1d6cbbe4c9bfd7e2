"""Hot spots over HTTP."""

from uuid import uuid4

import pytest
import shapely
from api_world import World, incident_body, put_patrol, put_shift, track_rows

DAY = "from=2022-10-08&through=2022-10-08"


@pytest.fixture(scope="module")
def met(loaded_world: World) -> World:
    """Give 长诏 one track along a row of cells, and eight incidents at its beginning."""
    client = loaded_world.member()
    cells = client.get("/api/v1/cells?area=changzhao&limit=5000&format=geojson").json()
    shapes = [shapely.geometry.shape(one["geometry"]) for one in cells["features"]]
    middle = shapely.MultiPolygon([s for s in shapes if s.geom_type == "Polygon"]).centroid
    here = min(shapes, key=lambda one: one.distance(middle)).centroid
    rows = [[t, here.x + i * 2e-4, here.y, 5] for i, (t, *_) in enumerate(track_rows(30))]
    patrol_id = put_patrol(client, put_shift(client), area="changzhao")
    path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
    assert client.put(path, {"device": "a", "fixes": rows}).status_code == 201
    for n in range(8):
        body = incident_body(
            point={"lon": here.x, "lat": here.y},
            source="camera" if n < 2 else "patrol",
            category="swimming" if n == 2 else "angling",
        )
        answer = client.put(f"/api/v1/incidents/{uuid4()}", body)
        assert answer.status_code == 201, answer.text
    return loaded_world


def test_rates_tell_what_was_found_in_how_many_hours(met: World) -> None:
    table = met.member().get(f"/api/v1/hotspots/rates?area=changzhao&{DAY}").json()
    assert (table["n"], table["neighbourhood"], table["correction"]) == (6, 2, "fdr")
    assert sum(one["n"] for one in table["items"]) == 6
    assert sum(one["presence_h"] for one in table["items"]) == pytest.approx(
        table["presence_h"], abs=1e-3
    )
    assert table["overall_per_h"] == pytest.approx(6 / table["presence_h"], rel=1e-3)
    assert sum(table["counts"].values()) == len(table["items"]) > 500
    nobody = [one for one in table["items"] if one["presence_h"] == 0]
    assert {one["rate_class"] for one in nobody} == {"too_little_effort"}
    far = [one for one in nobody if one["presence_h_around"] == 0]
    assert {(one["per_h"], one["low_per_h"], one["high_per_h"]) for one in far} == {
        (None, 0.0, None)
    }


def test_what_is_asked_for_is_what_is_counted(met: World) -> None:
    client = met.member()
    path = f"/api/v1/hotspots/rates?area=changzhao&{DAY}"
    swimming = client.get(f"{path}&category=swimming&neighbourhood=0&correction=none").json()
    assert (swimming["n"], swimming["category"], swimming["neighbourhood"]) == (1, "swimming", 0)
    assert client.get(f"{path}&source=joint").json()["n"] == 0
    path = f"/api/v1/hotspots/gi?area=changzhao&{DAY}"
    assert client.get(f"{path}&source=camera").json()["n"] == 2
    assert client.get(f"{path}&value=per_hour").json()["n"] == 6


def test_spots_are_where_incidents_lie_together(met: World) -> None:
    table = met.member().get(f"/api/v1/hotspots/gi?area=changzhao&{DAY}").json()
    assert (table["n"], table["value"], table["neighbourhood"]) == (8, "count", 1)
    hot = [one for one in table["items"] if one["spot_class"] == "hot"]
    assert len(hot) == table["counts"]["hot"] > 0
    assert all(one["n_around"] == 8 and one["z"] > 0 and one["p_adjusted"] <= 0.05 for one in hot)


@pytest.mark.parametrize("value", ["per_km2", "per_km_shore", "per_hour"])
def test_what_does_not_apply_is_null(met: World, value: str) -> None:
    table = met.member().get(f"/api/v1/hotspots/gi?area=changzhao&value={value}&{DAY}").json()
    assert table["counts"]["no_value"] == sum(one["value"] is None for one in table["items"])
    assert all((one["z"] is None) == (one["value"] is None) for one in table["items"])


@pytest.mark.parametrize(("name", "member"), [("rates", "rate_class"), ("gi", "spot_class")])
def test_they_come_as_geojson(met: World, name: str, member: str) -> None:
    headers = {"accept": "application/geo+json"}
    path = f"/api/v1/hotspots/{name}?area=changzhao&{DAY}"
    drawn = met.member().get(path, headers=headers).json()
    assert {"type", "counts", "correction", "n_outside"} <= set(drawn)
    assert drawn["features"][0]["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert member in drawn["features"][0]["properties"]


def test_a_day_without_anything_says_so(met: World) -> None:
    period = "area=changzhao&from=2022-09-01&through=2022-09-01"
    rates = met.member().get(f"/api/v1/hotspots/rates?{period}").json()
    assert (rates["n"], rates["overall_per_h"], rates["enough_h"]) == (0, None, None)
    assert rates["counts"]["too_little_effort"] == len(rates["items"])
    spots = met.member().get(f"/api/v1/hotspots/gi?{period}").json()
    assert spots["counts"]["none"] == len(spots["items"])
    assert {(one["z"], one["p_adjusted"]) for one in spots["items"]} == {(0.0, 1.0)}


@pytest.mark.parametrize("name", ["rates", "gi"])
def test_another_squad_s_hot_spots_are_not_there(met: World, name: str) -> None:
    path = f"/api/v1/hotspots/{name}?area=changzhao&{DAY}"
    assert met.member("leader", "park").get(path).status_code == 404


@pytest.mark.parametrize("name", ["rates", "gi"])
def test_an_area_without_a_grid_says_so(world: World, name: str) -> None:
    answer = world.member().get(f"/api/v1/hotspots/{name}?area=lake&{DAY}")
    assert (answer.status_code, answer.json()["code"]) == (404, "boundaries.no_grid")
