"""A leader has a roster proposed, made right again after an illness, and asks what if: as jobs."""

import json
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from api_world import Client, World, where
from job_making import JOBS, ended
from roster_office import MONDAY, ZONE, Office, day, duty, pin

from geo_patrol.roster.records import KeptRoster
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.scope import SYSTEM

FAST = {"seconds": 3}


def office_of(world: World, n: int = 9, **changes: Any) -> Office:
    """Return the office of a new squad with so many certified officers, on a day before."""
    world.clock.moment = datetime(2022, 11, 1, 9, tzinfo=ZONE)
    made = Office(world.store, f"s{uuid4().hex[:8]}")
    made.staff(n, **changes)
    return made


def post(client: Client, path: str, body: Any, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.ask("POST", path, json=body, headers=named)


def asked(world: World, client: Client, path: str, body: Any, **headers: str) -> dict[str, Any]:
    """Have a job done, and return it."""
    begun = post(client, path, body, **headers)
    assert begun.status_code == 201, begun.text
    assert begun.headers["location"] == f"{JOBS}/{begun.json()['id']}"
    ended(world, UUID(begun.json()["id"]))
    told: dict[str, Any] = client.get(begun.headers["location"]).json()
    return told


def address(roster: KeptRoster, deed: str) -> str:
    return f"/api/v1/rosters/{roster.id}/{deed}"


def kept(world: World, roster: KeptRoster) -> KeptRoster:
    with world.store.reader() as session:
        found = ROSTERS.one(session, roster.id, SYSTEM)
    assert found is not None
    return found.record


def test_a_roster_is_proposed_and_its_draft_stays_as_it_is(world: World) -> None:
    office = office_of(world)
    draft, leader = office.roster(), world.member("leader", office.squad)
    job = asked(world, leader, address(draft, "solve"), FAST)
    result = job["result"]
    assert job["state"] == "done"
    assert (job["kind"], job["squad"]) == ("roster_solve", office.squad)
    assert result["value"]["hard"] == result["n_hard_broken"] == 0
    assert result["status"] in ("proven", "best_so_far")
    assert [one["aim"] for one in result["reached"]] == ["hard", "soft"]
    assert len(result["duties"]) == 4 * 7
    assert result["shortages"] == result["broken"] == []
    assert result["saved"] is None
    assert kept(world, draft) == draft
    progress = job["progress"]
    assert 0 < progress["share"] <= 1
    assert progress["aim_zh"] in ("必须做到的", "尽量做到的")
    assert progress["bound"] <= progress["value"]


def test_a_proposal_is_written_into_the_draft_when_that_is_asked_for(world: World) -> None:
    office = office_of(world)
    draft, leader = office.roster(), world.member("leader", office.squad)
    body = {**FAST, "save": True}
    nameless = post(leader, address(draft, "solve"), body)
    job = asked(world, leader, address(draft, "solve"), body, If_Match='"1"')
    assert nameless.status_code == 422 and where(nameless) == ["If-Match"]
    assert job["result"]["saved"] == {"version": 2}
    duties = kept(world, draft).duties
    assert [str(one.officer_id) for one in duties] == [
        one["officer_id"] for one in job["result"]["duties"]
    ]


def test_what_was_settled_by_hand_is_kept_unless_it_is_to_be_forgotten(world: World) -> None:
    office = office_of(world)
    one = office.ids[0]
    draft = office.roster(pins=(pin(one, 0, "夜", "dam"), pin(one, 4)))
    leader = world.member("leader", office.squad)
    seed = {**FAST, "deterministic": True, "seconds": 2}
    job = asked(world, leader, address(draft, "solve"), seed)
    own = [each for each in job["result"]["duties"] if each["officer_id"] == str(one)]
    first = {"officer_id": str(one), "day": MONDAY.isoformat(), "shift": "夜", "post": "dam"}
    assert first in own
    assert day(4).isoformat() not in {each["day"] for each in own}
    free = asked(world, leader, address(draft, "solve"), {**seed, "keep_pins": False})
    again = asked(world, leader, address(draft, "solve"), {**seed, "keep_pins": False})
    assert free["result"]["duties"] == again["result"]["duties"]


def test_progress_never_goes_back(world: World) -> None:
    office = office_of(world, 24)
    draft, leader = office.roster(14), world.member("leader", office.squad)
    begun = post(leader, address(draft, "solve"), {"seconds": 8}).json()
    told = []
    while True:
        events = leader.get(f"{JOBS}/{begun['id']}/events").text
        told += [json.loads(line[6:]) for line in events.splitlines() if line[:6] == "data: "]
        if told[-1]["ended_at"] is not None:
            break
    seen = [one["progress"] for one in told if one["progress"] is not None]
    aims = ["hard", "first", "soft"]
    assert len(seen) > 1
    for before, after in pairwise(seen):
        assert before["share"] <= after["share"] and before["seconds"] <= after["seconds"]
        if "aim" in before:
            assert aims.index(before["aim"]) <= aims.index(after["aim"])
            if before["aim"] == after["aim"]:
                assert after["bound"] >= before["bound"] and after["value"] <= before["value"]


def test_a_search_that_is_stopped_gives_the_best_so_far(world: World) -> None:
    office = office_of(world, 24)
    draft, leader = office.roster(28), world.member("leader", office.squad)
    begun = post(leader, address(draft, "solve"), {"seconds": 600}).json()
    runner = world.app.state.services.runner
    while "value" not in (runner.look(UUID(begun["id"])).progress or {}):
        assert runner.look(UUID(begun["id"])) is not None
    leader.ask("POST", f"{JOBS}/{begun['id']}/stop")
    ended(world, UUID(begun["id"]))
    job = leader.get(f"{JOBS}/{begun['id']}").json()
    assert job["state"] == "stopped"
    assert job["result"]["duties"]
    assert job["result"]["status"] in ("stopped", "proven")


def test_a_month_that_cannot_be_planned_is_explained_in_words(world: World) -> None:
    office = office_of(world, 6)
    for one in office.ids[:4]:
        office.off(one, 1, 2)
    leader = world.member("leader", office.squad)
    result = asked(world, leader, address(office.roster(), "solve"), FAST)["result"]
    assert result["n_hard_broken"] > 0
    assert "2022-11-08 要 4 人，能排的只有 2 人（4 人请假）" in [
        one["reason_zh"] for one in result["doubts"]
    ]
    lacking = " ".join(one["zh"] for one in result["shortages"])
    assert "2022-11-08：缺 2 人。4 人“请假”" in lacking
    assert "4 by 'leave'" in " ".join(one["en"] for one in result["shortages"])


def test_a_sick_call_changes_as_little_as_is_proven_to_do(world: World) -> None:
    office = office_of(world, 10)
    told, leader = office.published(), world.member("leader", office.squad)
    ill = next(one.officer_id for one in told.duties if one.day == day(3))
    body = {
        "seconds": 60,
        "leave": [
            {"officer_id": str(ill), "first_day": str(day(2)), "last_day": str(day(6))},
        ],
        "frozen_days": [str(day(0)), str(day(1))],
    }
    result = asked(world, leader, address(told, "replan"), body)["result"]
    own = [one for one in result["changes"] if one["officer_id"] == str(ill)]
    assert {one["day"] for one in result["changes"]}.isdisjoint({str(day(0)), str(day(1))})
    assert own and all(one["after"] is None for one in own)
    assert result["fewest"] is True
    assert "已证明不能再少" in result["fewest_zh"]
    assert result["n_changes"] == len(result["changes"])
    assert own[0]["text_zh"].endswith("→ 休")
    assert result["n_days_off_taken"] == sum(one["before"] is None for one in result["changes"])
    assert {one["officer_id"] for one in result["duties"] if one["day"] == str(day(3))}.isdisjoint(
        {str(ill)}
    )
    assert kept(world, told) == told


def test_a_storm_calls_more_people_to_a_post(world: World) -> None:
    office = office_of(world, 10)
    told, leader = office.published(), world.member("leader", office.squad)
    body = {"seconds": 60, "extra_needs": [{"post": "gate", "day": str(day(5)), "people": 4}]}
    result = asked(world, leader, address(told, "replan"), body)["result"]
    there = [one for one in result["duties"] if (one["day"], one["post"]) == (str(day(5)), "gate")]
    assert len(there) == 4
    unknown = {"extra_needs": [{"post": "moon", "day": str(day(5)), "people": 4}]}
    failed = asked(world, leader, address(told, "replan"), {**FAST, **unknown})
    assert failed["state"] == "failed"
    assert "moon" in failed["result"]["problem"]["findings"][0]["reason_zh"]


def test_nothing_changes_where_nothing_happened(world: World) -> None:
    office = office_of(world, 10)
    told, leader = office.published(), world.member("leader", office.squad)
    result = asked(world, leader, address(told, "replan"), {"seconds": 60})["result"]
    assert result["changes"] == []
    assert result["fewest_zh"] == "不用改。"


@pytest.mark.parametrize(
    ("change", "better"),
    [
        ({"officer": {"certified": True}}, True),
        ({"rule": {"rule": "cover", "kind": "soft"}}, None),
    ],
)
def test_one_officer_more_or_another_rule_is_compared(
    world: World, change: dict[str, Any], better: bool | None
) -> None:
    office = office_of(world, 3)
    leader, draft = world.member("leader", office.squad), office.roster(2)
    result = asked(world, leader, address(draft, "what-if"), {"seconds": 10, **change})["result"]
    assert result["better"] is better
    assert result["after"]["n_hard_broken"] < result["before"]["n_hard_broken"]
    assert str(result["before"]["n_hard_broken"]) in result["said_zh"]


def test_a_leave_refused_is_compared_and_one_that_does_not_count_is_not(world: World) -> None:
    office = office_of(world, 4)
    leave = office.off(office.ids[0], 0, 1)
    leader, draft = world.member("leader", office.squad), office.roster(2)
    path = address(draft, "what-if")
    result = asked(world, leader, path, {"seconds": 10, "leave_id": str(leave)})["result"]
    assert result["better"] is True
    lost = asked(world, leader, path, {"seconds": 10, "leave_id": str(uuid4())})
    assert lost["state"] == "failed"
    assert lost["result"]["problem"]["code"] == "roster_jobs.no_such_leave"


@pytest.mark.parametrize(
    ("deed", "body", "place"),
    [
        ("solve", {"seconds": 601}, "seconds"),
        ("solve", {"seconds": "60"}, "seconds"),
        ("solve", {"seed": -1}, "seed"),
        ("solve", {"hurry": True}, "hurry"),
        ("replan", {"frozen_days": ["2022-13-01"]}, "frozen_days[0]"),
        ("replan", {"leave": [{"officer_id": "x"}]}, "leave[0].officer_id"),
        ("what-if", {}, ""),
        ("what-if", {"officer": {}, "rule": {"rule": "rest"}}, ""),
    ],
)
def test_questions_that_are_none_are_refused_where_they_are_wrong(
    world: World, deed: str, body: dict[str, Any], place: str
) -> None:
    office = office_of(world, 4)
    leader = world.member("leader", office.squad)
    answer = post(leader, address(office.roster(), deed), body)
    assert answer.status_code == 422
    assert place in where(answer)


def test_the_same_question_under_one_id_is_one_job(world: World) -> None:
    office = office_of(world, 4)
    leader, draft = world.member("leader", office.squad), office.roster(2)
    body = {"seconds": 1, "id": str(uuid4())}
    first = post(leader, address(draft, "solve"), body)
    second = post(leader, address(draft, "solve"), body)
    other = post(leader, address(draft, "solve"), {**body, "seed": 2})
    stranger = world.member("leader", "park")
    ended(world, UUID(body["id"]))  # type: ignore[arg-type]
    assert (first.status_code, second.status_code, other.status_code) == (201, 200, 409)
    assert first.json()["id"] == second.json()["id"]
    assert post(stranger, address(draft, "solve"), body).status_code == 404


def test_rosters_of_others_are_not_there_and_officers_do_not_plan(world: World) -> None:
    office = office_of(world, 4)
    draft = office.roster(2)
    stranger, officer = world.member("leader", "park"), world.member("officer", office.squad)
    assert post(stranger, address(draft, "solve"), FAST).status_code == 404
    assert post(officer, address(draft, "solve"), FAST).status_code == 403
    leader = world.member("leader", office.squad)
    assert post(leader, f"/api/v1/rosters/{uuid4()}/solve", FAST).status_code == 404
    unpublished = post(leader, address(draft, "replan"), FAST)
    assert unpublished.status_code == 422
    assert unpublished.json()["code"] == "roster_jobs.not_published"


def test_a_draft_that_is_edited_while_it_is_solved_is_not_overwritten(world: World) -> None:
    office = office_of(world, 9)
    draft, leader = office.roster(), world.member("leader", office.squad)
    begun = post(leader, address(draft, "solve"), {"seconds": 3, "save": True}, If_Match='"1"')
    edited = office.keep(replace(draft, duties=(duty(office.ids[0], 0),)), if_match=1)
    ended(world, UUID(begun.json()["id"]))
    job = leader.get(f"{JOBS}/{begun.json()['id']}").json()
    assert kept(world, draft) == edited
    assert job["state"] == "done" and job["result"]["duties"]
    assert job["result"]["saved"]["problem"]["code"] == "records.edited_since"
    with world.store.reader() as session:
        assert history.latest_version(session, "roster", draft.id) == 2
