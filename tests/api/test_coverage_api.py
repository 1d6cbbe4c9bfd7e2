"""Coverage and gaps over HTTP."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import shapely
from api_world import World, put_patrol, put_shift, track_rows

DAY = "from=2022-10-08&through=2022-10-08"


@pytest.fixture(scope="module")
def walked(loaded_world: World) -> World:
    """Give the sample areas with one track along a row of cells at 长诏."""
    client = loaded_world.member()
    cells = client.get("/api/v1/cells?area=changzhao&limit=5000&format=geojson").json()
    shapes = [shapely.geometry.shape(one["geometry"]) for one in cells["features"]]
    middle = shapely.MultiPolygon([s for s in shapes if s.geom_type == "Polygon"]).centroid
    here = min(shapes, key=lambda one: one.distance(middle)).centroid
    rows = [[t, here.x + i * 2e-4, here.y, 5] for i, (t, *_) in enumerate(track_rows(30))]
    patrol_id = put_patrol(client, put_shift(client), area="changzhao")
    path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
    assert client.put(path, {"device": "a", "fixes": rows}).status_code == 201
    return loaded_world


def test_the_cells_passed_have_time_way_and_visits(walked: World) -> None:
    table = walked.member().get(f"/api/v1/coverage?area=changzhao&{DAY}").json()
    seen = [one for one in table["items"] if one["n_visits"]]
    assert table["area"] == "changzhao"
    assert 3 <= len(seen) <= 12
    assert 0 < sum(one["presence_s"] for one in seen) <= 29 * 30 + 1e-3
    assert 0 < sum(one["length_m"] for one in seen) <= 29 * 25
    assert all(one["presence_s"] <= one["effort_s"] + 1e-3 for one in seen)


def test_a_day_without_patrols_is_empty_not_missing(walked: World) -> None:
    answer = walked.member().get("/api/v1/coverage?area=changzhao&from=2022-09-01&to=2022-09-02")
    assert answer.status_code == 200
    assert len(answer.json()["items"]) > 500
    assert {one["n_visits"] for one in answer.json()["items"]} == {0}


def test_coverage_is_drawn_cell_by_cell(walked: World) -> None:
    drawn = walked.member().get(f"/api/v1/coverage?area=changzhao&format=geojson&{DAY}").json()
    assert drawn["type"] == "FeatureCollection"
    assert {one["geometry"]["type"] for one in drawn["features"]} <= {"Polygon", "MultiPolygon"}
    assert "presence_s" in drawn["features"][0]["properties"]


def test_the_classes_of_gaps_are_counted_and_add_up(walked: World) -> None:
    table = walked.member().get(f"/api/v1/gaps?area=changzhao&{DAY}").json()
    assert sum(table["counts"].values()) == len(table["items"])
    assert table["counts"]["never"] > 0
    seen = [one for one in table["items"] if one["last_seen"]]
    assert seen
    assert all(one["gap_class"] not in ("never", "not_required") for one in seen)
    assert 0 < table["compliance"] < 1
    assert set(table["compliance_by_shift"]) == {"early", "middle", "night"}
    assert table["compliance_by_shift"]["night"] > table["compliance_by_shift"]["early"] == 0


def test_gaps_are_spans_of_each_cell_when_asked_for(walked: World) -> None:
    path = f"/api/v1/gaps?area=changzhao&{DAY}"
    without = walked.member().get(path).json()["items"]
    spelled = walked.member().get(f"{path}&spans=true").json()["items"]
    assert all(one["spans"] is None for one in without)
    for one in spelled:
        assert len(one["spans"]) == one["n_gaps"]
        assert all(span["start"] < span["end"] for span in one["spans"])
    assert any(one["n_gaps"] for one in spelled)


def test_gaps_come_as_geojson(walked: World) -> None:
    headers = {"accept": "application/geo+json"}
    drawn = walked.member().get(f"/api/v1/gaps?area=changzhao&{DAY}", headers=headers).json()
    assert {"counts", "compliance", "as_of"} <= set(drawn)
    assert "gap_class" in drawn["features"][0]["properties"]


def test_what_has_not_happened_yet_is_no_gap(walked: World) -> None:
    end = walked.clock() + timedelta(days=30)
    path = f"/api/v1/gaps?area=changzhao&from=2022-10-08&to={end:%Y-%m-%d}"
    assert walked.member().get(path).json()["as_of"] == f"{walked.clock():%Y-%m-%dT%H:%M:%SZ}"


def test_a_period_that_has_not_begun_is_refused(walked: World) -> None:
    answer = walked.member().get("/api/v1/gaps?area=changzhao&from=2023-05-01&to=2023-06-01")
    assert answer.status_code == 422


def test_without_a_period_it_is_the_month_of_the_last_patrol(walked: World) -> None:
    table = walked.member().get("/api/v1/coverage?area=changzhao").json()
    assert table["start"].startswith("2022-10-01") or table["start"].startswith("2022-09-30T16")


def test_an_area_must_be_named(walked: World) -> None:
    answer = walked.member().get("/api/v1/coverage")
    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["findings"]] == ["query.area"]


def test_an_area_without_a_grid_says_so(world: World) -> None:
    answer = world.member().get(f"/api/v1/coverage?area=lake&{DAY}")
    assert (answer.status_code, answer.json()["code"]) == (404, "boundaries.no_grid")


@pytest.mark.parametrize("path", ["coverage", "gaps"])
def test_another_squad_s_coverage_is_not_there(walked: World, path: str) -> None:
    answer = walked.member("leader", "park").get(f"/api/v1/{path}?area=changzhao&{DAY}")
    assert answer.status_code == 404


def test_gaps_of_one_kind_of_cell_are_listed_and_counted_alone(walked: World) -> None:
    path = f"/api/v1/gaps?area=changzhao&{DAY}"
    client = walked.member()
    whole, shore = client.get(path).json(), client.get(f"{path}&kind=shoreline").json()
    assert shore["items"] == [one for one in whole["items"] if one["kind"] == "shoreline"]
    assert 0 < sum(shore["counts"].values()) == len(shore["items"]) < len(whole["items"])
    windows = sum(one["windows"] for one in shore["items"])
    assert shore["compliance"] == round(sum(one["met"] for one in shore["items"]) / windows, 4)


def test_gaps_of_the_protection_zones_are_all_of_them_together(walked: World) -> None:
    path = f"/api/v1/gaps?area=changzhao&{DAY}"
    client = walked.member()
    whole = client.get(path).json()["items"]
    parts = [
        client.get(f"{path}&zone_level={level}").json()["items"]
        for level in ("first", "second", "quasi", "none")
    ]
    assert sorted(one["code"] for part in parts for one in part) == sorted(
        one["code"] for one in whole
    )
    assert parts[0]


def test_time_overdue_is_what_gaps_last_beyond_what_is_required(walked: World) -> None:
    path = f"/api/v1/gaps?area=changzhao&{DAY}&spans=true"
    day_s = 86_400
    for one in walked.member().get(path).json()["items"]:
        required = one["required_interval_s"] or 0
        lasted = [
            datetime.fromisoformat(s["end"]) - datetime.fromisoformat(s["start"])
            for s in one["spans"]
        ]
        overdue_s = sum(span.total_seconds() - required for span in lasted)
        assert one["overdue_s"] == pytest.approx(overdue_s, abs=1e-6)
        assert 0 <= one["overdue_s"] <= day_s


def test_filters_hold_for_shapes_too(walked: World) -> None:
    path = f"/api/v1/gaps?area=changzhao&{DAY}&kind=shoreline&format=geojson"
    features = walked.member().get(path).json()["features"]
    assert {one["properties"]["kind"] for one in features} == {"shoreline"}
    assert all(one["geometry"]["type"] in ("Polygon", "MultiPolygon") for one in features)


def test_large_answers_are_compressed_only_for_who_accepts_it(walked: World) -> None:
    path = f"/api/v1/gaps?area=changzhao&{DAY}"
    client = walked.member()
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.json() == plain.json()


def test_what_will_be_spent_in_a_coming_period_is_nothing_yet(walked: World) -> None:
    path = "/api/v1/coverage?area=changzhao&from=2023-05-01&to=2023-06-01"
    answer = walked.member().get(path)
    assert answer.status_code == 200
    assert {one["presence_s"] for one in answer.json()["items"]} == {0}


@pytest.mark.parametrize("path", ["coverage", "gaps"])
@pytest.mark.parametrize("to", ["2022-10-08", "2022-10-07"])
def test_an_empty_and_a_reversed_period_are_refused(walked: World, path: str, to: str) -> None:
    answer = walked.member().get(f"/api/v1/{path}?area=changzhao&from=2022-10-08&to={to}")
    assert (answer.status_code, answer.json()["code"]) == (422, "records.end_before_start")
