"""Cases over HTTP: who may do what with one, who may hold it, and who sees it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, where
from case_bodies import (
    CASES,
    at,
    case_body,
    officer,
    put_case,
    put_incident_case,
    put_step,
    whole_way,
)

from geo_patrol.store.repositories import accounts


@pytest.fixture
def leader(world: World) -> Client:
    return world.member("leader", "park")


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_case_handed_in_a_circle_is_told_and_to_be_supervised(
    world: World, leader: Client
) -> None:
    case_id = put_case(leader, category="illegal_building")
    first, second = (world.officer("officer", "park") for _ in range(2))
    put_step(leader, case_id, "dispatched", at(10, 10), to=officer(first.id))
    put_step(world.signed_in(first), case_id, "handed", at(11, 10), to=officer(second.id))
    mine = world.signed_in(second).get(f"{CASES}?holder=mine").json()["items"]
    assert [one["id"] for one in mine] == [str(case_id)]
    back = put_step(world.signed_in(second), case_id, "handed", at(12, 10), to=officer(first.id))
    assert [one["key"] for one in back.json()["conflicts"]] == ["cases.step_circle"]
    found = leader.get(f"{CASES}/{case_id}").json()
    assert found["n_circles"] == 1
    assert "cases.went_round" in [one["key"] for one in found["supervision"]]
    put_step(leader, case_id, "supervised", at(30, 10), note="限三日办结", number="督〔2022〕1号")
    assert leader.get(f"{CASES}/{case_id}").json()["supervision"] == []


def test_a_leader_s_steps_are_no_officer_s(world: World, leader: Client) -> None:
    case_id, crew = put_case(leader), world.member("officer", "park")
    for kind in ("accepted", "dispatched", "supervised", "closed", "reopened"):
        answer = put_step(
            crew, case_id, kind, at(10, 10), to={"kind": "role", "code": "leader"}, note="因故"
        )
        assert code(answer) == (403, "cases.leaders_step")
    for kind in ("reported", "handled", "verified", "returned", "handed"):
        answer = put_step(
            crew, case_id, kind, at(10, 10), to={"kind": "role", "code": "leader"}, note="因故"
        )
        assert answer.status_code == 201


def test_only_a_leader_voids_a_case_and_it_counts_no_more(world: World, leader: Client) -> None:
    case_id, crew = put_case(leader), world.member("officer", "park")
    body = case_body(voided="重复上报")
    refused = crew.put(f"{CASES}/{case_id}", body, If_Match='"1"')
    assert code(refused) == (403, "cases.void_not_permitted")
    done = leader.put(f"{CASES}/{case_id}", body, If_Match='"1"')
    assert (done.status_code, done.json()["counts"]) == (200, False)


def test_another_squad_s_cases_are_not_there(world: World, leader: Client) -> None:
    case_id = put_case(leader)
    other = world.member("leader", "reservoir")
    assert code(other.get(f"{CASES}/{case_id}")) == (404, "cases.no_case")
    assert code(put_step(other, case_id, "closed", at(10, 10))) == (404, "cases.no_case")
    assert code(other.put(f"{CASES}/{uuid4()}", case_body())) == (404, "records.no_squad")
    both = world.signed_in(world.officer("leader", "park", more_squads=("reservoir",)))
    body = case_body(squad="reservoir", note="换队")
    moved = both.put(f"{CASES}/{case_id}", body, If_Match='"1"')
    assert code(moved) == (422, "field.stays_with_its_squad")


def test_who_works_on_no_records_sees_neither_people_nor_free_text(
    world: World, leader: Client
) -> None:
    case_id = put_case(leader, place="园区大道 12 号")
    worker = whole_way(world, case_id, leader)
    shown = world.member("briefing", "park").get(f"{CASES}/{case_id}")
    assert str(worker) not in shown.text and "油烟" not in shown.text
    assert "园区大道" not in shown.text and shown.json()["redacted"]


@pytest.mark.parametrize("role", ["admin", "auditor", "nobody"])
def test_a_case_is_not_given_to_who_sees_no_records(leader: Client, role: str) -> None:
    to = {"kind": "role", "code": role}
    refused = put_step(leader, put_case(leader), "dispatched", at(10, 10), to=to)
    assert (refused.status_code, where(refused)) == (422, ["to"])


def test_an_officer_is_the_same_holder_however_the_id_is_written(
    world: World, leader: Client
) -> None:
    case_id = put_case(leader)
    first, second = (world.officer("officer", "park") for _ in range(2))
    put_step(leader, case_id, "dispatched", at(10, 10), to=officer(first.id))
    put_step(leader, case_id, "handed", at(10, 11), to=officer(second.id))
    shouted = {"kind": "officer", "code": str(first.id).upper()}
    back = put_step(leader, case_id, "handed", at(10, 12), to=shouted)
    assert [one["key"] for one in back.json()["conflicts"]] == ["cases.step_circle"]
    assert back.json()["to"] == officer(first.id)
    bare = {"kind": "officer", "code": second.id.hex}
    put_step(leader, case_id, "handed", at(10, 13), to=bare)
    mine = world.signed_in(second).get(f"{CASES}?holder=mine").json()["items"]
    assert [one["id"] for one in mine] == [str(case_id)]


def test_a_case_is_not_given_to_somebody_who_has_left(world: World, leader: Client) -> None:
    gone, staying = (world.officer("officer", "park") for _ in range(2))
    case_id = put_case(leader)
    put_step(leader, case_id, "dispatched", at(10, 10), to=officer(gone.id))
    with world.store.upkeep() as session:
        account = accounts.account(session, gone.id)
        closed = replace(account, disabled_at=datetime(2022, 10, 11, tzinfo=UTC))
        accounts.save_account(session, closed)
    found = leader.get(f"{CASES}/{case_id}").json()["findings"]
    assert [one["key"] for one in found] == ["cases.holder_left"]
    refused = put_step(leader, case_id, "dispatched", at(12, 10), to=officer(gone.id))
    assert (refused.status_code, where(refused)) == (422, ["to"])
    crew = world.signed_in(staying)
    from_field = put_step(crew, case_id, "handed", at(12, 10), to=officer(gone.id))
    assert (from_field.status_code, from_field.json()["flags"]) == (201, ["holder_left"])


def test_an_incident_that_became_a_case_stays_with_its_squad(world: World) -> None:
    both = world.signed_in(world.officer("leader", "park", more_squads=("reservoir",)))
    incident_id, case_id = put_incident_case(both)
    path = f"/api/v1/incidents/{incident_id}"
    told = both.get(path).json()
    named = ("point", "accuracy_m", "placed_by", "occurred_at", "category", "source")
    body = {name: told[name] for name in named}
    moved = both.put(path, {**body, "squad": "reservoir"}, If_Match='"1"')
    assert code(moved) == (422, "cases.incident_stays")
    assert both.get(f"{CASES}/{case_id}").json()["squad"] == "park"
