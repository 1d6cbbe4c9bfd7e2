"""Attendance over HTTP: all for leaders, one's own for officers, totals for briefing."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from api_world import World, put_patrol
from roster_duties import LEAVES, day, publish, put, told

from geo_patrol.roster.clock import shift_id
from geo_patrol.store.repositories.people import Officer


def path(roster_id: UUID) -> str:
    return f"/api/v1/rosters/{roster_id}/attendance"


def on_patrol(world: World, leader: Officer, crew: list[Officer], start: int, end: int) -> UUID:
    """Write a patrol of Monday's early shift, by hours of the local day."""
    return put_patrol(
        world.signed_in(leader),
        shift_id("reservoir", day(0), "早"),
        crew=[str(one.id) for one in crew],
        start=f"2022-10-31T{start:02}:00:00+08:00",
        end=f"2022-10-31T{end:02}:00:00+08:00",
    )


def test_a_roster_is_held_against_patrols_and_each_sees_their_part(fresh_world: World) -> None:
    world = fresh_world
    leader, one, two, ill, guest = (
        world.officer("leader"),
        *(world.officer("officer") for _ in range(4)),
    )
    roster = publish(world, leader, {one: "早-早", two: "早", ill: "早"})
    patrol_id = on_patrol(world, leader, [one], 8, 16)
    on_patrol(world, leader, [guest], 10, 16)
    off = {"kind": "sick", "first_day": told(0), "last_day": told(0)}
    put(world.signed_in(ill), LEAVES, off)
    world.clock.move(timedelta(hours=5))
    found = world.signed_in(leader).get(path(roster.id)).json()
    assert found["totals"] == {
        "planned": 4,
        "present": 1,
        "absent": 1,
        "elsewhere": 0,
        "on_leave": 1,
        "not_yet": 1,
        "unplanned": 1,
    }
    states = {(duty["officer_id"], duty["day"]): duty["state"] for duty in found["duties"]}
    assert states == {
        (str(one.id), told(0)): "present",
        (str(two.id), told(0)): "absent",
        (str(ill.id), told(0)): "on_leave",
        (str(one.id), told(2)): "not_yet",
    }
    (there,) = [duty for duty in found["duties"] if duty["state"] == "present"]
    assert (there["name"], there["patrols"]) == ("王强", [str(patrol_id)])
    assert there["out_minutes"] == 8 * 60
    assert [each["officer_id"] for each in found["unplanned"]] == [str(guest.id)]
    assert {(each["officer_id"], each["planned"], each["there"]) for each in found["weeks"]} == {
        (str(one.id), 1, 1),
        (str(two.id), 1, 0),
    }
    own = world.signed_in(two).get(path(roster.id)).json()
    assert [duty["officer_id"] for duty in own["duties"]] == [str(two.id)]
    assert (own["totals"], own["unplanned"], own["redacted"]) == (found["totals"], [], True)
    staff = world.member("briefing").get(path(roster.id))
    assert staff.json()["totals"] == found["totals"]
    assert (staff.json()["duties"], staff.json()["weeks"]) == ([], [])
    assert not any(str(each.id) in staff.text for each in (one, two, ill, guest))
    assert "王强" not in staff.text


def test_a_patrol_of_who_has_no_duty_is_taken_all_the_same(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.officer("leader")
    stranger = world.officer("officer")
    publish(world, leader, {world.officer("officer"): "早"})
    made = on_patrol(world, leader, [stranger], 8, 16)
    assert world.signed_in(leader).get(f"/api/v1/patrols/{made}").status_code == 200


def test_what_nobody_was_told_is_not_held_against_anybody(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.officer("leader")
    draft = publish(world, leader, {leader: "早"}, state="draft")
    answer = world.signed_in(leader).get(path(draft.id))
    assert (answer.status_code, answer.json()["code"]) == (422, "roster_requests.no_attendance")


def test_a_roster_without_duties_has_no_attendance(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.officer("leader")
    empty = publish(world, leader, {})
    found = world.signed_in(leader).get(path(empty.id)).json()
    assert (found["duties"], set(found["totals"].values())) == ([], {0})


def test_a_roster_out_of_reach_is_not_there(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.officer("leader")
    roster = publish(world, leader, {})
    park: Any = world.member("leader", "park")
    for roster_id in (roster.id, uuid4()):
        answer = park.get(path(roster_id))
        assert (answer.status_code, answer.json()["code"]) == (404, "roster_requests.no_roster")
