"""The console's view of gaps over HTTP: the same as the gaps themselves, as columns."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import shapely
from api_world import World, put_patrol, put_shift, track_rows

from geo_patrol.coverage.gaps import GAP_CLASSES
from geo_patrol.store.repositories import places
from geo_patrol.store.scope import SYSTEM

DAY = "area=changzhao&from=2022-10-08&through=2022-10-08"
UNTIL_NOON = "area=changzhao&from=2022-10-08T00:00:00%2B08:00&to=2022-10-08T12:00:00%2B08:00"
VIEW = f"/api/v1/gap-view?{DAY}"


@pytest.fixture(scope="module")
def walked(loaded_world: World) -> World:
    """Give the sample areas with one track of a night along a row of cells at 长诏."""
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


def test_cells_stand_as_the_list_of_gaps_has_it(walked: World) -> None:
    client = walked.member()
    view, table = client.get(VIEW).json(), client.get(f"/api/v1/gaps?{DAY}").json()
    assert view["counts"] == table["counts"]
    classes = [GAP_CLASSES[int(digit)] for digit in view["gap_class"]]
    assert classes == [one["gap_class"] for one in table["items"]]
    assert view["required_s"] == [one["required_interval_s"] for one in table["items"]]
    was_seen = [one["last_seen"] is not None for one in table["items"]]
    assert [last is not None for last in view["last_seen"]] == was_seen
    assert len(view["levels"]) == len(was_seen)


def test_it_names_the_grid_whose_shapes_the_map_has(walked: World) -> None:
    client = walked.member()
    grid = client.get("/api/v1/my/map/changzhao").json()["grid"]
    view = client.get(VIEW).json()
    assert (view["grid"], len(view["gap_class"])) == (grid["id"], len(grid["codes"]))


def test_cells_seen_at_night_are_never_seen_by_day(walked: World) -> None:
    client = walked.member()
    whole, night, early = (
        client.get(f"{VIEW}{more}").json()["counts"] for more in ("", "&hours=0-8", "&hours=8-16")
    )
    assert night["never"] == whole["never"] < early["never"]
    # A visit of the night lasts to its end, and once a day is enough.
    assert night["on_time"] >= whole["on_time"]
    assert early["on_time"] == 0


def test_without_cameras_cameras_look_after_nothing(walked: World) -> None:
    client = walked.member()
    patrol, camera, both = (
        client.get(f"{VIEW}&source={source}").json() for source in ("patrol", "camera", "both")
    )
    assert set(Counter(camera["gap_class"])) == {str(GAP_CLASSES.index("never"))}
    assert both["gap_class"] == patrol["gap_class"]


def test_the_hours_are_those_of_the_cells_asked_for(walked: World) -> None:
    client = walked.member()
    view = client.get(VIEW).json()
    codes = client.get("/api/v1/my/map/changzhao").json()["grid"]["codes"]
    seen = [c for c, last in zip(codes, view["last_seen"], strict=True) if last is not None]
    never = [c for c, last in zip(codes, view["last_seen"], strict=True) if last is None]
    saturday = view["visited"][5]
    assert sum(one or 0 for one in saturday) > 0
    assert [row for row in view["visited"] if row != saturday] == [[None] * 24] * 6
    asked = "&cell=".join(["", *seen[:60]])
    of_seen = client.get(f"/api/v1/gap-view/hours?{DAY}{asked}").json()["visited"]
    of_never = client.get(f"/api/v1/gap-view/hours?{DAY}&cell={never[0]}").json()["visited"]
    assert of_seen == view["visited"]
    assert of_never[5] == [0] * 24


def test_blind_is_what_the_report_of_what_was_seen_calls_neither(walked: World) -> None:
    client = walked.member()
    told = client.get(f"/api/v1/gap-view/seen?{DAY}").json()
    report = client.get(f"/api/v1/seen?{DAY}").json()
    neither = [one["neither"] * 100 for one in report["items"]]
    assert told["blind"] == pytest.approx(neither, abs=0.51)
    assert told["share"] == pytest.approx(report["total"]["neither"]["share"], abs=1e-3)


@pytest.mark.parametrize("more", ["", "&hours=0-8"])
def test_a_track_that_comes_late_is_in_all_that_is_told_at_once(walked: World, more: str) -> None:
    client, old = walked.member(), f"{VIEW.replace('10-08', '10-07')}{more}"
    before = client.get(old)
    grid = client.get("/api/v1/my/map/changzhao").json()["grid"]
    never = [at for at, last in enumerate(before.json()["last_seen"]) if last is None]
    cells = client.get("/api/v1/cells?area=changzhao&limit=5000&format=geojson").json()
    shapes = {
        one["properties"]["code"]: shapely.geometry.shape(one["geometry"])
        for one in cells["features"]
    }
    here = shapes[grid["codes"][never[0]]].representative_point()
    rows = [[t.replace("-08T", "-07T"), here.x, here.y, 5] for t, *_ in track_rows(30)]
    day = {"start": f"{rows[0][0][:10]}T00:00:00+08:00", "end": f"{rows[0][0][:10]}T08:00:00+08:00"}
    patrol_id = put_patrol(client, put_shift(client, **day), area="changzhao", **day)
    path = f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"
    assert client.put(path, {"device": "a", "fixes": rows}).status_code == 201
    after = client.get(old, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["last_seen"][never[0]] is not None
    assert after.json()["visited"] != before.json()["visited"]
    assert client.get(old, headers={"if-none-match": after.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", ["gap-view", "gap-view/seen"])
def test_what_stands_as_it_did_is_not_told_again(walked: World, path: str) -> None:
    client = walked.member()
    first = client.get(f"/api/v1/{path}?{DAY}")
    again = client.get(f"/api/v1/{path}?{DAY}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "more", ["&hours=8", "&hours=8-25", "&hours=24-8", "&hours=8-8", "&source=drone", "&spans=true"]
)
def test_a_question_that_cannot_be_meant_is_refused(walked: World, more: str) -> None:
    assert walked.member().get(f"{VIEW}{more}").status_code == 422


def test_a_cell_that_is_not_there_is_named(walked: World) -> None:
    answer = walked.member().get(f"/api/v1/gap-view/hours?{DAY}&cell=330624999999999")
    assert (answer.status_code, answer.json()["code"]) == (404, "field.no_cell")


@pytest.mark.parametrize("path", ["gap-view", "gap-view/seen", "gap-view/hours"])
def test_an_area_of_another_squad_is_not_there(walked: World, path: str) -> None:
    stranger = walked.member(squad="park")
    assert (
        stranger.get(
            f"/api/v1/{path}?{DAY}&cell=x".removesuffix("" if path.endswith("hours") else "&cell=x")
        ).status_code
        == 404
    )


@pytest.mark.parametrize("path", ["gap-view", "gaps"])
def test_an_area_that_was_given_up_misses_nobody_any_more(walked: World, path: str) -> None:
    client, noon = walked.member(), datetime(2022, 10, 8, 4, tzinfo=UTC)
    while_patrolled = client.get(f"/api/v1/{path}?{UNTIL_NOON}").json()
    with given_up(walked, noon):
        later = client.get(f"/api/v1/{path}?{DAY}").json()
        assert later["counts"] == while_patrolled["counts"]
        assert datetime.fromisoformat(later["as_of"]) == noon
        refused = client.get(f"/api/v1/{path}?area=changzhao&from=2022-10-09&through=2022-10-09")
        for told in (f"compliance?{DAY}", "live/cells/changzhao", "my/map/changzhao"):
            answer = client.get(f"/api/v1/{told}").json()
            assert datetime.fromisoformat(answer.get("as_of") or answer["at"]) == noon, told
    assert (refused.status_code, refused.json()["code"]) == (422, "records.area_retired")


@contextmanager
def given_up(world: World, since: datetime) -> Iterator[None]:
    """Have 长诏 patrolled no more for a while."""
    with world.store.upkeep() as session:
        area = places.area(session, "changzhao", SYSTEM)
        assert area is not None
        places.save_area(session, replace(area, retired_at=since, retired_reason="不再巡查"))
    try:
        yield
    finally:
        with world.store.upkeep() as session:
            places.save_area(session, area)
