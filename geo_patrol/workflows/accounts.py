"""Accounts: who there is, what they may do, and how they come in."""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.accounts.codes import normalised
from geo_patrol.accounts.policy import PasswordPolicy
from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import InvalidInput, NotFound, finding
from geo_patrol.roles import EVERY_SQUAD
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import ADMINISTRATORS, Lock, hold
from geo_patrol.store.repositories import accounts, history, people, sessions
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.writing import (
    Submission,
    Written,
    canonical,
    write_once,
    write_record,
)

_SETUP_CODE = "setup_code_sha256"


def put_officer(
    store: Store, scope: Scope, officer: Officer, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a person: squads, role, names. No password is set.

    Raises
    ------
    InvalidInput
        When a squad is unknown or missing, log-in name or badge number are another's, or nobody
        would be left to keep accounts.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    with store.reader() as session:
        before = people.officer(session, officer.id)
    if before is not None:
        # Whether somebody is invented is no matter of who writes them.
        officer = replace(officer, demo=before.demo)
    sent = submission_of_officer(scope, officer, now, if_match)
    return write_once(store, sent, lambda session: write_officer(session, sent, officer))


def submission_of_officer(
    scope: Scope, officer: Officer, now: datetime, if_match: int | None = None
) -> Submission:
    """Return the write of a person. Further squads have no order."""
    in_order = replace(officer, more_squads=tuple(sorted(set(officer.more_squads))))
    return Submission(scope, "officer", officer.id, canonical(in_order), now, if_match)


def write_officer(session: Session, sent: Submission, officer: Officer) -> Written:
    """Do the work of `put_officer` in a transaction that is open already."""

    def save(_new: bool) -> str:
        _check_officer(session, officer)
        before = people.officer(session, officer.id)
        people.save_officer(session, officer)
        if before is not None and _standing(before) != _standing(officer):
            # What a session may do is read anew with each request; who was let in as another
            # should still come in again, as who they are now.
            accounts.hold_account(session, officer.id)
            sessions.end_sessions(session, officer.id)
        if before is not None and before.role == "admin" and officer.role != "admin":
            require_administrator(session)
        return ADMINISTRATION

    return write_record(session, sent, save, ADMINISTRATORS)


def _standing(officer: Officer) -> tuple[str, frozenset[str], bool]:
    return officer.role, officer.squads, officer.certified


def _check_officer(session: Session, officer: Officer) -> None:
    known = people.squad_codes(session)
    wrong = [
        finding("squads", "accounts.no_squad", squad=one) for one in sorted(officer.squads - known)
    ]
    if officer.squad_code is None and officer.role not in EVERY_SQUAD:
        wrong.append(finding("squad", "accounts.squad_needed"))
    for other in people.officers(session, SYSTEM):
        if other.id == officer.id:
            continue
        if other.login == officer.login:
            wrong.append(finding("login", "accounts.login_taken", login=officer.login))
        same_badge = (other.squad_code, other.badge_no) == (officer.squad_code, officer.badge_no)
        if same_badge and officer.squad_code is not None:
            wrong.append(finding("badge_no", "accounts.badge_taken", badge_no=officer.badge_no))
    if wrong:
        raise InvalidInput("accounts.officer_refused", findings=tuple(wrong))


def require_administrator(session: Session) -> None:
    """Refuse a change after which nobody could keep accounts.

    Raises
    ------
    InvalidInput
        When that is so; the change goes no further.
    """
    session.flush()
    if not accounts.has_administrator(session):
        raise InvalidInput("accounts.last_administrator")


def set_password(
    store: Store,
    scope: Scope,
    officer_id: UUID,
    password_hash: str,
    policy: PasswordPolicy,
    *,
    now: datetime,
    change_due: bool,
    keep_session: UUID | None = None,
) -> None:
    """Set a person's password; their other sessions end, and a disabled account stays so.

    Raises
    ------
    NotFound
        When there is no such person.
    """
    with store.writer() as session:
        known_officer(session, officer_id)
        keep_password(session, officer_id, password_hash, policy, now=now, change_due=change_due)
        sessions.end_sessions(session, officer_id, keep=keep_session)
        _note(session, scope, "password", officer_id, now, {"by_owner": not change_due})


def keep_password(
    session: Session,
    officer_id: UUID,
    password_hash: str,
    policy: PasswordPolicy,
    *,
    now: datetime,
    change_due: bool,
) -> None:
    """Put a password's hash in the place of the one before, which is remembered as long as due."""
    before = accounts.account_to_change(session, officer_id)
    past = before.past_hashes
    if before.password_hash is not None:
        past = (before.password_hash, *past)
    accounts.save_account(
        session,
        replace(
            before,
            password_hash=password_hash,
            password_set_at=now,
            change_due=change_due,
            past_hashes=past[: policy.history],
        ),
    )


def set_disabled(
    store: Store, scope: Scope, officer_id: UUID, *, disabled: bool, now: datetime
) -> bool:
    """Close or open an account; return whether that changed anything. Sessions end at once.

    Raises
    ------
    NotFound
        When there is no such person.
    InvalidInput
        When it is the last administrator's.
    """
    with store.writer() as session:
        hold(session, ADMINISTRATORS)
        known_officer(session, officer_id)
        before = accounts.account_to_change(session, officer_id)
        if (before.disabled_at is not None) == disabled:
            return False
        accounts.save_account(session, replace(before, disabled_at=now if disabled else None))
        if disabled:
            sessions.end_sessions(session, officer_id)
            officer = known_officer(session, officer_id)
            if officer.role == "admin":
                require_administrator(session)
        _note(session, scope, "disable" if disabled else "enable", officer_id, now)
    return True


def end_sessions(
    store: Store,
    scope: Scope,
    officer_id: UUID,
    *,
    now: datetime,
    only: UUID | None = None,
    keep: UUID | None = None,
) -> int:
    """End a person's sessions (all, one, or all but one); return how many ended.

    Raises
    ------
    NotFound
        When there is no such person.
    """
    with store.writer() as session:
        known_officer(session, officer_id)
        accounts.hold_account(session, officer_id)
        ended = sessions.end_sessions(session, officer_id, only=only, keep=keep)
        if ended:
            _note(session, scope, "session.end", officer_id, now, {"sessions": ended})
    return ended


def drop_second_factor(store: Store, scope: Scope, officer_id: UUID, *, now: datetime) -> bool:
    """Let a person sign in without a code again: a lost phone; return whether that is new.

    Raises
    ------
    NotFound
        When there is no such person.
    """
    with store.writer() as session:
        known_officer(session, officer_id)
        before = accounts.account_to_change(session, officer_id)
        return without_second_factor(session, scope, before, now=now)


def without_second_factor(
    session: Session, scope: Scope, before: Account, *, now: datetime
) -> bool:
    """Do the work of `drop_second_factor` on an account that is held already."""
    if before.totp_sealed is None:
        return False
    accounts.save_account(
        session,
        replace(before, totp_sealed=None, totp_since=None, totp_step=None, recovery=()),
    )
    _note(session, scope, "totp.off", before.officer_id, now)
    return True


def known_officer(session: Session, officer_id: UUID) -> Officer:
    """Return a person, for who keeps accounts.

    Raises
    ------
    NotFound
        When there is none.
    """
    found = people.officer(session, officer_id)
    if found is None:
        raise NotFound("accounts.no_officer")
    return found


def offer_setup(store: Store, code: str, *, now: datetime) -> bool:
    """Let whoever has a code make the first administrator; return whether one is needed.

    A code offered before no longer counts.
    """
    with store.writer() as session:
        if accounts.has_administrator(session):
            return False
        history.set_fact(session, _SETUP_CODE, _digest(code))
        note(session, Act(ADMINISTRATION, SYSTEM.actor, "setup.offer", "store", now))
    return True


def setup_is_open(session: Session) -> bool:
    """Whether a first administrator is still to be made."""
    return bool(history.fact(session, _SETUP_CODE)) and not accounts.has_administrator(session)


def make_first_administrator(
    store: Store,
    code: str,
    officer: Officer,
    password_hash: str,
    policy: PasswordPolicy,
    *,
    now: datetime,
) -> None:
    """Make the first administrator, by the one-time code; it counts no more afterwards.

    Raises
    ------
    InvalidInput
        When the code is wrong, was used, or the log-in name is taken.
    """
    with store.writer() as session:
        hold(session, Lock("setup"))
        # Digests of random codes: comparing them tells nobody how much of a guess was right.
        if not setup_is_open(session) or history.fact(session, _SETUP_CODE) != _digest(code):
            raise InvalidInput("accounts.wrong_code")
        history.set_fact(session, _SETUP_CODE, "")
        sent = submission_of_officer(SYSTEM, officer, now)
        write_officer(session, sent, officer)
        keep_password(session, officer.id, password_hash, policy, now=now, change_due=False)
        _note(session, SYSTEM, "setup.done", officer.id, now)


def _digest(code: str) -> str:
    return hashlib.sha256(normalised(code).encode("utf-8", "surrogatepass")).hexdigest()


def _note(
    session: Session,
    scope: Scope,
    action: str,
    officer_id: UUID,
    now: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    act = Act(ADMINISTRATION, scope.actor, action, f"officer/{officer_id}", now, details or {})
    note(session, act)
