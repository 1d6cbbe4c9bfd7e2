"""The end of retention and an edit at the same moment: one of them comes first, and that holds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from duty_making import EARLY, NOW, VAULT
from persons_making import ANGLER, FRIEND, OFFICER, an_incident, put, shown
from racing import Beside
from sqlalchemy import text
from sqlalchemy.orm import Session

from geo_patrol.incidents.records import SeizedItem
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit, personal
from geo_patrol.store.repositories.personal import RecordKey
from geo_patrol.workflows.persons import Sealing, Shown, expire
from geo_patrol.workflows.records import put_incident

LATER = EARLY + timedelta(days=400)


def test_an_edit_that_keeps_persons_longer_is_not_overtaken_by_expiry(
    loaded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    due_keys = personal.due_keys

    def then_a_seizure(session: Session, now: datetime, *, limit: int) -> list[RecordKey]:
        due = due_keys(session, now, limit=limit)
        monkeypatch.setattr(personal, "due_keys", due_keys)
        edit = replace(incident, seized=(SeizedItem("rod", 1),))
        assert put(loaded_store, edit, 1).changed
        return due

    monkeypatch.setattr(personal, "due_keys", then_a_seizure)
    assert expire(loaded_store, now=LATER) == 0
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))
    assert expire(loaded_store, now=EARLY + timedelta(days=1826)) == 1


def test_an_edit_does_not_put_back_a_key_that_is_being_destroyed(
    loaded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    commitment = Sealing.commitment
    expiry = Beside(loaded_store, lambda: expire(loaded_store, now=LATER))

    def then_expiry(self: Sealing) -> str | None:
        monkeypatch.setattr(Sealing, "commitment", commitment)
        found = commitment(self)
        expiry.start()
        return found

    monkeypatch.setattr(Sealing, "commitment", then_expiry)
    edited = replace(incident, persons=(ANGLER, FRIEND))
    written = put_incident(loaded_store, OFFICER, edited, VAULT, now=NOW, if_match=1)
    assert written.changed
    assert expiry.end() == 1
    assert shown(loaded_store, incident) == Shown("expired")
    with loaded_store.reader() as session:
        for table in ("personal_data", "person_marks"):
            assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0
        about = f"incident/{incident.id}"
        acts = [one.action for one in audit.entries(session) if one.object == about]
    assert acts == ["create", "edit", "key.destroy"]


def test_more_keys_than_are_looked_for_at_once_are_all_destroyed(
    loaded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo_patrol.workflows.persons.AT_ONCE", 2)
    for _ in range(5):
        put(loaded_store, an_incident(ANGLER))
    assert expire(loaded_store, now=LATER, dry_run=True) == 5
    assert expire(loaded_store, now=LATER) == 5
    assert expire(loaded_store, now=LATER) == 0
