"""My roster: duties with post, times and colleagues, what I asked for, who could take a shift."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, put_patrol, put_shift
from roster_duties import (
    LEAVES,
    MINE,
    SWAPS,
    WISHES,
    day,
    publish,
    put,
    reasons,
    say,
    told,
    write,
)

from geo_patrol.roster.clock import shift_id
from geo_patrol.store.repositories.people import Officer

SHIFT = "/api/v1/my/shift"
SMALL_BYTES = 20_000


def mine(client: Client) -> dict[str, Any]:
    answer = client.get(MINE)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.fixture
def three(fresh_world: World) -> tuple[Officer, Officer, Officer]:
    return tuple(fresh_world.officer("officer") for _ in range(3))  # type: ignore[return-value]


def test_without_a_roster_there_is_nothing(fresh_world: World) -> None:
    told_me = mine(fresh_world.member("officer"))
    assert (told_me["rosters"], told_me["duties"], told_me["changed_at"]) == ([], [], None)
    assert (told_me["leaves"], told_me["wishes"]) == ([], [])
    assert (told_me["swaps"], told_me["offered"]) == ([], [])
    assert (told_me["first_day"], told_me["last_day"]) == (told(-7), told(62))


def test_a_duty_has_its_post_area_times_and_colleagues(
    fresh_world: World, three: tuple[Officer, ...]
) -> None:
    world, (one, two, other) = fresh_world, three
    leader = world.officer("leader")
    roster = publish(world, leader, {one: "-夜", two: "-夜", other: "-早"})
    found = mine(world.signed_in(one))
    (duty,) = found["duties"]
    assert duty == {
        "roster_id": str(roster.id),
        "squad": "reservoir",
        "day": told(1),
        "shift": "夜",
        "kind": "night",
        "starts_at": "2022-11-01T14:00:00Z",
        "ends_at": "2022-11-01T22:00:00Z",
        "shift_id": str(shift_id("reservoir", day(1), "夜")),
        "post": "p-夜",
        "post_name": "lake 夜",
        "area": "lake",
        "area_zh": duty["area_zh"],
        "area_en": duty["area_en"],
        "lent": False,
        "swappable": True,
        "colleagues": [{"id": str(two.id), "name": "王强", "post": "p-夜", "post_name": "lake 夜"}],
    }
    assert duty["area_zh"]
    (head,) = found["rosters"]
    assert (head["id"], head["version"], head["last_day"]) == (str(roster.id), 1, told(13))
    assert found["changed_at"] == head["changed_at"] == "2022-10-31T04:00:00Z"
    assert {one["code"] for one in found["shifts"]} == {"早", "中", "夜"}


def test_a_draft_is_told_nobody(fresh_world: World, three: tuple[Officer, ...]) -> None:
    publish(fresh_world, fresh_world.officer("leader"), {three[0]: "早"}, state="draft")
    found = mine(fresh_world.signed_in(three[0]))
    assert (found["duties"], found["rosters"]) == ([], [])


def test_a_duty_in_another_squad_s_roster_is_told_and_is_lent(fresh_world: World) -> None:
    world, lent = fresh_world, fresh_world.officer("officer", "park")
    both = world.officer("leader", more_squads=("park",))
    publish(world, both, {lent: "-早"})
    (duty,) = mine(world.signed_in(lent))["duties"]
    assert (duty["squad"], duty["lent"], duty["swappable"]) == ("reservoir", True, False)
    assert duty["shift_id"] == str(shift_id("reservoir", day(1), "早"))


def test_what_one_asked_for_is_there_with_what_was_said(
    fresh_world: World, three: tuple[Officer, ...]
) -> None:
    world, (one, two, _) = fresh_world, three
    leader = world.officer("leader")
    roster = publish(world, leader, {one: "--早", two: "---早"})
    client, lead = world.signed_in(one), world.signed_in(leader)
    leave_id = put(client, LEAVES, {"kind": "sick", "first_day": told(0), "last_day": told(0)})
    say(world, lead, "leave", leave_id, "granted", note="好好休息")
    wish_id = put(client, WISHES, {"day": told(90), "on": False})
    body = {"roster_id": str(roster.id), "day": told(2), "taker_id": str(two.id)}
    swap_id = put(client, SWAPS, {**body, "returned_day": told(3)})
    found = mine(client)
    (leave,), (wish,), (swap,) = found["leaves"], found["wishes"], found["swaps"]
    assert (leave["id"], leave["kind"], leave["state"]) == (str(leave_id), "sick", "granted")
    assert (leave["version"], leave["counts"], leave["flags"]) == (1, True, ["late"])
    assert [(each["note"], each["by"]) for each in leave["answers"]] == [("好好休息", "王强")]
    assert (wish["id"], wish["day"], wish["state"]) == (str(wish_id), told(90), "asked")
    assert (swap["id"], swap["shift"], swap["returned_shift"]) == (str(swap_id), "早", "早")
    assert (swap["state"], found["offered"]) == ("asked", [])
    theirs = mine(world.signed_in(two))
    assert (theirs["swaps"], [each["id"] for each in theirs["offered"]]) == ([], [str(swap_id)])
    assert (theirs["leaves"], theirs["wishes"]) == ([], [])
    say(world, world.signed_in(two), "swap", swap_id, "agreed")
    say(world, lead, "swap", swap_id, "granted")
    done = mine(client)
    assert [each["day"] for each in done["duties"]] == [told(3)]
    assert (done["swaps"][0]["state"], done["swaps"][0]["shift"]) == ("granted", "早")
    assert (done["rosters"][0]["version"], done["rosters"][0]["reason"]) == (
        2,
        "换班（2022-11-02）",
    )


def test_it_is_small_and_answered_with_a_tag(
    fresh_world: World, three: tuple[Officer, ...]
) -> None:
    world, leader = fresh_world, fresh_world.officer("leader")
    roster = publish(world, leader, dict.fromkeys(three, "早中-" * 5), n_days=28)
    client = world.signed_in(three[0])
    answer = client.get(MINE)
    assert len(answer.content) < SMALL_BYTES
    world.clock.move(timedelta(minutes=1))
    known = client.get(MINE, headers={"If-None-Match": answer.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    write(world, leader, replace(roster, duties=roster.duties[1:], reason="改"))
    changed = client.get(MINE, headers={"If-None-Match": answer.headers["etag"]})
    assert changed.status_code == 200


def test_who_could_take_a_shift_is_named(fresh_world: World, three: tuple[Officer, ...]) -> None:
    world, (one, two, ill) = fresh_world, three
    publish(world, world.officer("leader"), {one: "--早", two: "---早"})
    client = world.signed_in(one)
    off = {"kind": "sick", "first_day": told(2), "last_day": told(2)}
    put(world.signed_in(ill), LEAVES, off)
    found = client.get(f"{MINE}/swaps?day={told(2)}").json()
    assert (found["day"], found["shift"], found["squad"]) == (told(2), "早", "reservoir")
    assert {each["taker_id"] for each in found["items"]} == {str(two.id)}
    assert {(each["returned_day"], each["returned_shift"]) for each in found["items"]} == {
        (None, None),
        (told(3), "早"),
    }
    assert [each["soft_more"] for each in found["items"]] == sorted(
        each["soft_more"] for each in found["items"]
    )


@pytest.mark.parametrize(("n", "why"), [(1, "not_on_duty"), (0, "shift_has_begun")])
def test_of_a_day_off_or_a_shift_that_has_begun_nobody_is_named(
    fresh_world: World, three: tuple[Officer, ...], n: int, why: str
) -> None:
    publish(fresh_world, fresh_world.officer("leader"), {three[0]: "早-早"})
    answer = fresh_world.signed_in(three[0]).get(f"{MINE}/swaps?day={told(n)}")
    assert (answer.status_code, reasons(answer)) == (422, [why])


def test_my_shift_is_the_one_i_am_rostered_for(
    fresh_world: World, three: tuple[Officer, ...]
) -> None:
    world, (one, two, other) = fresh_world, three
    publish(world, world.officer("leader"), {one: "早", two: "夜", other: "早"})
    early, night = (str(shift_id("reservoir", day(0), code)) for code in "早夜")
    told_me = world.signed_in(one).get(SHIFT).json()
    assert (told_me["shift"]["id"], told_me["running"]) == (early, True)
    assert (told_me["duty"]["post_name"], told_me["duty"]["shift_id"]) == ("lake 早", early)
    assert [each["id"] for each in told_me["duty"]["colleagues"]] == [str(other.id)]
    stepping_in = world.signed_in(two).get(SHIFT).json()
    assert (stepping_in["shift"]["id"], stepping_in["duty"]) == (early, None)
    world.clock.move(timedelta(hours=8, minutes=30))
    coming = world.signed_in(two).get(SHIFT).json()
    assert (coming["shift"]["id"], coming["running"]) == (night, False)
    assert coming["duty"]["shift"] == "夜"


def test_who_steps_in_has_the_shift_of_their_patrol(
    fresh_world: World, three: tuple[Officer, ...]
) -> None:
    world, (one, two, _) = fresh_world, three
    leader = world.officer("leader")
    publish(world, leader, {one: "早", two: "夜"})
    early = shift_id("reservoir", day(0), "早")
    start = world.clock().isoformat()
    put_patrol(world.signed_in(leader), early, crew=[str(two.id)], start=start, end=None)
    world.clock.move(timedelta(hours=3))
    found = world.signed_in(two).get(SHIFT).json()
    assert (found["shift"]["id"], found["duty"]) == (str(early), None)


def test_a_shift_that_was_there_before_the_roster_is_the_one(
    fresh_world: World, three: tuple[Officer, ...]
) -> None:
    world, leader = fresh_world, fresh_world.officer("leader")
    start, end = "2022-11-01T08:00:00+08:00", "2022-11-01T16:00:00+08:00"
    made: UUID = put_shift(world.signed_in(leader), start=start, end=end, kind="early")
    publish(world, leader, {three[0]: "-早"})
    (duty,) = mine(world.signed_in(three[0]))["duties"]
    assert duty["shift_id"] == str(made)


@pytest.mark.parametrize("role", ["briefing", "admin", "auditor"])
def test_who_is_not_in_the_field_has_no_roster(fresh_world: World, role: Any) -> None:
    assert fresh_world.member(role).get(MINE).status_code == 403
    assert fresh_world.member(role).get(f"{MINE}/swaps?day={told(0)}").status_code == 403


def test_a_day_that_is_none_is_told_in_words(fresh_world: World) -> None:
    answer = fresh_world.member("officer").get(f"{MINE}/swaps?day=tomorrow")
    assert answer.status_code == 422
    assert answer.json()["findings"][0]["reason_zh"] == "应为日期，如 2022-11-07"
    assert fresh_world.member("officer").get(f"{MINE}/swaps?day={uuid4()}").status_code == 422
