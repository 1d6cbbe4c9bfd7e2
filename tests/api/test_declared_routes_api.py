"""A route that somebody declares for a patrol: kept, listed, drawn, and in no figure."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, patrol_body, put_patrol, put_shift, route_body, where
from askers import said

from geo_patrol.workflows.auditing import verify


def declare(client: Client, patrol_id: object, route_id: object = None, **changes: Any) -> Any:
    path = f"/api/v1/patrols/{patrol_id}/declared-routes/{route_id or uuid4()}"
    return client.put(path, route_body(**changes))


def test_a_route_is_declared_once_and_edited_by_version(world: World) -> None:
    leader = world.member()
    patrol_id, route_id = put_patrol(leader), uuid4()
    first = declare(leader, patrol_id, route_id)
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert first.json()["declared"] is True
    assert declare(leader, patrol_id, route_id).status_code == 200
    conflict = declare(leader, patrol_id, route_id, text="另一条")
    assert conflict.status_code == 409
    assert conflict.json()["current"]["text"] == route_body()["text"]
    path = f"/api/v1/patrols/{patrol_id}/declared-routes/{route_id}"
    assert leader.put(path, route_body(text="另一条"), If_Match='"1"').status_code == 200
    assert leader.get(path).json()["text"] == "另一条"
    history = leader.get(f"/api/v1/history/declared_route/{route_id}").json()
    assert [one["body"]["text"] for one in history["versions"]] == [route_body()["text"], "另一条"]
    assert history["versions"][0]["body"]["line"] == route_body()["line"]
    assert verify(world.store).sound


def test_it_is_listed_beside_the_patrol_s_tracks_as_declared(world: World) -> None:
    leader = world.member()
    patrol_id = put_patrol(leader)
    made = declare(leader, patrol_id).json()
    tracks = f"/api/v1/patrols/{patrol_id}/tracks"
    assert leader.get(tracks).json() == {"items": [], "declared": [made], "next": None}
    listed = leader.get(f"/api/v1/patrols/{patrol_id}/declared-routes").json()
    assert listed == {"items": [made]}
    [drawn] = leader.get(f"{tracks}?format=geojson").json()["features"]
    assert drawn["properties"]["declared"] is True
    assert drawn["geometry"] == {"type": "LineString", "coordinates": route_body()["line"]}


def test_coverage_and_gaps_are_as_without_it(loaded_world: World) -> None:
    leader = loaded_world.member()
    shift_id, patrol_id = put_shift(leader), uuid4()
    body = patrol_body(shift_id, area="changzhao")
    assert leader.put(f"/api/v1/patrols/{patrol_id}", body).status_code == 201
    period = "area=changzhao&from=2022-10-08&to=2022-10-09"
    asked = [f"/api/v1/coverage?{period}", f"/api/v1/gaps?{period}"]
    before = [leader.get(path).json() for path in asked]
    assert declare(leader, patrol_id).status_code == 201
    assert [leader.get(path).json() for path in asked] == before
    assert len(before[1]["untracked_patrols"]) == 1


def test_another_squad_finds_no_route_and_no_patrol_to_declare_one_for(world: World) -> None:
    leader, stranger = world.member(), world.member("leader", "park")
    patrol_id, route_id = put_patrol(leader), uuid4()
    declare(leader, patrol_id, route_id)
    assert said(declare(stranger, patrol_id)) == said(declare(stranger, uuid4()))
    assert declare(stranger, patrol_id, route_id).status_code == 404
    for path in (f"/{route_id}", ""):
        address = f"/api/v1/patrols/{patrol_id}/declared-routes{path}"
        assert stranger.get(address).status_code == 404
    other = put_patrol(leader)
    assert leader.get(f"/api/v1/patrols/{other}/declared-routes/{route_id}").status_code == 404


def test_who_works_on_records_only_reads_no_words(world: World) -> None:
    patrol_id = put_patrol(world.member())
    declare(world.member(), patrol_id)
    assert declare(world.member("briefing"), patrol_id).status_code == 403
    auxiliary = world.member("auxiliary").get(f"/api/v1/patrols/{patrol_id}/declared-routes")
    assert auxiliary.json()["items"][0]["text"] == route_body()["text"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"line": [[120.985, 29.47]]}, "line"),
        ({"line": [[120.985, 29.47]] * 3}, "line"),
        ({"line": [[120.985, 29.47], [29.47, 120.985]]}, "line[1]"),
        ({"line": [[120.985, 29.47], [120.985]]}, "line[1]"),
        ({"line": [[120.985, 29.47], [120.985, "29"]]}, "line[1][1]"),
        ({"line": [[120.0 + n / 1e4, 29.47] for n in range(2001)]}, "line"),
        ({"at_to": "2022-10-08T00:30:00+08:00"}, "at_to"),
        ({"at_from": "2022-10-08T00:30:00"}, "at_from"),
        ({"text": "x" * 2001}, "text"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_route_of_another_shape_is_refused(
    world: World, changes: dict[str, Any], place: str
) -> None:
    leader = world.member()
    answer = declare(leader, put_patrol(leader), **changes)
    assert (answer.status_code, where(answer)) == (422, [place])


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2022-10-07T22:00:00+08:00", "2022-10-08T01:00:00+08:00", "declared.outside_patrol"),
        ("2022-10-08T02:00:00+08:00", "2022-10-08T05:00:00+08:00", "declared.outside_patrol"),
        ("2023-10-08T02:00:00+08:00", "2023-10-08T05:00:00+08:00", "declared.not_yet"),
    ],
)
def test_a_route_lies_in_its_patrol_s_time_and_not_ahead(
    world: World, start: str, end: str, code: str
) -> None:
    leader = world.member()
    answer = declare(leader, put_patrol(leader), at_from=start, at_to=end)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_the_audit_entry_is_the_squad_s(world: World) -> None:
    leader = world.member()
    route_id = uuid4()
    world.clock.move(timedelta(seconds=1))
    declare(leader, put_patrol(leader), route_id)
    about = f"/api/v1/audit?object=declared_route/{route_id}"
    [entry] = world.member("auditor").get(about).json()["items"]
    assert (entry["action"], entry["chain"]) == ("create", "reservoir")
