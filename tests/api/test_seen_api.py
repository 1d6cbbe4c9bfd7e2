"""What was seen, and cameras, over HTTP."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import shapely
from api_world import World, put_patrol, put_shift, track_rows

from geo_patrol.cameras import read_cameras
from geo_patrol.workflows.cameras import import_cameras

DAY = "from=2022-10-08&through=2022-10-08"
NOW = datetime(2022, 10, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def watched(loaded_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Give the sample areas with one track at 长诏, and two cameras where it begins."""
    client = loaded_world.member()
    cells = client.get("/api/v1/cells?area=changzhao&limit=5000&format=geojson").json()
    shapes = [shapely.geometry.shape(one["geometry"]) for one in cells["features"]]
    middle = shapely.MultiPolygon([s for s in shapes if s.geom_type == "Polygon"]).centroid
    here = min(shapes, key=lambda one: one.distance(middle)).centroid
    rows = [[t, here.x + i * 2e-4, here.y, 5] for i, (t, *_) in enumerate(track_rows(30))]
    patrol_id = put_patrol(client, put_shift(client), area="changzhao")
    path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
    assert client.put(path, {"device": "a", "fixes": rows}).status_code == 201
    file = Path(tmp_path_factory.mktemp("cameras")) / "cameras.csv"
    file.write_text(
        "编号,名称,经度,纬度,方位角,视场角,可视距离\n"
        f"C1,甲,{here.x:.7f},{here.y:.7f},0,90,200\n"
        f"C2,乙,{here.x:.7f},{here.y:.7f},0,90,0\n",
        encoding="utf-8",
    )
    read = read_cameras(file, datum="wgs84", tz=ZoneInfo("Asia/Shanghai"))
    import_cameras(loaded_world.store, read, "reservoir", now=NOW)
    return loaded_world


def test_each_cell_is_seen_by_patrols_by_cameras_by_both_or_by_nobody(watched: World) -> None:
    table = watched.member().get(f"/api/v1/seen?area=changzhao&{DAY}").json()
    assert (table["area"], table["complete"]) == ("changzhao", True)
    for one in table["items"]:
        parts = one["patrol"] + one["camera"] - one["both"] + one["neither"]
        assert parts == pytest.approx(1, abs=5e-4)
    assert {one["patrol"] > 0 for one in table["items"]} == {True, False}
    assert {one["camera"] > 0 for one in table["items"]} == {True, False}
    assert len(table["cameras"]) == 2


def test_totals_are_areas_and_shares_of_all_and_of_each_zone_level(watched: World) -> None:
    table = watched.member().get(f"/api/v1/seen?area=changzhao&{DAY}").json()
    total = table["total"]
    assert total["camera"]["m2"] == pytest.approx(3.1416 * 200**2 / 4, rel=0.01)
    for part in ("patrol", "camera", "both", "neither"):
        assert total[part]["share"] == pytest.approx(total[part]["m2"] / total["area_m2"], abs=1e-4)
        by_level = sum(one[part]["m2"] for one in table["by_level"])
        assert by_level == pytest.approx(total[part]["m2"], abs=1)
    assert sum(one["n_cells"] for one in table["by_level"]) == total["n_cells"]
    assert total["n_cells"] == len(table["items"])


def test_what_was_seen_is_drawn_cell_by_cell(watched: World) -> None:
    drawn = watched.member().get(f"/api/v1/seen?area=changzhao&format=geojson&{DAY}").json()
    assert drawn["type"] == "FeatureCollection"
    assert drawn["total"]["n_cells"] == len(drawn["features"])
    assert {"patrol", "camera", "both", "neither"} <= drawn["features"][0]["properties"].keys()


def test_a_period_before_anybody_came_is_blind_but_for_cameras(watched: World) -> None:
    path = "/api/v1/seen?area=changzhao&from=2022-09-01&to=2022-09-02"
    total = watched.member().get(path).json()["total"]
    assert total["patrol"]["m2"] == total["both"]["m2"] == 0
    assert total["camera"]["m2"] > 0


@pytest.mark.parametrize(
    "period", ["from=2098-01-01&to=2098-02-01", "from=2022-10-02&to=2022-10-02"]
)
def test_a_period_without_a_moment_that_was_is_refused(watched: World, period: str) -> None:
    answer = watched.member().get(f"/api/v1/seen?area=changzhao&{period}")
    assert answer.status_code == 422
    assert answer.json()["code"] == "records.end_before_start"


def test_another_squads_area_and_cameras_are_not_there(watched: World) -> None:
    park = watched.member("leader", "park")
    assert park.get(f"/api/v1/seen?area=changzhao&{DAY}").status_code == 404
    assert park.get("/api/v1/cameras").json()["items"] == []
    assert park.get("/api/v1/cameras?area=changzhao").json()["items"] == []


def test_cameras_are_listed_and_drawn_as_what_they_see(watched: World) -> None:
    client = watched.member()
    items = client.get("/api/v1/cameras?area=changzhao").json()["items"]
    assert [(one["code"], one["range_m"]) for one in items] == [("C1", 200), ("C2", 0)]
    assert client.get("/api/v1/cameras?squad=park").json()["items"] == []
    drawn = client.get("/api/v1/cameras?format=geojson").json()["features"]
    assert [one["geometry"]["type"] for one in drawn] == ["Polygon", "Point"]


def test_a_cell_says_by_what_rule_it_counts(watched: World) -> None:
    cell = watched.member().get("/api/v1/cells?area=changzhao&limit=1").json()["items"][0]
    assert (cell["visit_rule"], cell["seen_share"]) == ("entered", None)


def test_a_cameras_history_is_told(watched: World) -> None:
    client = watched.member()
    camera = client.get("/api/v1/cameras").json()["items"][0]
    told = client.get(f"/api/v1/history/camera/{camera['id']}").json()
    assert [one["body"]["code"] for one in told["versions"]] == ["C1"]
    assert told["versions"][0]["body"]["squad"] == "reservoir"
