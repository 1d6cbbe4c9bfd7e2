"""Patrols over HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import (
    World,
    patrol_body,
    put_patrol,
    put_shift,
    track_rows,
    where,
)


def test_a_patrol_is_written_once_and_read_back(world: World) -> None:
    client = world.member()
    mate = world.officer("officer")
    path = f"/api/v1/patrols/{uuid4()}"
    body = patrol_body(put_shift(client), crew=[str(mate.id), str(mate.id)])
    assert client.put(path, body).status_code == 201
    assert client.put(path, body).status_code == 200
    assert client.put(path, {**body, "mode": "car"}).status_code == 409
    read = client.get(path)
    assert read.json()["crew"] == [str(mate.id)]
    assert (read.json()["mode"], read.headers["etag"]) == ("boat", '"1"')


def test_a_patrol_that_goes_on_is_ended_by_an_edit(world: World) -> None:
    client = world.member()
    path = f"/api/v1/patrols/{uuid4()}"
    body = patrol_body(put_shift(client), end=None)
    assert client.put(path, body).json()["end"] is None
    ended = client.put(path, {**body, "end": "2022-10-08T02:00:00+08:00"}, If_Match='"1"')
    assert (ended.status_code, ended.headers["etag"]) == (200, '"2"')


def test_a_patrol_of_another_squad_is_not_there(world: World) -> None:
    patrol_id = put_patrol(world.member("leader", "reservoir"))
    other = world.member("leader", "park")
    assert other.get(f"/api/v1/patrols/{patrol_id}").status_code == 404
    mine = put_shift(other, squad="park")
    taken = other.put(f"/api/v1/patrols/{patrol_id}", patrol_body(mine, area="block"))
    assert (taken.status_code, taken.json()["code"]) == (404, "records.not_found")


def test_an_area_of_another_squad_is_not_there(world: World) -> None:
    client = world.member()
    answer = client.put(f"/api/v1/patrols/{uuid4()}", patrol_body(put_shift(client), area="block"))
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_area")


def test_a_member_of_another_squad_cannot_be_aboard(world: World) -> None:
    client, outsider = world.member(), world.officer("officer", "park")
    body = patrol_body(put_shift(client), crew=[str(outsider.id)])
    answer = client.put(f"/api/v1/patrols/{uuid4()}", body)
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_officer")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"end": "2022-10-07T23:00:00+08:00"}, "end"),
        ({"mode": "horse"}, "mode"),
        ({"crew": ["nobody"]}, "crew[0]"),
        ({"crew": "all"}, "crew"),
        ({"crew": [str(UUID(int=number)) for number in range(51)]}, "crew"),
        ({"shift_id": 7}, "shift_id"),
        ({"start": True}, "start"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_each_wrong_field_is_named(world: World, changes: dict[str, object], place: str) -> None:
    answer = world.member().put(f"/api/v1/patrols/{uuid4()}", {**patrol_body(uuid4()), **changes})
    assert answer.status_code == 422
    assert where(answer) == [place]


def test_a_patrol_outside_its_shift_is_refused(world: World) -> None:
    client = world.member()
    body = patrol_body(
        put_shift(client), start="2022-10-09T00:00:00+08:00", end="2022-10-09T01:00:00+08:00"
    )
    answer = client.put(f"/api/v1/patrols/{uuid4()}", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "records.patrol_outside_shift")


def test_patrols_are_drawn_with_the_lines_of_their_tracks(world: World) -> None:
    client = world.member()
    walked, idle = put_patrol(client), put_patrol(client)
    rows = {"device": "a", "fixes": track_rows()}
    client.put(f"/api/v1/patrols/{walked}/tracks/{uuid4()}", rows)
    answer = client.get("/api/v1/patrols?limit=1000", headers={"accept": "application/geo+json"})
    assert answer.headers["content-type"] == "application/geo+json"
    shapes = {one["id"]: one["geometry"] for one in answer.json()["features"]}
    assert shapes[str(walked)]["type"] == "MultiLineString"
    assert shapes[str(idle)] is None


def test_patrols_are_listed_by_area_and_period(world: World) -> None:
    client = world.member()
    early = put_shift(client, start="2022-09-01T08:00:00+08:00", end="2022-09-01T16:00:00+08:00")
    span = {"start": "2022-09-01T09:00:00+08:00", "end": "2022-09-01T10:00:00+08:00"}
    patrol_id = str(put_patrol(client, early, **span))

    def listed(query: str) -> list[str]:
        return [one["id"] for one in client.get(f"/api/v1/patrols?{query}").json()["items"]]

    assert listed("from=2022-09-01&through=2022-09-01") == [patrol_id]
    assert listed("from=2022-09-01&to=2022-09-01T09:00:00%2B08:00") == []
    assert listed("from=2022-09-01T09:59:00%2B08:00&to=2022-09-02&area=lake") == [patrol_id]
    assert listed("from=2022-09-01&through=2022-09-01&area=block") == []
    assert listed("from=2022-09-01&through=2022-09-01&squad=park") == []


def test_patrols_come_page_by_page_the_newest_first(world: World) -> None:
    client = world.member()
    path = "/api/v1/patrols?from=2022-09-01&order=newest&limit=2"
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = client.get(path + cursor).json()
        found += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    starts = [one["start"] for one in found]
    assert starts == sorted(starts, reverse=True)
    assert len({one["id"] for one in found}) == len(found) > 2
    on_foot = client.get(path.replace("limit=2", "mode=foot")).json()["items"]
    assert {one["mode"] for one in on_foot} <= {"foot"}
