"""A crew's heartbeat: who may give it, what it answers, that it keeps the alarm away."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import World, where
from calling import ALARMS, ALIVE, at, call, out, position_body

from geo_patrol.workflows.overdue import watch

NIGHT = datetime(2022, 10, 31, 14, tzinfo=UTC)
"""Ten in the evening in Zhejiang."""


@pytest.fixture
def night(fresh_world: World) -> World:
    fresh_world.clock.moment = NIGHT
    return fresh_world


def beat(world: World, patrol_id: UUID, **changes: Any) -> dict[str, Any]:
    return {"patrol_id": str(patrol_id), "at": at(world)} | changes


def look(world: World) -> int:
    settings = world.settings
    return watch(world.store, settings.overdue_rule, settings.zone, now=world.clock()).n_raised


def test_a_heartbeat_keeps_the_alarm_away_and_says_until_when(night: World) -> None:
    officer = night.officer("officer")
    patrol_id, client = out(night, officer), night.signed_in(officer)
    night.clock.move(timedelta(minutes=19))
    answer = client.put(ALIVE, beat(night, patrol_id, lon=120.99, lat=29.47, accuracy_m=5))
    assert answer.status_code == 200
    told = answer.json()
    due = night.clock() + timedelta(minutes=30)
    assert datetime.fromisoformat(told["at"]) == night.clock()
    assert datetime.fromisoformat(told["overdue_at"]) == due
    night.clock.move(timedelta(minutes=29))
    assert look(night) == 0
    night.clock.move(timedelta(minutes=1))
    assert look(night) == 1
    [alarm] = night.member("leader").get(ALARMS).json()["items"]
    assert (alarm["kind"], alarm["patrol_id"], alarm["position"]["lon"]) == (
        "overdue",
        str(patrol_id),
        120.99,
    )


def test_by_day_and_ashore_no_alarm_is_due(night: World) -> None:
    officer = night.officer("officer")
    client = night.signed_in(officer)
    car = out(night, officer, mode="car")
    assert client.put(ALIVE, beat(night, car)).json()["overdue_at"] is None
    night.clock.move(timedelta(hours=9))
    client = night.signed_in(officer)
    assert client.put(ALIVE, beat(night, out(night, officer))).json()["overdue_at"] is None


def test_nobody_ashore_says_that_a_crew_is_well(night: World) -> None:
    patrol_id = out(night, night.officer("officer"))
    for client in (night.member("leader"), night.member("officer")):
        answer = client.put(ALIVE, beat(night, patrol_id))
        assert (answer.status_code, answer.json()["code"]) == (403, "alarm.not_aboard")


def test_a_patrol_that_is_not_here_or_of_another_squad_is_not_there(night: World) -> None:
    elsewhere = out(night, squad="park")
    client = night.member("officer")
    for patrol_id in (uuid4(), elsewhere):
        answer = client.put(ALIVE, beat(night, patrol_id))
        assert (answer.status_code, answer.json()["code"]) == (404, "records.no_patrol")


WRONG = [
    ({"patrol_id": None}, "patrol_id"),
    ({"at": "22:00"}, "at"),
    ({"lon": 120.99}, ""),
    ({"lat": 91, "lon": 120}, "lat"),
    ({"kind": "alive"}, "kind"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, Any], place: str) -> None:
    answer = world.member("officer").put(ALIVE, {**beat(world, uuid4()), **changes})
    assert (answer.status_code, where(answer)) == (422, [place])


def test_a_call_for_help_and_its_positions_are_signs_of_life(night: World) -> None:
    officer = night.officer("officer")
    patrol_id, client = out(night, officer), night.signed_in(officer)
    night.clock.move(timedelta(minutes=15))
    alarm_id = call(night, client, patrol_id=str(patrol_id))
    night.clock.move(timedelta(minutes=10))
    client.put(f"/api/v1/alarm-positions/{uuid4()}", position_body(night, alarm_id))
    night.clock.move(timedelta(minutes=29))
    assert look(night) == 0
    night.clock.move(timedelta(minutes=1))
    assert look(night) == 1


def test_a_heartbeat_leaves_nothing_in_the_chain(night: World) -> None:
    officer = night.officer("officer")
    patrol_id, client = out(night, officer), night.signed_in(officer)
    auditor = night.member("auditor")
    before = len(auditor.get("/api/v1/audit").json()["items"])
    client.put(ALIVE, beat(night, patrol_id))
    assert len(auditor.get("/api/v1/audit").json()["items"]) == before
