"""Who is told of leave, swaps and answers: who waits for it, and nobody of what it is for."""

from typing import Any
from uuid import UUID

import pytest
from api_world import Client, World
from roster_duties import LEAVES, SWAPS, publish, put, say, told

from geo_patrol.notices import notice_id
from geo_patrol.store.repositories.people import Officer

NOTICES = "/api/v1/notices"


def notices(client: Client, kind: str) -> list[dict[str, Any]]:
    """Return the current notices of a kind that somebody is told."""
    items = client.get(NOTICES).json()["items"]
    return [one for one in items if one["kind"] == kind]


def subjects(client: Client, kind: str) -> list[str]:
    return [one["subject"]["id"] for one in notices(client, kind)]


@pytest.fixture
def people(fresh_world: World) -> dict[str, Officer]:
    world = fresh_world
    named = {name: world.officer("officer") for name in ("giver", "taker", "other")}
    return {**named, "leader": world.officer("leader"), "park": world.officer("leader", "park")}


def clients(world: World, people: dict[str, Officer]) -> dict[str, Client]:
    return {name: world.signed_in(one) for name, one in people.items()}


def offered(world: World, people: dict[str, Officer], giver: Client) -> UUID:
    roster = publish(world, people["leader"], {people["giver"]: "--早", people["taker"]: "---早"})
    body = {"roster_id": str(roster.id), "day": told(2), "taker_id": str(people["taker"].id)}
    return put(giver, SWAPS, {**body, "returned_day": told(3)})


def test_leaders_are_told_of_leave_until_one_answers_and_not_what_it_is_for(
    fresh_world: World, people: dict[str, Officer]
) -> None:
    by = clients(fresh_world, people)
    body = {"kind": "sick", "first_day": told(0), "last_day": told(1)}
    leave_id = put(by["giver"], LEAVES, body)
    (notice,) = notices(by["leader"], "leave")
    assert notice["id"] == str(notice_id("leave", leave_id))
    assert notice["parts"] == {
        "officer_id": str(people["giver"].id),
        "first_day": told(0),
        "last_day": told(1),
        "state": "asked",
    }
    for name in ("giver", "taker", "other", "park"):
        assert notices(by[name], "leave") == []
    say(fresh_world, by["leader"], "leave", leave_id, "granted")
    assert notices(by["leader"], "leave") == []


def test_leave_that_is_withdrawn_before_an_answer_is_over_and_after_one_is_news(
    fresh_world: World, people: dict[str, Officer]
) -> None:
    by = clients(fresh_world, people)
    body = {"kind": "annual", "first_day": told(9), "last_day": told(9)}
    first, second = put(by["giver"], LEAVES, body), put(by["giver"], LEAVES, body)
    say(fresh_world, by["leader"], "leave", second, "granted")
    for leave_id in (first, second):
        gone = {**body, "withdrawn": "不去了"}
        assert by["giver"].put(f"{LEAVES}/{leave_id}", gone, If_Match='"1"').status_code == 200
    (notice,) = notices(by["leader"], "leave")
    assert (notice["subject"]["id"], notice["parts"]["state"]) == (str(second), "withdrawn")


def test_who_asked_is_told_the_answer_and_nobody_else_of_the_crews(
    fresh_world: World, people: dict[str, Officer]
) -> None:
    by = clients(fresh_world, people)
    body = {"kind": "annual", "first_day": told(9), "last_day": told(9)}
    leave_id = put(by["giver"], LEAVES, body)
    answer_id = say(fresh_world, by["leader"], "leave", leave_id, "refused", note="人手不够")
    (notice,) = notices(by["giver"], "roster_answer")
    assert notice["subject"]["id"] == str(answer_id)
    assert notice["parts"] == {
        "target_kind": "leave",
        "target_id": str(leave_id),
        "result": "refused",
        "day": told(9),
    }
    assert subjects(by["taker"], "roster_answer") == []
    assert subjects(by["other"], "roster_answer") == []


def test_the_taker_is_told_of_an_offer_and_both_of_what_becomes_of_it(
    fresh_world: World, people: dict[str, Officer]
) -> None:
    by = clients(fresh_world, people)
    swap_id = offered(fresh_world, people, by["giver"])
    for name in ("taker", "leader"):
        (notice,) = notices(by[name], "swap")
        assert (notice["parts"]["day"], notice["parts"]["state"]) == (told(2), "asked")
    assert subjects(by["giver"], "swap") == subjects(by["other"], "swap") == []
    agreed = say(fresh_world, by["taker"], "swap", swap_id, "agreed")
    assert subjects(by["giver"], "roster_answer") == [str(agreed)]
    assert subjects(by["taker"], "roster_answer") == []
    (notice,) = notices(by["leader"], "swap")
    assert notice["parts"]["state"] == "agreed"
    granted = say(fresh_world, by["leader"], "swap", swap_id, "granted")
    assert subjects(by["leader"], "swap") == subjects(by["taker"], "swap") == []
    assert str(granted) in subjects(by["giver"], "roster_answer")
    assert subjects(by["taker"], "roster_answer") == [str(granted)]
    assert subjects(by["other"], "roster_answer") == []


def test_parts_of_notices_are_plain_values(fresh_world: World, people: dict[str, Officer]) -> None:
    by = clients(fresh_world, people)
    swap_id = offered(fresh_world, people, by["giver"])
    say(fresh_world, by["taker"], "swap", swap_id, "agreed")
    body = {"kind": "annual", "first_day": told(9), "last_day": told(9)}
    put(by["giver"], LEAVES, body)
    told_leader = [
        one for kind in ("leave", "swap", "roster_answer") for one in notices(by["leader"], kind)
    ]
    assert len(told_leader) == 3
    flat = (str, int, float, bool, type(None))
    for one in told_leader:
        assert all(isinstance(part, flat) for part in one["parts"].values())
