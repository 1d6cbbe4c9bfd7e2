"""Maps over HTTP: whole pages, in a box of their own."""

from uuid import uuid4

import pytest
from api_world import World, put_patrol, track_rows

from api.maps.kinds import MAP_KINDS

DAY = "from=2022-10-08&through=2022-10-08"


@pytest.mark.parametrize("kind", MAP_KINDS)
def test_each_kind_is_one_page_that_loads_nothing(loaded_world: World, kind: str) -> None:
    answer = loaded_world.member().get(f"/api/v1/maps/{kind}?area=changzhao&{DAY}")
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "长诏" in answer.text
    assert "<script src" not in answer.text


def test_a_map_s_scripts_run_in_an_origin_of_their_own(loaded_world: World) -> None:
    answer = loaded_world.member().get("/api/v1/maps/zones?area=changzhao")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none'; ")
    assert "allow-same-origin" not in policy
    assert "connect-src" not in policy
    # A browser shows no sandboxed page that also asks for an opener of its own.
    assert "cross-origin-opener-policy" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_map_opens_in_the_language_asked_for(loaded_world: World) -> None:
    client = loaded_world.member()
    chinese = client.get("/api/v1/maps/zones?area=changzhao&lang=zh").text
    english = client.get("/api/v1/maps/zones?area=changzhao&lang=en").text
    header = {"accept-language": "en"}
    assert chinese != english
    assert client.get("/api/v1/maps/zones?area=changzhao", headers=header).text == english


def test_several_areas_make_one_map(loaded_world: World) -> None:
    answer = loaded_world.member().get("/api/v1/maps/zones?area=changzhao&area=qincun")
    assert "长诏" in answer.text
    assert "钦寸" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/maps/zones?area=dashiju", 404),
        ("/api/v1/maps/zones?area=changzhao&area=dashiju", 404),
        ("/api/v1/maps/zones?area=nowhere", 404),
        ("/api/v1/maps/zones", 422),
        ("/api/v1/maps/moon?area=changzhao", 422),
        ("/api/v1/maps/zones?area=changzhao&lang=fr", 422),
        ("/api/v1/maps/zones?area=changzhao&from=2022-10-02&to=2022-10-01", 422),
        ("/api/v1/maps/zones?" + "&".join(["area=changzhao"] * 21), 422),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(loaded_world: World, path: str, status: int) -> None:
    answer = loaded_world.member().get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert "sandbox" not in answer.headers["content-security-policy"]


def test_an_administrator_sees_no_maps(loaded_world: World) -> None:
    answer = loaded_world.member("admin").get("/api/v1/maps/zones?area=changzhao")
    assert answer.status_code == 403


def test_where_crews_went_is_drawn_for_who_may_see_tracks(loaded_world: World) -> None:
    leader = loaded_world.member("leader")
    patrol = put_patrol(leader, area="changzhao")
    track = {"device": "a", "fixes": track_rows()}
    assert leader.put(f"/api/v1/patrols/{patrol}/tracks/{uuid4()}", track).status_code == 201
    path = f"/api/v1/maps/briefing?area=changzhao&{DAY}"
    assert '"id":"tracks"' in leader.get(path).text
    briefing = loaded_world.member("briefing").get(path)
    assert briefing.status_code == 200
    assert '"id":"tracks"' not in briefing.text
