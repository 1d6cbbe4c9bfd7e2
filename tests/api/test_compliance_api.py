"""Compliance over HTTP: how often what is required was done, and when nobody came."""

from uuid import uuid4

import pytest
import shapely
from api_world import World, put_patrol, put_shift, track_rows

DAY = "from=2022-10-08&through=2022-10-08"
PATH = f"/api/v1/compliance?{DAY}"
COUNTED = ("windows", "met", "never", "untracked", "missed")


@pytest.fixture(scope="module")
def walked(loaded_world: World) -> World:
    """Give the sample areas with one track at 长诏 before daybreak, and a patrol without one."""
    client = loaded_world.member()
    cells = client.get("/api/v1/cells?area=changzhao&limit=5000&format=geojson").json()
    shapes = [shapely.geometry.shape(one["geometry"]) for one in cells["features"]]
    middle = shapely.unary_union(shapes).centroid
    here = min(shapes, key=lambda one: one.distance(middle)).centroid
    rows = [[t, here.x + i * 2e-4, here.y, 5] for i, (t, *_) in enumerate(track_rows(30))]
    patrol_id = put_patrol(client, put_shift(client), area="changzhao")
    path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
    assert client.put(path, {"device": "a", "fixes": rows}).status_code == 201
    put_patrol(client, put_shift(client), area="changzhao")
    return loaded_world


def test_each_way_of_telling_windows_apart_tells_of_all_of_them(walked: World) -> None:
    told = walked.member().get(f"{PATH}&area=changzhao").json()
    assert told["total"]["windows"] > 0
    for name in ("by_shift", "by_weekday", "by_zone_level", "by_kind", "over_time"):
        for counted in COUNTED:
            assert sum(one[counted] for one in told[name]) == told["total"][counted], name
    total = told["total"]
    assert sum(total[name] for name in COUNTED[1:]) == total["windows"]
    assert total["share"] == round(total["met"] / total["windows"], 4)


def test_it_is_the_compliance_that_gaps_tell(walked: World) -> None:
    client = walked.member()
    gaps = client.get(f"/api/v1/gaps?area=changzhao&{DAY}").json()
    told = client.get(f"{PATH}&area=changzhao").json()
    assert told["total"]["share"] == gaps["compliance"]
    assert told["counts"] == gaps["counts"]
    shares = {one["shift"]: one["share"] for one in told["by_shift"] if one["shift"] != "longer"}
    assert shares == gaps["compliance_by_shift"]
    assert told["untracked_patrols"] == gaps["untracked_patrols"] != []
    overdue_s = sum(one["seen_s"] + one["never_s"] for one in told["overdue"])
    assert overdue_s == pytest.approx(sum(one["overdue_s"] for one in gaps["items"]), abs=1e-3)


def test_never_seen_and_patrols_without_a_track_are_told_apart(walked: World) -> None:
    told = walked.member().get(f"{PATH}&area=changzhao").json()
    assert told["total"]["never"] > 0
    assert told["total"]["met"] > 0
    assert told["by_weekday"][5]["weekday"] == 6
    assert told["by_weekday"][5]["windows"] > 0
    assert {one["weekday"] for one in told["overdue"] if one["never_s"]} == {6}


def test_who_watches_has_too_little_to_go_by_on_one_day(walked: World) -> None:
    told = walked.member().get(f"{PATH}&area=changzhao").json()["predictability"]
    assert sum(one["arrivals"] for one in told) >= 1
    assert all((one["enough"], one["evenness"]) == (False, None) for one in told)
    assert all(len(one["by_hour"]) == 24 for one in told)


def test_a_squad_is_all_of_its_areas(walked: World) -> None:
    client = walked.member()
    whole = client.get(f"{PATH}&squad=reservoir").json()
    parts = [client.get(f"{PATH}&area={code}").json() for code in whole["areas"]]
    assert len(parts) == 2
    assert whole["total"]["windows"] == sum(one["total"]["windows"] for one in parts)
    both = client.get(f"{PATH}&area={whole['areas'][1]}&area={whole['areas'][0]}").json()
    assert both["total"] == whole["total"]
    twice = client.get(f"{PATH}&area=changzhao&area=changzhao").json()
    assert twice["total"] == client.get(f"{PATH}&area=changzhao").json()["total"]


@pytest.mark.parametrize("which", ["", "&area=changzhao&squad=reservoir"])
def test_areas_or_a_squad_must_be_named_and_not_both(walked: World, which: str) -> None:
    answer = walked.member().get(f"{PATH}{which}")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.invalid")
    assert [one["where"] for one in answer.json()["findings"]] == ["query.area"]


@pytest.mark.parametrize(
    ("which", "code"),
    [
        ("area=lake", "boundaries.no_grid"),
        ("area=nowhere", "records.no_area"),
        ("squad=nobody", "records.no_squad"),
    ],
)
def test_what_is_not_there_is_told(world: World, which: str, code: str) -> None:
    answer = world.member().get(f"{PATH}&{which}")
    assert (answer.status_code, answer.json()["code"]) == (404, code)


def test_another_squads_compliance_is_not_there(walked: World) -> None:
    other = walked.member("leader", "park")
    assert other.get(f"{PATH}&area=changzhao").status_code == 404
    assert other.get(f"{PATH}&squad=reservoir").status_code == 404


@pytest.mark.parametrize(
    "period",
    [
        "from=2022-10-08&to=2022-10-08",
        "from=2022-10-08&to=2022-10-07",
        "from=2023-05-01&to=2023-06-01",
    ],
)
def test_an_empty_a_reversed_and_a_coming_period_are_refused(walked: World, period: str) -> None:
    answer = walked.member().get(f"/api/v1/compliance?area=changzhao&{period}")
    assert answer.status_code == 422


def test_a_period_shorter_than_any_interval_has_no_windows(walked: World) -> None:
    hour = "from=2022-10-08T01:00:00%2B08:00&to=2022-10-08T02:00:00%2B08:00"
    told = walked.member().get(f"/api/v1/compliance?area=changzhao&{hour}").json()
    assert told["total"] == {
        "windows": 0, "met": 0, "never": 0, "untracked": 0, "missed": 0, "share": None
    }  # fmt: skip


def test_a_month_is_told_by_days_and_half_a_year_by_weeks(walked: World) -> None:
    client = walked.member()
    month = client.get("/api/v1/compliance?area=changzhao&from=2022-10-01&to=2022-10-31").json()
    months = client.get("/api/v1/compliance?area=changzhao&from=2022-05-01&to=2022-10-31").json()
    assert (month["unit"], len(month["over_time"])) == ("day", 30)
    assert (months["unit"], len(months["over_time"])) == ("week", 27)
