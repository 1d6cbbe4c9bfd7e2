"""Leave and wishes over HTTP: for oneself, in words when they cannot be, and seen by few."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, where
from roster_duties import ANSWERS, LEAVES, WISHES, put, reasons, say, told

from geo_patrol.workflows.auditing import verify

HISTORY = "/api/v1/history"


def leave(first: int = 20, last: int = 22, kind: str = "annual", **changes: Any) -> dict[str, Any]:
    return {"kind": kind, "first_day": told(first), "last_day": told(last), **changes}


def wish(n: int = 30, **changes: Any) -> dict[str, Any]:
    return {"day": told(n), "on": False, **changes}


def state(client: Client, leave_id: UUID) -> tuple[str, bool]:
    found = client.get(f"{LEAVES}/{leave_id}").json()
    return found["state"], found["counts"]


def test_leave_counts_when_a_leader_grants_it_and_the_last_word_holds(world: World) -> None:
    officer, leader = world.member("officer"), world.member("leader")
    leave_id = put(officer, LEAVES, leave())
    assert state(officer, leave_id) == ("asked", False)
    say(world, leader, "leave", leave_id, "granted")
    assert state(officer, leave_id) == ("granted", True)
    world.clock.move(timedelta(minutes=1))
    say(world, leader, "leave", leave_id, "refused", note="人手不够")
    world.clock.move(-timedelta(minutes=1))
    assert state(officer, leave_id) == ("refused", False)
    answers = officer.get(f"{LEAVES}/{leave_id}").json()["answers"]
    assert [(one["result"], one["note"], one["by"]) for one in answers] == [
        ("granted", "", "王强"),
        ("refused", "人手不够", "王强"),
    ]


def test_illness_counts_at_once_and_comes_late_without_being_refused(world: World) -> None:
    officer, leader = world.member("officer"), world.member("leader")
    leave_id = put(officer, LEAVES, leave(-1, 1, "sick"))
    assert state(officer, leave_id) == ("asked", True)
    assert officer.get(f"{LEAVES}/{leave_id}").json()["flags"] == ["late"]
    say(world, leader, "leave", leave_id, "refused")
    assert state(officer, leave_id) == ("refused", False)


def test_leave_is_withdrawn_by_an_edit_that_changes_no_more(world: World) -> None:
    officer, leader = world.member("officer"), world.member("leader")
    leave_id = put(officer, LEAVES, leave())
    say(world, leader, "leave", leave_id, "granted")
    path = f"{LEAVES}/{leave_id}"
    moved = officer.put(path, leave(21, 23), If_Match='"1"')
    assert reasons(moved) == ["answered_already"]
    both = officer.put(path, leave(21, 23, withdrawn="不去了"), If_Match='"1"')
    assert reasons(both) == ["withdraw_alone"]
    done = officer.put(path, leave(withdrawn="不去了"), If_Match='"1"')
    assert (done.status_code, done.json()["state"], done.json()["counts"]) == (
        200,
        "withdrawn",
        False,
    )
    back = officer.put(path, leave(), If_Match='"2"')
    assert "stays_withdrawn" in reasons(back)


def test_an_officer_asks_for_themselves_only_and_a_leader_for_anybody_of_the_squad(
    world: World,
) -> None:
    other = world.officer("officer")
    mine, leader = world.member("auxiliary"), world.member("leader")
    for path, body in ((LEAVES, leave()), (WISHES, wish())):
        asked = mine.put(f"{path}/{uuid4()}", {**body, "officer_id": str(other.id)})
        assert (asked.status_code, asked.json()["code"]) == (
            403,
            "roster_requests.only_for_oneself",
        )
        made = put(leader, path, {**body, "officer_id": str(other.id)})
        assert leader.get(f"{path}/{made}").json()["officer_id"] == str(other.id)
    stranger = world.officer("officer", "park")
    body = leave(officer_id=str(stranger.id))
    answer = leader.put(f"{LEAVES}/{uuid4()}", body)
    assert reasons(answer) == ["not_of_squad"]


@pytest.mark.parametrize("role", ["briefing", "admin", "auditor"])
def test_who_is_not_in_the_field_asks_for_nothing(world: World, role: Any) -> None:
    assert world.member(role).put(f"{LEAVES}/{uuid4()}", leave()).status_code == 403


def test_what_somebody_is_off_for_is_seen_by_them_and_by_leaders_only(world: World) -> None:
    officer = world.officer("officer")
    leave_id = put(world.signed_in(officer), LEAVES, leave(0, 2, "sick"))
    leader = world.member("leader")
    said = say(world, leader, "leave", leave_id, "granted", note="病假条已收")
    path = f"{LEAVES}/{leave_id}"
    listed = f"{LEAVES}?officer={officer.id}"
    for client in (world.signed_in(officer), leader):
        assert client.get(path).json()["kind"] == "sick"
        assert "病假条" in client.get(path).text
        assert "sick" in client.get(listed).text
        assert client.get(f"{HISTORY}/leave/{leave_id}").status_code == 200
    for client in (world.member("officer"), world.member("auxiliary"), world.member("briefing")):
        for address in (path, listed, f"{ANSWERS}/{said}", f"{HISTORY}/roster_answer/{said}"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "sick" not in answer.text
            assert "病假条" not in answer.text
        shown = client.get(path).json()
        assert (shown["kind"], shown["counts"], shown["flags"]) == (None, None, [])
        assert shown["received_at"] is None
        assert client.get(f"{HISTORY}/leave/{leave_id}").status_code == 403
    assert world.member("briefing").get(path).json()["officer_id"] is None


def test_a_guess_at_somebody_s_leave_is_told_nothing(world: World) -> None:
    officer = world.officer("officer")
    leave_id = put(world.signed_in(officer), LEAVES, leave(0, 2, "sick"))
    colleague = world.member("officer")
    as_theirs = {**leave(0, 2, "sick"), "officer_id": str(officer.id)}
    assert colleague.put(f"{LEAVES}/{leave_id}", as_theirs).status_code == 403
    as_own = colleague.put(f"{LEAVES}/{leave_id}", leave(0, 2, "sick"))
    assert as_own.status_code == 409
    assert as_own.json()["current"]["kind"] is None


def test_leave_of_another_squad_is_not_there(world: World) -> None:
    leave_id = put(world.member("officer"), LEAVES, leave())
    other = world.member("leader", "park")
    assert other.get(f"{LEAVES}/{leave_id}").status_code == 404
    at = world.clock().isoformat()
    body = {"target_kind": "leave", "target_id": str(leave_id), "at": at, "result": "granted"}
    answer = other.put(f"{ANSWERS}/{uuid4()}", body)
    assert (answer.status_code, answer.json()["code"]) == (404, "roster_requests.no_answer_target")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (leave(22, 20), "last_before_first"),
        (leave(0, 399), "leave_too_long"),
        (leave(withdrawn="不去了"), "nothing_to_withdraw"),
    ],
)
def test_leave_that_cannot_be_is_told_in_words(
    world: World, body: dict[str, Any], code: str
) -> None:
    answer = world.member("officer").put(f"{LEAVES}/{uuid4()}", body)
    assert (answer.status_code, reasons(answer)) == (422, [code])


def test_leave_may_run_over_the_ends_of_months_and_years(world: World) -> None:
    body = leave(kind="other", first_day="2022-12-30", last_day="2023-01-02")
    made = put(world.member("officer"), LEAVES, body)
    found = world.member("leader").get(f"{LEAVES}/{made}").json()
    assert (found["first_day"], found["last_day"]) == ("2022-12-30", "2023-01-02")


def test_a_wish_is_one_a_day_and_for_days_that_have_not_begun(world: World) -> None:
    client = world.member("officer")
    for n in (0, -3):
        answer = client.put(f"{WISHES}/{uuid4()}", wish(n))
        assert reasons(answer) == ["day_has_begun"]
    made = put(client, WISHES, wish(1))
    again = client.put(f"{WISHES}/{uuid4()}", wish(1, on=True, shift="夜", weight=3))
    assert reasons(again) == ["wished_already"]
    gone = client.put(f"{WISHES}/{made}", wish(1, withdrawn="改主意了"), If_Match='"1"')
    assert gone.status_code == 200
    put(client, WISHES, wish(1, on=True, shift="夜", weight=3))


WRONG = [
    (LEAVES, leave(kind="holiday"), "kind"),
    (LEAVES, leave(first_day="20.11."), "first_day"),
    (LEAVES, leave(first_day=20221120), "first_day"),
    (LEAVES, leave(first_day="1822-11-20"), "first_day"),
    (LEAVES, leave(text="头疼"), "text"),
    (WISHES, wish(weight=6), "weight"),
    (WISHES, wish(on="no"), "on"),
]


@pytest.mark.parametrize(("path", "body", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(
    world: World, path: str, body: dict[str, Any], place: str
) -> None:
    answer = world.member("officer").put(f"{path}/{uuid4()}", body)
    assert (answer.status_code, where(answer)) == (422, [place])


def test_who_may_not_decide_is_told_so(world: World) -> None:
    officer = world.member("officer")
    leave_id = put(officer, LEAVES, leave())
    at = world.clock().isoformat()
    body = {"target_kind": "leave", "target_id": str(leave_id), "at": at, "result": "granted"}
    answer = officer.put(f"{ANSWERS}/{uuid4()}", body)
    assert (answer.status_code, answer.json()["code"]) == (
        403,
        "roster_requests.only_leaders_decide",
    )
    agreed = world.member("leader").put(f"{ANSWERS}/{uuid4()}", {**body, "result": "agreed"})
    assert reasons(agreed) == ["only_swaps_are_agreed"]


def test_an_answer_is_said_once_and_another_is_written_beside_it(world: World) -> None:
    leader = world.member("leader")
    leave_id = put(world.member("officer"), LEAVES, leave())
    made = say(world, leader, "leave", leave_id, "granted")
    at = world.clock().isoformat()
    body = {"target_kind": "leave", "target_id": str(leave_id), "at": at, "result": "granted"}
    assert leader.put(f"{ANSWERS}/{made}", body).status_code == 200
    edited = leader.put(f"{ANSWERS}/{made}", {**body, "result": "refused"}, If_Match='"1"')
    assert reasons(edited) == ["answer_is_fixed"]


def test_a_clock_that_is_ahead_does_not_make_an_answer_the_last_word(world: World) -> None:
    officer, leader = world.member("officer"), world.member("leader")
    leave_id = put(officer, LEAVES, leave())
    ahead = (world.clock() + timedelta(days=400)).isoformat()
    first = say(world, leader, "leave", leave_id, "granted", at=ahead)
    assert leader.get(f"{ANSWERS}/{first}").json()["flags"] == ["clock_ahead"]
    world.clock.move(timedelta(minutes=1))
    say(world, leader, "leave", leave_id, "refused")
    world.clock.move(-timedelta(minutes=1))
    assert state(officer, leave_id) == ("refused", False)


def test_all_of_it_is_as_the_chains_say(world: World) -> None:
    officer, leader = world.member("officer"), world.member("leader")
    leave_id = put(officer, LEAVES, leave())
    put(officer, WISHES, wish(25, shift="夜"))
    say(world, leader, "leave", leave_id, "granted")
    assert verify(world.store).sound
