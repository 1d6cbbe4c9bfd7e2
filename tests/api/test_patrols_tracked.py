"""What has come of patrols, in their list."""

from typing import Any
from uuid import UUID, uuid4

import pytest
import shapely
from api_world import Client, World, put_patrol, put_shift, route_body, track_rows

NIGHT = "area=changzhao&from=2022-10-08&through=2022-10-08"


def test_what_has_come_of_a_patrol_is_told_with_it(loaded_world: World) -> None:
    client = loaded_world.member()
    shift = put_shift(client)
    bare, walked, twice, declared = (put_patrol(client, shift, area="changzhao") for _ in range(4))
    going = put_patrol(client, shift, area="changzhao", end=None)
    for patrol in (walked, twice, twice):
        put_track(client, patrol)
    said = {"withdrawn": True, "reason": "手机在另一条船上"}
    aside = f"/api/v1/patrols/{twice}/tracks/{put_track(client, twice)}/withdrawal"
    assert client.put(aside, said).status_code == 201
    route = f"/api/v1/patrols/{declared}/declared-routes/{uuid4()}"
    assert client.put(route, route_body()).status_code == 201

    def told(reader: Client, query: str = "") -> dict[str, Any]:
        found = reader.get(f"/api/v1/patrols?{NIGHT}{query}").json()["items"]
        return {one["id"]: one["tracks"] for one in found}

    counted = told(client)
    assert [counted[str(one)]["n_counting"] for one in (bare, walked, twice)] == [0, 1, 2]
    assert [counted[str(one)]["n_aside"] for one in (bare, walked, twice)] == [0, 0, 1]
    assert counted[str(declared)]["n_declared"] == 1
    assert counted[str(walked)]["inside_s"] >= 60
    assert [counted[str(one)]["usable"] for one in (bare, walked, declared)] == [False, True, False]
    assert counted[str(twice)]["length_m"] == pytest.approx(2 * counted[str(walked)]["length_m"])
    without = {str(bare), str(declared)}
    assert set(told(client, "&untracked=true")) == without
    assert set(told(client, "&untracked=false")) == set(counted) - without
    assert str(going) in told(client, "&untracked=false")
    assert told(loaded_world.member("briefing")) == dict.fromkeys(counted)
    gaps = client.get(f"/api/v1/gaps?{NIGHT}").json()
    assert set(gaps["untracked_patrols"]) == without


def test_an_area_without_a_grid_misses_no_track(world: World) -> None:
    client = world.member()
    patrol = put_patrol(client)
    listed = client.get("/api/v1/patrols?area=lake&limit=1000&untracked=false").json()["items"]
    assert {one["id"]: one["tracks"]["usable"] for one in listed}[str(patrol)] is None
    assert client.get("/api/v1/patrols?area=lake&untracked=true").json()["items"] == []


def put_track(client: Client, patrol: UUID) -> UUID:
    """Send a track of the patrol's night, in a cell of 长诏."""
    cells = client.get("/api/v1/cells?area=changzhao&limit=5000&format=geojson").json()
    shapes = [shapely.geometry.shape(one["geometry"]) for one in cells["features"]]
    here = max(shapes, key=lambda one: float(one.area)).representative_point()
    rows = [[t, here.x + i * 1e-5, here.y, 5] for i, (t, *_) in enumerate(track_rows())]
    track = uuid4()
    answer = client.put(f"/api/v1/patrols/{patrol}/tracks/{track}", {"device": "a", "fixes": rows})
    assert answer.status_code == 201, answer.text
    return track
