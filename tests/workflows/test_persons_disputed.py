"""Persons of a record that several write: how long they are kept, whose they are, what repeats."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from duty_making import EARLY, NOW, VAULT
from persons_making import (
    ANGLER,
    AUXILIARY,
    FRIEND,
    OFFICER,
    PARK,
    an_incident,
    put,
    shown,
)

from geo_patrol.errors import Conflict, InvalidInput
from geo_patrol.incidents.records import Incident, SeizedItem
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, personal
from geo_patrol.store.repositories.personal import RecordKey
from geo_patrol.store.scope import SYSTEM, Scope, scope_of
from geo_patrol.workflows.persons import Shown, expire
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.writing import Written

LONG_AGO = datetime(1991, 1, 1, tzinfo=UTC)
EXPIRED = EARLY + timedelta(days=400)
HELPER = scope_of(UUID(int=9), ["reservoir", "park"], "auxiliary", certified=False)


def key_of(store: Store, incident: Incident) -> RecordKey:
    with store.reader() as session:
        found = personal.record_key(session, "incident", incident.id)
    assert found is not None
    return found


def put_by(store: Store, scope: Scope, incident: Incident, if_match: int | None = None) -> Written:
    return put_incident(store, scope, incident, VAULT, now=NOW, if_match=if_match)


def refused(write: Callable[[], object]) -> None:
    with pytest.raises(Conflict):
        write()


def test_a_refused_version_does_not_shorten_what_an_accepted_one_keeps(
    loaded_store: Store,
) -> None:
    incident = replace(an_incident(ANGLER), seized=(SeizedItem("rod", 1),))
    put(loaded_store, incident)
    before = key_of(loaded_store, incident)
    rival = replace(an_incident(FRIEND), id=incident.id, occurred_at=LONG_AGO)
    refused(lambda: put_by(loaded_store, AUXILIARY, rival))
    assert key_of(loaded_store, incident) == before
    assert expire(loaded_store, now=NOW) == 0
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))


def test_a_refused_version_s_own_persons_are_kept_from_when_it_came(loaded_store: Store) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    rival = replace(incident, persons=(FRIEND,), occurred_at=LONG_AGO)
    refused(lambda: put_by(loaded_store, AUXILIARY, rival))
    assert key_of(loaded_store, incident).due_at == NOW + VAULT.persons_kept
    assert expire(loaded_store, now=NOW) == 0
    # Persons can still be added, and then the record says how long they are kept.
    put(loaded_store, replace(incident, persons=(ANGLER,)), 1)
    assert key_of(loaded_store, incident).due_at == EARLY + VAULT.persons_kept
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))


def test_a_late_repeat_stays_one_after_persons_were_added(loaded_store: Store) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    put(loaded_store, replace(incident, persons=(ANGLER,)), 1)
    late = put(loaded_store, incident)
    assert (late.version, late.changed) == (2, False)
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))


def test_a_late_repeat_of_an_edit_stays_one_after_persons_were_added(loaded_store: Store) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    edited = replace(incident, narrative="改正")
    put(loaded_store, edited, 1)
    put(loaded_store, replace(edited, persons=(ANGLER,)), 2)
    late = put(loaded_store, edited, 1)
    assert (late.version, late.changed) == (3, False)


def test_a_late_repeat_stays_one_after_a_refused_version_named_somebody(
    loaded_store: Store,
) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    refused(lambda: put(loaded_store, replace(incident, narrative="z", persons=(ANGLER,))))
    assert not put(loaded_store, incident).changed


def test_a_late_edit_around_persons_stays_a_repeat_after_they_were_changed(
    loaded_store: Store,
) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    edited = replace(incident, persons=(), narrative="两人夜钓")
    put_by(loaded_store, AUXILIARY, edited, 1)
    put(loaded_store, replace(edited, persons=(FRIEND,), narrative="三人"), 2)
    late = put_by(loaded_store, AUXILIARY, edited, 1)
    assert (late.version, late.changed) == (3, False)
    assert shown(loaded_store, incident) == Shown("shown", (FRIEND,))


def test_taking_persons_away_is_an_edit_and_no_repeat(loaded_store: Store) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    put(loaded_store, replace(incident, persons=(ANGLER,)), 1)
    assert put(loaded_store, incident, 2).version == 3


@pytest.mark.parametrize("scope", [OFFICER, AUXILIARY], ids=["officer", "auxiliary"])
def test_what_is_sent_again_by_its_author_after_expiry_is_a_repeat(
    loaded_store: Store, scope: Scope
) -> None:
    incident = an_incident(ANGLER)
    put_by(loaded_store, scope, incident)
    assert expire(loaded_store, now=EXPIRED) == 1
    for persons in ((ANGLER,), ()):
        late = put_by(loaded_store, scope, replace(incident, persons=persons))
        assert (late.version, late.changed) == (1, False)
    with loaded_store.reader() as session:
        assert len(history.versions(session, "incident", incident.id)) == 1
    assert shown(loaded_store, incident) == Shown("expired")


def test_after_expiry_another_s_write_or_another_content_is_no_repeat(
    loaded_store: Store,
) -> None:
    incident = an_incident(ANGLER)
    put_by(loaded_store, OFFICER, incident)
    expire(loaded_store, now=EXPIRED)
    with pytest.raises(InvalidInput, match="end of their retention"):
        put(loaded_store, incident)
    with pytest.raises(InvalidInput, match="end of their retention"):
        put_by(loaded_store, OFFICER, replace(incident, narrative="z"))
    refused(lambda: put(loaded_store, replace(incident, persons=())))


def test_persons_follow_a_record_moved_by_who_may_not_see_them(loaded_store: Store) -> None:
    incident, left, there = an_incident(ANGLER), an_incident(ANGLER), an_incident(ANGLER)
    put(loaded_store, incident)
    put(loaded_store, left)
    put(loaded_store, replace(there, squad_code="park"))
    later = EARLY + timedelta(days=3)
    moved = replace(incident, persons=(), squad_code="park", occurred_at=later)
    assert put_by(loaded_store, HELPER, moved, 1).version == 2
    key = key_of(loaded_store, incident)
    assert (key.squad_code, key.due_at) == ("park", later + VAULT.persons_kept)

    def repeats(of: Incident, scope: Scope) -> set[UUID]:
        with loaded_store.reader() as session:
            found = personal.repeats(session, "incident", of.id, scope)
        return {other for other, _ in found}

    assert repeats(left, OFFICER) == set()
    assert repeats(there, PARK) == {incident.id}
    with loaded_store.reader() as session:
        found = personal.repeats(session, "incident", left.id, SYSTEM)
    # The latest first: marks have the time of their record.
    assert [other for other, _ in found][:2] == [incident.id, incident.id]
    assert shown(loaded_store, incident, PARK) == Shown("shown", (ANGLER,))
