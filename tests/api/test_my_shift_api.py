"""My shift: one small answer with what a phone needs, right at every moment."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from api_world import Client, World, put_patrol, put_shift
from field_bodies import (
    alert_answer_body,
    check_in_body,
    put_alert,
    put_check_point,
    put_handover,
    put_task,
    task_answer_body,
    written,
)

from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.accounts import Account

PATH = "/api/v1/my/shift"
SMALL_BYTES = 10_000


def mine(client: Client, query: str = "") -> dict[str, Any]:
    answer = client.get(f"{PATH}{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def shift_at(world: World, client: Client, hours: float, *, length: float = 8, **more: Any) -> UUID:
    """Write a shift that begins so many hours from now."""
    start = world.clock() + timedelta(hours=hours)
    end = start + timedelta(hours=length)
    return put_shift(client, start=start.isoformat(), end=end.isoformat(), **more)


def patrol_at(
    world: World, client: Client, shift_id: UUID, hours: float, *, end: float | None, **more: Any
) -> UUID:
    start = world.clock() + timedelta(hours=hours)
    ended = None if end is None else (world.clock() + timedelta(hours=end)).isoformat()
    return put_patrol(client, shift_id, start=start.isoformat(), end=ended, **more)


def test_without_a_shift_there_is_still_all_that_the_squad_has(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    point_id, task_id = put_check_point(leader), put_task(leader)
    told = mine(fresh_world.member("officer"))
    assert (told["shift"], told["running"], told["next_shift"]) == (None, False, None)
    assert (told["patrols"], told["handover"], told["others"]) == ([], None, [])
    assert [one["id"] for one in told["check_points"]] == [str(point_id)]
    assert [one["id"] for one in told["tasks"]] == [str(task_id)]
    [area] = told["areas"]
    assert (area["code"], area["kind"], area["standing"]) == ("lake", "reservoir", None)
    assert {one["squad"] for one in told["categories"]} == {"reservoir"}
    assert {one["code"] for one in told["outcomes"] if one["measure"]} == {
        "seized",
        "filed_simple",
        "filed_ordinary",
    }
    assert "rod" in [one["code"] for one in told["gear"]]
    assert datetime.fromisoformat(told["now"]) == fresh_world.clock()


def test_at_the_moment_one_shift_ends_it_is_the_next_one(fresh_world: World) -> None:
    client = fresh_world.member("officer")
    night, early = shift_at(fresh_world, client, -7), shift_at(fresh_world, client, 1)
    before = mine(client)
    assert (before["shift"]["id"], before["running"]) == (str(night), True)
    assert before["next_shift"]["id"] == str(early)
    fresh_world.clock.move(timedelta(hours=1) - timedelta(microseconds=1))
    assert mine(fresh_world.member("officer"))["shift"]["id"] == str(night)
    fresh_world.clock.move(timedelta(microseconds=1))
    at = mine(fresh_world.member("officer"))
    assert (at["shift"]["id"], at["running"], at["next_shift"]) == (str(early), True, None)


def test_the_next_shift_is_one_s_own_from_twelve_hours_before(fresh_world: World) -> None:
    client = fresh_world.member("officer")
    coming = str(shift_at(fresh_world, client, 12.001))
    later = str(shift_at(fresh_world, client, 30))
    far = mine(client)
    assert (far["shift"], far["next_shift"]["id"]) == (None, coming)
    fresh_world.clock.move(timedelta(seconds=4))
    near = mine(fresh_world.member("officer"))
    assert (near["shift"]["id"], near["running"]) == (coming, False)
    assert near["next_shift"]["id"] == later


def test_who_serves_two_squads_sees_one_shift_and_may_ask_for_the_other(
    fresh_world: World,
) -> None:
    world = fresh_world
    reservoir, park = world.member("leader"), world.member("leader", "park")
    lake = str(shift_at(world, reservoir, -1))
    block = shift_at(world, park, -2, squad="park")
    put_check_point(park, "block")
    officer = world.officer("officer", more_squads=("park",))
    client = world.signed_in(officer)
    told = mine(client)
    assert (told["shift"]["id"], [one["id"] for one in told["others"]]) == (lake, [str(block)])
    assert ([one["code"] for one in told["areas"]], told["check_points"]) == (["lake"], [])
    asked = mine(client, "?squad=park")
    assert (asked["shift"]["id"], asked["others"]) == (str(block), [])
    assert [one["code"] for one in asked["areas"]] == ["block"]
    assert len(asked["check_points"]) == 1
    # Once aboard a patrol of the other squad, that is the shift.
    patrol_at(world, park, block, -1, end=1, area="block", crew=[str(officer.id)])
    assert mine(client)["shift"]["id"] == str(block)


def test_a_squad_that_is_not_one_s_own_is_not_there(fresh_world: World) -> None:
    client = fresh_world.member("officer")
    for squad in ("park", "nowhere"):
        answer = client.get(f"{PATH}?squad={squad}")
        assert (answer.status_code, answer.json()["code"]) == (404, "records.no_squad")
    assert client.get(f"{PATH}?sqad=park").status_code == 422


def test_nothing_of_another_squad_is_in_it(fresh_world: World) -> None:
    world, park = fresh_world, fresh_world.member("leader", "park")
    shift_id = shift_at(world, park, -1, squad="park")
    shift_at(world, park, 3, squad="park")
    put_handover(park, shift_at(world, park, -9, squad="park"))
    patrol_at(world, park, shift_id, -1, end=1, area="block")
    put_check_point(park, "block")
    put_task(park, squad="park")
    put_alert(world, "park", at=world.clock().isoformat())
    told = mine(world.member("officer"))
    assert (told["shift"], told["next_shift"], told["handover"]) == (None, None, None)
    for part in ("others", "patrols", "handovers", "check_points", "tasks", "camera_alerts"):
        assert told[part] == [], part
    assert [one["code"] for one in told["areas"]] == ["lake"]
    assert {one["squad"] for one in told["officers"]} == {"reservoir"}


def test_patrols_are_those_of_the_shift_and_one_that_still_goes_on_with_me_aboard(
    fresh_world: World,
) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    officer = world.officer("officer")
    before, now = shift_at(world, leader, -9), shift_at(world, leader, -1)
    aboard = {"crew": [str(officer.id)]}
    over = patrol_at(world, leader, before, -8, end=-7, **aboard)
    still_out = patrol_at(world, leader, before, -6, end=None, **aboard)
    of_others = patrol_at(world, leader, before, -6, end=None)
    of_shift = [
        patrol_at(world, leader, now, -0.5, end=0.5),
        patrol_at(world, leader, now, -0.4, end=None, **aboard),
    ]
    told = mine(world.signed_in(officer))
    assert told["shift"]["id"] == str(now)
    ids = [one["id"] for one in told["patrols"]]
    assert sorted(ids) == sorted(map(str, [*of_shift, still_out]))
    assert str(over) not in ids and str(of_others) not in ids
    assert told["patrols"][0]["crew"] == []
    assert told["patrols"][1]["crew"] == [str(officer.id)]


def test_the_handover_is_that_of_the_shift_before_the_latest_note_first(
    fresh_world: World,
) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    two_before, before = shift_at(world, leader, -17), shift_at(world, leader, -9)
    shift_at(world, leader, -1)
    put_handover(leader, two_before, text="早已过时")
    assert mine(leader)["handover"] is None
    first = put_handover(leader, before, text="船")
    world.clock.move(timedelta(seconds=1))
    second = put_handover(leader, before, text="车")
    told = mine(leader)
    assert [one["id"] for one in told["handovers"]] == [str(second), str(first)]
    assert (told["handover"]["text"], told["handover"]["by_name"]) == ("车", "王强")


def test_check_points_say_whether_somebody_should_look_in(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    never = put_check_point(leader, code="A")
    seen = put_check_point(leader, code="B")
    put_check_point(leader, code="C", retired=True)
    put_check_point(leader, code="D", interval_s=None)
    at = (world.clock() - timedelta(minutes=5)).isoformat()
    written(leader, "/api/v1/check-ins", check_in_body(seen, at=at))
    points = mine(leader)["check_points"]
    assert [(one["code"], one["due"]) for one in points] == [
        ("A", True),
        ("B", False),
        ("D", False),
    ]
    assert (points[0]["id"], points[0]["last_at"]) == (str(never), None)
    assert datetime.fromisoformat(points[1]["last_at"]) == datetime.fromisoformat(at)
    world.clock.move(timedelta(hours=8))
    again = mine(world.member("leader"))["check_points"]
    assert [one["due"] for one in again] == [True, True, False]


def test_tasks_are_the_open_ones_for_this_shift_its_patrols_and_anybody(
    fresh_world: World,
) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    now, other = shift_at(world, leader, -1), shift_at(world, leader, 7)
    patrol, later = (
        patrol_at(world, leader, one, h, end=None) for one, h in ((now, 0), (other, 7))
    )

    def due(hours: float) -> str:
        return (world.clock() + timedelta(hours=hours)).isoformat()

    anybody = put_task(leader)
    of_patrol = put_task(leader, patrol_id=str(patrol), due=due(3))
    of_shift = put_task(leader, shift_id=str(now), due=due(1))
    put_task(leader, shift_id=str(other))
    put_task(leader, patrol_id=str(later))
    put_task(leader, withdrawn=True)
    answered = put_task(leader)
    written(leader, "/api/v1/task-answers", task_answer_body(answered))
    tasks = mine(leader)["tasks"]
    assert [one["id"] for one in tasks] == [str(of_shift), str(of_patrol), str(anybody)]
    assert all(one["open"] and one["text"] for one in tasks)


def test_alerts_are_the_unanswered_ones_of_the_last_day_the_latest_first(
    fresh_world: World,
) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    put_alert(world, camera="昨天")
    world.clock.move(timedelta(hours=24, seconds=1))
    leader = world.member("leader")
    # A camera's clock may be years off: it is when it came that counts.
    put_alert(world, camera="1", at="2019-01-01T00:00:00Z")
    world.clock.move(timedelta(seconds=1))
    put_alert(world, camera="2", at=world.clock().isoformat())
    answered = put_alert(world, camera="3")
    written(leader, "/api/v1/alert-answers", alert_answer_body(answered))
    assert [one["camera"] for one in mine(leader)["camera_alerts"]] == ["2", "1"]


def test_a_crew_is_chosen_from_who_goes_out_and_is_not_gone(fresh_world: World) -> None:
    world = fresh_world
    wanted = {
        str(one.id)
        for one in (
            world.officer("leader"),
            world.officer("officer", certified=False),
            world.officer("auxiliary"),
            world.officer("officer", "park", more_squads=("reservoir",)),
        )
    }
    world.officer("briefing")
    world.officer("officer", "park")
    gone = world.officer("officer")
    with world.store.upkeep() as session:
        closed = Account(gone.id, None, world.clock(), disabled_at=world.clock())
        accounts.save_account(session, closed)
    me = world.officer("officer")
    officers = mine(world.signed_in(me))["officers"]
    assert {one["id"] for one in officers} == wanted | {str(me.id)}
    assert {"name": "王强", "role": "auxiliary", "certified": False}.items() <= next(
        one for one in officers if one["role"] == "auxiliary"
    ).items()


@pytest.mark.parametrize("role", ["briefing", "auditor", "admin"])
def test_it_is_for_who_works_in_the_field(fresh_world: World, role: Any) -> None:
    assert fresh_world.member(role).get(PATH).status_code == 403


def test_a_full_day_fits_a_bad_line(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    for _ in range(20):
        world.officer("officer")
    before, now = shift_at(world, leader, -9), shift_at(world, leader, -1)
    for n in range(4):
        put_handover(leader, before, text=f"第{n}船:东支库湾凌晨有手电光,靠岸时人已离开。")
        patrol_at(world, leader, now, 0, end=None)
        put_alert(world, at=world.clock().isoformat(), note=f"岸边 {n} 人")
    for n in range(15):
        put_check_point(leader, code=f"CZ-{n:02d}", lon=120.98 + n / 1000)
        put_task(
            leader, text=f"看一下第{n}号界标,松动就拍照上报。", lon=120.98 + n / 1000, lat=29.47
        )
    answer = leader.get(PATH, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < SMALL_BYTES


def test_what_people_wrote_stays_as_they_wrote_it(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    hostile = "<img src=x onerror=alert(1)>\n=cmd|' /C calc'!A0 {{7*7}}"
    before, now = shift_at(world, leader, -9), shift_at(world, leader, -1, note=hostile)
    put_handover(leader, before, text=hostile, open_points=[hostile])
    put_task(leader, text=hostile)
    put_alert(world, at=world.clock().isoformat(), note=hostile)
    patrol_at(world, leader, now, 0, end=None, note=hostile)
    told = mine(leader)
    assert told["shift"]["note"] == told["handover"]["text"] == told["tasks"][0]["text"] == hostile
    assert told["camera_alerts"][0]["note"] == told["patrols"][0]["note"] == hostile
    assert told["handover"]["open_points"] == [hostile]
