"""Who is told of tasks, camera alerts and handover notes, and until when."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, put_shift
from askers import gadget
from calling import NOTICES, on_phone, out
from field_bodies import (
    FIELD,
    alert_answer_body,
    alert_body,
    put_alert,
    put_handover,
    put_task,
    task_answer_body,
    task_body,
    written,
)

from geo_patrol.notices import NOTICE_KINDS, notice_id

NOTICES_OF_PHONE = Path(__file__).resolve().parents[2] / "api/web/src/officer/state/notices.ts"


def told(client: Client, subject_id: UUID) -> dict[str, Any] | None:
    """Return what somebody is told of a subject now."""
    items = client.get(NOTICES).json()["items"]
    return next((one for one in items if one["subject"]["id"] == str(subject_id)), None)


def now_shift(world: World, leader: Client) -> UUID:
    """Write a shift that began an hour ago and lasts seven more."""
    begun = world.clock() - timedelta(hours=1)
    end = begun + timedelta(hours=8)
    return put_shift(leader, start=begun.isoformat(), end=end.isoformat())


def test_a_task_is_told_to_who_is_on_duty_until_somebody_answers(world: World) -> None:
    officer, due = on_phone(world), "2022-10-31T18:00:00+08:00"
    task_id = put_task(world.member("leader"), area="lake", due=due, text="找王五")
    notice = told(officer, task_id)
    assert notice is not None
    assert (notice["kind"], notice["squad"], notice["seen"]) == ("task", "reservoir", False)
    assert notice["subject"] == {"kind": "task", "id": str(task_id)}
    assert (notice["parts"]["area"], notice["parts"]["cell"]) == ("lake", None)
    assert notice["parts"]["due"] == "2022-10-31T10:00:00+00:00"
    assert "王五" not in str(notice)
    for other in (world.member("officer"), on_phone(world, "officer", "park")):
        assert told(other, task_id) is None
    written(world.member("auxiliary"), FIELD["task_answer_id"], task_answer_body(task_id))
    assert told(officer, task_id) is None


def test_who_saw_that_a_task_is_there_is_told_when_it_is_over(world: World) -> None:
    officer, task_id = on_phone(world), put_task(world.member("leader"))
    following = officer.get(NOTICES).json()["next"]
    written(officer, FIELD["task_answer_id"], task_answer_body(task_id))
    [changed] = officer.get(f"{NOTICES}?after={following}").json()["items"]
    assert changed["subject"]["id"] == str(task_id)
    assert changed["ends_at"] is not None


def test_a_task_that_was_withdrawn_is_not_told_until_it_is_asked_for_again(world: World) -> None:
    leader, officer = world.member("leader"), on_phone(world)
    task_id = put_task(leader)
    path = f"{FIELD['task_id']}/{task_id}"
    assert leader.put(path, task_body(withdrawn=True), If_Match='"1"').status_code == 200
    assert told(officer, task_id) is None
    assert leader.put(path, task_body(text="再看"), If_Match='"2"').status_code == 200
    assert told(officer, task_id) is not None


def test_an_edit_of_a_task_that_was_answered_is_no_news(world: World) -> None:
    leader, officer = world.member("leader"), on_phone(world)
    task_id = put_task(leader)
    written(officer, FIELD["task_answer_id"], task_answer_body(task_id))
    edited = leader.put(f"{FIELD['task_id']}/{task_id}", task_body(text="改"), If_Match='"1"')
    assert (edited.status_code, edited.json()["open"]) == (200, False)
    assert told(officer, task_id) is None


def test_a_task_for_a_patrol_is_told_to_its_crew(world: World) -> None:
    aboard, leader = world.officer("officer"), world.member("leader")
    task_id = put_task(leader, patrol_id=str(out(world, aboard)))
    assert told(world.signed_in(aboard), task_id) is not None
    assert told(on_phone(world), task_id) is None


def test_a_task_of_a_shift_is_told_while_that_lasts(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    shift_id = now_shift(world, leader)
    of_shift, of_any = put_task(leader, shift_id=str(shift_id)), put_task(leader)
    notice = told(leader, of_shift)
    assert notice is not None
    assert notice["parts"]["shift_id"] == str(shift_id)
    for later, shown in (
        (timedelta(hours=7), (False, True)),
        (timedelta(days=7), (False, False)),
    ):
        world.clock.move(later)
        reader = world.member("leader")
        assert tuple(told(reader, one) is not None for one in (of_shift, of_any)) == shown


def test_a_task_of_a_shift_that_is_over_is_no_news(world: World) -> None:
    leader = world.member("leader")
    assert told(leader, put_task(leader, shift_id=str(put_shift(leader)))) is None


@pytest.mark.parametrize("result", ["true", "false", "duplicate"])
def test_an_alert_is_told_to_who_is_on_duty_until_somebody_has_looked(
    world: World, result: str
) -> None:
    officer, alert_id = on_phone(world), put_alert(world, camera="大坝东 2 号")
    notice = told(officer, alert_id)
    assert notice is not None
    assert (notice["kind"], notice["subject"]["kind"]) == ("camera_alert", "camera_alert")
    assert notice["parts"] == {
        "area": "lake",
        "camera": "大坝东 2 号",
        "kind": "person",
        "n": 1,
        "distance_m": None,
    }
    assert told(on_phone(world, "officer", "park"), alert_id) is None
    body = alert_answer_body(alert_id, result=result)
    written(officer, FIELD["alert_answer_id"], body)
    assert told(officer, alert_id) is None


def test_an_alert_that_its_camera_corrects_later_is_no_news_again(world: World) -> None:
    camera, officer, alert_id = gadget(world, "camera"), on_phone(world), uuid4()
    path = f"{FIELD['alert_id']}/{alert_id}"
    assert camera.put(path, alert_body()).status_code == 201
    written(officer, FIELD["alert_answer_id"], alert_answer_body(alert_id))
    assert camera.put(path, alert_body(note="一人"), If_Match='"1"').status_code == 200
    assert told(officer, alert_id) is None


def test_an_alert_of_a_camera_whose_clock_is_years_off_is_told_for_a_day(
    fresh_world: World,
) -> None:
    world = fresh_world
    alert_id = put_alert(world, at="2001-01-01T00:00:00+08:00")
    assert told(on_phone(world), alert_id) is not None
    world.clock.move(timedelta(hours=24))
    assert told(on_phone(world), alert_id) is None


def test_a_handover_note_is_told_until_the_next_shift_is_over(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    shift_id = now_shift(world, leader)
    note_id = put_handover(leader, shift_id, text="王五在水边")
    notice = told(on_phone(world, "auxiliary"), note_id)
    assert notice is not None
    assert (notice["kind"], notice["subject"]["kind"]) == ("handover", "handover")
    assert notice["parts"] == {"shift_id": str(shift_id), "open_points": 1}
    assert "王五" not in str(notice)
    assert told(on_phone(world, "officer", "park"), note_id) is None
    world.clock.move(timedelta(hours=18, minutes=59))
    assert told(on_phone(world), note_id) is not None
    world.clock.move(timedelta(minutes=1))
    assert told(on_phone(world), note_id) is None


def test_a_note_of_a_shift_long_past_is_no_news(world: World) -> None:
    leader = world.member("leader")
    assert told(leader, put_handover(leader)) is None


def test_what_was_refused_is_not_told(world: World) -> None:
    leader, task_id = world.member("leader"), uuid4()
    assert leader.put(f"{FIELD['task_id']}/{task_id}", task_body(area="block")).status_code == 404
    assert told(leader, task_id) is None


def test_a_repeat_tells_nothing_anew(world: World) -> None:
    leader, task_id = world.member("leader"), uuid4()
    path = f"{FIELD['task_id']}/{task_id}"
    assert leader.put(path, task_body()).status_code == 201
    following = leader.get(NOTICES).json()["next"]
    assert leader.put(path, task_body()).status_code == 200
    assert leader.get(f"{NOTICES}?after={following}").json()["items"] == []


def test_who_has_seen_a_notice_is_told_so(world: World) -> None:
    officer, task_id = on_phone(world), put_task(world.member("leader"))
    path = f"{NOTICES}/{notice_id('task', task_id)}/seen"
    assert officer.put(path, {"at": world.clock().isoformat()}).status_code == 200
    notice = told(officer, task_id)
    assert notice is not None
    assert notice["seen"] is True


def test_the_phone_knows_every_kind_of_notice() -> None:
    source = NOTICES_OF_PHONE.read_text(encoding="utf-8")
    union = re.search(r"  kind:((?:[\s|]*\"\w+\")+);", source)
    assert union is not None
    assert set(re.findall(r"\w+", union[1])) == set(NOTICE_KINDS)


def test_parts_of_notices_are_what_the_phone_reads(world: World) -> None:
    leader = world.member("leader")
    shift_id = now_shift(world, leader)
    subjects = [put_task(leader), put_alert(world), put_handover(leader, shift_id)]
    for subject in subjects:
        notice = told(leader, subject)
        assert notice is not None
        flat = (str, int, float, bool, type(None))
        assert all(isinstance(part, flat) for part in notice["parts"].values())
