"""Cases over HTTP: one entry, the whole way with its times, what is flagged and refused."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, where
from case_bodies import (
    CASES,
    REPORTED,
    STEPS,
    at,
    case_body,
    officer,
    put_case,
    put_incident_case,
    put_step,
    step_body,
    whole_way,
)
from evidence_files import numbered

from geo_patrol.cases.records import case_id_of
from geo_patrol.workflows.auditing import verify


@pytest.fixture
def leader(world: World) -> Client:
    return world.member("leader", "park")


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_an_incident_becomes_a_case_and_nothing_is_typed_again(
    world: World, leader: Client
) -> None:
    incident_id, case_id = put_incident_case(leader, narrative="店外喇叭")
    found = leader.get(f"{CASES}/{case_id}").json()
    told = ("category", "source", "lon", "lat", "area", "reported_at")
    assert [found[name] for name in told] == [
        "noise",
        "patrol",
        120.89,
        29.51,
        "block",
        "2022-10-07T17:40:00Z",
    ]
    assert (found["stage"], found["holder"]) == ("reported", {"kind": "role", "code": "leader"})
    path = f"/api/v1/incidents/{incident_id}"
    assert leader.get(path).json()["case_id"] == str(case_id)
    edited = {**leader.get(path).json(), "category": "oil_smoke"}
    body = {
        name: edited[name]
        for name in ("point", "accuracy_m", "placed_by", "occurred_at", "category", "source")
    }
    assert leader.put(path, {**body, "squad": "park"}, If_Match='"1"').status_code == 200
    assert leader.get(f"{CASES}/{case_id}").json()["category"] == "oil_smoke"


def test_an_incident_made_a_case_twice_is_made_one_once(world: World, leader: Client) -> None:
    incident_id, case_id = put_incident_case(leader)
    again = world.member("officer", "park")
    repeat = again.put(f"{CASES}/{case_id}", {"incident_id": str(incident_id)})
    assert repeat.status_code == 200
    other = leader.put(f"{CASES}/{uuid4()}", {"incident_id": str(incident_id)})
    assert code(other) == (422, "cases.bad_case")
    assert str(case_id) in other.json()["findings"][0]["reason_zh"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"category": "noise"}, ["category"]),
        ({"place": "门前", "source": "citizen"}, ["source", "place"]),
        ({"lon": 120.89, "lat": 29.51}, ["lon"]),
    ],
)
def test_what_the_incident_says_is_not_said_again(
    leader: Client, changes: dict[str, Any], told: list[str]
) -> None:
    incident_id = put_incident_case(leader)[0]
    body = {"incident_id": str(incident_id), **changes}
    answer = leader.put(f"{CASES}/{case_id_of(incident_id)}", body, If_Match='"1"')
    assert (answer.status_code, where(answer)) == (422, told)


def test_a_case_goes_its_whole_way_with_all_its_times(world: World, leader: Client) -> None:
    case_id = put_case(leader)
    worker = whole_way(world, case_id, leader)
    found = leader.get(f"{CASES}/{case_id}").json()
    assert (found["stage"], found["in_time"], found["score"]) == ("closed", True, 5)
    assert (found["taken_s"], found["taken_working_s"]) == (49 * 3600, 15 * 3600)
    assert [(one["stage"], one["working_s"]) for one in found["stays"][:5]] == [
        ("reported", 20 * 60),
        ("accepted", 40 * 60),
        ("dispatched", (5.5 + 5) * 3600 - 1800),
        ("handled", (2.5 + 0.5) * 3600),
        ("verified", 3600),
    ]
    assert [one["holder"] for one in found["held"]] == [
        {"kind": "role", "code": "leader"},
        officer(worker),
        {"kind": "role", "code": "leader"},
        None,
    ]
    states = {one["what"]: one["state"] for one in found["runs"]}
    assert states == {
        "accept": "met",
        "dispatch": "met",
        "handle": "met",
        "verify": "met",
        "close": "met",
        "total": "met",
    }
    assert [one["kind"] for one in found["steps"]][-1] == "rated"
    assert [one["key"] for one in found["findings"]] == ["cases.no_photo_after"]
    assert verify(world.store).sound


def test_late_steps_are_put_in_their_place(leader: Client) -> None:
    case_id = put_case(leader)
    assert put_step(leader, case_id, "closed", at(12, 10)).status_code == 201
    before = leader.get(f"{CASES}/{case_id}").json()
    assert [one["key"] for one in before["steps"][0]["conflicts"]] == [
        "cases.step_closed_unhandled"
    ]
    put_step(leader, case_id, "verified", at(12, 9))
    put_step(leader, case_id, "handled", at(11, 15))
    found = leader.get(f"{CASES}/{case_id}").json()
    assert [one["kind"] for one in found["steps"]] == ["handled", "verified", "closed"]
    assert found["stage"] == "closed" and found["steps"][2]["conflicts"] == []


def test_a_leader_s_nonsense_is_refused_and_an_officer_s_is_flagged(
    world: World, leader: Client
) -> None:
    case_id, crew = put_case(leader), world.member("officer", "park")
    strange = [
        {"kind": "officer", "code": str(uuid4())},
        {"kind": "officer", "code": "王强"},
        officer(world.officer("officer", "reservoir").id),
        {"kind": "role", "code": "king"},
        {"kind": "agency", "code": "none"},
    ]
    for to in strange:
        refused = put_step(leader, case_id, "dispatched", at(10, 10), to=to)
        assert (refused.status_code, where(refused)) == (422, ["to"])
        taken = put_step(crew, case_id, "handed", at(10, 10), to=to)
        assert (taken.status_code, taken.json()["flags"]) == (201, ["unknown_holder"])
    ahead = put_step(leader, case_id, "closed", "2022-10-31T13:00:00+08:00")
    assert (ahead.status_code, where(ahead)) == (422, ["at"])
    fast = put_step(crew, case_id, "handled", "2022-10-31T13:00:00+08:00")
    assert (fast.status_code, fast.json()["flags"]) == (201, ["clock_ahead"])


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("dispatched", {}, ["to"]),
        ("handed", {}, ["to"]),
        ("returned", {}, ["note"]),
        ("supervised", {"note": " \n"}, ["note"]),
        ("rated", {}, ["score"]),
        ("closed", {"score": 3}, ["score"]),
        ("handled", {"number": "1", "until": at(20, 8)}, ["number", "until"]),
        ("supervised", {"note": "催", "until": at(9, 8)}, ["until"]),
        ("rated", {"score": 6}, ["score"]),
        ("rated", {"score": True}, ["score"]),
        ("handled", {"photos": ["x"]}, ["photos[0]"]),
        ("handled", {"to": {"kind": "person", "code": "x"}}, ["to.kind"]),
        ("vanished", {}, ["kind"]),
    ],
)
def test_a_step_that_says_too_little_or_too_much_is_refused(
    leader: Client, kind: str, changes: dict[str, Any], told: list[str]
) -> None:
    case_id = put_case(leader)
    answer = put_step(leader, case_id, kind, at(10, 10), **changes)
    assert (answer.status_code, where(answer)) == (422, told)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"category": None}, ["category"]),
        ({"source": None, "reported_at": None}, ["source", "reported_at"]),
        ({"lon": None, "lat": None}, ["place"]),
        ({"lat": None}, [""]),
        ({"category": "nothing"}, ["category"]),
    ],
)
def test_a_case_that_says_too_little_is_refused(
    leader: Client, changes: dict[str, Any], told: list[str]
) -> None:
    answer = leader.put(f"{CASES}/{uuid4()}", case_body(**changes))
    assert (answer.status_code, where(answer)) == (422, told)


def test_odd_facts_of_a_case_are_flagged(leader: Client) -> None:
    case_id = put_case(leader, lon=121.5, lat=29.9, category="angling")
    assert leader.get(f"{CASES}/{case_id}").json()["flags"] == [
        "category_of_other_squad",
        "outside_areas",
    ]
    unplaced = put_case(leader, lon=None, lat=None, place="园区大道")
    assert leader.get(f"{CASES}/{unplaced}").json()["flags"] == ["no_position"]


def test_a_step_is_never_edited_only_voided_and_then_it_does_not_count(
    world: World, leader: Client
) -> None:
    case_id, crew = put_case(leader), world.member("officer", "park")
    path = f"{STEPS}/{uuid4()}"
    body = step_body(case_id, "handled", at(10, 10))
    assert crew.put(path, body).status_code == 201
    assert crew.put(path, body).status_code == 200
    assert crew.put(path, {**body, "note": "x"}).status_code == 409
    edited = crew.put(path, {**body, "note": "x"}, If_Match='"1"')
    assert code(edited) == (422, "seizures.kept_as_it_was")
    other = world.member("officer", "park").put(path, {**body, "voided": "错"}, If_Match='"1"')
    assert code(other) == (403, "cases.void_not_permitted")
    assert crew.put(path, {**body, "voided": "点错"}, If_Match='"1"').status_code == 200
    found = leader.get(f"{CASES}/{case_id}").json()
    assert found["stage"] == "reported"
    assert [(one["counts"], one["voided"]) for one in found["steps"]] == [(False, "点错")]
    history = leader.get(f"/api/v1/history/case_step/{path.rsplit('/', 1)[1]}").json()
    assert [one["version"] for one in history["versions"]] == [1, 2]
    assert verify(world.store).sound


def test_a_case_of_a_void_incident_counts_no_more(leader: Client) -> None:
    incident_id, case_id = put_incident_case(leader)
    leader.put(f"/api/v1/incidents/{incident_id}/void", {"void": True, "reason": "重复"})
    found = leader.get(f"{CASES}/{case_id}").json()
    assert found["counts"] is False
    assert "cases.incident_void" in [one["key"] for one in found["findings"]]


def test_steps_of_one_moment_are_told_in_the_order_of_the_loop(leader: Client) -> None:
    case_id = put_case(leader)
    for kind in ("verified", "handled", "accepted"):
        put_step(leader, case_id, kind, at(10, 10))
    found = leader.get(f"{CASES}/{case_id}").json()
    assert [one["kind"] for one in found["steps"]] == ["accepted", "handled", "verified"]


def test_a_photo_of_another_record_shows_nothing_of_a_case(world: World, leader: Client) -> None:
    other, case_id = put_case(leader), put_case(leader)
    data = numbered(9)
    digest = hashlib.sha256(data).hexdigest()
    path = f"/api/v1/evidence/{digest}?record=case/{other}"
    sent = leader.ask("PUT", path, content=data, headers={"content-type": "image/jpeg"})
    assert sent.status_code == 201
    put_step(leader, case_id, "handled", at(10, 10), photos=[sent.json()["id"]])
    found = leader.get(f"{CASES}/{case_id}").json()
    assert ([one["key"] for one in found["findings"]], found["photos"]) == (
        ["cases.photos_missing"],
        [],
    )


def test_photos_before_and_after_stand_with_the_case(world: World, leader: Client) -> None:
    incident_id, case_id = put_incident_case(leader)
    ids = []
    for number, record in enumerate((f"incident/{incident_id}", f"case/{case_id}")):
        data = numbered(number)
        digest = hashlib.sha256(data).hexdigest()
        path = f"/api/v1/evidence/{digest}?record={record}"
        sent = leader.put_raw(path, data, "image/jpeg")
        assert sent.status_code == 201, sent.text
        ids.append(sent.json()["id"])
    put_step(leader, case_id, "handled", at(10, 10), photos=[ids[1]])
    found = leader.get(f"{CASES}/{case_id}").json()
    assert [(one["id"], one["when"]) for one in found["photos"]] == [
        (ids[0], "before"),
        (ids[1], "after"),
    ]
    assert found["findings"] == []
    put_step(leader, case_id, "verified", at(10, 11), photos=[str(uuid4())])
    told = leader.get(f"{CASES}/{case_id}").json()["findings"]
    assert [one["key"] for one in told] == ["cases.photos_missing"]


def test_a_limit_over_the_national_holiday_runs_on_after_it(leader: Client) -> None:
    case_id = put_case(leader, reported_at="2022-09-30T17:00:00+08:00")
    runs = leader.get(f"{CASES}/{case_id}").json()["runs"]
    due = {one["what"]: one["due_at"] for one in runs}
    assert due == {"accept": "2022-09-30T09:30:00Z", "total": "2022-10-12T16:00:00Z"}


def test_the_reported_moment_may_be_that_of_the_case(leader: Client) -> None:
    incident_id, case_id = put_incident_case(leader)
    body = {"incident_id": str(incident_id), "reported_at": REPORTED}
    edited = leader.put(f"{CASES}/{case_id}", body, If_Match='"1"')
    assert edited.json()["reported_at"] == "2022-10-10T01:00:00Z"
