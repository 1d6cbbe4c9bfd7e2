"""Seizures in the store: answered for by the chains, and the same whoever writes at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from duty_making import EARLY, NOW, VAULT, ZONE
from seized_store import OWN_LAW, a_seizure, add_seizure, custody
from tampering import tamper

from geo_patrol.errors import InvalidInput
from geo_patrol.incidents.records import Incident, Outcome
from geo_patrol.seizures import Seizure, SpecialDay
from geo_patrol.seizures.calendar_file import CalendarRead
from geo_patrol.store.engine import Store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.calendars import import_calendar, office_days
from geo_patrol.workflows.custody import put_custody_event
from geo_patrol.workflows.due import due_of
from geo_patrol.workflows.law import import_law, table_in_force
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.seizing import find, look, put_seizure, terms_of

AT = EARLY + timedelta(hours=1)


@pytest.fixture
def seized(loaded_store: Store) -> Store:
    """Give a store with one of everything about a seizure."""
    incident = Incident(
        id=UUID(int=1),
        squad_code="reservoir",
        occurred_at=AT,
        lon=120.99,
        lat=29.47,
        accuracy_m=6,
        placed_by="gps",
        category="angling",
        source="patrol",
        outcomes=(Outcome("seized"),),
    )
    put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    add_seizure(loaded_store, AT, NOW, incident.id)
    return loaded_store


def test_the_chains_answer_for_all_of_it(seized: Store) -> None:
    found = verify(seized)
    assert found.sound, (found.breaks, found.findings)


TAMPERINGS = {
    "an item less": ("DELETE FROM seizure_items WHERE number = 2", "audit.record_altered"),
    "a number": ("UPDATE seizures SET number = 'x'", "audit.record_altered"),
    "who was there": ("UPDATE seizures SET officers = '[]'", "audit.record_altered"),
    "a way gone": ("DELETE FROM custody_events WHERE kind = 'moved'", "audit.record_gone"),
    "another item": ("UPDATE custody_events SET items = '[2]'", "audit.record_altered"),
    "a report": ("UPDATE clock_events SET kind = 'decided'", "audit.record_altered"),
    "a reason": ("UPDATE law_decisions SET reason = ''", "audit.record_altered"),
    "the law": ("UPDATE law_files SET text = 'rules: []'", "audit.record_altered"),
    "a holiday": ("UPDATE office_calendars SET days = '[]'", "audit.record_altered"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_whoever_changes_a_table_is_found_out(seized: Store, what: str) -> None:
    statement, key = TAMPERINGS[what]
    tamper(seized, statement)
    assert key in {one.key for one in verify(seized).findings}


def test_events_of_several_phones_at_once_all_count(loaded_store: Store) -> None:
    seizure = a_seizure(AT)
    put_seizure(loaded_store, SYSTEM, seizure, now=NOW, tz=ZONE)
    events = [custody(seizure, "returned", 2, 1), custody(seizure, "destroyed", 3, 2)]
    events += [custody(seizure, "moved", 1, 1, 2, place=f"库房 {n}") for n in range(3)]

    def send(number: int) -> bool:
        done = put_custody_event(loaded_store, SYSTEM, events[number], now=NOW, tz=ZONE)
        return done.created

    with ThreadPoolExecutor(len(events)) as pool:
        assert all(pool.map(send, range(len(events))))
    with loaded_store.reader() as session:
        stored = find(session, seizure.id, SYSTEM)
        [looked] = look(session, [stored], terms_of(session, NOW, ZONE))
    assert len(looked.standing.chain.events) == len(events) + 1
    assert stored.states == {"destroyed": 1, "returned": 1}


def test_a_seizure_reads_as_it_was_written(loaded_store: Store) -> None:
    seizure = a_seizure(AT)
    put_seizure(loaded_store, SYSTEM, seizure, now=NOW, tz=ZONE)
    with loaded_store.reader() as session:
        kept = find(session, seizure.id, SYSTEM).seizure
    assert Seizure(**{**vars(kept), "officers": seizure.officers}) == seizure
    assert kept.officers == seizure.officers


def test_an_edit_follows_the_chain_anew(loaded_store: Store) -> None:
    seizure = a_seizure(AT)
    put_seizure(loaded_store, SYSTEM, seizure, now=NOW, tz=ZONE)
    put_custody_event(loaded_store, SYSTEM, custody(seizure, "returned", 2, 1, 2), now=NOW, tz=ZONE)
    one = Seizure(**{**vars(seizure), "items": seizure.items[:1]})
    put_seizure(loaded_store, SYSTEM, one, now=NOW, tz=ZONE, if_match=1)
    with loaded_store.reader() as session:
        stored = find(session, seizure.id, SYSTEM)
    assert stored.states == {"returned": 1}
    assert "seizures.custody_unknown" in stored.found.flags


def test_a_table_without_a_period_hides_no_seizure(
    loaded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seizure = a_seizure(AT, measure="preservation")
    put_seizure(loaded_store, SYSTEM, seizure, now=NOW, tz=ZONE)
    whole = terms_of

    def without_periods(*given: object) -> object:
        terms = whole(*given)  # type: ignore[arg-type]
        return replace(terms, table=replace(terms.table, periods=()))

    monkeypatch.setattr("geo_patrol.workflows.due.terms_of", without_periods)
    with loaded_store.reader() as session:
        found = due_of(session, SYSTEM, now=NOW, tz=ZONE)
    assert (found.items, [one.key for one in found.findings]) == ((), ["law.period_missing"])
    assert seizure.number in found.findings[0].text("zh")


def test_an_office_s_table_that_no_longer_fits_is_left_out_and_told(seized: Store) -> None:
    with seized.reader() as session:
        fitting = table_in_force(session)
    assert fitting.remarks == () and "own-1" in {one.id for one in fitting.table.rules}
    tamper(seized, "UPDATE law_files SET text = 'rules: [{id: x}]'")
    with seized.reader() as session:
        found = table_in_force(session)
    assert [one.key for one in found.remarks] == ["law.office_table_unsound"]
    assert "own-1" not in {one.id for one in found.table.rules}
    assert found.edition != fitting.edition


def test_the_same_file_again_makes_no_version(seized: Store) -> None:
    again = import_law(seized, SYSTEM, OWN_LAW.encode(), "own.yaml", now=NOW)
    assert (again.version, again.changed) == (1, False)
    with pytest.raises(InvalidInput):
        import_law(seized, SYSTEM, b"rules:\n  - id: x\n", "bad.yaml", now=NOW)


def test_a_calendar_s_file_replaces_its_own_years_only(seized: Store) -> None:
    days = (SpecialDay(date(2028, 1, 26), "holiday"), SpecialDay(date(2028, 1, 29), "workday"))
    looked = import_calendar(seized, SYSTEM, CalendarRead(days, (), 2), now=NOW, dry_run=True)
    assert (looked.n_new, looked.n_gone) == (2, 0)
    with seized.reader() as session:
        assert len(office_days(session)) == 1
    import_calendar(seized, SYSTEM, CalendarRead(days, (), 2), now=NOW)
    corrected = import_calendar(seized, SYSTEM, CalendarRead(days[:1], (), 1), now=NOW)
    assert (corrected.n_same, corrected.n_gone) == (1, 1)
    with seized.reader() as session:
        assert [one.day.year for one in office_days(session)] == [2027, 2028]
    assert verify(seized).sound
