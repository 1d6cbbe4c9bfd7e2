"""Reviews of cameras' files and publications of their places over HTTP, and what is lacking."""

from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, incident_body, put_patrol, put_shift, where
from camera_bodies import (
    CODE,
    PUBLICATIONS,
    REVIEWS,
    add_camera,
    publication_body,
    review_body,
)
from evidence_files import numbered
from operating import put_new
from test_transfers_api import add_photo

from geo_patrol.evidence.records import Subject, evidence_id
from geo_patrol.workflows.auditing import verify


def put_incident(client: Client, **changes: Any) -> UUID:
    return put_new(client, "/api/v1/incidents", incident_body(source="camera", **changes))


def photo_of(client: Client, incident: UUID, number: int) -> UUID:
    return evidence_id(Subject("incident", incident), add_photo(client, incident, number))


def lacks(client: Client, incident: UUID) -> list[str]:
    told = client.get(f"/api/v1/incidents/{incident}/camera-evidence").json()
    return [one["key"].removeprefix("cameras.use_") for one in told["findings"]]


def test_what_a_file_lacks_shrinks_with_each_thing_that_is_done(fresh_world: World) -> None:
    world = fresh_world
    leader = world.member("leader")
    add_camera(world)
    incident = put_incident(leader)
    assert lacks(leader, incident) == ["no_file"]
    file, signature = photo_of(leader, incident, 1), photo_of(leader, incident, 2)
    assert lacks(leader, incident) == ["not_reviewed", "camera_unknown"]
    path = f"{REVIEWS}/{uuid4()}"
    assert leader.put(path, review_body(file)).status_code == 201
    assert lacks(leader, incident) == ["unsigned", "said_published"]
    signed = review_body(file, signature=str(signature))
    assert leader.put(path, signed, If_Match='"1"').status_code == 200
    assert lacks(leader, incident) == ["said_published"]
    put_new(leader, PUBLICATIONS, publication_body())
    assert lacks(leader, incident) == []
    told = leader.get(f"/api/v1/incidents/{incident}/camera-evidence").json()
    assert (told["camera"], told["location_published"]) == (CODE, True)
    assert (told["asked"]["article"], told["asked"]["law_zh"]) == ("41", "行政处罚法")
    assert [one["id"] for one in told["reviews"]] == [path.rpartition("/")[2]]
    void = {**signed, "voided": "看错了文件"}
    assert leader.put(path, void, If_Match='"2"').status_code == 200
    assert lacks(leader, incident) == ["not_reviewed", "camera_unknown"]
    assert verify(world.store).sound


def test_a_signature_of_another_incident_is_none(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    add_camera(fresh_world)
    incident = put_incident(leader)
    file, other = photo_of(leader, incident, 8), photo_of(leader, put_incident(leader), 9)
    put_new(leader, PUBLICATIONS, publication_body())
    put_new(leader, REVIEWS, review_body(file, signature=str(other)))
    assert lacks(leader, incident) == ["unsigned"]


def test_the_law_says_so_too_and_stops_nothing(world: World) -> None:
    officer = world.member("officer")
    incident = put_incident(officer)
    remarks = officer.get(f"/api/v1/incidents/{incident}/law").json()["remarks"]
    [said] = [one for one in remarks if one["key"].startswith("cameras.use_")]
    assert said["key"] == "cameras.use_no_file"
    assert "证据" in said["reason_zh"] and "evidence" in said["reason_en"]


def test_an_incident_that_no_camera_told_of_lacks_nothing(world: World) -> None:
    officer = world.member("officer")
    incident = put_new(officer, "/api/v1/incidents", incident_body(source="patrol"))
    assert lacks(officer, incident) == []
    remarks = officer.get(f"/api/v1/incidents/{incident}/law").json()["remarks"]
    assert not [one for one in remarks if one["key"].startswith("cameras.")]


def test_a_review_is_written_once_and_names_its_reviewer(world: World) -> None:
    reviewer = world.officer("officer")
    officer = world.signed_in(reviewer)
    file = photo_of(officer, put_incident(officer), 3)
    path, body = f"{REVIEWS}/{uuid4()}", review_body(file, result="unclear", note="反光")
    first, again = officer.put(path, body), officer.put(path, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["officer_id"] == str(reviewer.id)
    assert officer.put(path, {**body, "result": "clear"}).status_code == 409
    listed = officer.get(f"{REVIEWS}?from=2022-10-09&limit=1000").json()["items"]
    assert path.rpartition("/")[2] in [one["id"] for one in listed]
    for reader, note in ((world.member("leader"), "反光"), (world.member("briefing"), "")):
        assert reader.get(path).json()["note"] == note
    assert "反光" not in world.member("briefing").get(f"{REVIEWS}?limit=1000").text


@pytest.mark.parametrize("who", ["auxiliary", "briefing"])
def test_who_holds_no_certificate_reviews_nothing(world: World, who: Any) -> None:
    file = photo_of(leader := world.member("leader"), put_incident(leader), 4)
    uncertified = world.signed_in(world.officer("officer", certified=False))
    for client in (world.member(who), uncertified):
        refused = client.put(f"{REVIEWS}/{uuid4()}", review_body(file))
        assert (refused.status_code, refused.json()["code"]) == (403, "api.not_permitted")


def test_what_cannot_be_is_refused_in_words(world: World) -> None:
    leader = world.member("leader")
    incident = put_incident(leader)
    file, other = photo_of(leader, incident, 5), photo_of(leader, put_incident(leader), 6)
    early = review_body(file, at="2035-01-01T00:00:00+08:00")
    refused = leader.put(f"{REVIEWS}/{uuid4()}", early)
    assert (refused.status_code, where(refused)) == (422, ["at"])
    missing = leader.put(f"{REVIEWS}/{uuid4()}", review_body(uuid4()))
    assert (missing.status_code, missing.json()["code"]) == (404, "cameras.no_file")
    path = f"{REVIEWS}/{uuid4()}"
    assert leader.put(path, review_body(file)).status_code == 201
    moved = leader.put(path, review_body(other), If_Match='"1"')
    assert (moved.status_code, where(moved)) == (422, ["evidence_id"])


def test_a_file_of_a_patrol_proves_no_incident(world: World) -> None:
    leader = world.member("leader")
    patrol = put_patrol(leader, put_shift(leader))
    data = numbered(7)
    digest = sha256(data).hexdigest()
    path = f"/api/v1/evidence/{digest}?record=patrol/{patrol}"
    assert leader.put_raw(path, data, "image/jpeg").status_code == 201
    file = evidence_id(Subject("patrol", patrol), digest)
    refused = leader.put(f"{REVIEWS}/{uuid4()}", review_body(file))
    assert (refused.status_code, where(refused)) == (422, ["evidence_id"])


def test_reviews_and_publications_of_another_squad_are_not_there(world: World) -> None:
    leader, other = world.member("leader"), world.member("leader", "park")
    add_camera(world, "P-1")
    file = photo_of(leader, put_incident(leader), 8)
    review = put_new(leader, REVIEWS, review_body(file))
    publication = put_new(leader, PUBLICATIONS, publication_body(camera="P-1"))
    for path in (f"{REVIEWS}/{review}", f"{PUBLICATIONS}/{publication}"):
        assert other.get(path).status_code == 404
    foreign = other.put(f"{REVIEWS}/{uuid4()}", review_body(file))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "cameras.no_file")
    there = other.put(f"{PUBLICATIONS}/{uuid4()}", publication_body(squad="reservoir"))
    assert there.status_code == 404
    assert str(publication) not in other.get(f"{PUBLICATIONS}?limit=1000").text


def test_a_camera_that_is_not_on_the_list_is_published_nowhere(world: World) -> None:
    leader = world.member("leader")
    refused = leader.put(f"{PUBLICATIONS}/{uuid4()}", publication_body(camera="没有"))
    assert (refused.status_code, where(refused)) == (422, ["camera"])
    assert "没有" in refused.json()["findings"][0]["reason_zh"]


def test_a_publication_stays_with_its_camera(world: World) -> None:
    leader = world.member("leader")
    add_camera(world, "P-2")
    add_camera(world, "P-3")
    path = f"{PUBLICATIONS}/{uuid4()}"
    assert leader.put(path, publication_body(camera="P-2")).status_code == 201
    moved = leader.put(path, publication_body(camera="P-3"), If_Match='"1"')
    assert (moved.status_code, where(moved)) == (422, ["camera"])
    void = leader.put(path, publication_body(camera="P-2", voided="没贴"), If_Match='"1"')
    assert (void.status_code, void.json()["voided"]) == (200, "没贴")
    listed = leader.get(f"{PUBLICATIONS}?camera=P-2").json()["items"]
    assert [one["voided"] for one in listed] == ["没贴"]


def test_their_histories_are_read_as_they_were_sent(world: World) -> None:
    leader = world.member("leader")
    add_camera(world, "P-4")
    publication = put_new(leader, PUBLICATIONS, publication_body(camera="P-4"))
    told = leader.get(f"/api/v1/history/published_camera/{publication}").json()
    assert told["versions"][0]["body"]["squad"] == "reservoir"
    file = photo_of(leader, put_incident(leader), 9)
    review = put_new(leader, REVIEWS, review_body(file, note="反光"))
    path = f"/api/v1/history/camera_review/{review}"
    assert leader.get(path).json()["versions"][0]["body"]["note"] == "反光"
    assert "反光" not in world.member("briefing").get(path).text
