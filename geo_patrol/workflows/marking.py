"""Marks of persons that older records lack: made from what is sealed, once in a store's life.

A record that was written before a kind of mark there was is not found by it until then. It is gone
through in the order of the ids, and goes on where it was left.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Unavailable
from geo_patrol.personal import Keyring, marks_of, person_of, search_marks_of
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold, record_lock
from geo_patrol.store.repositories import history, incidents, personal
from geo_patrol.store.repositories.personal import Sealed
from geo_patrol.store.scope import SYSTEM

KIND = "incident"
AT_ONCE = 200

_FACT = "person_marks"
_EDITION = "1"
"""Counts on when there is a new kind of mark: then all are gone through again."""
_DONE = f"{_EDITION}/done"


@dataclass(frozen=True)
class Filled:
    """What was done: ``n_unreadable`` cannot be read with this key, and are left as they are."""

    n_records: int
    n_unreadable: int
    done: bool


def fill_marks(
    store: Store, keyring: Keyring, *, stopped: Callable[[], bool] = lambda: False
) -> Filled:
    """Give records the marks that they lack; a store that has them all is looked at no more.

    Who edits a record meanwhile gives it its marks, and nothing is put back that was destroyed.

    Raises
    ------
    Unavailable
        When the store is busy or away; what was done before stays done.
    """
    n_records = n_unreadable = 0
    with store.glance() as session:
        at = history.fact(session, _FACT)
    while at != _DONE:
        if stopped():
            return Filled(n_records, n_unreadable, done=False)
        with store.reader() as session:
            ids = personal.ids_with_persons(session, KIND, _after(at), limit=AT_ONCE)
            lacking, unreadable = _lacking(session, keyring, ids)
        n_unreadable += unreadable
        n_records += sum(_fill(store, keyring, one) for one in lacking)
        at = f"{_EDITION}/{ids[-1]}" if len(ids) == AT_ONCE else _DONE
        with store.upkeep() as session:
            history.set_fact(session, _FACT, at)
    return Filled(n_records, n_unreadable, done=True)


def _after(at: str | None) -> UUID | None:
    edition, _, last = (at or "").partition("/")
    return UUID(last) if edition == _EDITION else None


def _lacking(session: Session, keyring: Keyring, ids: list[UUID]) -> tuple[list[UUID], int]:
    there = personal.marks_of_records(session, KIND, ids)
    lacking, unreadable = [], 0
    for one in personal.latest_sealed(session, KIND, ids):
        marks = _marks(keyring, one)
        if marks is None:
            unreadable += 1
        elif not marks <= there.get(one.record_id, set()):
            lacking.append(one.record_id)
    return lacking, unreadable


def _marks(keyring: Keyring, one: Sealed) -> set[str] | None:
    """Return the marks that a record should have; None when it cannot be read."""
    if one.wrapped is None or one.sealed is None or one.version is None:
        return set()
    try:
        plain = keyring.unseal(one.wrapped, f"{KIND}/{one.record_id}", one.version, one.sealed)
    except Unavailable:
        return None
    persons = [person_of(fields) for fields in json.loads(plain)]
    told = [*marks_of(persons), *search_marks_of(persons)]
    return {keyring.mark(kind, value) for kind, value in told}


def _fill(store: Store, keyring: Keyring, record_id: UUID) -> bool:
    with store.upkeep() as session:
        # Who edits the record, or destroys its key, holds the same.
        hold(session, record_lock(KIND, record_id))
        stored = incidents.incident(session, record_id, SYSTEM)
        sealed = personal.latest_sealed(session, KIND, [record_id])
        marks = _marks(keyring, sealed[0]) if sealed else None
        if stored is None or not marks:
            return False
        personal.save_marks(
            session,
            KIND,
            record_id,
            sorted(marks),
            squad_code=stored.incident.squad_code,
            at=stored.incident.occurred_at,
        )
    return True
