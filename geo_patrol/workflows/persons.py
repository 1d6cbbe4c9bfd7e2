"""Persons in records: sealed with the record, shown to who has need, destroyed in time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import Act, canonical_json
from geo_patrol.errors import InvalidInput
from geo_patrol.personal import (
    Keyring,
    Person,
    Showing,
    marks_of,
    person_fields,
    person_of,
    search_marks_of,
)
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold, record_lock
from geo_patrol.store.repositories import personal
from geo_patrol.store.repositories.personal import RecordKey
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note

AT_ONCE = 500


@dataclass(frozen=True)
class Vault:
    """The keyring, and how long persons are kept: those of cases longer than those of the rest."""

    keyring: Keyring
    persons_kept: timedelta
    cases_kept: timedelta


class Sealing:
    """The persons of one write, on their way into a record.

    `look_up` comes first: the other methods go by what it found.

    Parameters
    ----------
    persons
        As sent; none is a statement too, and replaces those there were.
    at
        When they were met.
    due_at
        When they are no longer needed.
    hinges
        Fields of the record's body that squad, ``at`` and ``due_at`` follow from.
    """

    def __init__(
        self,
        vault: Vault,
        kind: str,
        record_id: UUID,
        persons: Sequence[Person],
        *,
        at: datetime,
        due_at: datetime,
        hinges: Sequence[str],
    ) -> None:
        self._keyring, self._rivals_kept = vault.keyring, vault.persons_kept
        self._kind, self._record_id = kind, record_id
        self._name = f"{kind}/{record_id}"
        self._persons = tuple(persons)
        self._plain = canonical_json([person_fields(one) for one in persons]).encode()
        self._at, self._due_at = at, due_at
        self._hinges = tuple(hinges)
        self._kept: RecordKey | None = None
        self._wrapped: bytes | None = None

    @property
    def names_somebody(self) -> bool:
        """Whether there are any persons in the write."""
        return bool(self._persons)

    @property
    def expired(self) -> bool:
        """Whether the record's key was destroyed."""
        return self._kept is not None and self._kept.wrapped is None

    def look_up(self, session: Session, *, new: bool) -> None:
        """Find the record's key; ``new`` when there is no such record yet, so it has none."""
        self._kept = None if new else personal.record_key(session, self._kind, self._record_id)

    def commitment(self) -> str | None:
        """Return what binds the record to its persons; None when it has none and never had.

        Raises
        ------
        InvalidInput
            When the record's key was destroyed: persons can no longer be added to it.
        """
        self._wrapped = self._key()
        if self._wrapped is None:
            return None
        wrapped = self._wrapped
        return self._keyring.commitment(wrapped, self._name, self._plain)

    def keep(self, session: Session, *, version: int, squad_code: str) -> None:
        """Keep the persons of an accepted version, and what they are recognised by.

        The commitment comes first: it takes the key, or makes one.
        """
        if self._wrapped is None:
            return
        if self._kept is None:
            self._add_key(session, self._wrapped, squad_code, self._due_at)
        elif (self._kept.squad_code, self._kept.due_at) != (squad_code, self._due_at):
            self._set_retention(session, squad_code)
        self._seal(session, self._wrapped, version)
        told = [*marks_of(self._persons), *search_marks_of(self._persons)]
        marks = [self._keyring.mark(kind, value) for kind, value in told]
        personal.save_marks(
            session, self._kind, self._record_id, marks, squad_code=squad_code, at=self._at
        )

    def keep_rival(self, session: Session, *, number: int, squad_code: str, now: datetime) -> None:
        """Keep the persons of a version that was refused, by its number among the rivals.

        What is refused does not say how long the record's persons are kept. Where there are none
        yet, its own are kept from now on, whatever time it bears.
        """
        if self._wrapped is None:
            return
        if self._kept is None:
            self._add_key(session, self._wrapped, squad_code, now + self._rivals_kept)
        self._seal(session, self._wrapped, -number)

    def follow(
        self, session: Session, before: Mapping[str, Any], after: Mapping[str, Any], squad_code: str
    ) -> None:
        """Have persons that an edit leaves as they are follow their record, given both bodies."""
        if all(before.get(name) == after.get(name) for name in self._hinges):
            return
        self._set_retention(session, squad_code)
        personal.move_marks(
            session, self._kind, self._record_id, squad_code=squad_code, at=self._at
        )

    def _add_key(self, session: Session, wrapped: bytes, squad_code: str, due_at: datetime) -> None:
        key = RecordKey(self._kind, self._record_id, squad_code, wrapped, due_at)
        personal.add_key(session, key)

    def _set_retention(self, session: Session, squad_code: str) -> None:
        personal.set_retention(
            session, self._kind, self._record_id, squad_code=squad_code, due_at=self._due_at
        )

    def _seal(self, session: Session, wrapped: bytes, version: int) -> None:
        sealed = self._keyring.seal(wrapped, self._name, version, self._plain)
        personal.save_sealed(session, self._kind, self._record_id, version, sealed)

    def _key(self) -> bytes | None:
        """Return the record's wrapped key, a new one when persons come in for the first time."""
        if self._kept is None:
            return self._keyring.new_record_key(self._name) if self._persons else None
        if self._kept.wrapped is None and self._persons:
            raise InvalidInput("personal.expired")
        return self._kept.wrapped


@dataclass(frozen=True)
class Shown:
    """A record's persons, as far as the asker may see them."""

    showing: Showing
    persons: tuple[Person, ...] = ()


NOBODY = Shown("none")


def persons_of(
    session: Session, vault: Vault, scope: Scope, kind: str, ids: Sequence[UUID]
) -> dict[UUID, Shown]:
    """Return the persons of records that have any; of the others nothing.

    The records themselves are within reach already; here counts whether the asker may see names.
    """
    open_to_asker = scope.may("persons.read")
    shown: dict[UUID, Shown] = {}
    for one in personal.latest_sealed(session, kind, ids):
        if one.wrapped is None:
            shown[one.record_id] = Shown("expired")
            continue
        if one.sealed is None or one.version is None:
            continue
        name = f"{kind}/{one.record_id}"
        plain = vault.keyring.unseal(one.wrapped, name, one.version, one.sealed)
        persons = tuple(person_of(fields) for fields in json.loads(plain))
        if persons:
            shown[one.record_id] = Shown("shown", persons) if open_to_asker else Shown("redacted")
    return shown


def expire(store: Store, *, now: datetime, dry_run: bool = False) -> int:
    """Destroy the keys of records whose retention has ended; return how many.

    Each is a transaction of its own, which is entered in its squad's audit chain. A key that an
    edit keeps longer meanwhile is left alone.
    """
    if dry_run:
        with store.reader() as session:
            return personal.count_due(session, now)
    n_destroyed = 0
    while True:
        with store.reader() as session:
            due = personal.due_keys(session, now, limit=AT_ONCE)
        n_destroyed += sum(_destroy(store, key, now) for key in due)
        if len(due) < AT_ONCE:
            break
    if n_destroyed:
        store.forget()
    return n_destroyed


def _destroy(store: Store, due: RecordKey, now: datetime) -> bool:
    with store.writer() as session:
        # Who writes the record holds the same: nobody puts a key back that is being destroyed.
        hold(session, record_lock(due.kind, due.record_id))
        key = personal.record_key(session, due.kind, due.record_id)
        if key is None or key.wrapped is None or key.due_at > now:
            return False
        personal.destroy(session, key.kind, key.record_id, now=now)
        name = f"{key.kind}/{key.record_id}"
        details = {"due": key.due_at.isoformat()}
        note(session, Act(key.squad_code, SYSTEM.actor, "key.destroy", name, now, details))
    return True
