"""Calls for help over HTTP: nothing refuses them, those on duty see them, and they end."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from api_world import World, where
from calling import (
    ALARMS,
    POSITIONS,
    SIGNS,
    at,
    call,
    on_phone,
    out,
    position_body,
    say,
    sign_body,
    sos_body,
)
from sqlalchemy import text

from geo_patrol.roles import Role
from geo_patrol.workflows.auditing import verify


@pytest.mark.parametrize("role", ["officer", "auxiliary", "leader"])
def test_whoever_is_in_the_field_may_call_for_help(world: World, role: Role) -> None:
    officer = world.officer(role)
    answer = world.signed_in(officer).put(f"{ALARMS}/{uuid4()}", sos_body(world, text="船进水"))
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    told = answer.json()
    assert (told["officer_id"], told["squad"], told["text"]) == (
        str(officer.id),
        "reservoir",
        "船进水",
    )
    assert told["position"]["lon"] == 120.99
    assert (told["flags"], told["seen_at"], told["ended_at"]) == ([], None, None)


def test_a_call_sent_again_changes_nothing_and_another_under_its_id_is_a_conflict(
    world: World,
) -> None:
    client, path, body = world.member("officer"), f"{ALARMS}/{uuid4()}", sos_body(world)
    first, again = client.put(path, body), client.put(path, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = client.put(path, {**body, "text": "b"})
    assert other.status_code == 409
    assert other.json()["current"]["text"] == ""
    assert "lon" not in other.json()["current"]


def test_a_late_repeat_is_one_when_the_patrol_has_come_in_since(world: World) -> None:
    officer = world.officer("officer")
    client, path = world.signed_in(officer), f"{ALARMS}/{uuid4()}"
    body = sos_body(world, patrol_id=str(uuid4()))
    first = client.put(path, body)
    assert first.json()["flags"] == ["patrol_unknown"]
    assert client.put(path, body).status_code == 200


def test_a_call_from_a_patrol_of_another_squad_is_kept_with_the_caller_s_own(
    world: World,
) -> None:
    elsewhere = out(world, squad="park")
    answer = world.member("officer").put(
        f"{ALARMS}/{uuid4()}", sos_body(world, patrol_id=str(elsewhere))
    )
    told = answer.json()
    assert (answer.status_code, told["squad"], told["area"]) == (201, "reservoir", None)
    assert told["flags"] == ["patrol_unknown"]


def test_a_clock_that_is_off_by_a_day_is_told_and_refuses_nothing(world: World) -> None:
    client = world.member("officer")
    slow = client.put(f"{ALARMS}/{uuid4()}", sos_body(world, at=at(world, minutes=-24 * 60)))
    fast = client.put(f"{ALARMS}/{uuid4()}", sos_body(world, at=at(world, minutes=24 * 60)))
    assert (slow.status_code, slow.json()["flags"]) == (201, ["late"])
    assert (fast.status_code, fast.json()["flags"]) == (201, ["clock_ahead"])


def test_a_call_without_a_position_is_a_call(world: World) -> None:
    body = {"kind": "sos", "at": at(world)}
    answer = world.member("officer").put(f"{ALARMS}/{uuid4()}", body)
    assert (answer.status_code, answer.json()["position"]) == (201, None)


def test_where_and_how_the_caller_moves_is_told_of_a_patrol_that_is_known(world: World) -> None:
    officer = world.officer("officer")
    patrol_id = out(world, officer)
    client = world.signed_in(officer)
    told = client.get(f"{ALARMS}/{call(world, client, patrol_id=str(patrol_id))}").json()
    assert (told["area"], told["mode"], told["flags"]) == ("lake", "boat", [])


WRONG = [
    ({"kind": "overdue"}, "kind"),
    ({"kind": None}, "kind"),
    ({"at": "2022-10-08T00:00:00"}, "at"),
    ({"lon": 181}, "lon"),
    ({"lat": None}, ""),
    ({"lon": "120"}, "lon"),
    ({"accuracy_m": -1}, "accuracy_m"),
    ({"patrol_id": "1"}, "patrol_id"),
    ({"text": "x" * 2001}, "text"),
    ({"text": "turned \u202e around"}, "text"),
    ({"squad": "park"}, "squad"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, object], place: str) -> None:
    answer = world.member("officer").put(f"{ALARMS}/{uuid4()}", sos_body(world, **changes))
    assert answer.status_code == 422
    assert where(answer) == [place]


def test_an_alarm_of_another_squad_is_not_there(world: World) -> None:
    alarm_id = call(world, world.member("officer"))
    other = world.member("leader", "park")
    assert other.get(f"{ALARMS}/{alarm_id}").status_code == 404
    assert other.put(f"{ALARMS}/{alarm_id}", sos_body(world)).status_code == 404
    assert other.put(f"{SIGNS}/{uuid4()}", sign_body(world, alarm_id)).status_code == 404
    assert other.put(f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id)).status_code == 404
    listed = other.get(f"{ALARMS}?limit=1000").json()["items"]
    assert str(alarm_id) not in [one["id"] for one in listed]


def test_a_running_alarm_s_place_is_for_leaders_and_who_is_on_duty(world: World) -> None:
    aboard, caller = world.officer("officer"), world.member("officer")
    out(world, aboard)
    alarm_id = call(world, caller)
    seeing = [world.member("leader"), world.signed_in(aboard), on_phone(world, "auxiliary"), caller]
    for client in seeing:
        told = client.get(f"{ALARMS}/{alarm_id}").json()
        assert (told["position_hidden"], told["position"]["lat"]) == (False, 29.47)
    for client in (world.member("officer"), world.member("auxiliary"), world.member("briefing")):
        told = client.get(f"{ALARMS}/{alarm_id}").json()
        assert (told["position_hidden"], told["position"], told["positions"]) == (True, None, [])
        [listed] = [
            one
            for one in client.get(f"{ALARMS}?limit=1000").json()["items"]
            if one["id"] == str(alarm_id)
        ]
        assert listed["position"] is None


def test_afterwards_the_place_is_part_of_the_record_for_who_may_read_tracks(world: World) -> None:
    caller = world.member("officer")
    alarm_id = call(world, caller)
    caller.put(f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id))
    say(world, world.member("leader"), alarm_id, "ended")
    told = world.member("officer").get(f"{ALARMS}/{alarm_id}").json()
    assert (told["position"]["lon"], len(told["positions"])) == (120.991, 1)
    hidden = world.member("briefing").get(f"{ALARMS}/{alarm_id}").json()
    assert (hidden["position_hidden"], hidden["positions"]) == (True, [])


def test_who_does_not_work_with_records_reads_neither_text_nor_who_called(world: World) -> None:
    alarm_id = call(world, world.member("officer"), text="王强落水")
    helper = world.member("leader")
    body = sign_body(world, alarm_id, text="李四过去")
    helper.put(f"{SIGNS}/{uuid4()}", body)
    told = world.member("briefing").get(f"{ALARMS}/{alarm_id}").json()
    assert (told["text"], told["officer_id"], told["redacted"]) == ("", None, True)
    assert [(one["text"], one["officer_id"]) for one in told["signs"]] == [("", None)]


def test_the_first_who_sees_it_is_told_and_later_ones_do_not_change_that(world: World) -> None:
    alarm_id = call(world, world.member("officer"))
    say(world, world.member("officer"), alarm_id)
    first = world.member("leader").get(f"{ALARMS}/{alarm_id}").json()
    world.clock.move(timedelta(minutes=1))
    say(world, world.member("leader"), alarm_id, "coming")
    told = world.member("leader").get(f"{ALARMS}/{alarm_id}").json()
    assert told["seen_at"] == first["seen_at"] is not None
    assert [one["sign"] for one in told["signs"]] == ["seen", "coming"]


def test_who_called_does_not_see_their_own_call_but_may_end_it(world: World) -> None:
    caller = world.member("officer")
    alarm_id = call(world, caller)
    say(world, caller, alarm_id)
    assert caller.get(f"{ALARMS}/{alarm_id}").json()["seen_at"] is None
    say(world, caller, alarm_id, "ended")
    told = caller.get(f"{ALARMS}/{alarm_id}").json()
    assert told["ended_at"] is not None
    assert told["seen_at"] is None


def test_a_sign_is_kept_once(world: World) -> None:
    alarm_id = call(world, world.member("officer"))
    client, path = world.member("leader"), f"{SIGNS}/{uuid4()}"
    body = sign_body(world, alarm_id, "coming", text="十分钟到")
    assert [client.put(path, body).status_code for _ in range(2)] == [201, 200]
    assert client.put(path, {**body, "sign": "ended"}).status_code == 409
    assert client.get(f"{ALARMS}/{alarm_id}").json()["ended_at"] is None


def test_where_the_caller_goes_is_told_until_it_is_over(world: World) -> None:
    caller, leader = world.member("officer"), world.member("leader")
    alarm_id = call(world, caller)
    late_path, late = f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id, lon=120.9905)
    world.clock.move(timedelta(seconds=30))
    path, body = f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id)
    assert [caller.put(path, body).status_code for _ in range(2)] == [201, 200]
    assert leader.get(f"{ALARMS}/{alarm_id}").json()["position"]["lon"] == 120.991
    say(world, leader, alarm_id, "ended")
    world.clock.move(timedelta(seconds=30))
    refused = caller.put(f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id))
    assert (refused.status_code, refused.json()["code"]) == (422, "alarm.over")
    assert caller.put(late_path, late).status_code == 201
    told = leader.get(f"{ALARMS}/{alarm_id}").json()
    assert [one["lon"] for one in told["positions"]] == [120.9905, 120.991]
    assert told["position"]["lon"] == 120.991


def test_nobody_says_where_somebody_else_is(world: World) -> None:
    alarm_id = call(world, world.member("officer"))
    answer = world.member("leader").put(f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id))
    assert (answer.status_code, answer.json()["code"]) == (403, "alarm.not_yours")


def test_a_list_is_in_time_order_and_can_be_of_those_that_run(world: World) -> None:
    client, leader = world.member("officer", "park"), world.member("leader", "park")
    ids = []
    for minutes in (3, 1, 2):
        ids.append(str(call(world, client, at=at(world, minutes=-minutes))))
    say(world, leader, UUID(ids[0]), "ended")
    first = leader.get(f"{ALARMS}?limit=2").json()
    rest = leader.get(f"{ALARMS}?limit=2&cursor={first['next']}").json()
    assert [one["id"] for one in first["items"] + rest["items"]] == [ids[0], ids[2], ids[1]]
    running = leader.get(f"{ALARMS}?running=true&squad=park").json()["items"]
    assert [one["id"] for one in running] == [ids[2], ids[1]]
    assert leader.get(f"{ALARMS}?nonsense=1").status_code == 422


def test_everything_is_in_the_squad_s_chain_and_can_be_verified(fresh_world: World) -> None:
    world = fresh_world
    caller, leader = world.member("officer"), world.member("leader")
    alarm_id = call(world, caller, text="a")
    caller.put(f"{POSITIONS}/{uuid4()}", position_body(world, alarm_id))
    say(world, leader, alarm_id, "coming")
    say(world, leader, alarm_id, "ended")
    found = verify(world.store)
    assert [one for one in found.findings if "officer/" not in one.where] == []
    assert found.breaks == ()
    told = world.member("auditor").get(f"/api/v1/audit?object=alarm/{alarm_id}").json()["items"]
    assert [one["action"] for one in told] == ["create"]
    history = leader.get(f"/api/v1/history/alarm/{alarm_id}").json()
    assert [one["body"]["text"] for one in history["versions"]] == ["a"]
    assert "lon" not in history["versions"][0]["body"]


def test_an_alarm_that_was_tampered_with_is_found(fresh_world: World) -> None:
    alarm_id = call(fresh_world, fresh_world.member("officer"))
    with fresh_world.store.upkeep() as session:
        session.execute(text("UPDATE alarms SET lon = 121.5"))
    keys = {one.key for one in verify(fresh_world.store).findings if str(alarm_id) in one.where}
    assert keys == {"audit.record_altered"}
