"""The board, what is due, figures of timeliness and the supervision sheet, over HTTP."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from api_world import Client, World
from case_bodies import CASES, at, case_body, put_case, put_incident_case, put_step, whole_way
from lettering import needs_font

from geo_patrol.store.repositories import audit as entries
from geo_patrol.workflows.due import tell_digest

AT_NOON = datetime(2022, 10, 10, 4, tzinfo=UTC)


@pytest.fixture
def monday(fresh_world: World) -> World:
    """Give an empty office on the Monday on which cases are reported, at noon."""
    fresh_world.clock.moment = AT_NOON
    return fresh_world


@pytest.fixture
def leader(monday: World) -> Client:
    return monday.member("leader", "park")


def board(client: Client, **asked: Any) -> dict[str, Any]:
    answer = client.get(CASES, params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def ids(told: dict[str, Any]) -> list[str]:
    return [one["id"] for one in told["items"]]


def test_the_overdue_come_first_and_each_stage_is_counted(leader: Client) -> None:
    fresh = put_case(leader, reported_at=at(10, 11, 50))
    late = put_case(leader)
    given = put_case(leader, category="illegal_building")
    put_step(leader, given, "dispatched", at(10, 9, 10), to={"kind": "agency", "code": "other"})
    told = board(leader)
    assert ids(told) == [str(late), str(fresh), str(given)]
    assert [one["overdue"] for one in told["items"]] == [True, False, False]
    assert told["by_stage"] == {
        "reported": 2,
        "accepted": 0,
        "dispatched": 1,
        "handled": 0,
        "verified": 0,
    }
    assert (told["n_overdue"], told["n_to_supervise"]) == (1, 1)
    assert ids(board(leader, overdue=True)) == [str(late)]
    assert ids(board(leader, stage="dispatched")) == [str(given)]
    assert ids(board(leader, category="illegal_building")) == [str(given)]
    assert ids(board(leader, area="lake")) == [] and len(ids(board(leader, area="block"))) == 3


def test_one_that_does_not_count_stands_last_and_is_not_overdue(leader: Client) -> None:
    void, late = put_case(leader), put_case(leader)
    voided = leader.put(f"{CASES}/{void}", case_body(voided="重复"), If_Match='"1"')
    assert voided.status_code == 200, voided.text
    fresh = put_case(leader, reported_at=at(10, 11, 50))
    told = board(leader)
    assert ids(told) == [str(late), str(fresh), str(void)]
    assert [one["overdue"] for one in told["items"]] == [True, False, False]
    assert ids(board(leader, overdue=True)) == [str(late)]


def test_the_board_comes_in_pages_that_miss_and_repeat_nothing(leader: Client) -> None:
    all_of_them = [str(put_case(leader, reported_at=at(10, 9, n))) for n in range(5)]
    found, cursor = [], None
    while True:
        told = board(leader, limit=2, **({"cursor": cursor} if cursor else {}))
        found += ids(told)
        cursor = told["next"]
        if cursor is None:
            break
    assert found == all_of_them
    refused = leader.get(f"{CASES}?cursor=x")
    assert (refused.status_code, refused.json()["code"]) == (422, "records.bad_cursor")


def test_closed_ones_are_read_in_the_order_of_their_close(fresh_world: World) -> None:
    leader = fresh_world.member("leader", "park")
    first, second = put_case(leader), put_case(leader)
    whole_way(fresh_world, second, leader)
    put_step(leader, first, "closed", at(14, 9))
    told = board(leader, stage="closed", limit=1)
    assert ids(told) == [str(second)]
    assert ids(board(leader, stage="closed", cursor=told["next"])) == [str(first)]
    assert ids(board(leader)) == []


def test_the_period_of_a_list_is_that_of_the_reports(leader: Client) -> None:
    case_id = put_case(leader)
    of_incident = put_incident_case(leader)[1]
    assert ids(board(leader, **{"from": "2022-10-10", "to": "2022-10-11"})) == [str(case_id)]
    assert ids(board(leader, through="2022-10-09")) == [str(of_incident)]


def test_what_is_due_of_cases_stands_beside_the_periods_of_the_law(leader: Client) -> None:
    late, fresh = put_case(leader), put_case(leader, reported_at=at(10, 11, 50))
    told = leader.get("/api/v1/due").json()
    assert [one["subject"]["id"] for one in told["case_steps"]] == [str(late), str(fresh)]
    first = told["case_steps"][0]
    assert first["subject"]["kind"] == "case_step" and first["what"] == "accept"
    assert (first["state"], first["left_s"]) == ("overdue", -150 * 60)
    assert first["holder"] == {"kind": "role", "code": "leader"}
    assert (told["n_case_steps_overdue"], told["items"]) == (1, [])


def test_overdue_cases_are_in_the_day_s_digest(monday: World, leader: Client) -> None:
    put_case(leader)
    zone = monday.settings.zone
    assert tell_digest(monday.store, zone, now=monday.clock()) == 1
    assert tell_digest(monday.store, zone, now=monday.clock()) == 0
    told = leader.get("/api/v1/notices").json()["items"]
    assert [one["parts"]["overdue"] for one in told if one["kind"] == "due"] == [1]


def test_figures_tell_shares_and_medians_and_what_is_open_apart(fresh_world: World) -> None:
    leader = fresh_world.member("leader", "park")
    closed, late, _open = put_case(leader), put_case(leader, category="noise"), put_case(leader)
    whole_way(fresh_world, closed, leader)
    put_step(leader, late, "closed", at(20, 9))
    put_case(leader, category="illegal_building", reported_at=at(28, 9))
    told = leader.get(f"{CASES}/figures", params={"from": "2022-10-01"}).json()
    whole = told["whole"]
    counts = ("n", "n_closed", "n_in_time", "n_late", "n_open", "n_overdue")
    assert [whole[name] for name in counts] == [4, 2, 1, 1, 1, 1]
    assert whole["share_in_time"] == pytest.approx(1 / 3)
    assert [one["key"] for one in told["rows"]] == ["illegal_building", "noise", "oil_smoke"]
    by_month = leader.get(f"{CASES}/figures?by=month").json()["rows"]
    assert [(one["key"], one["n"]) for one in by_month] == [("2022-10", 4)]
    by_area = leader.get(f"{CASES}/figures?by=area").json()["rows"]
    assert [(one["key"], one["n"]) for one in by_area] == [("block", 4)]
    assert leader.get(f"{CASES}/figures?by=officer").status_code == 422
    other = fresh_world.member("leader", "reservoir").get(f"{CASES}/figures").json()
    assert (other["whole"]["n"], other["rows"]) == (0, [])


@needs_font
def test_a_supervision_sheet_is_printed_and_that_it_was_is_entered(
    monday: World, leader: Client
) -> None:
    case_id = put_case(leader)
    put_step(leader, case_id, "supervised", at(10, 11), note="限期办结", number="督〔2022〕1号")
    path = f"{CASES}/{case_id}/papers/supervision-sheet.pdf"
    made = leader.get(path)
    assert (made.status_code, made.content[:5]) == (200, b"%PDF-")
    assert _printed(monday, case_id) == ["supervision-sheet"]
    assert monday.member("officer", "park").get(path).status_code == 403
    assert monday.member("leader", "reservoir").get(path).status_code == 404


def _printed(world: World, case_id: UUID) -> list[str]:
    with world.store.reader() as session:
        return [
            "supervision-sheet" if "supervision-sheet" in one.details else one.details
            for one in entries.entries(session)
            if one.action == "print" and one.object == f"case/{case_id}"
        ]


def test_a_case_tells_its_age_in_office_hours_and_what_it_used_of_the_limit_due_first(
    leader: Client,
) -> None:
    case_id = put_case(leader)
    [told] = board(leader)["items"]
    assert told["working_s"] == 3 * 3600, "from nine to noon"
    limit = told["limit"]
    assert (limit["what"], limit["length"], limit["unit"]) == ("accept", 30, "working_minutes")
    assert (limit["used_s"], limit["allowed_s"]) == (3 * 3600, 30 * 60)
    assert limit["due_at"] == told["due_at"]

    put_step(leader, case_id, "closed", at(10, 11))
    [closed] = board(leader, stage="closed")["items"]
    assert (closed["limit"], closed["working_s"]) == (None, 2 * 3600)


def test_a_limit_that_runs_day_and_night_is_counted_by_the_clock(leader: Client) -> None:
    put_case(leader, category="discharge", reported_at=at(10, 6))
    [told] = board(leader)["items"]
    assert (told["limit"]["unit"], told["limit"]["allowed_s"]) == ("hours", 3600)
    assert (told["limit"]["used_s"], told["working_s"]) == (6 * 3600, 3.5 * 3600)
