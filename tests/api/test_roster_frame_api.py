"""What a month shows besides its duties, over HTTP, to who plans it and to who does not."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World
from roster_bodies import FIRST, ROSTERS, Station, day, duty
from roster_duties import ANSWERS, LEAVES


@pytest.fixture
def station(world: World) -> Station:
    return Station(world)


def framed(station: Station, roster: Any, client: Client | None = None) -> Any:
    return station.told(f"{ROSTERS}/{roster}/frame", client)


def test_it_has_the_people_the_days_and_what_posts_need(station: Station) -> None:
    station.set_up()
    first = station.officers[0]
    needs = [{"post": "lake", "day": day(2), "people": 4}]
    roster = station.keep(duty(first, 0), extra_needs=needs)
    told = framed(station, roster)
    people = {one["officer_id"]: one for one in told["people"]}
    assert {id: one["certified"] for id, one in people.items()} == {
        str(one.id): one.certified for one in station.officers
    }
    assert people[str(first.id)]["name"] == first.name
    assert told["names"][str(first.id)] == first.name
    assert FIRST.weekday() == 0
    assert [one["kind"] for one in told["days"]] == ["workday"] * 5 + ["weekend"] * 2
    by_post = {one["post"]: one["people"] for one in told["needs"]}
    assert by_post == {"gate": [2] * 7, "lake": [2, 2, 4, 2, 2, 2, 2]}


def test_why_somebody_is_away_is_told_to_who_plans_and_briefing_staff_read_no_names(
    station: Station, world: World
) -> None:
    station.set_up()
    roster = station.keep()
    first, second = station.officers[:2]
    asked = {"officer_id": str(first.id), "kind": "annual", "first_day": day(1)}
    leave = station.write(LEAVES, {**asked, "last_day": day(2)})
    sick = {"officer_id": str(second.id), "kind": "sick", "first_day": day(3)}
    station.write(LEAVES, {**sick, "last_day": day(3)})

    told = framed(station, roster)["leave"]
    assert [(one["kind"], one["counts"]) for one in told] == [("annual", False), ("sick", True)]
    assert told[0]["leave_id"] == str(leave)

    seen = framed(station, roster, world.signed_in(second))["leave"]
    assert [(one["officer_id"], one["kind"], one["leave_id"]) for one in seen] == [
        (str(second.id), None, None)
    ]

    granted = {"target_kind": "leave", "target_id": str(leave), "result": "granted"}
    answer = station.leader.put(
        f"{ANSWERS}/{uuid4()}", {**granted, "at": "2022-11-01T08:00:00+08:00"}
    )
    assert answer.status_code == 201, answer.text
    assert [one["counts"] for one in framed(station, roster)["leave"]] == [True, True]

    office = framed(station, roster, world.member("briefing", station.squad))
    assert (office["redacted"], office["names"], office["leave"]) == (True, {}, [])
    assert {one["name"] for one in office["people"]} == {None}
