"""Messages to the office: none is lost, none is sent for ever, and nothing waits for them."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest

from geo_patrol.alarms.records import Alarm, AlarmSign
from geo_patrol.alarms.webhook import Delivery, Webhook
from geo_patrol.audit import Act
from geo_patrol.errors import Unavailable
from geo_patrol.notices import NewNotice
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit as entries
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.trail import note
from geo_patrol.workflows.alarms import Caller, put_alarm, put_sign
from geo_patrol.workflows.deliveries import CLAIMED, deliver
from geo_patrol.workflows.notices import tell

NOW = datetime(2022, 10, 8, 14, tzinfo=UTC)
HOOK = Webhook(
    "https://office.test/alarms", "sixteen or more letters", frozenset({"sos", "overdue"})
)


class Office:
    """A receiver that answers as it is told to, a clock, and who calls."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, self.answers = store, NOW, True
        self.got: list[tuple[UUID, dict[str, Any]]] = []
        self.caller, self.other = (
            Officer(uuid4(), "reservoir", f"K{n}", "王强", f"k{n}", "officer", True) for n in (1, 2)
        )
        with store.upkeep() as session:
            people.ensure_squad(session, "reservoir", "库区", "Reservoir")
            people.save_officer(session, self.caller)
            people.save_officer(session, self.other)

    def post(self, delivery: Delivery, body: bytes) -> tuple[bool, str]:
        """Take a message, or not."""
        if not self.answers:
            return False, "503"
        self.got.append((delivery.id, json.loads(body)))
        return True, "200"

    def later(self, **by: float) -> int:
        """Let time pass, and have what is due sent."""
        self.now += timedelta(**by)
        return deliver(self.store, HOOK, self.post, lambda: self.now)

    def call(self, text: str = "") -> UUID:
        """Call for help."""
        alarm = Alarm(uuid4(), "sos", self.caller.id, None, self.now, 120.99, 29.47, text=text)
        put_alarm(self.store, Caller(self.caller.scope, "reservoir"), alarm, now=self.now)
        return alarm.id

    def say(self, alarm_id: UUID, sign: Any) -> None:
        """Answer a call, as somebody else."""
        said = AlarmSign(uuid4(), alarm_id, self.other.id, sign, self.now)
        put_sign(self.store, self.other.scope, said, now=self.now)

    def events(self) -> list[str]:
        """Return what the office was told, in order."""
        return [body["event"] for _, body in self.got]


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_a_call_is_told_at_once_and_again_each_minute_until_somebody_has_seen_it(
    office: Office,
) -> None:
    alarm_id = office.call()
    assert office.later(seconds=1) == 1
    assert [office.later(seconds=s) for s in (2, 57, 1, 60)] == [0, 0, 1, 1]
    office.say(alarm_id, "seen")
    assert [office.later(minutes=1) for _ in range(3)] == [0] * 3
    assert office.events() == ["raised", "repeated", "repeated"]
    assert [body["times"] for _, body in office.got] == [1, 2, 3]
    assert len({delivery_id for delivery_id, _ in office.got}) == 1


def test_the_end_of_an_alarm_is_told_once(office: Office) -> None:
    alarm_id = office.call()
    office.later(seconds=1)
    office.say(alarm_id, "ended")
    assert [office.later(minutes=1) for _ in range(3)] == [1, 0, 0]
    assert office.events() == ["raised", "ended"]
    assert office.got[1][1]["ended"] is True


def test_nothing_of_a_person_and_no_place_is_in_a_message(office: Office) -> None:
    office.call(text="王强落水")
    office.later(seconds=1)
    [(_, body)] = office.got
    assert set(body) == {
        "id",
        "event",
        "times",
        "kind",
        "squad",
        "subject",
        "patrol_id",
        "area",
        "mode",
        "at",
        "seen_at",
        "ended",
    }
    told = json.dumps(body, ensure_ascii=False)
    for secret in ("王强", "落水", str(office.caller.id), "120.99", "K1"):
        assert secret not in told


def test_who_does_not_answer_is_asked_again_with_growing_pauses(office: Office) -> None:
    alarm_id = office.call()
    office.say(alarm_id, "seen")
    tries: list[float] = []

    def fails(_delivery: Delivery, _body: bytes) -> tuple[bool, str]:
        tries.append((office.now - NOW).total_seconds())
        return False, "503"

    for _ in range(200):
        office.now += timedelta(seconds=5)
        deliver(office.store, HOOK, fails, lambda: office.now)
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300]


def test_for_an_unseen_call_no_pause_is_longer_than_a_minute_and_it_is_never_given_up(
    office: Office,
) -> None:
    office.call()
    office.answers = False
    for _ in range(60):
        office.later(seconds=61)
    office.later(days=2)
    office.answers = True
    assert office.later(seconds=61) == 1


def test_what_cannot_be_told_for_a_day_is_given_up_and_entered(office: Office) -> None:
    alarm_id = office.call()
    office.say(alarm_id, "seen")
    office.answers = False
    office.later(seconds=1)
    office.later(hours=25)
    office.answers = True
    assert office.later(hours=1) == 0
    assert acts(office, alarm_id) == [("webhook.given_up", "refused")]


def acts(office: Office, alarm_id: UUID) -> list[tuple[str, str]]:
    with office.store.reader() as session:
        return [
            (one.action, one.outcome)
            for one in entries.entries(session)
            if one.object == f"alarm/{alarm_id}" and one.action.startswith("webhook")
        ]


def test_that_the_office_was_told_is_entered_in_the_squad_s_chain(office: Office) -> None:
    alarm_id = office.call()
    office.later(seconds=1)
    office.later(seconds=60)
    assert acts(office, alarm_id) == [("webhook.sent", "done")] * 2


def test_what_was_called_while_no_program_ran_is_told_when_one_runs_again(office: Office) -> None:
    alarm_id = office.call()
    office.say(alarm_id, "ended")
    assert office.later(hours=2) == 1
    assert office.later(seconds=1) == 1
    assert office.events() == ["raised", "ended"]


def test_a_message_whose_sender_died_is_sent_by_the_next_one(office: Office) -> None:
    office.call()

    def dies(_delivery: Delivery, _body: bytes) -> tuple[bool, str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(office.store, HOOK, dies, lambda: office.now)
    assert office.later(seconds=30) == 0
    assert office.later(seconds=CLAIMED.total_seconds()) == 1


def test_a_message_is_not_sent_by_two_at_once(office: Office) -> None:
    office.call()

    def slow(delivery: Delivery, body: bytes) -> tuple[bool, str]:
        assert deliver(office.store, HOOK, office.post, lambda: office.now) == 0
        return office.post(delivery, body)

    assert deliver(office.store, HOOK, slow, lambda: office.now) == 1
    assert office.events() == ["raised"]


def test_nothing_waits_for_a_receiver_that_hangs(office: Office) -> None:
    office.call()

    def hangs(delivery: Delivery, body: bytes) -> tuple[bool, str]:
        # While it hangs others write: no transaction is open.
        office.call()
        return office.post(delivery, body)

    assert deliver(office.store, HOOK, hangs, lambda: office.now) == 1


def test_after_a_try_that_failed_a_call_that_came_in_since_is_first(office: Office) -> None:
    with office.store.writer() as session:
        task_of(office, session)
    hook = Webhook(HOOK.url, HOOK.secret, frozenset({"sos", "task"}))
    tried: list[str] = []

    def fails(delivery: Delivery, body: bytes) -> tuple[bool, str]:
        tried.append(json.loads(body)["kind"])
        return False, "timeout"

    deliver(office.store, hook, fails, lambda: office.now)
    office.call()
    office.now += timedelta(seconds=10)
    deliver(office.store, hook, fails, lambda: office.now)
    assert tried == ["task", "sos"]


def task_of(office: Office, session: Any) -> None:
    notice = NewNotice(
        kind="task",
        squad_code="reservoir",
        subject_kind="task",
        subject_id=uuid4(),
        at=office.now,
        audience="duty",
        parts={},
        ends_at=office.now + timedelta(days=1),
    )
    tell(session, notice, now=office.now)
    note(session, Act("reservoir", "system", "create", "task/1", office.now))


def test_kinds_that_the_office_does_not_want_are_not_told(office: Office) -> None:
    with office.store.writer() as session:
        task_of(office, session)
    assert office.later(seconds=1) == 0
    assert office.got == []


def test_a_store_that_is_away_is_said_to_be_and_nothing_is_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.call()

    def away(*_: object) -> None:
        raise Unavailable("store.away")

    monkeypatch.setattr(type(office.store), "reader", away)
    with pytest.raises(Unavailable):
        office.later(seconds=1)
    assert office.got == []
