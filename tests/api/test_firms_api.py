"""Firms over HTTP: whom to call there, service for them, hours of guidance they book."""

import json
from typing import Any
from uuid import uuid4

import pytest
import shapely
from api_world import Client, World, where
from firm_bodies import (
    FIRMS,
    SERVICES,
    SLOTS,
    firm_body,
    moment,
    put_firm,
    service_body,
    slot_body,
)
from operating import put_new

from geo_patrol.workflows.auditing import verify

CONTACT = {"note": "厂办值班", "phone": "0575-00000000"}


@pytest.fixture
def leader(world: World) -> Client:
    return world.member("leader", "park")


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_firm_is_written_edited_and_voided_and_its_history_is_sent_again(leader: Client) -> None:
    path, body = f"{FIRMS}/{uuid4()}", firm_body(contacts=[CONTACT])
    made = leader.put(path, body)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    told = made.json()
    assert (told["area"], told["tier"], told["counts"]) == ("block", "A", True)
    assert told["quiet"][0]["weekdays"] == [] and told["quiet"][0]["last"] == "2022-10-14"
    assert leader.put(path, body).status_code == 200
    assert leader.put(path, {**body, "name": "x"}).status_code == 409
    voided = leader.put(path, {**body, "voided": "已迁走"}, If_Match='"1"')
    assert (voided.status_code, voided.json()["counts"]) == (200, False)
    assert leader.put(path, body, If_Match='"1"').status_code == 412
    [first, _] = leader.get(f"/api/v1/history/firm/{path[-36:]}").json()["versions"]
    assert "0575" not in str(first) and "persons" not in first["body"]
    assert leader.put(f"{FIRMS}/{uuid4()}", first["body"]).status_code == 201


def test_a_firm_outside_every_cell_is_taken_and_flagged(world: World, leader: Client) -> None:
    inside = leader.get(f"{FIRMS}/{put_firm(leader)}").json()
    outside = leader.get(f"{FIRMS}/{put_firm(leader, lon=121.2, lat=29.9)}").json()
    nowhere = leader.get(f"{FIRMS}/{put_firm(leader, lon=None, lat=None, place='一号路')}").json()
    foreign = leader.get(f"{FIRMS}/{put_firm(leader, lon=120.99, lat=29.47)}").json()
    # The areas here have no grid.
    assert (inside["cell"], inside["flags"]) == (None, ["outside_cells"])
    assert (outside["area"], outside["flags"]) == (None, ["outside_areas", "outside_cells"])
    assert nowhere["flags"] == ["no_position"]
    assert foreign["flags"] == ["area_of_other_squad", "outside_cells"]


def test_a_firm_in_a_cell_has_no_flags(loaded_world: World) -> None:
    leader = loaded_world.member("leader", "park")
    area = leader.get("/api/v1/areas").json()["items"][0]["code"]
    cell = leader.get(f"/api/v1/cells?area={area}&format=geojson").json()["features"][0]
    inside = shapely.from_geojson(json.dumps(cell["geometry"])).representative_point()
    told = leader.get(f"{FIRMS}/{put_firm(leader, lon=inside.x, lat=inside.y)}").json()
    assert (told["area"], told["cell"]) == (area, cell["properties"]["code"])
    assert told["flags"] == []


def test_a_credit_code_that_does_not_fit_or_stands_twice_is_told(leader: Client) -> None:
    put_firm(leader, credit_code="91350100M000100Y43")
    twin = leader.get(f"{FIRMS}/{put_firm(leader, credit_code='91350100M000100Y43')}").json()
    assert "credit_code" not in twin["flags"]
    assert [one["key"] for one in twin["remarks"]] == ["firms.same_code"]
    slip = leader.get(f"{FIRMS}/{put_firm(leader, credit_code='91350100M000100Y44')}").json()
    assert ("credit_code" in slip["flags"], slip["remarks"]) == (True, [])


def test_whom_to_call_is_for_those_who_need_it(world: World, leader: Client) -> None:
    path = f"{FIRMS}/{put_firm(leader, contacts=[CONTACT])}"
    for role, showing in (
        ("leader", "shown"),
        ("officer", "shown"),
        ("auxiliary", "redacted"),
        ("briefing", "redacted"),
    ):
        told = world.member(role, "park").get(path).json()  # type: ignore[arg-type]
        assert told["contacts_shown"] == showing
        assert [one["phone"] for one in told["contacts"]] == (
            ["0575-00000000"] if showing == "shown" else []
        )
    assert leader.get(f"{FIRMS}/{put_firm(leader)}").json()["contacts_shown"] == "none"


def test_only_leaders_write_firms_and_other_squads_do_not_see_them(
    world: World, leader: Client
) -> None:
    firm_id = put_firm(leader)
    other = world.member("leader", "reservoir")
    assert other.get(f"{FIRMS}/{firm_id}").status_code == 404
    assert str(firm_id) not in other.get(f"{FIRMS}?limit=1000").text
    assert code(other.put(f"{FIRMS}/{uuid4()}", firm_body())) == (404, "records.no_squad")
    officer = world.member("officer", "park")
    assert code(officer.put(f"{FIRMS}/{uuid4()}", firm_body())) == (403, "api.not_permitted")
    answer = leader.put(
        f"{FIRMS}/{uuid4()}", firm_body(lon=None, lat=None, quiet=[{"reason": "x"}])
    )
    assert code(answer) == (422, "firms.bad_firm")
    assert where(answer) == ["place", "quiet[0]"]


def test_firms_are_listed_by_tier_and_on_the_map(leader: Client) -> None:
    risky = put_firm(leader, tier="D")
    told = leader.get(f"{FIRMS}?tier=D&area=block&limit=1000").json()["items"]
    assert [one["id"] for one in told] == [str(risky)]
    on_map = leader.get(f"{FIRMS}?tier=D&format=geojson").json()
    assert on_map["features"][0]["geometry"]["coordinates"] == [120.89, 29.51]


def test_a_service_visit_tells_the_days_to_its_solution(world: World, leader: Client) -> None:
    firm_id, officer = put_firm(leader), world.member("officer", "park")
    path, body = f"{SERVICES}/{uuid4()}", service_body(firm_id)
    told = officer.put(path, body).json()
    assert (told["days"], told["working_days"], told["flags"]) == (None, None, [])
    solved = {**body, "solved_at": moment(17, 9), "advised": "窗口代办"}
    told = officer.put(path, solved, If_Match='"1"').json()
    assert (told["days"], told["working_days"]) == (8, 6)
    odd = put_new(officer, SERVICES, service_body(firm_id, solved_at=moment(1, 9)))
    assert officer.get(f"{SERVICES}/{odd}").json()["flags"] == ["solved_before"]
    auxiliary = world.member("auxiliary", "park")
    voided = auxiliary.put(path, {**solved, "voided": "重复"}, If_Match='"2"')
    assert code(voided) == (403, "firms.leaders_word")
    assert officer.put(path, {**solved, "voided": "重复"}, If_Match='"2"').status_code == 200
    stranger = service_body(firm_id, officers=[str(uuid4())])
    assert code(officer.put(f"{SERVICES}/{uuid4()}", stranger)) == (404, "records.no_officer")
    listed = leader.get(f"{SERVICES}?firm={firm_id}").json()["items"]
    assert [one["counts"] for one in listed] == [False, True]
    briefing = world.member("briefing", "park").get(path).json()
    assert (briefing["asked"], briefing["days"], briefing["redacted"]) == ("", 8, True)


def test_two_cannot_take_one_hour_of_guidance(world: World, leader: Client) -> None:
    one, other = put_firm(leader), put_firm(leader)
    path, officer = (
        f"{SLOTS}/{put_new(leader, SLOTS, slot_body())}",
        world.member("officer", "park"),
    )
    mine = slot_body(booking={"firm_id": str(one), "wish": "新厂房接管"})
    theirs = slot_body(booking={"firm_id": str(other)})
    assert officer.put(path, mine, If_Match='"1"').json()["free"] is False
    late = officer.put(path, theirs, If_Match='"1"')
    assert code(late) == (412, "records.edited_since")
    assert late.json()["current"]["booking"]["firm_id"] == str(one)
    pushy = officer.put(path, theirs, If_Match='"2"')
    assert (code(pushy), where(pushy)) == ((422, "firms.bad_slot"), ["booking"])
    silent = officer.put(path, slot_body(), If_Match='"2"')
    assert (code(silent), where(silent)) == ((422, "firms.bad_slot"), ["cancelled"])
    free = officer.put(path, slot_body(cancelled="企业改期"), If_Match='"2"').json()
    assert (free["free"], free["booking"], free["cancelled"]) == (True, None, "企业改期")
    again = {**theirs, "cancelled": "企业改期"}
    assert officer.put(path, again, If_Match='"3"').json()["booking"]["firm_id"] == str(other)


def test_officers_book_hours_and_leaders_offer_them(world: World, leader: Client) -> None:
    officer = world.member("officer", "park")
    assert code(officer.put(f"{SLOTS}/{uuid4()}", slot_body())) == (403, "firms.leaders_word")
    slot_id = put_new(leader, SLOTS, slot_body())
    moved = officer.put(f"{SLOTS}/{slot_id}", slot_body(topic="别的"), If_Match='"1"')
    assert code(moved) == (403, "firms.leaders_word")
    gone = put_firm(leader, voided="已迁走")
    booked = slot_body(booking={"firm_id": str(gone)})
    answer = officer.put(f"{SLOTS}/{slot_id}", booked, If_Match='"1"')
    assert code(answer) == (422, "firms.firm_is_void")
    nobody = slot_body(booking={"firm_id": str(uuid4())})
    assert code(officer.put(f"{SLOTS}/{slot_id}", nobody, If_Match='"1"')) == (404, "firms.no_firm")
    free = leader.get(f"{SLOTS}?free=true&limit=1000").json()["items"]
    assert str(slot_id) in {one["id"] for one in free}


def test_all_of_it_is_answered_for(world: World, leader: Client) -> None:
    put_firm(leader, contacts=[CONTACT])
    found = verify(world.store)
    assert found.sound, found.findings[:3]
