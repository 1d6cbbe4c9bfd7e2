"""Persons in records: sealed with the record, shown to who has need, destroyed in time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import Act, canonical_json
from geo_patrol.errors import InvalidInput
from geo_patrol.personal import Keyring, Person, marks_of, person_fields, person_of
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import personal
from geo_patrol.store.repositories.personal import RecordKey
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note

AT_ONCE = 500

Showing = Literal["none", "shown", "redacted", "expired"]
"""How a record's persons are shown: there are none, openly, not to this asker, no longer."""


@dataclass(frozen=True)
class Vault:
    """The keyring, and how long persons are kept: those of cases longer than those of the rest."""

    keyring: Keyring
    persons_kept: timedelta
    cases_kept: timedelta


class Sealing:
    """The persons of one write, on their way into a record.

    Parameters
    ----------
    persons
        As sent; none is a statement too, and replaces those there were.
    at
        When they were met.
    due_at
        When they are no longer needed.
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
    ) -> None:
        self._keyring = vault.keyring
        self._kind, self._record_id = kind, record_id
        self._name = f"{kind}/{record_id}"
        self._persons = tuple(persons)
        self._plain = canonical_json([person_fields(one) for one in persons]).encode()
        self._at, self._due_at = at, due_at
        self._wrapped: bytes | None = None

    @property
    def names_somebody(self) -> bool:
        """Whether there are any persons in the write."""
        return bool(self._persons)

    def commitment(self, session: Session, *, new: bool) -> str | None:
        """Return what binds the record to its persons; None when it has none and never had.

        Parameters
        ----------
        new
            There is no such record yet, so it has no key.

        Raises
        ------
        InvalidInput
            When the record's key was destroyed: persons can no longer be added to it.
        """
        self._wrapped = self._key(session, new)
        if self._wrapped is None:
            return None
        wrapped = self._wrapped
        return self._keyring.commitment(wrapped, self._name, self._plain)

    def keep(self, session: Session, *, version: int, squad_code: str) -> None:
        """Keep the persons of an accepted version, and what they are recognised by.

        The commitment comes first: it finds or makes the key.
        """
        if not self._seal(session, version, squad_code):
            return
        marks = [self._keyring.mark(kind, value) for kind, value in marks_of(self._persons)]
        personal.save_marks(
            session, self._kind, self._record_id, marks, squad_code=squad_code, at=self._at
        )

    def keep_rival(self, session: Session, *, number: int, squad_code: str) -> None:
        """Keep the persons of a version that was refused, by its number among the rivals."""
        self._seal(session, -number, squad_code)

    def _seal(self, session: Session, version: int, squad_code: str) -> bool:
        wrapped = self._wrapped
        if wrapped is None:
            return False
        key = RecordKey(self._kind, self._record_id, squad_code, wrapped, self._due_at)
        personal.save_key(session, key)
        sealed = self._keyring.seal(wrapped, self._name, version, self._plain)
        personal.save_sealed(session, self._kind, self._record_id, version, sealed)
        return True

    def _key(self, session: Session, new: bool) -> bytes | None:
        """Return the record's wrapped key, a new one when persons come in for the first time."""
        kept = None if new else personal.record_key(session, self._kind, self._record_id)
        if kept is None:
            return self._keyring.new_record_key(self._name) if self._persons else None
        if kept.wrapped is None and self._persons:
            raise InvalidInput("personal.expired")
        return kept.wrapped


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

    Each is entered in its squad's audit chain.
    """
    n_due = 0
    while True:
        with store.writer() as session:
            due = personal.due_keys(session, now, limit=AT_ONCE)
            n_due += len(due)
            if not dry_run:
                for key in due:
                    _destroy(session, key, now)
        if dry_run or len(due) < AT_ONCE:
            break
    if n_due and not dry_run:
        store.forget()
    return n_due


def _destroy(session: Session, key: RecordKey, now: datetime) -> None:
    personal.destroy(session, key.kind, key.record_id, now=now)
    name = f"{key.kind}/{key.record_id}"
    details = {"due": key.due_at.isoformat()}
    note(session, Act(key.squad_code, SYSTEM.actor, "key.destroy", name, now, details))
