"""综合查一次 over HTTP: checks merge into one visit, quiet windows are kept, figures tell it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, where
from firm_bodies import (
    CHECKS,
    FIRMS,
    QUIET,
    VISITS,
    check_body,
    firm_body,
    happened,
    moment,
    put_check,
    put_firm,
    put_visit,
    visit_body,
)

from geo_patrol.workflows.auditing import verify

PLAN = f"{FIRMS}/checks/plan"
FIGURES = "/api/v1/figures/firms"


@pytest.fixture
def leader(world: World) -> Client:
    return world.member("leader", "park")


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def proposals(client: Client, firm_id: UUID, query: str = "month=2022-10") -> list[Any]:
    found = client.get(f"{PLAN}?{query}").json()
    return [one for one in found["items"] if one["firm_id"] == str(firm_id)]


def test_checks_of_a_month_merge_and_a_leader_confirms_the_visit(leader: Client) -> None:
    firm_id = put_firm(leader)
    checks = [
        put_check(leader, firm_id, window={"start": moment(10, 0), "end": moment(20, 0)}),
        put_check(leader, firm_id, matter="消防", agency="emergency", minutes=90),
        put_check(leader, firm_id, matter="排水", agency="housing", minutes=45),
    ]
    [proposal] = proposals(leader, firm_id)
    # The week from the 10th is quiet.
    assert (proposal["start"], proposal["minutes"]) == ("2022-10-17T00:30:00Z", 90)
    assert proposal["agencies"] == ["emergency", "housing", "market"]
    assert [one["key"] for one in proposal["reasons"]] == ["firms.why_merged", "firms.why_quiet"]
    body = {
        "firm_id": proposal["firm_id"],
        "start": proposal["start"],
        "minutes": proposal["minutes"],
        "checks": [one["id"] for one in proposal["checks"]],
    }
    visit_id = uuid4()
    assert leader.put(f"{VISITS}/{visit_id}", body).status_code == 201
    assert proposals(leader, firm_id) == []
    listed = leader.get(f"{VISITS}?firm={firm_id}").json()["items"]
    assert sorted(listed[0]["checks"]) == sorted(map(str, checks))
    [version] = leader.get(f"/api/v1/history/combined_visit/{visit_id}").json()["versions"]
    assert leader.put(f"{VISITS}/{visit_id}", version["body"]).status_code == 200


def test_a_check_with_only_quiet_time_is_refused_with_the_reason(leader: Client) -> None:
    firm_id = put_firm(leader)
    window = {"start": moment(10, 0), "end": moment(15, 0)}
    answer = leader.put(f"{CHECKS}/{uuid4()}", check_body(firm_id, window=window))
    assert (code(answer), where(answer)) == ((422, "firms.bad_check"), ["window"])
    assert "备展赶订单" in answer.text
    quiet_later = put_check(leader, firm_id, window={"start": moment(17, 0), "end": moment(18, 0)})
    hushed = firm_body(quiet=[QUIET, {**QUIET, "first": "2022-10-17", "last": "2022-10-17"}])
    assert leader.put(f"{FIRMS}/{firm_id}", hushed, If_Match='"1"').status_code == 200
    told = leader.get(f"{PLAN}?month=2022-10").json()["no_room"]
    [one] = [one for one in told if one["firm_id"] == str(firm_id)]
    assert one["check"]["id"] == str(quiet_later)
    assert [why["key"] for why in one["reasons"]] == ["firms.all_quiet"]


def test_two_inspections_of_one_firm_in_a_quiet_window(world: World, leader: Client) -> None:
    firm_id, officer = put_firm(leader), world.member("officer", "park")
    checks = [put_check(leader, firm_id), put_check(leader, firm_id, agency="emergency")]
    # Planned there, both are refused.
    for one, hour in zip(checks, (9, 14), strict=True):
        planned = visit_body(firm_id, one, start=moment(11, hour))
        answer = leader.put(f"{VISITS}/{uuid4()}", planned)
        assert (code(answer), where(answer)) == ((422, "firms.bad_visit"), ["start"])
    # But what took place is taken as it was, and told.
    for one, hour in zip(checks, (9, 14), strict=True):
        visit_id = put_visit(leader, firm_id, one)
        was = visit_body(firm_id, one, happened=happened(11, hour))
        told = officer.put(f"{VISITS}/{visit_id}", was, If_Match='"1"')
        assert (told.status_code, told.json()["flags"]) == (200, ["in_quiet"])
    [remark] = [
        one
        for one in leader.get(f"{FIRMS}/{firm_id}").json()["remarks"]
        if one["key"] == "firms.quiet_broken"
    ]
    assert remark["reason_zh"] == "有 2 次入企是在免打扰时段内"
    assert verify(world.store).sound


def test_an_officer_tells_of_a_visit_but_plans_none(world: World, leader: Client) -> None:
    firm_id, officer = put_firm(leader), world.member("officer", "park")
    check = put_check(leader, firm_id)
    planned = officer.put(f"{VISITS}/{uuid4()}", visit_body(firm_id, check))
    assert code(planned) == (403, "firms.leaders_word")
    surprise = visit_body(firm_id, start=moment(18, 9), happened=happened(18, 9))
    assert officer.put(f"{VISITS}/{uuid4()}", surprise).json()["flags"] == ["unplanned"]
    visit_id = put_visit(leader, firm_id, check)
    moved = visit_body(firm_id, check, start=moment(18, 9))
    answer = officer.put(f"{VISITS}/{visit_id}", moved, If_Match='"1"')
    assert code(answer) == (403, "firms.leaders_word")
    turned = visit_body(firm_id, check, happened={"start": moment(17, 10), "end": moment(17, 9)})
    answer = officer.put(f"{VISITS}/{visit_id}", turned, If_Match='"1"')
    assert (code(answer), where(answer)) == ((422, "firms.bad_visit"), ["happened.end"])


def test_a_check_is_in_one_visit_and_stays_as_it_was(leader: Client) -> None:
    firm_id = put_firm(leader)
    check = put_check(leader, firm_id)
    visit_id = put_visit(leader, firm_id, check)
    again = leader.put(f"{VISITS}/{uuid4()}", visit_body(firm_id, check))
    assert (code(again), where(again)) == ((422, "firms.bad_visit"), ["checks[0]"])
    changed = leader.put(f"{CHECKS}/{check}", check_body(firm_id, minutes=30), If_Match='"1"')
    assert code(changed) == (422, "firms.check_is_placed")
    void = visit_body(firm_id, check, voided="企业停产")
    assert leader.put(f"{VISITS}/{visit_id}", void, If_Match='"1"').status_code == 200
    assert len(proposals(leader, firm_id)) == 1
    changed = leader.put(f"{CHECKS}/{check}", check_body(firm_id, minutes=30), If_Match='"1"')
    assert changed.status_code == 200


def test_a_visit_that_makes_no_sense_is_refused_with_each_reason(leader: Client) -> None:
    one, other = put_firm(leader), put_firm(leader)
    long = put_check(leader, one, minutes=120)
    hidden = put_check(leader, one, unannounced=True)
    foreign = put_check(leader, other)
    body = visit_body(one, long, hidden, foreign, start=moment(30, 9))
    answer = leader.put(f"{VISITS}/{uuid4()}", body)
    assert code(answer) == (422, "firms.bad_visit")
    places = where(answer)
    assert places.count("minutes") == 1 and "checks" in places
    assert {"checks[0]", "checks[1]", "checks[2]"} <= set(places)
    assert code(leader.put(f"{VISITS}/{uuid4()}", visit_body(one, uuid4()))) == (
        404,
        "firms.no_check",
    )
    nothing = leader.put(f"{VISITS}/{uuid4()}", visit_body(one))
    assert (code(nothing), where(nothing)) == ((422, "firms.bad_visit"), ["checks"])


def test_visits_of_other_squads_are_not_there(world: World, leader: Client) -> None:
    firm_id = put_firm(leader)
    check = put_check(leader, firm_id)
    visit_id = put_visit(leader, firm_id, check)
    other = world.member("leader", "reservoir")
    for path in (f"{CHECKS}/{check}", f"{VISITS}/{visit_id}"):
        assert other.get(path).status_code == 404
    assert str(firm_id) not in other.get(f"{PLAN}?month=2022-10").text
    assert code(other.put(f"{CHECKS}/{uuid4()}", check_body(firm_id))) == (404, "firms.no_firm")
    assert code(other.put(f"{VISITS}/{uuid4()}", visit_body(firm_id, check))) == (
        404,
        "firms.no_firm",
    )


def test_figures_tell_what_firms_were_spared(fresh_world: World) -> None:
    leader = fresh_world.member("leader", "park")
    firm_id = put_firm(leader)
    checks = [put_check(leader, firm_id), put_check(leader, firm_id, agency="emergency")]
    put_check(leader, firm_id, agency="ecology")
    put_visit(leader, firm_id, *checks, happened=happened(17, 9))
    surprise = visit_body(firm_id, start=moment(12, 9), happened=happened(12, 9))
    assert leader.put(f"{VISITS}/{uuid4()}", surprise).status_code == 201
    found = leader.get(f"{FIGURES}?from=2022-10-01&to=2022-11-01").json()
    [row] = found["rows"]
    assert row == {**found["whole"], "month": "2022-10"}
    told = ("n_checks", "n_unplaced", "n_visits", "n_alone", "n_avoided", "n_happened")
    assert [row[name] for name in told] == [3, 1, 1, 2, 1, 2]
    assert (row["n_in_quiet"], row["n_unplanned"], row["n_firms"]) == (1, 1, 1)
    assert "officer" not in str(found)
    assert leader.get(f"{FIGURES}?from=2022-11-01&to=2022-12-01").json()["rows"] == []


@pytest.mark.parametrize("month", ["2022-13", "2022", "1989-12", "2100-01", "10-2022"])
def test_a_month_that_is_none_is_told(leader: Client, month: str) -> None:
    answer = leader.get(f"{PLAN}?month={month}")
    assert (code(answer), where(answer)) == ((422, "api.invalid"), ["query.month"])


def test_no_agency_goes_to_more_firms_a_day_than_it_can(fresh_world: World) -> None:
    leader = fresh_world.member("leader", "park")
    for _ in range(3):
        put_check(leader, put_firm(leader, quiet=[]))
    found = leader.get(f"{PLAN}?month=2022-10&capacity=2").json()["items"]
    days = [one["start"][:10] for one in found]
    assert days == ["2022-10-08", "2022-10-08", "2022-10-09"]
