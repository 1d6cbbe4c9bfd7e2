"""Notes, check points, tasks, alerts and answers in the store: verified, and seeded in a demo."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol
from tampering import tamper

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.field.records import (
    AlertAnswer,
    CameraAlert,
    CheckIn,
    CheckPoint,
    Handover,
    Task,
    TaskAnswer,
)
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.handovers import HANDOVERS, of_shift_before
from geo_patrol.store.repositories.tasks import TASKS, open_tasks
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.camera_alerts import put_alert, put_alert_answer
from geo_patrol.workflows.check_points import put_check_in, put_check_point
from geo_patrol.workflows.demo_field import keep_present
from geo_patrol.workflows.handovers import put_handover
from geo_patrol.workflows.tasks import put_task, put_task_answer

POINT = CheckPoint(UUID(int=1), "changzhao", "CZ-1", "码头", 121.0, 29.43, 50.25, 28_800)
TASK = Task(UUID(int=2), "reservoir", "看界标", due=EARLY + timedelta(hours=1.5))
ALERT = CameraAlert(UUID(int=3), "大坝东", EARLY, "person", 121.01, 29.43, "两人")


@pytest.fixture
def filled(loaded_store: Store) -> Store:
    """Give a store with a record of each kind."""
    store, patrol = loaded_store, make_patrol(loaded_store)
    note = Handover(uuid4(), patrol.shift_id, "有手电光", ("界标", "船桨"), EARLY)
    put_handover(store, SYSTEM, note, now=NOW)
    put_check_point(store, SYSTEM, POINT, now=NOW)
    near = CheckIn(uuid4(), POINT.id, EARLY, "near", 121.0, 29.43, 4.5, patrol.id)
    put_check_in(store, SYSTEM, near, now=NOW)
    put_task(store, SYSTEM, TASK, now=NOW)
    put_task_answer(store, SYSTEM, TaskAnswer(uuid4(), TASK.id, EARLY, "done"), now=NOW)
    put_alert(store, SYSTEM, ALERT, "reservoir", now=NOW)
    put_alert_answer(store, SYSTEM, AlertAnswer(uuid4(), ALERT.id, EARLY, "false"), now=NOW)
    return store


def findings(store: Store) -> set[str]:
    return {one.key for one in verify(store).findings}


def test_a_record_of_each_kind_is_as_it_was_accepted(filled: Store) -> None:
    found = verify(filled)
    assert found.sound, found.findings
    # A shift, a patrol, and one record of each of seven kinds.
    assert found.n_records == 2 + 7


TAMPERINGS = {
    "a note's words": "UPDATE handovers SET text = '无异常'",
    "a note's open points": "UPDATE handovers SET open_points = '[]'",
    "where a point is": "UPDATE check_points SET lon = 121.001",
    "how far it reaches": "UPDATE check_points SET radius_m = 5000",
    "whether a code was read": "UPDATE check_ins SET proven = NOT proven",
    "when somebody was there": "UPDATE check_ins SET at = received_at",
    "what was asked": "UPDATE tasks SET text = '休息'",
    "by when": "UPDATE tasks SET due = NULL",
    "what came of it": "UPDATE task_answers SET result = 'seen_nothing'",
    "what a camera saw": "UPDATE camera_alerts SET kind = 'dog'",
    "what it turned out to be": "UPDATE alert_answers SET result = 'true'",
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(filled: Store, what: str) -> None:
    tamper(filled, TAMPERINGS[what])
    assert findings(filled) == {"audit.record_altered"}


def test_a_record_that_is_gone_is_found(filled: Store) -> None:
    tamper(filled, "DELETE FROM task_answers")
    assert findings(filled) == {"audit.record_gone"}


def test_moments_of_any_offset_and_whole_numbers_are_kept_as_they_were_sent(filled: Store) -> None:
    even = replace(POINT, id=uuid4(), radius_m=50, lon=121)
    assert put_check_point(filled, SYSTEM, even, now=NOW).created
    fine = EARLY.astimezone(ZONE) + timedelta(microseconds=1)
    odd = CheckIn(uuid4(), even.id, fine, "qr", proven=True)
    assert put_check_in(filled, SYSTEM, odd, now=NOW).created
    assert not put_check_in(filled, SYSTEM, odd, now=NOW + timedelta(days=1)).changed
    assert verify(filled).sound


def test_who_reaches_one_squad_writes_for_no_other(filled: Store) -> None:
    park = Scope(None, frozenset({"park"}))
    for write, record in (
        (put_check_point, replace(POINT, id=uuid4())),
        (put_task, replace(TASK, id=uuid4())),
        (put_task_answer, TaskAnswer(uuid4(), TASK.id, EARLY, "done")),
        (put_check_in, CheckIn(uuid4(), POINT.id, EARLY, "near")),
        (put_alert_answer, AlertAnswer(uuid4(), ALERT.id, EARLY, "true")),
    ):
        with pytest.raises(NotFound):
            write(filled, park, record, now=NOW)  # type: ignore[operator]
    assert verify(filled).sound


def test_nothing_that_was_answered_moves_to_another_squad(filled: Store) -> None:
    for write, record in (
        (put_check_point, replace(POINT, area_code="dashiju")),
        (put_task, replace(TASK, squad_code="park")),
    ):
        with pytest.raises(InvalidInput, match="another squad"):
            write(filled, SYSTEM, record, now=NOW, if_match=1)  # type: ignore[operator]
    with pytest.raises(InvalidInput, match="another squad"):
        put_alert(filled, SYSTEM, replace(ALERT, note="x"), "park", now=NOW, if_match=1)


MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=ZONE)


def test_a_demo_has_a_shift_at_any_time_of_the_week(loaded_store: Store) -> None:
    assert keep_present(loaded_store, ZONE, 11, now=MORNING) > 40
    with loaded_store.reader() as session:
        for hours in range(0, 24 * 7, 4):
            at = MORNING + timedelta(hours=hours)
            span = Span(at, at + timedelta(microseconds=1))
            running = duty.shifts(session, SYSTEM, span).items
            assert [one.squad_code for one in running].count("reservoir") == 1, at
        assert duty.last_start(session, SYSTEM, MORNING + timedelta(days=9)) is None
    assert verify(loaded_store).sound


def test_a_demo_s_shift_comes_with_a_note_a_task_and_an_alert(loaded_store: Store) -> None:
    keep_present(loaded_store, ZONE, 11, now=MORNING)
    with loaded_store.reader() as session:
        for squad in ("reservoir", "park"):
            span = Span(MORNING, MORNING + timedelta(microseconds=1))
            [shift] = duty.shifts(session, SYSTEM, span, squad=squad).items
            [note] = of_shift_before(session, SYSTEM, shift)
            assert note.found.demo and note.record.text.startswith("【演示】")
            assert shift.note.startswith("【演示】")
            [task] = open_tasks(session, SYSTEM, squad=squad, shift_id=shift.id)
            assert task.found.demo and task.record.text.startswith("【演示】")
        for one in HANDOVERS.all(session):
            noted = duty.shift(session, one.shift_id, SYSTEM)
            assert noted is not None and noted.end <= MORNING


def test_another_start_on_the_same_day_adds_what_is_new_only(loaded_store: Store) -> None:
    keep_present(loaded_store, ZONE, 11, now=MORNING)
    assert keep_present(loaded_store, ZONE, 11, now=MORNING + timedelta(minutes=5)) == 0
    # By then the early shifts are over, and the middle ones run: a note and a task for each.
    evening = MORNING + timedelta(hours=8)
    assert keep_present(loaded_store, ZONE, 11, now=evening) == 4
    with loaded_store.reader() as session:
        assert len(list(TASKS.all(session))) == 4
    assert verify(loaded_store).sound
