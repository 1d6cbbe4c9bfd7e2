"""People and devices: each has a version, those older than versions get theirs once."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from duty_making import NOW
from sqlalchemy import text
from tampering import tamper

from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit, devices, history, people
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import put_officer
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.devices import put_device
from geo_patrol.workflows.enrolling import enrol
from geo_patrol.workflows.samples import ensure_squads


@pytest.fixture
def squads(store: Store) -> Store:
    """Give a store with the two squads and nobody in them."""
    ensure_squads(store, now=NOW)
    return store


def an_officer(**changes: object) -> Officer:
    key = uuid4()
    login = f"w-{key.hex[:8]}"
    officer = Officer(key, "reservoir", key.hex[:8], "王强", login, "officer", True)
    return replace(officer, **changes)  # type: ignore[arg-type]


def a_tracker() -> Device:
    return Device(uuid4(), "reservoir", "tracker", "船载")


def past_the_program(store: Store, *records: Officer | Device) -> None:
    with store.upkeep() as session:
        for one in records:
            if isinstance(one, Officer):
                people.save_officer(session, one)
            else:
                devices.save_device(session, one)


def found(store: Store) -> set[tuple[str, str]]:
    return {(one.where, one.key) for one in verify(store).findings}


def test_who_came_in_past_the_program_is_found(squads: Store) -> None:
    enrol(squads, now=NOW)
    intruder, tracker = an_officer(role="admin", squad_code=None), a_tracker()
    past_the_program(squads, intruder, tracker)
    assert found(squads) == {
        (f"officer/{intruder.id}", "audit.record_unanswered"),
        (f"device/{tracker.id}", "audit.record_unanswered"),
    }


def test_who_was_deleted_is_found(squads: Store) -> None:
    officer, tracker = an_officer(), a_tracker()
    put_officer(squads, SYSTEM, officer, now=NOW)
    put_device(squads, SYSTEM, tracker, now=NOW)
    assert verify(squads).sound
    tamper(squads, "DELETE FROM officers", "DELETE FROM devices")
    assert found(squads) == {
        (f"officer/{officer.id}", "audit.record_gone"),
        (f"device/{tracker.id}", "audit.record_gone"),
    }


def test_those_older_than_versions_are_entered_as_they_stand(squads: Store) -> None:
    known, officer, tracker = an_officer(), an_officer(more_squads=("park",)), a_tracker()
    put_officer(squads, SYSTEM, known, now=NOW)
    past_the_program(squads, officer, tracker)
    assert enrol(squads, now=NOW) == 2
    seen = verify(squads)
    assert (seen.sound, seen.n_adopted, seen.n_records) == (True, 0, 3)
    with squads.reader() as session:
        entered = [one.object for one in audit.entries(session) if one.action == "enrol"]
        assert len(history.versions(session, "officer", known.id)) == 1
    assert entered == [f"officer/{officer.id}", f"device/{tracker.id}"]
    # They are compared from then on, and edited as all others are.
    tamper(squads, f"UPDATE officers SET role = 'leader' WHERE login = '{officer.login}'")
    assert found(squads) == {(f"officer/{officer.id}", "audit.record_altered")}
    edited = replace(officer, role="leader")
    assert put_officer(squads, SYSTEM, edited, now=NOW, if_match=1).version == 2
    assert verify(squads).sound


@pytest.mark.parametrize("forgotten", [False, True])
def test_it_happens_once_whatever_is_put_in_later(squads: Store, forgotten: bool) -> None:
    assert enrol(squads, now=NOW) == 0
    intruder = an_officer()
    past_the_program(squads, intruder)
    if forgotten:
        tamper(squads, "DELETE FROM store_meta WHERE key = 'people_enrolled_at'")
    assert enrol(squads, now=NOW) == 0
    assert found(squads) == {(f"officer/{intruder.id}", "audit.record_unanswered")}


def test_further_squads_have_no_order(squads: Store) -> None:
    with squads.upkeep() as session:
        people.ensure_squad(session, "hills", "山林中队", "Hills squad")
    officer = an_officer(more_squads=("park", "hills"))
    put_officer(squads, SYSTEM, officer, now=NOW)
    again = replace(officer, more_squads=("hills", "park"))
    assert not put_officer(squads, SYSTEM, again, now=NOW).changed
    assert verify(squads).sound
    with squads.reader() as session:
        assert session.scalar(text("SELECT count(*) FROM officers")) == 1
        assert people.officer(session, UUID(str(officer.id))) == again
