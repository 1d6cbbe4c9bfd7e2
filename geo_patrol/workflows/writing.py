"""The one path of every record into the store: in scope, exactly once, answered for.

A write is accepted in one transaction: the record, its version, and an audit entry. Sent again
with the same content it changes nothing; sent with another content it is a conflict, unless it is
an edit that names the version it was based on. A version that comes too late is refused, and kept
beside the record all the same: two phones that edit one record lose neither's work.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION, Act, canonical_json
from geo_patrol.errors import (
    Conflict,
    EditOutOfReach,
    Forbidden,
    OutOfReach,
    PreconditionFailed,
)
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import Lock, hold, record_lock
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.history import Rival, Version
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.persons import Sealing


@dataclass(frozen=True)
class Submission:
    """A record as somebody sends it.

    ``body`` is its canonical form, without personal fields: those are in ``sealing``. ``if_match``
    is the version that an edit is based on, None for a new record.
    """

    scope: Scope
    kind: str
    record_id: UUID
    body: dict[str, Any]
    now: datetime
    if_match: int | None = None
    sealing: Sealing | None = None

    @property
    def name(self) -> str:
        """What the audit chains call the record."""
        return f"{self.kind}/{self.record_id}"


@dataclass(frozen=True)
class Written:
    """What became of a write: ``version`` counts from 1; ``changed`` is false for a repeat."""

    version: int
    changed: bool

    @property
    def created(self) -> bool:
        """Whether the record is new."""
        return self.changed and self.version == 1


Outcome = TypeVar("Outcome", bound=Written)


def canonical(record: Any) -> dict[str, Any]:
    """Return a record (a dataclass) as JSON values in their one form: moments in UTC, ids as text.

    Two ways of writing the same record give the same form, so that its digest tells whether two
    writes mean the same.
    """
    form = _plain(asdict(record))
    del form["id"]
    result: dict[str, Any] = form
    return result


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        # 6 and 6.0 are the same metres, whichever a phone sends and a store gives back.
        return int(value)
    return str(value) if isinstance(value, UUID) else value


def digest_of(body: dict[str, Any]) -> str:
    """Return the SHA-256 of a canonical body."""
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()


def write_once(store: Store, sent: Submission, work: Callable[[Session], Outcome]) -> Outcome:
    """Do a write in a transaction of its own; keep what is refused because another came first.

    Raises
    ------
    Conflict, PreconditionFailed
        As `write_record`.
    """
    try:
        with store.writer() as session:
            return work(session)
    except OutOfReach:
        raise
    except (Conflict, PreconditionFailed):
        with store.writer() as session:
            _keep_rival(session, sent)
        raise


def write_record(
    session: Session, sent: Submission, save: Callable[[bool], str], *locks: Lock
) -> Written:
    """Decide what a write means by the versions there are, and do it.

    Parameters
    ----------
    save
        Checks the record against others and puts it in its tables; it is told whether the record
        is new, and returns the audit chain that answers for it: its squad's code. What was
        accepted once is not judged again: a repeat must not fail for what changed since, so it is
        not called for one.
    locks
        What ``save`` needs held; those that come before records in the order of locks.

    Raises
    ------
    OutOfReach
        When the id is a record of another squad.
    Forbidden
        When an edit names persons, and the sender may not see those there are.
    Conflict
        When the id has another content, and the write is no edit.
    PreconditionFailed
        When the edit is not based on the version in force.
    """
    hold(session, *locks, record_lock(sent.kind, sent.record_id))
    past = history.versions(session, sent.kind, sent.record_id)
    _require_reach(past, sent)
    _look_up_key(session, past, sent)
    if _is_repeat(past, sent, _alike_but_for_persons(past, sent)):
        return Written(past[-1].version, changed=False)
    body = _with_commitment(sent, past)
    digest = digest_of(body)
    if _is_repeat(past, sent, _alike(past, sent, body, digest)):
        return Written(past[-1].version, changed=False)
    _require_in_force(past, sent.if_match)
    chain = save(not past)
    version = _version(sent, body, digest, len(past) + 1, chain)
    if sent.sealing is None:
        pass
    elif _carries_over(past, sent):
        sent.sealing.follow(session, past[-1].body, body, chain)
    else:
        sent.sealing.keep(session, version=version.version, squad_code=chain)
    remember(session, [version], sent.scope)
    if past and past[-1].chain != chain:
        # It moved to another squad: the one it leaves is told, too.
        details = {"version": version.version, "sha256": digest, "to": chain}
        note(
            session,
            Act(past[-1].chain, sent.scope.actor, "move", sent.name, sent.now, details),
        )
    return Written(version.version, changed=True)


def remember(session: Session, versions: Sequence[Version], scope: Scope) -> None:
    """Add versions, and have an audit entry answer for each."""
    history.append(session, versions)
    for one in versions:
        details = {"version": one.version, "sha256": one.body_sha256}
        action = "create" if one.version == 1 else "edit"
        name = f"{one.kind}/{one.record_id}"
        note(session, Act(one.chain, scope.actor, action, name, one.accepted_at, details))


def first_version(
    kind: str, record_id: UUID, body: dict[str, Any], chain: str, now: datetime
) -> Version:
    """Return the first version of a record that the program itself makes."""
    return Version(kind, record_id, 1, body, digest_of(body), now, None, chain)


def _require_reach(past: Sequence[Version], sent: Submission) -> None:
    """Answer a record of another squad as if it did not exist."""
    if not past or reaches(sent.scope, past[-1].chain):
        return
    if sent.if_match is not None:
        raise EditOutOfReach("records.nothing_to_edit", object=sent.name)
    raise OutOfReach("records.not_found", object=sent.name)


def reaches(scope: Scope, chain: str) -> bool:
    """Whether a chain's records are within reach; those of administration for who keeps it."""
    if chain == ADMINISTRATION:
        return scope.may("accounts.manage")
    return scope.includes(chain)


def _look_up_key(session: Session, past: Sequence[Version], sent: Submission) -> None:
    if sent.sealing is not None and not _carries_over(past, sent):
        sent.sealing.look_up(session, new=not past)


def _with_commitment(sent: Submission, past: Sequence[Version]) -> dict[str, Any]:
    if sent.sealing is None:
        return sent.body
    if _carries_over(past, sent):
        if sent.sealing.names_somebody:
            raise Forbidden("records.persons_not_permitted")
        return {**sent.body, "persons": past[-1].body.get("persons")}
    return {**sent.body, "persons": sent.sealing.commitment()}


def _carries_over(past: Sequence[Version], sent: Submission) -> bool:
    """Whether an edit leaves the persons as they are: its sender may not see them."""
    return bool(past) and sent.if_match is not None and not sent.scope.may("persons.read")


def _comparable(past: Sequence[Version], sent: Submission) -> Sequence[Version]:
    """Return the versions that a write may be told to be a repeat of.

    Who may not see persons is told so of their own versions only: else a write would answer
    whether a guess at somebody's name is right.
    """
    if sent.sealing is None or sent.if_match is not None or sent.scope.may("persons.read"):
        return past
    return _own(past, sent)


def _own(past: Sequence[Version], sent: Submission) -> Sequence[Version]:
    return [one for one in past if one.actor_id == sent.scope.actor_id]


def _alike(
    past: Sequence[Version], sent: Submission, body: dict[str, Any], digest: str
) -> set[int]:
    """Return the versions that say the same as a write.

    That there are no persons is said in two ways: a record that never had any has no key to
    commit itself with, and may have got one since.
    """
    same = {digest}
    if sent.sealing is not None and not sent.sealing.names_somebody:
        same.add(digest_of({**body, "persons": None}))
    return {one.version for one in _comparable(past, sent) if one.body_sha256 in same}


def _alike_but_for_persons(past: Sequence[Version], sent: Submission) -> set[int]:
    """Return the sender's own versions that say the same, where persons cannot be compared.

    Their key was destroyed, or the sender leaves them as they are.
    """
    if sent.sealing is None:
        return set()
    carries_over = _carries_over(past, sent) and not sent.sealing.names_somebody
    if not (carries_over or sent.sealing.expired):
        return set()
    digest = _digest_but_for_persons(sent.body)
    own = _own(past, sent)
    return {one.version for one in own if _digest_but_for_persons(one.body) == digest}


def _digest_but_for_persons(body: dict[str, Any]) -> str:
    return digest_of({**body, "persons": None})


def _is_repeat(past: Sequence[Version], sent: Submission, alike: set[int]) -> bool:
    """Whether a write was accepted before, as one of the versions that say the same."""
    if sent.if_match is None:
        # A late repeat of a version that was edited since is a repeat, not a conflict.
        return bool(alike)
    return bool(past) and not alike.isdisjoint({past[-1].version, sent.if_match + 1})


def followed(past: int | None, if_match: int | None) -> int | None:
    """Return the version that an edit is based on, of a record that there is one of.

    Without ``if_match`` that is whichever is in force; 0 says that there was none.
    """
    if if_match is None:
        return past
    return None if past is None and if_match == 0 else if_match


def _require_in_force(past: Sequence[Version], if_match: int | None) -> None:
    """Refuse a write that is neither new nor an edit of the version in force."""
    if not past:
        if if_match is not None:
            raise PreconditionFailed("records.nothing_to_edit")
        return
    latest = past[-1]
    if if_match is None:
        raise Conflict("records.conflict", current=latest.body, version=latest.version)
    if if_match != latest.version:
        raise PreconditionFailed(
            "records.edited_since", current=latest.body, version=latest.version
        )


def _version(
    sent: Submission, body: dict[str, Any], digest: str, number: int, chain: str
) -> Version:
    return Version(
        sent.kind, sent.record_id, number, body, digest, sent.now, sent.scope.actor_id, chain
    )


def _keep_rival(session: Session, sent: Submission) -> None:
    hold(session, record_lock(sent.kind, sent.record_id))
    past = history.versions(session, sent.kind, sent.record_id)
    if not past:
        return
    _require_reach(past, sent)
    _look_up_key(session, past, sent)
    body = _with_commitment(sent, past)
    chain = past[-1].chain
    rival = Rival(
        kind=sent.kind,
        record_id=sent.record_id,
        base_version=sent.if_match,
        body=body,
        body_sha256=digest_of(body),
        sent_at=sent.now,
        actor_id=sent.scope.actor_id,
        chain=chain,
    )
    number = history.keep_rival(session, rival)
    if number is None:
        return
    if sent.sealing is not None and not _carries_over(past, sent):
        sent.sealing.keep_rival(session, number=number, squad_code=chain, now=sent.now)
    details = {"based_on": sent.if_match, "sha256": rival.body_sha256}
    note(
        session,
        Act(chain, sent.scope.actor, "edit", sent.name, sent.now, details, "refused"),
    )
