"""The squads at this moment: who is out, who calls, what the shift met, as one may see it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import World, incident_body, put_patrol
from calling import ALIVE, at, call, on_phone, out, position_body, say

LIVE = "/api/v1/live"


@pytest.fixture
def night(fresh_world: World) -> World:
    """Give a world at ten in the evening, when boats are watched."""
    fresh_world.clock.move(timedelta(hours=10))
    return fresh_world


def now(world: World, role: Any = "leader", squad: str = "reservoir", query: str = "") -> Any:
    """Return what goes on, as somebody is told."""
    answer = world.member(role, squad).get(f"{LIVE}{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_crew_that_is_out_is_told_with_its_last_sign_of_life_and_place(night: World) -> None:
    officer = night.officer("officer")
    patrol_id = out(night, officer)
    night.clock.move(timedelta(minutes=7))
    beat = {"patrol_id": str(patrol_id), "at": at(night), "lon": 120.99, "lat": 29.47}
    assert night.signed_in(officer).put(ALIVE, beat).status_code == 200
    [told] = now(night)["patrols"]
    assert (told["id"], told["area"], told["mode"]) == (str(patrol_id), "lake", "boat")
    assert told["crew"] == [{"id": str(officer.id), "name": officer.name}]
    assert (told["heard_by"], told["position"]["lon"]) == ("alive", 120.99)
    due = night.clock() + timedelta(minutes=night.settings.overdue_minutes)
    assert told["overdue_at"] == due.isoformat().replace("+00:00", "Z")


def test_by_day_a_silence_is_none_and_who_is_back_is_not_out(fresh_world: World) -> None:
    patrol_id = out(fresh_world, fresh_world.officer("officer"))
    [told] = now(fresh_world)["patrols"]
    assert (told["overdue_at"], told["heard_by"]) == (None, "patrol")
    leader = fresh_world.member("leader")
    kept = leader.get(f"/api/v1/patrols/{patrol_id}")
    body = {
        name: kept.json()[name] for name in ("shift_id", "area", "mode", "start", "crew", "note")
    }
    fresh_world.clock.move(timedelta(minutes=20))
    ended = leader.put(
        f"/api/v1/patrols/{patrol_id}",
        {**body, "end": at(fresh_world)},
        if_match=kept.headers["etag"],
    )
    assert ended.status_code == 200, ended.text
    assert now(fresh_world)["patrols"] == []


def test_a_call_is_told_with_where_the_caller_is_now_and_who_has_answered(night: World) -> None:
    caller, answering = on_phone(night), night.officer("officer")
    alarm_id = call(night, caller, text="船进水")
    position = caller.put(f"/api/v1/alarm-positions/{uuid4()}", position_body(night, alarm_id))
    assert position.status_code == 201
    say(night, night.signed_in(answering), alarm_id, "coming")
    [told] = now(night)["alarms"]
    assert (told["id"], told["text"], told["position"]["lon"]) == (
        str(alarm_id),
        "船进水",
        120.991,
    )
    [answer] = told["answers"]
    assert (answer["sign"], answer["officer"]["id"]) == ("coming", str(answering.id))
    say(night, night.signed_in(answering), alarm_id, "ended")
    assert now(night)["alarms"] == []


def test_the_incidents_are_those_since_the_running_shift_began(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    out(fresh_world, fresh_world.officer("officer"))
    for minutes in (-30, -5, -2):
        body = incident_body(occurred_at=at(fresh_world, minutes=minutes), seized=[])
        assert leader.put(f"/api/v1/incidents/{uuid4()}", body).status_code == 201
    told = now(fresh_world)
    assert [one["kind"] for one in told["shifts"]] == ["night"]
    assert [one["occurred_at"] for one in told["incidents"]] == [
        (fresh_world.clock() + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")
        for minutes in (-2, -5)
    ]


def test_without_a_shift_on_paper_the_one_of_the_clock_counts(fresh_world: World) -> None:
    """Noon of 31 October: the early shift began at eight."""
    leader = fresh_world.member("leader")
    for hours in (-5, -3):
        body = incident_body(occurred_at=at(fresh_world, minutes=hours * 60), seized=[])
        assert leader.put(f"/api/v1/incidents/{uuid4()}", body).status_code == 201
    assert len(now(fresh_world)["incidents"]) == 1


def test_another_squad_is_told_nothing_of_it(night: World) -> None:
    out(night, night.officer("officer"))
    call(night, on_phone(night))
    told = now(night, squad="park")
    assert (told["patrols"], told["alarms"], told["shifts"]) == ([], [], [])
    assert len(now(night)["alarms"]) == 1


def test_a_squad_or_an_area_can_be_asked_for(night: World) -> None:
    out(night, night.officer("officer"))
    call(night, on_phone(night))
    assert len(now(night, query="?area=lake&squad=reservoir")["patrols"]) == 1
    elsewhere = now(night, query="?area=block")
    assert elsewhere["patrols"] == []
    # Nobody knows where the caller is, as an area: that is told to all.
    assert len(elsewhere["alarms"]) == 1
    assert now(night, query="?squad=park")["alarms"] == []


def test_briefing_staff_learn_neither_who_nor_where(night: World) -> None:
    officer = night.officer("officer")
    patrol_id = out(night, officer)
    client = night.signed_in(officer)
    beat = {"patrol_id": str(patrol_id), "at": at(night), "lon": 120.99, "lat": 29.47}
    client.put(ALIVE, beat)
    alarm_id = call(night, client, patrol_id=str(patrol_id), text="王强落水")
    say(night, night.member("officer"), alarm_id, "coming")
    told = night.member("briefing").get(LIVE)
    assert officer.name not in told.text and str(officer.id) not in told.text
    [patrol], [alarm] = told.json()["patrols"], told.json()["alarms"]
    assert (patrol["crew"], patrol["position"], patrol["position_hidden"]) == ([], None, True)
    assert (alarm["position"], alarm["officer"], alarm["text"]) == (None, None, "")
    assert alarm["answers"][0]["officer"] is None


def test_what_did_not_change_is_not_sent_again_though_time_passes(night: World) -> None:
    out(night, night.officer("officer"))
    leader = night.member("leader")
    tag = leader.get(LIVE).headers["etag"]
    night.clock.move(timedelta(minutes=1))
    again = leader.get(LIVE, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    call(night, on_phone(night))
    assert leader.get(LIVE, headers={"if-none-match": tag}).status_code == 200


def test_an_invented_crew_is_shown_and_missed_by_nobody(night: World) -> None:
    from sqlalchemy import update

    from geo_patrol.store.tables import PatrolRow

    patrol_id = out(night, night.officer("officer"))
    with night.store.upkeep() as session:
        session.execute(update(PatrolRow).where(PatrolRow.id == patrol_id).values(demo=True))
    [told] = now(night)["patrols"]
    assert (told["id"], told["overdue_at"]) == (str(patrol_id), None)


def test_cells_stand_as_the_map_has_them_and_redden_with_time(loaded_world: World) -> None:
    leader = loaded_world.member("leader")
    area = leader.get("/api/v1/my/map/changzhao").json()
    first = leader.get(f"{LIVE}/cells/changzhao")
    told = first.json()
    assert (told["grid"], told["gap_class"]) == (area["grid"]["id"], area["grid"]["gap_class"])
    assert sum(told["counts"]) == len(told["gap_class"])
    assert told["counts"][4] == told["gap_class"].count("4") > 0
    known = {"if-none-match": first.headers["etag"]}
    assert leader.get(f"{LIVE}/cells/changzhao", headers=known).status_code == 304
    assert leader.get(f"{LIVE}/cells/nowhere").status_code == 404
    assert loaded_world.member("leader", "park").get(f"{LIVE}/cells/changzhao").status_code == 404


def seen_by(world: World, patrol_id: UUID) -> str:
    """Return what a patrol's last sign of life was."""
    [told] = [one for one in now(world)["patrols"] if one["id"] == str(patrol_id)]
    return str(told["heard_by"])


def test_whatever_came_in_of_a_crew_last_is_named(night: World) -> None:
    officer = night.officer("officer")
    client = night.signed_in(officer)
    patrol_id = out(night, officer)
    night.clock.move(timedelta(minutes=1))
    body = incident_body(occurred_at=at(night), patrol_id=str(patrol_id), seized=[])
    assert client.put(f"/api/v1/incidents/{uuid4()}", body).status_code == 201
    assert seen_by(night, patrol_id) == "incident"
    night.clock.move(timedelta(minutes=1))
    call(night, client, patrol_id=str(patrol_id))
    assert seen_by(night, patrol_id) == "sos"


def test_a_patrol_that_nobody_ended_is_forgotten_after_a_day(fresh_world: World) -> None:
    put_patrol(fresh_world.member("leader"), end=None)
    assert now(fresh_world)["patrols"] == []
