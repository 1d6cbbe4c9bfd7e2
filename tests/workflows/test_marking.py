"""Records from before there were marks of names and telephones are found by them, too."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from duty_making import NOW, VAULT
from persons_making import ANGLER, FRIEND, an_incident, put, shown
from sqlalchemy import text

from geo_patrol.incidents.records import Incident
from geo_patrol.personal import Keyring, Person
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, incidents, personal
from geo_patrol.store.repositories.incident_search import Sought
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows import marking
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.marking import Filled, fill_marks
from geo_patrol.workflows.persons import expire
from geo_patrol.workflows.searching import sought_by_person

KEYS = VAULT.keyring
NAMED = Person(name="丙")


@pytest.fixture
def older(loaded_store: Store) -> tuple[Store, list[Incident]]:
    """Give a store as a former program left it: persons and plates have marks, names have none."""
    made = [an_incident(ANGLER, FRIEND), an_incident(NAMED), an_incident(), an_incident(FRIEND)]
    for one in made:
        put(loaded_store, one)
    tamper(loaded_store, "DELETE FROM person_marks WHERE mark LIKE 'name:%' OR mark LIKE 'phone:%'")
    return loaded_store, made


def tamper(store: Store, statement: str) -> None:
    with store.upkeep() as session:
        session.execute(text(statement))


def found(store: Store, person: Person) -> set[object]:
    sought = sought_by_person(Sought(), person, KEYS)
    with store.reader() as session:
        page = incidents.incidents(session, SYSTEM, sought=sought)
    return {one.incident.id for one in page.items}


def test_they_are_found_by_name_and_telephone_afterwards(
    older: tuple[Store, list[Incident]],
) -> None:
    store, [both, named, _nobody, friend] = older
    assert found(store, NAMED) == found(store, Person(phone=FRIEND.phone)) == set()
    assert fill_marks(store, KEYS) == Filled(3, 0, done=True)
    assert found(store, NAMED) == {named.id}
    assert found(store, Person(phone=FRIEND.phone)) == {both.id, friend.id}
    assert found(store, Person(name=ANGLER.name)) == {both.id}
    with store.reader() as session:
        assert personal.repeats(session, "incident", both.id, SYSTEM) == [(friend.id, "person")]
    assert verify(store).sound


def test_it_is_done_once_in_a_store_s_life(older: tuple[Store, list[Incident]]) -> None:
    store, _ = older
    fill_marks(store, KEYS)
    tamper(store, "DELETE FROM person_marks")
    assert fill_marks(store, KEYS) == Filled(0, 0, done=True)


def test_it_goes_on_where_it_was_stopped(
    older: tuple[Store, list[Incident]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = older
    monkeypatch.setattr(marking, "AT_ONCE", 1)
    answers: Iterator[bool] = iter([False, True])
    first = fill_marks(store, KEYS, stopped=lambda: next(answers))
    assert (first.n_records, first.done) == (1, False)
    rest = fill_marks(store, KEYS)
    assert rest == Filled(2, 0, done=True)
    assert len(found(store, Person(phone=FRIEND.phone))) == 2 and len(found(store, NAMED)) == 1


def test_a_new_kind_of_mark_has_all_gone_through_again(
    older: tuple[Store, list[Incident]],
) -> None:
    store, _ = older
    with store.upkeep() as session:
        history.set_fact(session, "person_marks", "0/done")
    assert fill_marks(store, KEYS).n_records == 3


def test_what_was_destroyed_stays_so_and_what_has_its_marks_stays_as_it_is(
    older: tuple[Store, list[Incident]],
) -> None:
    store, [both, named, _nobody, friend] = older
    put(store, replace(friend, narrative="改"), if_match=1)
    assert expire(store, now=NOW.replace(year=2040)) == 3
    put(store, later := an_incident(NAMED))
    assert fill_marks(store, KEYS) == Filled(0, 0, done=True)
    assert found(store, NAMED) == {later.id}
    assert shown(store, both).showing == shown(store, named).showing == "expired"


def test_one_that_cannot_be_read_holds_none_up(older: tuple[Store, list[Incident]]) -> None:
    store, [both, *_] = older
    key = both.id.hex if store.dialect == "sqlite" else str(both.id)
    tamper(
        store,
        f"UPDATE personal_data SET sealed = wrapped FROM personal_keys"
        f" WHERE personal_data.record_id = '{key}' AND personal_keys.record_id = '{key}'",
    )
    assert fill_marks(store, KEYS) == Filled(2, 1, done=True)
    assert len(found(store, NAMED)) == 1


def test_another_key_makes_no_marks(older: tuple[Store, list[Incident]]) -> None:
    store, _ = older
    assert fill_marks(store, Keyring.random()) == Filled(0, 3, done=True)
